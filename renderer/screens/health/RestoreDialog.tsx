import { useState } from 'react';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { dateLabel } from '#renderer/components/DateText.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import { type BackupRow, sizeText } from './healthText.ts';

export function RestoreDialog({ backup, onClose }: Readonly<{ backup: BackupRow; onClose: () => void }>) {
  const [reason, setReason] = useState('');
  const overview = useAsk('health.overview', {});
  const restore = useHost('host.restoreBackup');
  const newest = overview.data?.logRows ?? backup.seq;
  const lost = Math.max(0, newest - backup.seq);
  const act = async () => {
    const reply = await restore.run({ name: backup.name, reason });
    if (!reply.ok) return;
    notify({
      title: 'Backup restored',
      text: `The workspace is as it was at log row ${backup.seq.toLocaleString('en-US')}.`,
      tone: 'good',
    });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Restore this backup?"
      thing={`Backup of ${dateLabel(backup.at)}`}
      extent={`${backup.seq.toLocaleString('en-US')} log rows, ${sizeText(backup.bytes)}`}
      consequence={
        lost === 0
          ? 'The workspace holds the same log rows as this backup, so no step is undone. The present file is kept aside.'
          : `${lostText(backup.seq, newest)} will be missing afterwards. The present file is kept aside, and the restore is on the record.`
      }
      confirmLabel="Restore backup"
      typeToConfirm="RESTORE"
      reasons={reason.trim() === '' ? [{ text: 'Say why the backup is restored.' }] : []}
      onConfirm={() => void act()}
      busy={restore.isPending}
      refusal={<RefusalText>{restore.sentence}</RefusalText>}
    >
      <Field label="Reason" required>
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}

function lostText(kept: number, newest: number): string {
  const [first, last, count] = [kept + 1, newest, newest - kept].map((number) => number.toLocaleString('en-US'));
  return first === last ? `The last step (log row ${last})` : `The last ${count} steps (log rows ${first} to ${last})`;
}
