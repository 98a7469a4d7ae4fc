import { Field } from '#renderer/components/Field.tsx';
import { PasswordInput } from '#renderer/components/PasswordInput.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { strengthOf } from './passphraseStrength.ts';

export type TypedTwice = Readonly<{ passphrase: string; repeated: string }>;

type NewPassphraseProps = Readonly<{ value: TypedTwice; onChange: (value: TypedTwice) => void; shortest?: number; label?: string }>;

export function newPassphraseReasons({ passphrase, repeated }: TypedTwice, shortest = 1): readonly Reason[] {
  if (passphrase.length === 0) return [{ text: 'Choose a passphrase.' }];
  if (passphrase.length < shortest) return [{ text: `Choose a passphrase with at least ${shortest} characters.` }];
  return passphrase === repeated ? [] : [{ text: 'Repeat the new passphrase exactly.' }];
}

/** A new passphrase, typed twice, with words for how strong it is. */
export function NewPassphrase({ value, onChange, shortest = 1, label = 'New passphrase' }: NewPassphraseProps) {
  const { passphrase, repeated } = value;
  const differs = repeated.length > 0 && !passphrase.startsWith(repeated);
  const strength = strengthOf(passphrase, shortest);
  return (
    <>
      <Field label={label} required hint={passphrase ? strength : 'Four or more unrelated words are strong and easy to remember.'}>
        <PasswordInput
          autoComplete="new-password"
          value={passphrase}
          onChange={({ target }) => onChange({ passphrase: target.value, repeated })}
        />
      </Field>
      <Field label="Repeat it" required error={differs ? 'This differs from the passphrase above.' : null}>
        <PasswordInput
          autoComplete="new-password"
          value={repeated}
          onChange={({ target }) => onChange({ passphrase, repeated: target.value })}
        />
      </Field>
    </>
  );
}
