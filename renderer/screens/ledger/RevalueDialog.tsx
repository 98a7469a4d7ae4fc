import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { formatMoney } from '#shared/money.ts';
import type { BookRecord } from './ledgerText.ts';

export function RevalueDialog({ book: { fundId, fund, currency }, onClose }: Readonly<{ book: BookRecord; onClose: () => void }>) {
  const { today } = useMe();
  const revalue = useCommand('ledger.revalue');
  return (
    <FormDialog
      title={`Revalue the currencies of ${fund}`}
      description={`Posts what foreign money gained or lost against ${currency}, at the rates of that day. Run it as often as you like: only the difference is posted.`}
      fields={[
        { id: 'on', label: 'At the rates of', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ on: today, reason: 'Period end' }}
      saveLabel="Revalue"
      action={revalue}
      onClose={onClose}
      onSave={async ({ on, reason = '' }) => {
        const reply = await revalue.run({ fundId, on: on as BusinessDate, reason });
        if (reply.ok) notify({ title: `Posted ${formatMoney(reply.value.gain)}`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
