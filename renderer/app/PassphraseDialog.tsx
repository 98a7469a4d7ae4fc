import { type FormEvent, useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { PasswordInput } from '#renderer/components/PasswordInput.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { notify } from '#renderer/components/Toasts.tsx';
import { useHost } from '#renderer/data/command.ts';
import { NewPassphrase, newPassphraseReasons } from './NewPassphrase.tsx';
import { useForgotten } from './useForgotten.ts';
import { useView } from './view.ts';

/** Changes one's own passphrase: the data stay encrypted with the same key, only this person's way to it changes. */
export function PassphraseDialog() {
  const { overlay, show } = useView();
  return (
    <Dialog
      open={overlay === 'passphrase'}
      onOpenChange={(open) => show(open ? 'passphrase' : null)}
      title="Change your passphrase"
      description="It opens this workspace for you. Nobody else can see or reset it without you."
      size="small"
    >
      <PassphraseForm onClose={() => show(null)} />
    </Dialog>
  );
}

function PassphraseForm({ onClose }: Readonly<{ onClose: () => void }>) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState({ passphrase: '', repeated: '' });
  const change = useHost('host.changePassphrase');
  useForgotten(() => {
    setCurrent('');
    setNext({ passphrase: '', repeated: '' });
  });
  const wrong = change.refusal?.code === 'wrongPassphrase';
  const unmet: readonly Reason[] = [...(current ? [] : [{ text: 'Type your present passphrase.' }]), ...newPassphraseReasons(next)];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (unmet.length > 0) return;
    const reply = await change.run({ current, next: next.passphrase });
    if (!reply.ok) return;
    notify({ title: 'Your passphrase was changed.', text: 'Use the new one from now on.', tone: 'good' });
    onClose();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Present passphrase" required error={wrong ? change.sentence : null}>
        <PasswordInput autoComplete="current-password" value={current} onChange={({ target }) => setCurrent(target.value)} />
      </Field>
      <NewPassphrase value={next} onChange={setNext} />
      <RefusalText>{wrong ? null : change.sentence}</RefusalText>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={change.isPending} reasons={unmet}>
          Change passphrase
        </Button>
      </div>
    </form>
  );
}
