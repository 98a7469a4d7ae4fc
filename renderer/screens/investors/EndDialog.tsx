import { useMe } from '#renderer/data/session.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { FormDialog } from './FormDialog.tsx';

type EndDialogProps = Readonly<{
  name: string;
  action: Readonly<{ isPending: boolean; sentence: string | null; fieldErrors: Readonly<Record<string, string>> }>;
  onEnd: (untilOn: BusinessDate) => Promise<boolean>;
  onClose: () => void;
}>;

/** The last day of something that stays on the record. */
export function EndDialog({ name, action, onEnd, onClose }: EndDialogProps) {
  const { today } = useMe();
  return (
    <FormDialog
      title={`End ${name}?`}
      description="It stays on file with its dates."
      fields={[{ id: 'untilOn', label: 'Last day', kind: 'date', required: true }]}
      initial={{ untilOn: today }}
      saveLabel="End"
      action={action}
      onClose={onClose}
      onSave={({ untilOn }) => onEnd(untilOn as BusinessDate)}
    />
  );
}
