import { Plus } from 'lucide-react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import type { FundId } from '#shared/ids.ts';
import { CallTable } from './CallTable.tsx';

/** The capital calls of one fund. */
export function CallsTab({ fundId }: Readonly<{ fundId: FundId }>) {
  const goTo = useGoTo();
  const needs = useNeeds();
  const height = useTableHeight(310);
  return (
    <>
      <div className="mb-3 flex justify-end">
        <Button icon={Plus} reasons={needs('calls.draft')} onClick={() => goTo(`/calls/new?fund=${fundId}`)}>
          Draw up a call
        </Button>
      </div>
      <CallTable fundId={fundId} height={height} />
    </>
  );
}
