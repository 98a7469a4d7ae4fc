import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { formatMoney } from '#shared/money.ts';
import { CallInterest } from './CallInterest.tsx';
import { ReceiptTable } from './ReceiptTable.tsx';
import { type CallMoneyLine, noticeText, type OfCall } from './receiptText.ts';

const fixed = { sortable: false, filterable: false } as const;
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const orNone = (amount: CallMoneyLine['open']) => (amount.minor === 0n ? null : amount);

const columns: readonly TableColumn<CallMoneyLine>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 160, grow: 2 },
  { id: 'called', header: 'Called', type: 'money', value: ({ called }) => called, width: 138, total: true },
  { id: 'paid', header: 'Paid', type: 'money', value: ({ paid }) => paid, width: 138, total: true },
  { id: 'open', header: 'Open', type: 'money', value: ({ open }) => open, width: 138, total: true },
  { id: 'daysLate', header: 'Days', type: 'number', value: ({ daysLate }) => daysLate, width: 70 },
  { id: 'unbilled', header: 'To bill', type: 'money', value: ({ unbilled }) => orNone(unbilled), width: 105, total: true },
  {
    id: 'interestOpen',
    header: 'Interest',
    type: 'money',
    value: ({ interestOpen }) => orNone(interestOpen),
    width: 115,
    total: true,
  },
  {
    id: 'notice',
    header: 'Last reminder',
    type: 'text',
    value: ({ lastNotice }) => (lastNotice ? noticeText(lastNotice) : null),
    width: 170,
    grow: 1,
    ...fixed,
  },
];

type CallReceiptsProps = Readonly<{ callId: string; fundId: FundId }>;

/** The money side of a call: who paid what, who is late, what their delay costs. */
export function CallReceipts({ callId, fundId }: CallReceiptsProps) {
  const money = useAsk('receipts.ofCall', { callId });
  return (
    <Asked of="what was paid" query={money}>
      {(data) => (
        <div className="flex flex-col gap-6">
          <Lines money={data} callId={callId} fundId={fundId} />
          <CallInterest money={data} callId={callId} fundId={fundId} />
          <Section title="Receipts">
            <ReceiptTable height={320} callId={callId} />
          </Section>
        </div>
      )}
    </Asked>
  );
}

function Lines({ money, callId, fundId }: Readonly<{ money: OfCall }> & CallReceiptsProps) {
  const needs = useNeeds();
  const goTo = useGoTo();
  const [billing, setBilling] = useState(false);
  const remind = useCommand('receipts.remind');
  const closed = money.takesMoney ? [] : [{ text: 'The call is not issued, so nothing is owed on it.' }];
  const nothing = money.lines.every(({ unbilled }) => unbilled.minor === 0n)
    ? [{ text: 'No line bears interest that is not billed.' }]
    : [];
  const note = async () => {
    const reply = await remind.run({ fundId });
    if (reply.ok)
      notify({
        title: `Noted: ${counted(reply.value.reminders, 'reminder')}, ${counted(reply.value.escalations, 'escalation')}`,
        tone: 'good',
      });
  };
  return (
    <Section
      title="Paid and open"
      actions={
        <>
          <Button size="small" busy={remind.isPending} reasons={[...needs('receipts.record'), ...closed]} onClick={() => void note()}>
            Note reminders
          </Button>
          <Button size="small" reasons={[...needs('receipts.record'), ...closed, ...nothing]} onClick={() => setBilling(true)}>
            Bill interest…
          </Button>
          <Button
            size="small"
            variant="primary"
            reasons={[...needs('receipts.record'), ...closed]}
            onClick={() => goTo(`/receipts/new?fund=${fundId}`)}
          >
            Record a receipt
          </Button>
        </>
      }
    >
      <DataTable
        label="Lines of the call"
        columns={columns}
        rows={money.lines}
        rowId={({ lineOrdinal }) => String(lineOrdinal)}
        height={320}
        empty={<EmptyState title="Nothing is owed" text="Lines appear here once the call is issued." />}
      />
      {billing && <BillDialog callId={callId} fundId={fundId} onClose={() => setBilling(false)} />}
    </Section>
  );
}

function BillDialog({ callId, fundId, onClose }: CallReceiptsProps & Readonly<{ onClose: () => void }>) {
  const { today } = useMe();
  const bill = useCommand('receipts.billInterest');
  return (
    <FormDialog
      title="Bill default interest"
      description="Every late line of this call is billed up to that day, by the term of the fund. What was billed before is taken off."
      fields={[{ id: 'untilOn', label: 'Up to', kind: 'date', required: true }]}
      initial={{ untilOn: today }}
      saveLabel="Bill interest"
      action={bill}
      onClose={onClose}
      onSave={async ({ untilOn }) => {
        const reply = await bill.run({ fundId, callId, untilOn: untilOn as BusinessDate, lines: null });
        if (reply.ok) notify({ title: `Billed ${formatMoney(reply.value.total)} on ${reply.value.bills} lines`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
