import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import { type Permission, permissions, roleTitles } from '#shared/model/access.ts';

const holders = (permission: Permission): string => permissions[permission].roles.map((role) => roleTitles[role]).join(', ');

/** Why a control cannot be used by this person; empty when it can. */
export function useNeeds(): (permission: Permission) => readonly Reason[] {
  const may = useMay();
  return (permission) =>
    may(permission)
      ? []
      : [{ text: `Your roles do not include “${permissions[permission].title}”. Roles that do: ${holders(permission)}.` }];
}

type NeedsPermissionProps = Readonly<{ permission: Permission; children: ReactNode }>;

/** An area, or the sentence that says which role opens it. */
export function NeedsPermission({ permission, children }: NeedsPermissionProps) {
  const may = useMay();
  const me = useMe();
  if (may(permission)) return children;
  const own = me.roles.length === 0 ? 'You hold no role at present.' : `You hold: ${me.roles.map((role) => roleTitles[role]).join(', ')}.`;
  return (
    <EmptyState
      icon={LockKeyhole}
      title="Your roles do not open this area"
      text={`It needs “${permissions[permission].title}”. Roles that have it: ${holders(permission)}. ${own} Ask an owner or administrator.`}
    />
  );
}
