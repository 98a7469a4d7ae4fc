import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { formatMoney } from '#shared/money.ts';
import { IdentifyDialog } from './IdentifyDialog.tsx';
import { methodTitles, partTitles, type Receipt, receiptTitles, receiptTones } from './receiptText.ts';

type Part = Receipt['parts'][number];
const fixed = { sortable: false, filterable: false } as const;

const columns: readonly TableColumn<Part>[] = [
  { id: 'effectiveOn', header: 'On', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 105, ...fixed },
  { id: 'kind', header: 'Goes to', type: 'text', value: ({ kind }) => partTitles[kind], width: 130, ...fixed },
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 140, grow: 1, ...fixed },
  { id: 'call', header: 'Call', type: 'text', value: ({ call }) => call, width: 120, grow: 1, ...fixed },
  { id: 'amount', header: 'Amount', type: 'money', value: ({ amount }) => amount, width: 150, total: true, ...fixed },
];

type ReceiptDrawerProps = Readonly<{ receiptId: string; onOpen: (receiptId: string) => void; onClose: () => void }>;

export function ReceiptDrawer({ receiptId, onOpen, onClose }: ReceiptDrawerProps) {
  const receipt = useAsk('receipts.receipt', { receiptId });
  const [acting, setActing] = useState<'identify' | 'return' | null>(null);
  const title = receipt.data ? `${receipt.data.payer || 'Receipt'}, ${formatMoney(receipt.data.amount)}` : 'Receipt';
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()} width="wide" title={title}>
      <Asked of="this receipt" query={receipt}>
        {(data) => (
          <div className="flex flex-col gap-4">
            <Facts receipt={data} onOpen={onOpen} />
            <Acts receipt={data} onAct={setActing} />
            <DataTable
              label="Where the money went"
              columns={columns}
              rows={data.parts}
              rowId={({ ordinal }) => String(ordinal)}
              height={320}
            />
            {acting === 'identify' && <IdentifyDialog receipt={data} onClose={() => setActing(null)} />}
            {acting === 'return' && <ReturnDialog receipt={data} onClose={() => setActing(null)} />}
          </div>
        )}
      </Asked>
    </Drawer>
  );
}

function Facts({ receipt, onOpen }: Readonly<{ receipt: Receipt; onOpen: (receiptId: string) => void }>) {
  const link = (label: string, id: string | null | undefined) =>
    id
      ? [
          {
            label,
            value: (
              <Button size="small" onClick={() => onOpen(id)}>
                Open it
              </Button>
            ),
          },
        ]
      : [];
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'Status', value: <Badge tone={receiptTones[receipt.state]}>{receiptTitles[receipt.state]}</Badge> },
        { label: 'Received', value: <DateText date={receipt.receivedOn} />, help: `${methodTitles[receipt.method]} on ${receipt.account}` },
        { label: 'Amount', value: <MoneyText amount={receipt.amount} /> },
        { label: 'In suspense', value: <MoneyText amount={receipt.suspense} /> },
        { label: 'Reference', value: receipt.reference || 'None' },
        { label: 'Fund', value: receipt.fund },
        { label: 'Recorded', value: <DateText date={receipt.recordedAt} withTime />, help: receipt.recordedBy },
        ...(receipt.reason === null ? [] : [{ label: 'Reason', value: receipt.reason }]),
        ...link('Returns', receipt.reverses),
        ...link('Returned by', receipt.returnedBy?.id),
        ...link('Second one beside', receipt.secondOf),
      ]}
    />
  );
}

function Acts({ receipt, onAct }: Readonly<{ receipt: Receipt; onAct: (act: 'identify' | 'return') => void }>) {
  const needs = useNeeds();
  const gone =
    receipt.state === 'return'
      ? [{ text: 'This is itself the return of a receipt.' }]
      : receipt.state === 'returned'
        ? [{ text: 'This receipt was returned already.' }]
        : [];
  const known = gone.length === 0 && receipt.suspense.minor === 0n ? [{ text: 'Nothing of this receipt is in suspense.' }] : [];
  return (
    <div className="flex gap-2">
      <Button variant="primary" reasons={[...needs('receipts.record'), ...gone, ...known]} onClick={() => onAct('identify')}>
        Identify…
      </Button>
      <Button reasons={[...needs('receipts.record'), ...gone]} onClick={() => onAct('return')}>
        Return…
      </Button>
    </div>
  );
}

function ReturnDialog({ receipt, onClose }: Readonly<{ receipt: Receipt; onClose: () => void }>) {
  const { today } = useMe();
  const [returnId] = useState(newId);
  const back = useCommand('receipts.return');
  return (
    <FormDialog
      title={`Return ${formatMoney(receipt.amount)}`}
      description="The money went back to its payer. What it paid is open again; both receipts stay, linked to each other."
      fields={[
        { id: 'returnedOn', label: 'Went back on', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ returnedOn: today }}
      saveLabel="Return"
      action={back}
      onClose={onClose}
      onSave={async ({ returnedOn, reason = '' }) => {
        const reply = await back.run({
          fundId: receipt.fundId,
          receiptId: receipt.id,
          returnId,
          returnedOn: returnedOn as BusinessDate,
          reason,
        });
        if (reply.ok) notify({ title: 'The receipt is returned', tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
