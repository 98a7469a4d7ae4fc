import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';

type Incident = QueryOutput<'health.incidents'>['rows'][number];

const columns: readonly TableColumn<Incident>[] = [
  { id: 'at', header: 'When', type: 'date', value: ({ at }) => at, width: 150, filterable: false },
  { id: 'where', header: 'Where', type: 'text', value: ({ where }) => where, width: 200, sortable: false, filterable: false },
  {
    id: 'message',
    header: 'What the program said',
    type: 'text',
    value: ({ message }) => message,
    width: 320,
    grow: 2,
    sortable: false,
    filterable: false,
  },
  {
    id: 'id',
    header: 'Incident id',
    type: 'text',
    value: ({ id }) => id,
    cell: ({ id }) => (
      <span className="flex items-center gap-1">
        <code className="truncate font-mono text-mini text-muted">{id}</code>
        <CopyButton text={id} label="Copy the incident id" />
      </span>
    ),
    width: 320,
    sortable: false,
    filterable: false,
  },
];

export function IncidentsTab() {
  const may = useMay();
  const [sort, setSort] = useState<TableSort | null>(null);
  const request = sort ? { sort: { by: 'at' as const, descending: sort.direction === 'desc' } } : {};
  const height = useTableHeight(400);
  const incidents = useAskPages('health.incidents', { ...request, limit: 100, totals: true });
  const exporting = useTableExport('health.incidents', request, columns);
  return (
    <>
      <LoadFailed of="the incidents" error={incidents.error} onRetry={incidents.refetch} />
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Incidents"
        columns={columns}
        rows={incidents.rows}
        rowId={({ id }) => id}
        loading={incidents.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: incidents.total ?? undefined,
          hasMore: incidents.hasMore,
          loadingMore: incidents.isLoadingMore,
          onLoadMore: incidents.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => undefined,
        }}
        empty={
          <EmptyState
            title="No incident"
            text="When something unexpected goes wrong, the person sees an incident id; the same id appears here with what the program knew."
          />
        }
      />
    </>
  );
}
