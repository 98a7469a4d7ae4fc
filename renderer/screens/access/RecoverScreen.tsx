import { type FormEvent, useState } from 'react';
import { EntryCard } from '#renderer/app/EntryCard.tsx';
import { NewPassphrase, newPassphraseReasons } from '#renderer/app/NewPassphrase.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Select } from '#renderer/components/Select.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useHost } from '#renderer/data/command.ts';
import { wordsIn } from './recoveryWords.ts';
import type { WorkspaceState } from './UnlockScreen.tsx';

const WORDS = 24;

/** The printed words open the workspace when a passphrase is lost, and set a new one. */
export function RecoverScreen({ workspace, onBack }: Readonly<{ workspace: WorkspaceState; onBack: () => void }>) {
  const { logins, name } = workspace;
  const [words, setWords] = useState('');
  const [login, setLogin] = useState(logins[0] ?? '');
  const [next, setNext] = useState({ passphrase: '', repeated: '' });
  const recover = useHost('host.recover');
  const typed = wordsIn(words);
  const wrongWords = recover.refusal?.code === 'wrongRecoveryPhrase';
  const unmet: Reason[] = [];
  if (typed.length !== WORDS) unmet.push({ text: `Enter all ${WORDS} words; there are ${typed.length} now.` });
  if (!login) unmet.push({ text: 'Say for which login the new passphrase is.' });
  unmet.push(...newPassphraseReasons(next));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (unmet.length === 0) await recover.run({ words: typed.join(' '), login, passphrase: next.passphrase });
  };
  return (
    <EntryCard
      title={`Recover ${name}`}
      text="Type or paste the 24 words that were printed when the workspace was made. Recovery is on record for the owners to see."
      back={{ label: 'Back to the passphrase', onClick: onBack }}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Recovery words"
          required
          hint={`${typed.length} of ${WORDS} words. Numbers, commas and line breaks between them do not matter.`}
          error={wrongWords ? recover.sentence : null}
        >
          <Textarea
            rows={5}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            autoFocus
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
        </Field>
        <Field label="Login" required hint="Whose passphrase is set.">
          {logins.length > 0 ? (
            <Select value={login} onChange={setLogin} options={logins.map((value) => ({ value, label: value }))} />
          ) : (
            <TextInput value={login} onChange={({ target }) => setLogin(target.value)} autoComplete="username" />
          )}
        </Field>
        <NewPassphrase value={next} onChange={setNext} />
        <RefusalText>{wrongWords ? null : recover.sentence}</RefusalText>
        <Button type="submit" variant="primary" busy={recover.isPending} reasons={unmet}>
          Recover and open
        </Button>
      </form>
    </EntryCard>
  );
}
