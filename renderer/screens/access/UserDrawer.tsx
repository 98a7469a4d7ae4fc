import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { RecordHistory } from '#renderer/app/RecordHistory.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { TableSkeleton } from '#renderer/components/Skeleton.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useAsk, useHostAsk } from '#renderer/data/ask.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { UserId } from '#shared/ids.ts';
import { GrantRoleDialog } from './GrantRoleDialog.tsx';
import { SetPassphraseDialog } from './SetPassphraseDialog.tsx';
import { StatusDialog } from './StatusDialog.tsx';
import { UserFacts } from './UserFacts.tsx';
import { UserRoles } from './UserRoles.tsx';
import type { UserRecord } from './userRecord.ts';

type UserDrawerProps = Readonly<{ userId: string; onClose: () => void }>;

export function UserDrawer({ userId, onClose }: UserDrawerProps) {
  const user = useAsk('access.user', { userId: userId as UserId });
  const may = useMay();
  const [acting, setActing] = useState<'grant' | 'status' | 'passphrase' | null>(null);
  const close = () => setActing(null);
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="wide"
      title={
        <span className="flex items-center gap-3">
          {user.data?.name ?? 'User'}
          {user.data && <StatusBadge status={user.data.status} />}
        </span>
      }
      description={user.data ? user.data.login : undefined}
      footer={user.data && <UserActions user={user.data} onAct={setActing} />}
    >
      {user.isError && <LoadFailed of="this person" error={user.error} onRetry={user.refetch} />}
      {user.isPending && <TableSkeleton rows={5} columns={2} />}
      {user.data && (
        <>
          <Tabs
            label="About this person"
            tabs={[
              { id: 'facts', label: 'Facts and roles', content: <FactsAndRoles user={user.data} /> },
              ...(may('audit.view')
                ? [
                    {
                      id: 'history',
                      label: 'History',
                      content: (
                        <RecordHistory
                          entity="user"
                          id={userId}
                          of="this person"
                          emptyText="Every change of this person’s access appears here, with its hash in the log."
                        />
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {acting === 'grant' && <GrantRoleDialog user={user.data} onClose={close} />}
          {acting === 'status' && <StatusDialog user={user.data} onClose={close} />}
          {acting === 'passphrase' && <SetPassphraseDialog userId={userId as UserId} name={user.data.name} onClose={close} />}
        </>
      )}
    </Drawer>
  );
}

export function StatusBadge({ status }: Readonly<{ status: UserRecord['status'] }>) {
  return status === 'active' ? <Badge tone="good">Active</Badge> : <Badge tone="neutral">Disabled</Badge>;
}

function FactsAndRoles({ user }: Readonly<{ user: UserRecord }>) {
  return (
    <>
      <UserFacts user={user} />
      <UserRoles user={user} />
    </>
  );
}

type UserActionsProps = Readonly<{ user: UserRecord; onAct: (act: 'grant' | 'status' | 'passphrase') => void }>;

function UserActions({ user, onAct }: UserActionsProps) {
  const me = useMe();
  const needs = useNeeds();
  const keys = useHostAsk('host.keys', {});
  const manage = needs('access.manageUsers');
  const own: readonly Reason[] =
    user.id === me.id ? [{ text: 'You cannot change your own access. Ask another owner or administrator.' }] : [];
  const disabled: readonly Reason[] = user.status === 'disabled' ? [{ text: `${user.name} is disabled. Enable them first.` }] : [];
  const needsPassphrase = keys.data?.needsPassphrase.some(({ userId }) => userId === user.id) ?? false;
  return (
    <>
      <Button reasons={[...manage, ...own]} onClick={() => onAct('status')}>
        {user.status === 'active' ? 'Disable…' : 'Enable…'}
      </Button>
      <span className="flex-1" />
      {needsPassphrase && (
        <Button reasons={[...manage, ...disabled]} onClick={() => onAct('passphrase')}>
          Set passphrase…
        </Button>
      )}
      <Button variant="primary" reasons={[...manage, ...own, ...disabled]} onClick={() => onAct('grant')}>
        Grant role…
      </Button>
    </>
  );
}
