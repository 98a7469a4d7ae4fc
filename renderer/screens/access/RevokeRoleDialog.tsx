import { useState } from 'react';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { roleTitles } from '#shared/model/access.ts';
import { scopeText } from './roleText.ts';
import type { HeldGrant, UserRecord } from './userRecord.ts';

type RevokeRoleDialogProps = Readonly<{ user: UserRecord; grant: HeldGrant; onClose: () => void }>;

export function RevokeRoleDialog({ user, grant, onClose }: RevokeRoleDialogProps) {
  const [reason, setReason] = useState('');
  const revoke = useCommand('access.revokeRole');
  const others = user.grants.filter(({ inForce, ordinal }) => inForce && ordinal !== grant.ordinal);
  const role = roleTitles[grant.role];
  const act = async () => {
    const reply = await revoke.run({ userId: user.id, expectedVersion: user.version, ordinal: grant.ordinal, reason });
    if (!reply.ok) return;
    notify({ title: `${role} taken back from ${user.name}`, tone: 'good' });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Revoke role?"
      thing={`${user.name}: ${role}`}
      extent={scopeText(grant.scope)}
      consequence={
        others.length === 0
          ? `${user.name} keeps no role in force and can do nothing here from now on. That they held it stays on the record.`
          : `${user.name} keeps ${others.map((other) => roleTitles[other.role]).join(', ')}. That they held this role stays on the record.`
      }
      confirmLabel="Revoke role"
      reasons={reason.trim() === '' ? [{ text: 'Say why the role is taken back.' }] : []}
      onConfirm={() => void act()}
      busy={revoke.isPending}
      refusal={<RefusalText>{revoke.sentence}</RefusalText>}
    >
      <Field label="Reason" required>
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
