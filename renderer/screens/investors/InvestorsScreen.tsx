import { FileUp, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useMay } from '#renderer/data/session.ts';
import { DuplicatesTab } from './DuplicatesTab.tsx';
import { ExpiringTab } from './ExpiringTab.tsx';
import { ImportsTab } from './ImportsTab.tsx';
import { AddInvestorDialog } from './InvestorDialog.tsx';
import { InvestorTable } from './InvestorTable.tsx';

export function InvestorsScreen() {
  const may = useMay();
  const needs = useNeeds();
  const goTo = useGoTo();
  const [view, setView] = useSearchParam('view');
  const [adding, setAdding] = useState(false);
  const mayEdit = may('investors.edit');
  useScreenCommands(
    mayEdit
      ? [
          { id: 'investors.add', title: 'Add an investor', group: 'Investors', keys: 'n', run: () => setAdding(true) },
          { id: 'investors.import', title: 'Import investors', group: 'Investors', run: () => goTo('/investors/import') },
        ]
      : [],
  );
  return (
    <Screen
      title="Investors"
      description="Everybody who holds or may hold an interest: who they are, where they are paid, and what keeps money from moving."
      actions={
        <>
          <Button icon={FileUp} reasons={needs('investors.edit')} onClick={() => goTo('/investors/import')}>
            Import…
          </Button>
          <Button variant="primary" icon={UserPlus} reasons={needs('investors.edit')} onClick={() => setAdding(true)}>
            Add investor
          </Button>
        </>
      }
    >
      <NeedsPermission permission="investors.view">
        <Tabs
          label="Investors"
          value={view ?? 'all'}
          onChange={(next) => setView(next === 'all' ? null : next)}
          tabs={[
            { id: 'all', label: 'All', content: <InvestorTable /> },
            { id: 'expiring', label: 'Ending soon', content: <ExpiringTab /> },
            ...(mayEdit
              ? [
                  { id: 'duplicates', label: 'Duplicates', content: <DuplicatesTab /> },
                  { id: 'imports', label: 'Imports', content: <ImportsTab /> },
                ]
              : []),
          ]}
        />
      </NeedsPermission>
      {adding && <AddInvestorDialog onClose={() => setAdding(false)} onAdded={(id) => goTo(`/investors/${id}`)} />}
    </Screen>
  );
}
