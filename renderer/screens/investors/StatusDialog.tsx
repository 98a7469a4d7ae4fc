import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { FormDialog } from './FormDialog.tsx';
import { type InvestorHome, orNull } from './investorText.ts';

export function StatusDialog({ investor, onClose }: Readonly<{ investor: InvestorHome['investor']; onClose: () => void }>) {
  const set = useCommand('investors.setStatus');
  const ending = investor.status === 'active';
  return (
    <FormDialog
      title={ending ? `Deactivate ${investor.name}?` : `Activate ${investor.name}?`}
      description={
        ending ? 'Its record stays; it is left out of new events until it is activated again.' : 'From now on it can take part in events.'
      }
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: ending }]}
      initial={{}}
      saveLabel={ending ? 'Deactivate' : 'Activate'}
      action={set}
      onClose={onClose}
      onSave={async ({ reason = '' }) => {
        const why = orNull(reason);
        const reply = await set.run({
          investorId: investor.id,
          expectedVersion: investor.version,
          move: ending ? 'deactivate' : 'activate',
          ...(why === null ? {} : { reason: why }),
        });
        if (reply.ok) notify({ title: `${investor.name} is ${ending ? 'inactive' : 'active'} now`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
