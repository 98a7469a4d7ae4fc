import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { useMe } from '#renderer/data/session.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { roleTitles } from '#shared/model/access.ts';
import { RevokeRoleDialog } from './RevokeRoleDialog.tsx';
import { scopeText } from './roleText.ts';
import type { HeldGrant, UserRecord } from './userRecord.ts';

/** Every role the person holds or held. */
export function UserRoles({ user }: Readonly<{ user: UserRecord }>) {
  const [revoking, setRevoking] = useState<HeldGrant | null>(null);
  const newestFirst = [...user.grants].sort((left, right) => Number(right.inForce) - Number(left.inForce) || right.ordinal - left.ordinal);
  return (
    <Section title="Roles, now and before">
      {user.grants.length === 0 ? (
        <p className="text-muted text-ui">
          {user.name} never held a role: they can unlock the workspace but do nothing in it. Grant a role to change that.
        </p>
      ) : (
        <ul className="divide-y divide-line/70 rounded-card border border-line bg-surface">
          {newestFirst.map((grant) => (
            <GrantLine key={grant.ordinal} grant={grant} user={user} onRevoke={() => setRevoking(grant)} />
          ))}
        </ul>
      )}
      {revoking && <RevokeRoleDialog user={user} grant={revoking} onClose={() => setRevoking(null)} />}
    </Section>
  );
}

function GrantLine({ grant, user, onRevoke }: Readonly<{ grant: HeldGrant; user: UserRecord; onRevoke: () => void }>) {
  const me = useMe();
  const needs = useNeeds();
  const own = user.id === me.id ? [{ text: 'You cannot change your own access. Ask another owner or administrator.' }] : [];
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-2 text-ui">
          <span className="font-medium">{roleTitles[grant.role]}</span>
          <span className="text-muted">{scopeText(grant.scope)}</span>
          <ForceBadge grant={grant} today={me.today} />
        </div>
        <p className="mt-0.5 text-muted text-small">
          From <DateText date={grant.fromOn} />
          {grant.untilOn ? (
            <>
              {' '}
              until <DateText date={grant.untilOn} />
            </>
          ) : (
            ', without an end'
          )}
          . Granted by {grant.grantedBy}, <DateText date={grant.grantedAt} />.
          {grant.revokedAt && (
            <>
              {' '}
              Revoked by {grant.revokedBy}, <DateText date={grant.revokedAt} />.
            </>
          )}
        </p>
      </div>
      {!grant.revoked && (grant.untilOn === null || grant.untilOn >= me.today) && (
        <Button
          size="small"
          aria-label={`Revoke the role ${roleTitles[grant.role]}`}
          reasons={[...needs('access.manageUsers'), ...own]}
          onClick={onRevoke}
        >
          Revoke…
        </Button>
      )}
    </li>
  );
}

function ForceBadge({ grant, today }: Readonly<{ grant: HeldGrant; today: BusinessDate }>) {
  if (grant.revoked) return <Badge tone="neutral">Revoked</Badge>;
  if (grant.inForce) return <Badge tone="good">In force</Badge>;
  return grant.fromOn > today ? <Badge tone="info">Begins later</Badge> : <Badge tone="neutral">Ended</Badge>;
}
