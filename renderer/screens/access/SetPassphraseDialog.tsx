import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useHost } from '#renderer/data/command.ts';
import type { UserId } from '#shared/ids.ts';
import { noPassphrase, PassphraseFields, passphraseGaps } from './PassphraseFields.tsx';

export function SetPassphraseDialog({ userId, name, onClose }: Readonly<{ userId: UserId; name: string; onClose: () => void }>) {
  const [draft, setDraft] = useState(noPassphrase);
  const set = useHost('host.setPassphrase');
  const save = async () => {
    const reply = await set.run({ userId, passphrase: draft.first });
    if (!reply.ok) return;
    notify({ title: `${name} can unlock the workspace now`, tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Set the passphrase of ${name}`}
      description={`Let ${name} type it. It never leaves this computer and nobody can read it later.`}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={set.isPending}
            reasons={passphraseGaps(draft).map((text) => ({ text }))}
            onClick={() => void save()}
          >
            Set passphrase
          </Button>
        </>
      }
    >
      <PassphraseFields name={name} draft={draft} onChange={setDraft} />
      <div className="mt-3">
        <RefusalText>{set.sentence}</RefusalText>
      </div>
    </Dialog>
  );
}
