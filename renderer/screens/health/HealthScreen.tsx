import { DatabaseBackup, HeartPulse, Wrench } from 'lucide-react';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useHost } from '#renderer/data/command.ts';
import { BackupsTab } from './BackupsTab.tsx';
import { IncidentsTab } from './IncidentsTab.tsx';
import { JobsTab } from './JobsTab.tsx';
import { OverviewTiles } from './OverviewTiles.tsx';

export function HealthScreen() {
  const [view, setView] = useSearchParam('view');
  const needs = useNeeds();
  const check = useHost('host.startJob');
  const backup = useHost('host.startJob');
  const optimise = useHost('host.startJob');
  const operate = needs('health.operate');
  return (
    <Screen
      title="Health"
      description="Whether the workspace is whole, what works in the background, and the copies to fall back on."
      actions={
        <>
          <Button
            icon={Wrench}
            busy={optimise.isPending}
            reasons={operate}
            onClick={() => void optimise.run({ kind: 'health.optimise', input: {} })}
          >
            Optimise
          </Button>
          <Button
            icon={DatabaseBackup}
            busy={backup.isPending}
            reasons={operate}
            onClick={() => void backup.run({ kind: 'health.backup', input: {} })}
          >
            Back up now
          </Button>
          <Button
            variant="primary"
            icon={HeartPulse}
            busy={check.isPending}
            reasons={operate}
            onClick={() => void check.run({ kind: 'health.check', input: {} })}
          >
            Run check
          </Button>
        </>
      }
    >
      <NeedsPermission permission="health.view">
        <RefusalText>{check.sentence ?? backup.sentence ?? optimise.sentence}</RefusalText>
        <OverviewTiles />
        <Tabs
          label="Health"
          value={view ?? 'jobs'}
          onChange={(next) => setView(next === 'jobs' ? null : next)}
          tabs={[
            { id: 'jobs', label: 'Jobs', content: <JobsTab /> },
            { id: 'backups', label: 'Backups', content: <BackupsTab /> },
            { id: 'incidents', label: 'Incidents', content: <IncidentsTab /> },
          ]}
        />
      </NeedsPermission>
    </Screen>
  );
}
