import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useParam, useSearchParam } from '#renderer/app/navigate.ts';
import { RecordHistory } from '#renderer/app/RecordHistory.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { AllocationsTab } from '#renderer/screens/allocations/AllocationsTab.tsx';
import { CallsTab } from '#renderer/screens/capital/CallsTab.tsx';
import { HoldingsTab } from '#renderer/screens/commitments/HoldingsTab.tsx';
import { CapitalAccountsTab } from '#renderer/screens/performance/CapitalAccountsTab.tsx';
import { PerformanceTab } from '#renderer/screens/performance/PerformanceTab.tsx';
import { FundPositionsTab } from '#renderer/screens/positions/FundPositionsTab.tsx';
import type { FundId } from '#shared/ids.ts';
import { fundMoveTitles, fundStatusTitles } from '#shared/model/funds.ts';
import { AccountsTab } from './AccountsTab.tsx';
import { ClassesTab } from './ClassesTab.tsx';
import { FundDialog } from './FundDialog.tsx';
import { type FundHome, statusTones } from './fundText.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { NavTab } from './NavTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { ProjectsTab } from './ProjectsTab.tsx';
import { TermsTab } from './TermsTab.tsx';

export function FundScreen() {
  const fundId = useParam('fundId') as FundId;
  const may = useMay();
  const home = useAsk('funds.home', { fundId }, { enabled: may('funds.view') });
  return (
    <NeedsPermission permission="funds.view">
      <Asked of="this fund" query={home}>
        {(data) => <FundPage key={fundId} home={data} />}
      </Asked>
    </NeedsPermission>
  );
}

function FundPage({ home }: Readonly<{ home: FundHome }>) {
  const { fund } = home;
  const goTo = useGoTo();
  const [tab, setTab] = useSearchParam('tab');
  const may = useMay();
  return (
    <Screen
      title={fund.name}
      breadcrumbs={[{ label: 'Funds', goTo: () => goTo('/funds') }, { label: fund.name }]}
      aside={<Badge tone={statusTones[fund.status]}>{fundStatusTitles[fund.status]}</Badge>}
      description={fund.legalName || undefined}
      actions={<FundActions home={home} />}
    >
      <Tabs
        label={`About ${fund.name}`}
        value={tab ?? 'overview'}
        onChange={(next) => setTab(next === 'overview' ? null : next)}
        tabs={[
          { id: 'overview', label: 'Overview', content: <OverviewTab home={home} /> },
          { id: 'nav', label: 'NAV', ...counted(home.navsToApprove), content: <NavTab home={home} /> },
          ...(may('commitments.view') ? [{ id: 'commitments', label: 'Commitments', content: <HoldingsTab fundId={fund.id} /> }] : []),
          ...(may('calls.view') ? [{ id: 'calls', label: 'Calls', content: <CallsTab fundId={fund.id} /> }] : []),
          ...(may('allocations.view') ? [{ id: 'allocations', label: 'Allocations', content: <AllocationsTab fundId={fund.id} /> }] : []),
          ...(fund.basis === 'commitment' ? [] : [{ id: 'positions', label: 'Positions', content: <FundPositionsTab home={home} /> }]),
          ...(may('capital.view')
            ? [
                { id: 'performance', label: 'Performance', content: <PerformanceTab home={home} /> },
                { id: 'capital', label: 'Capital', content: <CapitalAccountsTab home={home} /> },
              ]
            : []),
          { id: 'classes', label: 'Classes and links', content: <ClassesTab home={home} /> },
          { id: 'terms', label: 'Terms', content: <TermsTab home={home} /> },
          { id: 'accounts', label: 'Bank accounts', content: <AccountsTab home={home} /> },
          { id: 'projects', label: 'Projects', ...counted(home.projects), content: <ProjectsTab home={home} /> },
          ...(may('audit.view')
            ? [
                {
                  id: 'history',
                  label: 'History',
                  content: (
                    <RecordHistory
                      entity="fund"
                      id={fund.id}
                      of="this fund"
                      emptyText="Every change of this fund appears here, with its hash in the log."
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </Screen>
  );
}

/** Nothing is said of none. */
const counted = (count: number) => (count === 0 ? {} : { count });

function FundActions({ home }: Readonly<{ home: FundHome }>) {
  const needs = useNeeds();
  const [editing, setEditing] = useState(false);
  const [moving, setMoving] = useState<FundHome['moves'][number]['name'] | null>(null);
  return (
    <>
      <Button icon={Pencil} reasons={needs('funds.edit')} onClick={() => setEditing(true)}>
        Correct…
      </Button>
      {home.moves.map(({ name, unmet }) => (
        <Button key={name} reasons={[...needs('funds.edit'), ...unmet.map((text) => ({ text }))]} onClick={() => setMoving(name)}>
          {fundMoveTitles[name]}…
        </Button>
      ))}
      {editing && <FundDialog fund={home.fund} onClose={() => setEditing(false)} />}
      {moving && <MoveDialog fund={home.fund} move={moving} onClose={() => setMoving(null)} />}
    </>
  );
}
