import { useMemo, useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { ClosingPage } from './commitmentText.ts';

type Refund = ClosingPage['refunds'][number];
type Payout = ClosingPage['payouts'][number];

const refundColumns = (currency: Currency): readonly TableColumn<Refund>[] => [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 200, grow: 1 },
  {
    id: 'owed',
    header: 'Refund and interest',
    type: 'money',
    currency,
    value: ({ owed }) => ({ minor: owed, currency }),
    width: 170,
    total: true,
  },
  { id: 'paid', header: 'Paid', type: 'money', currency, value: ({ paid }) => ({ minor: paid, currency }), width: 150, total: true },
  {
    id: 'open',
    header: 'Open',
    type: 'money',
    currency,
    value: ({ owed, paid }) => ({ minor: owed - paid, currency }),
    width: 150,
    total: true,
  },
];
const payoutColumns = (currency: Currency): readonly TableColumn<Payout>[] => [
  { id: 'ordinal', header: 'No.', type: 'number', value: ({ ordinal }) => ordinal + 1, width: 60 },
  { id: 'paidOn', header: 'Paid on', type: 'date', value: ({ paidOn }) => paidOn, width: 110 },
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 190, grow: 1 },
  { id: 'minor', header: 'Amount', type: 'money', currency, value: ({ minor }) => ({ minor, currency }), width: 150 },
  { id: 'reference', header: 'Reference', type: 'text', value: ({ reference }) => reference, width: 140 },
  {
    id: 'state',
    header: 'Came back',
    type: 'text',
    value: ({ reversesOrdinal }) => (reversesOrdinal === null ? null : `Return of payout ${reversesOrdinal + 1}`),
    width: 160,
  },
  { id: 'by', header: 'Recorded by', type: 'text', value: ({ by }) => by, width: 130 },
];

/** What the equalisation owes to earlier holders, and what was paid of it. */
export function RefundsSection({ page }: Readonly<{ page: ClosingPage }>) {
  const { closing, refunds, payouts, currency } = page;
  const needs = useNeeds();
  const [dialog, setDialog] = useState<'pay' | 'return' | null>(null);
  const columns = useMemo(() => refundColumns(currency), [currency]);
  const paid = useMemo(() => payoutColumns(currency), [currency]);
  const open = refunds.filter((refund) => refund.owed > refund.paid);
  const standing = payouts.filter(
    ({ ordinal, minor }) => minor > 0n && !payouts.some(({ reversesOrdinal }) => reversesOrdinal === ordinal),
  );
  return (
    <Section
      title="Refunds"
      description="Owed by the fund since the closing; recorded here as they are paid."
      actions={
        <div className="flex gap-2">
          <Button
            reasons={[
              ...needs('commitments.edit'),
              ...(standing.length === 0 ? [{ text: 'Nothing was paid out that could come back.' }] : []),
            ]}
            onClick={() => setDialog('return')}
          >
            One came back…
          </Button>
          <Button
            variant="primary"
            reasons={[...needs('commitments.edit'), ...(open.length === 0 ? [{ text: 'Everything owed was paid.' }] : [])]}
            onClick={() => setDialog('pay')}
          >
            Record as paid…
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3">
        <DataTable label="Refunds owed" columns={columns} rows={refunds} rowId={({ investorId }) => investorId} height={240} />
        {payouts.length > 0 && (
          <DataTable label="Payouts" columns={paid} rows={payouts} rowId={({ ordinal }) => String(ordinal)} height={200} />
        )}
      </div>
      {dialog === 'pay' && <PayDialog page={page} open={open} onClose={() => setDialog(null)} />}
      {dialog === 'return' && <ReturnDialog closing={closing} payouts={standing} onClose={() => setDialog(null)} />}
    </Section>
  );
}

type PayDialogProps = Readonly<{ page: ClosingPage; open: readonly Refund[]; onClose: () => void }>;

function PayDialog({ page: { closing, currency }, open, onClose }: PayDialogProps) {
  const { today } = useMe();
  const may = useMay();
  const home = useAsk('funds.home', { fundId: closing.fundId }, { enabled: may('funds.view') }).data;
  const record = useCommand('commitments.recordRefunds');
  const accounts = (home?.accounts ?? []).filter((account) => account.currency === currency && account.closedOn === null);
  return (
    <FormDialog
      title="Record refunds as paid"
      description="Everything that is still open is recorded as paid from this account, to everybody or to one investor."
      fields={[
        {
          id: 'accountId',
          label: 'Paid from',
          kind: 'choice',
          required: true,
          options: accounts.map(({ id, title }) => ({ value: id, label: title })),
        },
        { id: 'paidOn', label: 'Paid on', kind: 'date', required: true },
        {
          id: 'who',
          label: 'To',
          kind: 'search',
          required: true,
          options: [
            { value: 'everybody', label: `Everybody (${open.length})` },
            ...open.map(({ investorId, investor }) => ({ value: investorId as string, label: investor })),
          ],
        },
        { id: 'reference', label: 'Reference' },
      ]}
      initial={{ paidOn: today, who: 'everybody', accountId: closing.accountId ?? '' }}
      saveLabel="Record as paid"
      action={record}
      onClose={onClose}
      onSave={async ({ accountId = '', paidOn, who, reference = '' }) => {
        const payouts = open
          .filter(({ investorId }) => who === 'everybody' || investorId === who)
          .map(({ investorId, owed, paid }) => ({ investorId, minor: owed - paid, reference }));
        const ids = { closingId: closing.id, fundId: closing.fundId };
        return (await record.run({ ...ids, accountId, paidOn: paidOn as BusinessDate, payouts })).ok;
      }}
    />
  );
}

type ReturnDialogProps = Readonly<{ closing: ClosingPage['closing']; payouts: readonly Payout[]; onClose: () => void }>;

function ReturnDialog({ closing, payouts, onClose }: ReturnDialogProps) {
  const { today } = useMe();
  const back = useCommand('commitments.reverseRefund');
  return (
    <FormDialog
      title="A refund came back"
      description="It is owed again from that day on; the payout stays on record, linked to its return."
      fields={[
        {
          id: 'ordinal',
          label: 'Which',
          kind: 'choice',
          required: true,
          options: payouts.map(({ ordinal, investor, paidOn }) => ({
            value: String(ordinal),
            label: `Payout ${ordinal + 1}: ${investor}, ${paidOn}`,
          })),
        },
        { id: 'returnedOn', label: 'Came back on', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ returnedOn: today }}
      saveLabel="Record the return"
      action={back}
      onClose={onClose}
      onSave={async ({ ordinal, returnedOn, reason = '' }) =>
        (
          await back.run({
            closingId: closing.id,
            fundId: closing.fundId,
            ordinal: Number(ordinal),
            returnedOn: returnedOn as BusinessDate,
            reason,
          })
        ).ok
      }
    />
  );
}
