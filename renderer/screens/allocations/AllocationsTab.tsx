import { Plus } from 'lucide-react';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import type { FundId } from '#shared/ids.ts';
import { AllocationFigures } from './AllocationsScreen.tsx';
import { AllocationTable } from './AllocationTable.tsx';

/** The allocations of one fund, on its own page. */
export function AllocationsTab({ fundId }: Readonly<{ fundId: FundId }>) {
  const goTo = useGoTo();
  const needs = useNeeds();
  return (
    <NeedsPermission permission="allocations.view">
      <AllocationFigures fundId={fundId} onWaiting={() => goTo(`/funds/${fundId}?tab=allocations&status=proposed`)} />
      <AllocationTable fundId={fundId} height={380}>
        <Button size="small" icon={Plus} reasons={needs('allocations.propose')} onClick={() => goTo(`/allocations/new?fund=${fundId}`)}>
          Propose an allocation
        </Button>
      </AllocationTable>
    </NeedsPermission>
  );
}
