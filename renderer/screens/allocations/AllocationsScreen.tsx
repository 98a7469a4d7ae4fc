import { Plus } from 'lucide-react';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { StatTile } from '#renderer/components/StatTile.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { FundId } from '#shared/ids.ts';
import { allocationMetrics } from '#shared/model/allocations.ts';
import { AllocationTable } from './AllocationTable.tsx';
import { daysText } from './allocationText.ts';

export function AllocationsScreen() {
  const goTo = useGoTo();
  const needs = useNeeds();
  const may = useMay();
  const propose = () => goTo('/allocations/new');
  useScreenCommands(
    may('allocations.propose')
      ? [{ id: 'allocations.propose', title: 'Propose an allocation', group: 'Allocations', keys: 'n', run: propose }]
      : [],
  );
  return (
    <Screen
      title="Allocations"
      description="How much of each fund goes into which deal: held against the rules, approved by tier, then called and received."
      fill
      actions={
        <Button variant="primary" icon={Plus} reasons={needs('allocations.propose')} onClick={propose}>
          Propose an allocation
        </Button>
      }
    >
      <NeedsPermission permission="allocations.view">
        <AllocationFigures onWaiting={() => goTo('/allocations?status=proposed')} />
        <AllocationTable height="fill" />
      </NeedsPermission>
    </Screen>
  );
}

/** The figures of the house, or of one fund, each with its definition. */
export function AllocationFigures({ fundId, onWaiting }: Readonly<{ fundId?: FundId; onWaiting: () => void }>) {
  const may = useMay();
  const figures = useAsk('allocations.figures', fundId === undefined ? {} : { fundId }, { enabled: may('allocations.view') });
  if (!figures.data) return <div className="mb-3 h-24" />;
  const { count, waiting, byCurrency, medianDaysToDeployment, deployed } = figures.data;
  const { daysToDeployment } = allocationMetrics;
  return (
    <div className="mb-3 grid grid-cols-2 gap-3 lg:grid-cols-4">
      <StatTile label={allocationMetrics.count.title} value={count} detail={allocationMetrics.count.definition} />
      <StatTile
        label="Waiting for approval"
        value={waiting}
        tone={waiting > 0 ? 'warn' : 'neutral'}
        detail={waiting > 0 ? 'Reserved in their funds meanwhile.' : 'Nothing waits.'}
        {...(waiting > 0 ? { action: { label: 'Show them', onClick: onWaiting } } : {})}
      />
      <StatTile
        label="Not called yet"
        value={
          <span className="flex flex-col text-lead">
            {byCurrency.length === 0 ? '–' : byCurrency.map(({ currency, uncalled }) => <MoneyText key={currency} amount={uncalled} />)}
          </span>
        }
        detail="Allocated less called, per currency."
      />
      <StatTile
        label={daysToDeployment.title}
        value={medianDaysToDeployment === null ? '–' : daysText(medianDaysToDeployment)}
        detail={`${daysToDeployment.definition} ${deployed === 0 ? 'None is funded yet.' : `Over ${deployed}.`}`}
      />
    </div>
  );
}
