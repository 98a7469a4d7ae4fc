import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { formatMoney } from '#shared/money.ts';
import { PartsSheet, placedOf, rowsOf, type SheetDraft, sumOf } from './PartsSheet.tsx';
import type { Owed, Receipt } from './receiptText.ts';

/** Says whose money in suspense is: lines, interest or an advance, until nothing or a rest stays behind. */
export function IdentifyDialog({ receipt, onClose }: Readonly<{ receipt: Receipt; onClose: () => void }>) {
  const owed = useAsk('receipts.owed', { fundId: receipt.fundId });
  return (
    <Asked of="what is owed" query={owed}>
      {(data) => <Identify receipt={receipt} owed={data} onClose={onClose} />}
    </Asked>
  );
}

function Identify({ receipt, owed, onClose }: Readonly<{ receipt: Receipt; owed: Owed; onClose: () => void }>) {
  const { today } = useMe();
  const identify = useCommand('receipts.identify');
  const [on, setOn] = useState<typeof today | null>(today);
  const [draft, setDraft] = useState<SheetDraft>({});
  const rows = rowsOf(owed, { suspense: false });
  const parts = placedOf(rows, draft, owed.currency);
  const placed = sumOf(parts);
  const left = { ...receipt.suspense, minor: receipt.suspense.minor - placed };
  const reasons = [
    ...(on === null ? [{ text: 'Enter the day from which the money is known.' }] : []),
    ...(placed === 0n ? [{ text: 'Enter an amount beside what the money pays.' }] : []),
    ...(left.minor < 0n ? [{ text: `The amounts are ${formatMoney({ ...left, minor: -left.minor })} more than is in suspense.` }] : []),
  ];
  const save = async () => {
    const reply = await identify.run({
      fundId: receipt.fundId,
      receiptId: receipt.id,
      effectiveOn: on ?? today,
      parts: parts.flatMap((part) => (part.kind === 'suspense' ? [] : [part])),
    });
    if (!reply.ok) return;
    notify({ title: `Identified ${formatMoney({ ...left, minor: placed })}`, tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title="Identify the money"
      description={`${formatMoney(receipt.suspense)} of this receipt is in suspense. Enter what it pays; the rest stays there.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={identify.isPending} reasons={reasons} onClick={() => void save()}>
            Identify
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="w-44">
          <Field label="Known on" required>
            <DateInput value={on} max={today} onChange={(day) => setOn(day as typeof today | null)} />
          </Field>
        </div>
        <PartsSheet rows={rows} currency={owed.currency} draft={draft} onDraftChange={setDraft} />
        <TieOutBar
          source={receipt.suspense}
          sourceLabel="In suspense"
          parts={[
            { label: 'Identified', amount: { ...left, minor: placed } },
            { label: 'Stays', amount: left },
          ]}
        />
        {identify.sentence && <RefusalText>{identify.sentence}</RefusalText>}
      </div>
    </Dialog>
  );
}
