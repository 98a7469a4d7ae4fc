import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { choiceTitle, dayCountText, minorOf, percentText } from '#renderer/screens/funds/fundText.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import { digitsOf } from '#shared/currencies.ts';
import { type BusinessDate, later } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { formatMinor, formatMoney } from '#shared/money.ts';
import { type Bill, type OfCall, type Waiver, waiverTitles, waiverTones } from './receiptText.ts';

const columns: readonly TableColumn<Bill>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 160, grow: 1 },
  { id: 'fromOn', header: 'From', type: 'date', value: ({ fromOn }) => fromOn, width: 105 },
  { id: 'untilOn', header: 'Until', type: 'date', value: ({ untilOn }) => untilOn, width: 105 },
  { id: 'billed', header: 'Billed', type: 'money', value: ({ billed }) => billed, width: 130, total: true },
  { id: 'paid', header: 'Paid', type: 'money', value: ({ paid }) => paid, width: 130, total: true },
  { id: 'waived', header: 'Waived', type: 'money', value: ({ waived }) => waived, width: 130, total: true },
  { id: 'open', header: 'Open', type: 'money', value: ({ open }) => open, width: 130, total: true },
];

type CallInterestProps = Readonly<{ money: OfCall; callId: string; fundId: FundId }>;

/** Bills of late interest and their waivers; nothing to see while nothing was billed. */
export function CallInterest({ money, callId, fundId }: CallInterestProps) {
  const needs = useNeeds();
  const [waiving, setWaiving] = useState<Bill | null>(null);
  const { interestTerm: term, bills, waivers } = money;
  if (bills.length === 0) return null;
  const termWords = term
    ? `${percentText(term.rate)} a year, ${term.graceDays} grace days, ${dayCountText(term.dayCount)}, ${term.compounding === 'none' ? 'simple' : `compounded ${choiceTitle(term.compounding).toLowerCase()}`}.`
    : '';
  return (
    <Section title="Default interest" description={termWords}>
      {waivers.length > 0 && (
        <ul className="flex flex-col gap-2 pb-3" aria-label="Waivers">
          {waivers.map((waiver) => (
            <WaiverLine key={waiver.id} waiver={waiver} />
          ))}
        </ul>
      )}
      <DataTable
        label="Bills of default interest"
        columns={columns}
        rows={bills}
        rowId={({ billOrdinal }) => String(billOrdinal)}
        height={240}
        selectable
        selectionActions={(ids) => (
          <Button
            size="small"
            reasons={waiveReasons(needs('receipts.record'), bills, ids)}
            onClick={() => setWaiving(bills[Number(ids[0])] ?? null)}
          >
            Waive…
          </Button>
        )}
      />
      {waiving && <WaiveDialog bill={waiving} callId={callId} fundId={fundId} onClose={() => setWaiving(null)} />}
    </Section>
  );
}

function waiveReasons(permission: readonly Readonly<{ text: string }>[], bills: readonly Bill[], ids: readonly string[]) {
  const bill = ids.length === 1 ? bills[Number(ids[0])] : undefined;
  const one = bill ? [] : [{ text: 'Choose one bill.' }];
  return [...permission, ...one, ...(bill?.open.minor === 0n ? [{ text: 'Nothing of this bill is open.' }] : [])];
}

function WaiverLine({ waiver }: Readonly<{ waiver: Waiver }>) {
  const needs = useNeeds();
  const { id: userId } = useMe();
  const [rejecting, setRejecting] = useState(false);
  const approve = useCommand('receipts.approveWaiver');
  const reject = useCommand('receipts.rejectWaiver');
  const withdraw = useCommand('receipts.withdrawWaiver');
  const { id: waiverId, contentHash, state, kind, amount, investor, reason, proposedBy, proposedById, decidedBy } = waiver;
  const own = proposedById === userId ? [{ text: 'You proposed it. Somebody else must approve it.' }] : [];
  const agree = async () => {
    const reply = await approve.run({ waiverId, contentHash });
    if (reply.ok) notify({ title: `${formatMoney(amount)} waived`, tone: 'good' });
  };
  return (
    <li className="flex flex-wrap items-center gap-2 rounded-card border border-line px-3 py-2">
      <Badge tone={waiverTones[state]}>{kind === 'cancellation' ? 'Cancelled with the call' : waiverTitles[state]}</Badge>
      <MoneyText amount={amount} />
      <span className="text-muted text-small">{`${investor}: ${reason} (${proposedBy}${decidedBy ? `, decided by ${decidedBy}` : ''})`}</span>
      {state === 'proposed' && (
        <span className="ml-auto flex gap-2">
          <Button
            size="small"
            variant="primary"
            busy={approve.isPending}
            reasons={[...needs('receipts.approveWaiver'), ...own]}
            onClick={() => void agree()}
          >
            Approve
          </Button>
          <Button size="small" reasons={needs('receipts.approveWaiver')} onClick={() => setRejecting(true)}>
            Reject…
          </Button>
          {own.length > 0 && (
            <Button size="small" busy={withdraw.isPending} onClick={() => void withdraw.run({ waiverId })}>
              Withdraw
            </Button>
          )}
        </span>
      )}
      {[approve.sentence, withdraw.sentence].map((sentence) => sentence && <RefusalText key={sentence}>{sentence}</RefusalText>)}
      {rejecting && (
        <FormDialog
          title="Reject the waiver"
          fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
          initial={{}}
          saveLabel="Reject"
          action={reject}
          onClose={() => setRejecting(false)}
          onSave={async ({ reason: why = '' }) => (await reject.run({ waiverId, reason: why })).ok}
        />
      )}
    </li>
  );
}

type WaiveDialogProps = Readonly<{ bill: Bill; callId: string; fundId: FundId; onClose: () => void }>;

function WaiveDialog({ bill, callId, fundId, onClose }: WaiveDialogProps) {
  const { today } = useMe();
  const [waiverId] = useState(newId);
  const [unread, setUnread] = useState<string | null>(null);
  const propose = useCommand('receipts.proposeWaiver');
  const { open, untilOn, billOrdinal, investor } = bill;
  return (
    <FormDialog
      title={`Waive interest of ${investor}`}
      description={`${formatMoney(open)} is open on this bill. Somebody else approves before anything is posted.`}
      fields={[
        { id: 'amount', label: `Amount (${open.currency})`, required: true },
        { id: 'effectiveOn', label: 'Takes effect on', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ amount: formatMinor(open.minor, digitsOf(open.currency)), effectiveOn: later(untilOn, today) }}
      saveLabel="Propose waiver"
      action={{ ...propose, sentence: unread ?? propose.sentence }}
      onClose={onClose}
      onSave={async ({ amount = '', effectiveOn, reason = '' }) => {
        const read = minorOf(amount, open.currency, 'The amount');
        setUnread('problem' in read ? read.problem : null);
        if ('problem' in read) return false;
        const input = { waiverId, fundId, callId, billOrdinal, minor: read.value, effectiveOn: effectiveOn as BusinessDate, reason };
        const reply = await propose.run(input);
        if (reply.ok) notify({ title: 'The waiver waits for somebody else', tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
