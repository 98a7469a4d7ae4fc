import { SlidersHorizontal } from 'lucide-react';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { HouseTab } from './HouseTab.tsx';
import { RulesTab } from './RulesTab.tsx';

export function SettingsScreen() {
  const goTo = useGoTo();
  const [tab, setTab] = useSearchParam('tab');
  return (
    <Screen
      title="Settings"
      description="The rules of the house and the record of the house itself. How the window looks is your own choice, in Preferences."
      actions={
        <Button icon={SlidersHorizontal} onClick={() => goTo('/preferences')}>
          Appearance and preferences
        </Button>
      }
    >
      <NeedsPermission permission="settings.view">
        <Tabs
          label="Settings"
          value={tab ?? 'rules'}
          onChange={(next) => setTab(next === 'rules' ? null : next)}
          tabs={[
            { id: 'rules', label: 'Business rules', content: <RulesTab /> },
            { id: 'house', label: 'House', content: <HouseTab /> },
          ]}
        />
      </NeedsPermission>
    </Screen>
  );
}
