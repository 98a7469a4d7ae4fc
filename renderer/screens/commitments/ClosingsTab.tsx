import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import type { FundId } from '#shared/ids.ts';
import { closingKindTitles, stepStateTitles } from '#shared/model/commitments.ts';
import { type ClosingRecord, stepTones } from './commitmentText.ts';

const fixed = { sortable: false, filterable: false } as const;
const columns: readonly TableColumn<ClosingRecord>[] = [
  { id: 'number', header: 'No.', type: 'number', value: ({ number }) => number, width: 52, ...fixed },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 160, grow: 2, ...fixed },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => closingKindTitles[kind], width: 140, ...fixed },
  { id: 'heldOn', header: 'Held on', type: 'date', value: ({ heldOn }) => heldOn, width: 100, ...fixed },
  { id: 'commitments', header: 'Commitments', type: 'number', value: ({ commitments }) => commitments, width: 110, ...fixed },
  { id: 'added', header: 'Adds', type: 'money', value: ({ added }) => added, width: 160, ...fixed },
  {
    id: 'state',
    header: 'State',
    type: 'badge',
    value: ({ state }) => ({ text: stepStateTitles[state], tone: stepTones[state] }),
    width: 100,
    ...fixed,
  },
  { id: 'preparedBy', header: 'Prepared by', type: 'text', value: ({ preparedBy }) => preparedBy, width: 112, ...fixed },
  { id: 'approvedBy', header: 'Approved by', type: 'text', value: ({ approvedBy }) => approvedBy, width: 112, ...fixed },
];

export function ClosingsTab({ fundId }: Readonly<{ fundId?: FundId | undefined }>) {
  const goTo = useGoTo();
  const closings = useAskPages('commitments.closings', { limit: 100, totals: true, filter: fundId === undefined ? {} : { fundId } });
  if (closings.error) return <LoadFailed of="the closings" error={closings.error} onRetry={closings.refetch} />;
  return (
    <DataTable
      label="Closings"
      columns={columns}
      rows={closings.rows}
      rowId={({ id }) => id}
      onOpen={({ id }) => goTo(`/commitments/closings/${id}`)}
      loading={closings.isPending}
      height={420}
      empty={
        <EmptyState
          title="No closing yet"
          text="A first closing records who commits how much; a second person approves it as they read it."
        />
      }
    />
  );
}
