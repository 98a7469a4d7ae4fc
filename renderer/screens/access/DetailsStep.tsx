import { Field } from '#renderer/components/Field.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';

export type UserDetails = Readonly<{ name: string; login: string; email: string }>;
export const emptyDetails: UserDetails = { name: '', login: '', email: '' };

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,39}$/;

export function detailGaps({ name, login }: UserDetails): string[] {
  const gaps: string[] = [];
  if (name.trim() === '') gaps.push('Enter the name.');
  if (login === '') gaps.push('Enter the login.');
  else if (!LOGIN.test(login)) gaps.push('Write the login with 2 to 40 lower-case letters, digits, dots, dashes or underscores.');
  return gaps;
}

/** "Maria Keller" suggests "maria". */
const suggested = (name: string): string =>
  (name.trim().split(/\s+/)[0] ?? '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '');

type DetailsStepProps = Readonly<{
  details: UserDetails;
  errors: Readonly<Record<string, string>>;
  onChange: (details: UserDetails) => void;
}>;

export function DetailsStep({ details, errors, onChange }: DetailsStepProps) {
  const rename = (name: string) => {
    const follows = details.login === '' || details.login === suggested(details.name);
    onChange({ ...details, name, login: follows ? suggested(name) : details.login });
  };
  return (
    <div className="flex max-w-110 flex-col gap-3">
      <Field label="Name" required error={errors['user.name']} hint="As it should stand in the audit log.">
        <TextInput value={details.name} onChange={(event) => rename(event.target.value)} />
      </Field>
      <Field
        label="Login"
        required
        error={errors['user.login']}
        hint="Chosen on the unlock screen: lower-case letters, digits, dots, dashes, underscores."
      >
        <TextInput value={details.login} onChange={(event) => onChange({ ...details, login: event.target.value })} />
      </Field>
      <Field label="E-mail" error={errors['user.email']}>
        <TextInput type="email" value={details.email} onChange={(event) => onChange({ ...details, email: event.target.value })} />
      </Field>
    </div>
  );
}
