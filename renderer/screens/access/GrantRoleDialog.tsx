import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { roleTitles } from '#shared/model/access.ts';
import { emptyGrant, GrantFields, grantGaps, grantOf } from './GrantFields.tsx';
import type { UserRecord } from './userRecord.ts';

export function GrantRoleDialog({ user, onClose }: Readonly<{ user: UserRecord; onClose: () => void }>) {
  const { today } = useMe();
  const [draft, setDraft] = useState(() => emptyGrant(today));
  const [reason, setReason] = useState('');
  const grant = useCommand('access.grantRole');
  const gaps = [...grantGaps(draft), ...(reason.trim() === '' ? ['Say why the role is granted.'] : [])];
  const save = async () => {
    if (!draft.role) return;
    const reply = await grant.run({ userId: user.id, expectedVersion: user.version, grant: grantOf(draft.role, draft), reason });
    if (!reply.ok) return;
    notify({ title: `${user.name} is now ${roleTitles[draft.role]}`, tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Grant a role to ${user.name}`}
      description="It is in force from the first day on. Who granted it, and why, stays on the record."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={grant.isPending} reasons={gaps.map((text) => ({ text }))} onClick={() => void save()}>
            Grant role
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <GrantFields grant={draft} onChange={setDraft} today={today} errors={grant.fieldErrors} path="grant" />
        <Field label="Reason" required error={grant.fieldErrors.reason}>
          <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {Object.keys(grant.fieldErrors).length === 0 && <RefusalText>{grant.sentence}</RefusalText>}
      </div>
    </Dialog>
  );
}
