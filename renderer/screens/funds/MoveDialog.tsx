import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { type FundMove, fundLifecycle, fundMoveTitles, fundStatusTitles } from '#shared/model/funds.ts';
import type { FundHome } from './fundText.ts';

const fields: readonly FormField[] = [
  { id: 'effectiveOn', label: 'From', kind: 'date', required: true },
  { id: 'reason', label: 'Reason', kind: 'area', required: true },
];

type MoveDialogProps = Readonly<{ fund: FundHome['fund']; move: FundMove; onClose: () => void }>;

export function MoveDialog({ fund, move, onClose }: MoveDialogProps) {
  const { today } = useMe();
  const run = useCommand('funds.move');
  const to = fundLifecycle.moves.find(({ name }) => name === move)?.to ?? fund.status;
  return (
    <FormDialog
      title={`${fundMoveTitles[move]}: ${fund.name}`}
      description={`${fund.name} goes from ${fundStatusTitles[fund.status].toLowerCase()} to ${fundStatusTitles[to].toLowerCase()}.`}
      fields={fields}
      initial={{ effectiveOn: today }}
      saveLabel={fundMoveTitles[move]}
      action={run}
      onClose={onClose}
      onSave={async ({ effectiveOn, reason = '' }) => {
        const reply = await run.run({
          fundId: fund.id,
          expectedVersion: fund.version,
          move,
          effectiveOn: effectiveOn as BusinessDate,
          reason,
        });
        if (reply.ok) notify({ title: `${fund.name} is now ${fundStatusTitles[reply.value.status].toLowerCase()}`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
