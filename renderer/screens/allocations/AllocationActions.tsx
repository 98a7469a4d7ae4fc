import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import { allocationStatusTitles } from '#shared/model/allocations.ts';
import { formatMoney } from '#shared/money.ts';
import { type AllocationHome, nameOf, people } from './allocationText.ts';

type Act = 'approve' | 'reject' | 'cancel';
type DialogProps = Readonly<{ home: AllocationHome; onClose: () => void }>;

export function AllocationActions({ home }: Readonly<{ home: AllocationHome }>) {
  const me = useMe();
  const needs = useNeeds();
  const [acting, setActing] = useState<Act | null>(null);
  const status = allocationStatusTitles[home.status].toLowerCase();
  const decided = home.status === 'proposed' ? [] : [{ text: `It is ${status}, so it can no longer be decided.` }];
  const own = home.proposedById === me.id ? [{ text: 'You proposed it. Somebody else must approve it.' }] : [];
  const twice = home.approvals.some(({ byId }) => byId === me.id) ? [{ text: 'You approved it already. Somebody else must, too.' }] : [];
  const broken = home.standing.checks.flatMap(({ problem }) => (problem === null ? [] : [{ text: problem }]));
  const uncancellable =
    home.status === 'cancelled'
      ? [{ text: 'It is cancelled already.' }]
      : home.called.minor > 0n
        ? [{ text: `${formatMoney(home.called)} of it has been called. Rescind those calls first.` }]
        : [];
  return (
    <>
      <Button reasons={[...needs('allocations.propose'), ...uncancellable]} onClick={() => setActing('cancel')}>
        Cancel…
      </Button>
      <Button variant="danger" reasons={[...needs('allocations.approve'), ...decided]} onClick={() => setActing('reject')}>
        Reject…
      </Button>
      <Button
        variant="primary"
        reasons={[...needs('allocations.approve'), ...decided, ...(decided.length > 0 ? [] : [...own, ...twice, ...broken])]}
        onClick={() => setActing('approve')}
      >
        Approve…
      </Button>
      {acting === 'approve' && <ApproveDialog home={home} onClose={() => setActing(null)} />}
      {acting === 'reject' && <RejectDialog home={home} onClose={() => setActing(null)} />}
      {acting === 'cancel' && <CancelDialog home={home} onClose={() => setActing(null)} />}
    </>
  );
}

function ApproveDialog({ home, onClose }: DialogProps) {
  const approve = useCommand('allocations.approve');
  const confirm = async () => {
    const reply = await approve.run({ allocationId: home.id, fundId: home.fundId, contentHash: home.contentHash });
    if (!reply.ok) return;
    const { approvalsLeft } = reply.value;
    notify({
      title: approvalsLeft === 0 ? `${nameOf(home)} is approved` : `${nameOf(home)} has your approval`,
      ...(approvalsLeft === 0 ? {} : { text: `It waits for ${people(approvalsLeft)} more.` }),
      tone: 'good',
    });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Approve this allocation"
      thing={`${home.dealTitle}, ${nameOf(home)}`}
      extent={formatMoney(home.amount)}
      consequence="Once everybody needed has approved it, capital can be called for it. Nothing is paid by this."
      confirmLabel="Approve allocation"
      tone="primary"
      busy={approve.isPending}
      onConfirm={() => void confirm()}
      refusal={approve.sentence}
    />
  );
}

const reason = [{ id: 'reason', label: 'Reason', kind: 'area', required: true }] as const;

function RejectDialog({ home, onClose }: DialogProps) {
  const reject = useCommand('allocations.reject');
  return (
    <FormDialog
      title={`Reject ${nameOf(home)}`}
      description="It ends as cancelled with this reason, and its amount is available in the fund again."
      fields={reason}
      initial={{}}
      saveLabel="Reject allocation"
      action={reject}
      onClose={onClose}
      onSave={async ({ reason: why = '' }) => (await reject.run({ allocationId: home.id, fundId: home.fundId, reason: why })).ok}
    />
  );
}

function CancelDialog({ home, onClose }: DialogProps) {
  const cancel = useCommand('allocations.cancel');
  const run = async (why: string) =>
    (await cancel.run({ allocationId: home.id, fundId: home.fundId, expectedVersion: home.version, reason: why })).ok;
  return (
    <FormDialog
      title={`Cancel ${nameOf(home)}`}
      description={`${formatMoney(home.amount)} is available in ${home.fund} again. To change an allocation, cancel it and propose another.`}
      fields={reason}
      initial={{}}
      saveLabel="Cancel allocation"
      action={cancel}
      onClose={onClose}
      onSave={({ reason: why = '' }) => run(why)}
    />
  );
}
