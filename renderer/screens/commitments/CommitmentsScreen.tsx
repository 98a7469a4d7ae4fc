import { ArrowRightLeft, Plus } from 'lucide-react';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { FundId } from '#shared/ids.ts';
import { ClosingsTab } from './ClosingsTab.tsx';
import { DefaultsTab } from './DefaultsTab.tsx';
import { HoldingsTab } from './HoldingsTab.tsx';
import { TransfersTab } from './TransfersTab.tsx';

const EVERY = 'every';

export function CommitmentsScreen() {
  return (
    <NeedsPermission permission="commitments.view">
      <Commitments />
    </NeedsPermission>
  );
}

function Commitments() {
  const goTo = useGoTo();
  const needs = useNeeds();
  const may = useMay();
  const [fund, setFund] = useSearchParam('fund');
  const [tab, setTab] = useSearchParam('tab');
  const funds = useAsk('funds.list', { limit: 500 }, { enabled: may('funds.view') }).data?.rows ?? [];
  const fundId = (fund ?? undefined) as FundId | undefined;
  const ofFund = fundId === undefined ? '' : `?fund=${fundId}`;
  const blocked = needs('commitments.edit');
  useScreenCommands(
    blocked.length > 0
      ? []
      : [
          {
            id: 'commitments.closing',
            title: 'New closing',
            group: 'Commitments',
            keys: 'n',
            run: () => goTo(`/commitments/closings/new${ofFund}`),
          },
        ],
  );
  return (
    <Screen
      title="Commitments"
      description="What investors have promised, closing by closing. Every change is an event of its own; nothing is overwritten."
      aside={
        <Combobox
          aria-label="Fund"
          className="w-72"
          value={fundId ?? EVERY}
          onChange={(value) => setFund(value === EVERY ? null : value)}
          options={[{ value: EVERY, label: 'Every fund' }, ...funds.map(({ id, name }) => ({ value: id as string, label: name }))]}
        />
      }
      actions={
        <>
          <Button icon={ArrowRightLeft} reasons={blocked} onClick={() => goTo(`/commitments/transfers/new${ofFund}`)}>
            New transfer
          </Button>
          <Button variant="primary" icon={Plus} reasons={blocked} onClick={() => goTo(`/commitments/closings/new${ofFund}`)}>
            New closing
          </Button>
        </>
      }
    >
      <Tabs
        label="Commitments"
        value={tab ?? 'holdings'}
        onChange={(next) => setTab(next === 'holdings' ? null : next)}
        tabs={[
          { id: 'holdings', label: 'Commitments', content: <HoldingsTab fundId={fundId} /> },
          { id: 'closings', label: 'Closings', content: <ClosingsTab fundId={fundId} /> },
          { id: 'transfers', label: 'Transfers', content: <TransfersTab fundId={fundId} /> },
          { id: 'defaults', label: 'Defaults', content: <DefaultsTab fundId={fundId} /> },
        ]}
      />
    </Screen>
  );
}
