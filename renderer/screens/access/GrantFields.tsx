import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { type Role, roleScopes, roleTitles, type ScopeKind } from '#shared/model/access.ts';
import { roleHints, rolesInOrder, scopeTitles } from './roleText.ts';

export type GrantDraft = Readonly<{
  role: Role | null;
  scopeKind: ScopeKind;
  scopeId: string;
  fromOn: BusinessDate | null;
  untilOn: BusinessDate | null;
}>;

export const emptyGrant = (today: BusinessDate): GrantDraft => ({
  role: null,
  scopeKind: 'house',
  scopeId: '',
  fromOn: today,
  untilOn: null,
});

export const grantOf = (role: Role, { scopeKind, scopeId, fromOn, untilOn }: GrantDraft) => ({
  role,
  scope: { kind: scopeKind, id: scopeKind === 'house' ? null : scopeId },
  ...(fromOn ? { fromOn } : {}),
  untilOn,
});

/** What still has to be chosen before a grant can be sent. */
export function grantGaps({ role, scopeKind, scopeId, fromOn, untilOn }: GrantDraft): string[] {
  if (!role) return ['Choose a role.'];
  const gaps: string[] = [];
  if (scopeKind !== 'house' && scopeId.trim() === '') gaps.push(`Say which ${scopeKind} the role ${roleTitles[role]} covers.`);
  if (!fromOn) gaps.push(`Enter the first day of the role ${roleTitles[role]}.`);
  if (role === 'auditor' && !untilOn) gaps.push('Enter the last day of the auditor role: it must end.');
  return gaps;
}

type GrantFieldsProps = Readonly<{
  grant: GrantDraft;
  onChange: (grant: GrantDraft) => void;
  today: BusinessDate;
  errors?: Readonly<Record<string, string>>;
  /** Where the host's messages about this grant begin: "grant", "roles.0". */
  path: string;
}>;

export function GrantFields({ grant, onChange, today, errors = {}, path }: GrantFieldsProps) {
  const scopes = grant.role ? roleScopes[grant.role] : (['house'] as const);
  const choose = (role: Role) => {
    const scopeKind = roleScopes[role].includes(grant.scopeKind) ? grant.scopeKind : (roleScopes[role][0] ?? 'house');
    onChange({ ...grant, role, scopeKind });
  };
  return (
    <div className="flex flex-col gap-3">
      <Field label="Role" required error={errors[`${path}.role`]}>
        <Select
          value={grant.role}
          onChange={(role) => choose(role as Role)}
          placeholder="Choose a role"
          options={rolesInOrder.map((role) => ({ value: role, label: roleTitles[role], hint: roleHints[role] }))}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Scope" required hint={grant.role ? undefined : 'Choose the role first.'}>
          <Select
            value={grant.scopeKind}
            onChange={(kind) => onChange({ ...grant, scopeKind: kind as ScopeKind })}
            options={scopes.map((kind) => ({ value: kind, label: scopeTitles[kind] }))}
          />
        </Field>
        {grant.scopeKind !== 'house' && (
          <Field
            label={`Which ${grant.scopeKind}`}
            required
            error={errors[`${path}.scope.id`]}
            hint={`The code of the ${grant.scopeKind}.`}
          >
            <TextInput value={grant.scopeId} onChange={(event) => onChange({ ...grant, scopeId: event.target.value })} />
          </Field>
        )}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label="From" required error={errors[`${path}.fromOn`]} hint="The first day it is in force.">
          <DateInput value={grant.fromOn} onChange={(fromOn) => onChange({ ...grant, fromOn })} min={today} today={today} />
        </Field>
        <Field
          label="Until"
          required={grant.role === 'auditor'}
          error={errors[`${path}.untilOn`]}
          hint={grant.role === 'auditor' ? 'The last day. An auditor role must end.' : 'The last day; empty while it has no end.'}
        >
          <DateInput
            value={grant.untilOn}
            onChange={(untilOn) => onChange({ ...grant, untilOn })}
            min={grant.fromOn ?? today}
            today={today}
          />
        </Field>
      </div>
    </div>
  );
}
