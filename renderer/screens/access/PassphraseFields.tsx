import { Field } from '#renderer/components/Field.tsx';
import { PasswordInput } from '#renderer/components/PasswordInput.tsx';

export type PassphraseDraft = Readonly<{ first: string; again: string }>;
export const noPassphrase: PassphraseDraft = { first: '', again: '' };

export function passphraseGaps({ first, again }: PassphraseDraft): string[] {
  if (first === '') return ['Have the passphrase typed.'];
  return first === again ? [] : ['Type the same passphrase twice.'];
}

type PassphraseFieldsProps = Readonly<{
  name: string;
  draft: PassphraseDraft;
  onChange: (draft: PassphraseDraft) => void;
  error?: string | undefined;
}>;

/** Typed by the person it belongs to: nobody else should know it. */
export function PassphraseFields({ name, draft, onChange, error }: PassphraseFieldsProps) {
  const differs = draft.again !== '' && draft.first !== draft.again;
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={`New passphrase of ${name}`}
        required
        error={error}
        hint="Several words are easier to remember and harder to guess than one odd word."
      >
        <PasswordInput
          autoComplete="new-password"
          value={draft.first}
          onChange={(event) => onChange({ ...draft, first: event.target.value })}
        />
      </Field>
      <Field label="The same again" required error={differs ? 'The two passphrases are not the same yet.' : null}>
        <PasswordInput
          autoComplete="new-password"
          value={draft.again}
          onChange={(event) => onChange({ ...draft, again: event.target.value })}
        />
      </Field>
    </div>
  );
}
