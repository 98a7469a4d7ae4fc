import { UserPlus } from 'lucide-react';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useMay, useMe } from '#renderer/data/session.ts';
import { KeysTab } from './KeysTab.tsx';
import { PeopleTab } from './PeopleTab.tsx';
import { RolesMatrix } from './RolesMatrix.tsx';

export function UsersScreen() {
  const me = useMe();
  const may = useMay();
  const needs = useNeeds();
  const goTo = useGoTo();
  const [tab, setTab] = useSearchParam('tab');
  const add = () => goTo('/users/new');
  useScreenCommands(may('access.manageUsers') ? [{ id: 'users.add', title: 'Add a user', group: 'Users', keys: 'n', run: add }] : []);
  return (
    <Screen
      title="Users and roles"
      description="Who may open this workspace, what they may do in it, and who holds a key to it."
      actions={
        <Button variant="primary" icon={UserPlus} reasons={needs('access.manageUsers')} onClick={add}>
          Add user
        </Button>
      }
    >
      <NeedsPermission permission="access.view">
        <Tabs
          label="Users and roles"
          value={tab ?? 'people'}
          onChange={(next) => setTab(next === 'people' ? null : next)}
          tabs={[
            { id: 'people', label: 'People', content: <PeopleTab /> },
            { id: 'roles', label: 'Roles', content: <RolesMatrix own={me.roles} /> },
            { id: 'keys', label: 'Keys', content: <KeysTab /> },
          ]}
        />
      </NeedsPermission>
    </Screen>
  );
}
