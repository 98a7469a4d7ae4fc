import { useState } from 'react';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { askHostOnce } from '#renderer/data/ask.ts';
import { useCommand, useHost } from '#renderer/data/command.ts';
import { rolesText } from './roleText.ts';
import type { UserRecord } from './userRecord.ts';

/** Ends or gives back a person's access; a disabled person's key is taken away with it. */
export function StatusDialog({ user, onClose }: Readonly<{ user: UserRecord; onClose: () => void }>) {
  /** As it was when the dialog opened: the record changes underneath while the second step runs. */
  const [disabling] = useState(user.status === 'active');
  const [reason, setReason] = useState('');
  const disable = useCommand('access.disableUser');
  const enable = useCommand('access.enableUser');
  const removeKey = useHost('host.removeSlot');
  const command = disabling ? disable : enable;
  const roles = rolesText([...new Set(user.grants.filter(({ inForce }) => inForce).map(({ role }) => role))]);
  const act = async () => {
    const reply = await command.run({ userId: user.id, expectedVersion: user.version, reason });
    if (!reply.ok) return;
    if (disabling && (await holdsKey(user)) && !(await removeKey.run({ userId: user.id })).ok) return;
    notify({ title: disabling ? `${user.name} is disabled` : `${user.name} has access again`, tone: 'good' });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={disabling ? 'Disable user?' : 'Enable user?'}
      tone={disabling ? 'danger' : 'primary'}
      thing={`${user.name} (${user.login})`}
      extent={roles === '' ? 'No role in force' : roles}
      consequence={
        disabling
          ? `${user.name} can no longer unlock this workspace, and their key is taken away. What they did stays on the record. They can be enabled again and then need a new passphrase.`
          : `${user.name} gets back the roles that are still in force. They need a new passphrase, typed with you present.`
      }
      confirmLabel={disabling ? 'Disable user' : 'Enable user'}
      reasons={reason.trim() === '' ? [{ text: 'Say why.' }] : []}
      onConfirm={() => void act()}
      busy={command.isPending || removeKey.isPending}
      refusal={<RefusalText>{command.sentence ?? removeKey.sentence}</RefusalText>}
    >
      <Field label="Reason" required>
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}

const holdsKey = async (user: UserRecord): Promise<boolean> =>
  (await askHostOnce('host.keys', {})).slots.some(({ userId }) => userId === user.id);
