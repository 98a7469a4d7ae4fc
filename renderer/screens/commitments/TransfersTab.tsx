import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import type { FundId } from '#shared/ids.ts';
import { stepStateTitles } from '#shared/model/commitments.ts';
import { stepTones, type TransferRecord } from './commitmentText.ts';

const fixed = { sortable: false, filterable: false } as const;
const columns: readonly TableColumn<TransferRecord>[] = [
  { id: 'number', header: 'No.', type: 'number', value: ({ number }) => number, width: 52, ...fixed },
  { id: 'from', header: 'From', type: 'text', value: ({ from }) => from, width: 140, grow: 1, ...fixed },
  { id: 'to', header: 'To', type: 'text', value: ({ to }) => to, width: 140, grow: 1, ...fixed },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 148, grow: 1, ...fixed },
  { id: 'effectiveOn', header: 'Effective', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 100, ...fixed },
  { id: 'amount', header: 'Commitment', type: 'money', value: ({ amount }) => amount, width: 160, ...fixed },
  {
    id: 'state',
    header: 'State',
    type: 'badge',
    value: ({ state }) => ({ text: stepStateTitles[state], tone: stepTones[state] }),
    width: 100,
    ...fixed,
  },
  {
    id: 'reverses',
    header: 'Reverses',
    type: 'text',
    value: ({ reverses }) => (reverses === null ? null : `Transfer ${reverses}`),
    width: 92,
    ...fixed,
  },
  { id: 'preparedBy', header: 'Prepared by', type: 'text', value: ({ preparedBy }) => preparedBy, width: 112, ...fixed },
];

export function TransfersTab({ fundId }: Readonly<{ fundId?: FundId | undefined }>) {
  const goTo = useGoTo();
  const transfers = useAskPages('commitments.transfers', { limit: 100, totals: true, filter: fundId === undefined ? {} : { fundId } });
  if (transfers.error) return <LoadFailed of="the transfers" error={transfers.error} onRetry={transfers.refetch} />;
  return (
    <DataTable
      label="Transfers"
      columns={columns}
      rows={transfers.rows}
      rowId={({ id }) => id}
      onOpen={({ id }) => goTo(`/commitments/transfers/${id}`)}
      loading={transfers.isPending}
      height={420}
      empty={
        <EmptyState
          title="No transfer yet"
          text="A transfer moves a holding, what was called of it and its capital account from one investor to another."
        />
      }
    />
  );
}
