import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { FundId } from '#shared/ids.ts';
import { navMarkTitles } from '#shared/model/funds.ts';
import { formatMoney } from '#shared/money.ts';
import { type NavRecord, navTitles, navTones, quantityText } from './fundText.ts';

type NavProps = Readonly<{ fundId: FundId; nav: NavRecord; onClose: () => void }>;

export function NavDrawer({ fundId, nav, onClose, onCorrect }: NavProps & Readonly<{ onCorrect: () => void }>) {
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <span className="flex items-center gap-3">
          NAV of {nav.className}, {nav.asOfOn}
          <Badge tone={nav.corrected ? 'neutral' : navTones[nav.state]}>{nav.corrected ? 'Corrected since' : navTitles[nav.state]}</Badge>
        </span>
      }
      footer={
        nav.state === 'draft' ? <Decisions fundId={fundId} nav={nav} onClose={onClose} /> : <Correct nav={nav} onCorrect={onCorrect} />
      }
    >
      <NavFacts nav={nav} />
    </Drawer>
  );
}

function NavFacts({ nav }: Readonly<{ nav: NavRecord }>) {
  const units =
    nav.units === null
      ? []
      : [
          { label: 'Units', value: quantityText(nav.units) },
          { label: 'NAV per unit', value: quantityText(nav.navPerUnit) },
        ];
  const decided =
    nav.decidedAt === null
      ? []
      : [
          {
            label: 'Decided',
            value: <DateText date={nav.decidedAt} withTime />,
            help: `${nav.decidedBy ?? ''}${nav.decisionReason ? `: ${nav.decisionReason}` : ''}`,
          },
        ];
  return (
    <KeyValueList
      items={[
        { label: 'Net assets', value: <MoneyText amount={nav.netAssets} /> },
        ...units,
        { label: 'Mark', value: navMarkTitles[nav.mark] },
        { label: 'Evidence', value: nav.evidence.title, help: nav.evidence.reference || undefined },
        ...(nav.corrects === null ? [] : [{ label: 'Corrects', value: 'An approved NAV of the same date', help: nav.reason ?? undefined }]),
        { label: 'Prepared', value: <DateText date={nav.preparedAt} withTime />, help: nav.preparedBy },
        ...decided,
        {
          label: 'Content',
          value: <HashBadge hash={nav.contentHash} label="hash of the content" />,
          help: 'An approval holds for exactly this content.',
        },
      ]}
    />
  );
}

function Correct({ nav, onCorrect }: Readonly<{ nav: NavRecord; onCorrect: () => void }>) {
  const needs = useNeeds();
  const blocked = nav.corrected
    ? [{ text: 'It was corrected already. Open the newest one of this date.' }]
    : nav.state === 'approved'
      ? []
      : [{ text: `It is ${nav.state}, so there is nothing to correct. Draft a new one.` }];
  return (
    <Button reasons={[...needs('funds.draftNav'), ...blocked]} onClick={onCorrect}>
      Correct…
    </Button>
  );
}

function Decisions({ fundId, nav, onClose }: NavProps) {
  const me = useMe();
  const needs = useNeeds();
  const [acting, setActing] = useState<'approve' | 'reject' | null>(null);
  const withdraw = useCommand('funds.withdrawNav');
  const own = nav.preparedById === me.id;
  const byPreparer = own ? [{ text: 'You prepared this NAV. Somebody else must approve it.' }] : [];
  const notPreparer = own ? [] : [{ text: `It was prepared by ${nav.preparedBy}. Only they can withdraw it; an approver can reject it.` }];
  const takeBack = async () => {
    const reply = await withdraw.run({ navId: nav.id, fundId });
    if (reply.ok) onClose();
  };
  return (
    <>
      <Button variant="danger" reasons={needs('funds.approveNav')} onClick={() => setActing('reject')}>
        Reject…
      </Button>
      <RefusalText>{withdraw.sentence}</RefusalText>
      <span className="flex-1" />
      <Button busy={withdraw.isPending} reasons={[...needs('funds.draftNav'), ...notPreparer]} onClick={() => void takeBack()}>
        Withdraw
      </Button>
      <Button variant="primary" reasons={[...needs('funds.approveNav'), ...byPreparer]} onClick={() => setActing('approve')}>
        Approve…
      </Button>
      {acting === 'approve' && <ApproveDialog fundId={fundId} nav={nav} onDone={onClose} onClose={() => setActing(null)} />}
      {acting === 'reject' && <RejectDialog fundId={fundId} nav={nav} onDone={onClose} onClose={() => setActing(null)} />}
    </>
  );
}

type DecideProps = NavProps & Readonly<{ onDone: () => void }>;

function ApproveDialog({ fundId, nav, onDone, onClose }: DecideProps) {
  const approve = useCommand('funds.approveNav');
  const confirm = async () => {
    const reply = await approve.run({ navId: nav.id, fundId, contentHash: nav.contentHash });
    if (!reply.ok) return;
    notify({ title: `NAV of ${nav.className} for ${nav.asOfOn} approved`, tone: 'good' });
    onDone();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Approve this NAV"
      thing={`${nav.className}, ${nav.asOfOn}`}
      extent={`${formatMoney(nav.netAssets)}${nav.navPerUnit === null ? '' : `, ${nav.navPerUnit} per unit`}`}
      consequence="Prices, reports and analytics use it from now on. It is changed only by a linked correction with a reason."
      confirmLabel="Approve NAV"
      tone="primary"
      busy={approve.isPending}
      onConfirm={() => void confirm()}
      refusal={approve.sentence}
    />
  );
}

function RejectDialog({ fundId, nav, onDone, onClose }: DecideProps) {
  const reject = useCommand('funds.rejectNav');
  return (
    <FormDialog
      title={`Reject the NAV of ${nav.className} for ${nav.asOfOn}`}
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Reject NAV"
      action={reject}
      onClose={onClose}
      onSave={async ({ reason = '' }) => {
        const reply = await reject.run({ navId: nav.id, fundId, reason });
        if (reply.ok) onDone();
        return reply.ok;
      }}
    />
  );
}
