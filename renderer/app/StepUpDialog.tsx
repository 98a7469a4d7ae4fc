import { type FormEvent, useRef, useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { PasswordInput } from '#renderer/components/PasswordInput.tsx';
import { useHost } from '#renderer/data/command.ts';
import { useWaitingStepUp } from '#renderer/data/stepUp.ts';
import { commands, isCommandName } from '#shared/contract/index.ts';
import { useForgotten } from './useForgotten.ts';

/** The passphrase once more, for what moves money or access. It stays good for some minutes, as the settings say. */
export function StepUpDialog() {
  const waiting = useWaitingStepUp();
  return (
    <Dialog
      open={waiting !== null}
      onOpenChange={(open) => !open && waiting?.answer(false)}
      title="Enter your passphrase to go on"
      description={waiting && isCommandName(waiting.name) ? commands[waiting.name].summary : 'This step needs your passphrase again.'}
      size="small"
    >
      {waiting && <StepUpForm onProved={() => waiting.answer(true)} onCancel={() => waiting.answer(false)} />}
    </Dialog>
  );
}

function StepUpForm({ onProved, onCancel }: Readonly<{ onProved: () => void; onCancel: () => void }>) {
  const [passphrase, setPassphrase] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const prove = useHost('host.stepUp');
  useForgotten(() => setPassphrase(''));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await prove.run({ passphrase });
    if (reply.ok) return onProved();
    setPassphrase('');
    input.current?.focus();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Your passphrase" required error={prove.sentence}>
        <PasswordInput
          ref={input}
          autoFocus
          autoComplete="current-password"
          value={passphrase}
          onChange={({ target }) => setPassphrase(target.value)}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          busy={prove.isPending}
          reasons={passphrase ? [] : [{ text: 'Type your passphrase first.', goTo: () => input.current?.focus() }]}
        >
          Go on
        </Button>
      </div>
    </form>
  );
}
