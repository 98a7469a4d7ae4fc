import { useState } from 'react';
import { NewPassphrase, newPassphraseReasons } from '#renderer/app/NewPassphrase.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useHost } from '#renderer/data/command.ts';
import type { UserId } from '#shared/ids.ts';
import { useShortestPassphrase } from './shortestPassphrase.ts';

export function SetPassphraseDialog({ userId, name, onClose }: Readonly<{ userId: UserId; name: string; onClose: () => void }>) {
  const [draft, setDraft] = useState({ passphrase: '', repeated: '' });
  const shortest = useShortestPassphrase();
  const set = useHost('host.setPassphrase');
  const save = async () => {
    const reply = await set.run({ userId, passphrase: draft.passphrase });
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
          <Button variant="primary" busy={set.isPending} reasons={newPassphraseReasons(draft, shortest)} onClick={() => void save()}>
            Set passphrase
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <NewPassphrase label={`New passphrase of ${name}`} value={draft} onChange={setDraft} shortest={shortest} />
        <RefusalText>{set.sentence}</RefusalText>
      </div>
    </Dialog>
  );
}
