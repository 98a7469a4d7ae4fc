import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { roleTitles } from '#shared/model/access.ts';
import type { UserDetails } from './DetailsStep.tsx';
import type { GrantDraft } from './GrantFields.tsx';
import { scopeText } from './roleText.ts';

const missing = <span className="text-muted">Not entered yet</span>;

/** Exactly what will be written. */
export function NewUserSummary({ details, grants }: Readonly<{ details: UserDetails; grants: readonly GrantDraft[] }>) {
  const chosen = grants.filter(({ role }) => role !== null);
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-medium text-ui">What will be written</h3>
      <KeyValueList
        items={[
          { label: 'Name', value: details.name.trim() || missing },
          { label: 'Login', value: details.login ? <code className="font-mono">{details.login}</code> : missing },
          { label: 'E-mail', value: details.email.trim() || <span className="text-muted">None</span> },
          {
            label: 'Roles',
            value:
              chosen.length === 0 ? (
                <span className="text-muted">None: they can unlock, but do nothing</span>
              ) : (
                <RoleLines grants={chosen} />
              ),
          },
        ]}
      />
    </div>
  );
}

function RoleLines({ grants }: Readonly<{ grants: readonly GrantDraft[] }>) {
  return (
    <ul className="flex flex-col gap-1">
      {grants.map(({ role, scopeKind, scopeId, fromOn, untilOn }) => (
        <li key={`${role} ${scopeKind} ${scopeId} ${fromOn}`}>
          {role && roleTitles[role]}
          <span className="block text-muted text-small">
            {scopeText({ kind: scopeKind, id: scopeKind === 'house' ? null : scopeId })}, from {fromOn ?? 'a day not entered yet'}
            {untilOn ? ` until ${untilOn}` : ', without an end'}
          </span>
        </li>
      ))}
    </ul>
  );
}
