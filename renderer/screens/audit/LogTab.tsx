import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { commandTitle } from '#renderer/components/commandTitle.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { classText, classTone, type LogRow, transportText } from './auditText.ts';
import { EntryDrawer } from './EntryDrawer.tsx';
import { LogFilters } from './LogFilters.tsx';
import { filterOf, type LogFilter, noFilter } from './logFilter.ts';

const columns: readonly TableColumn<LogRow>[] = [
  { id: 'seq', header: 'Row', type: 'number', value: ({ seq }) => seq, width: 70, filterable: false },
  { id: 'at', header: 'When', type: 'date', value: ({ at }) => at, width: 145, filterable: false },
  { id: 'actor', header: 'Who', type: 'text', value: ({ actor }) => actor, width: 140, grow: 1, sortable: false, filterable: false },
  {
    id: 'name',
    header: 'What',
    type: 'text',
    value: ({ name }) => name,
    cell: ({ name }) => (
      <span title={name} className="truncate">
        {commandTitle(name)}
      </span>
    ),
    width: 160,
    grow: 1,
    filterable: false,
  },
  {
    id: 'class',
    header: 'Class',
    type: 'badge',
    value: (row) => ({ text: classText(row.class), tone: classTone(row.class) }),
    cell: (row) => <Badge tone={classTone(row.class)}>{classText(row.class)}</Badge>,
    width: 105,
    sortable: false,
    filterable: false,
  },
  { id: 'reason', header: 'Why', type: 'text', value: ({ reason }) => reason, width: 180, grow: 2, sortable: false, filterable: false },
  {
    id: 'transport',
    header: 'Through',
    type: 'text',
    value: ({ transport }) => transportText(transport),
    width: 110,
    sortable: false,
    filterable: false,
  },
  {
    id: 'device',
    header: 'Device',
    type: 'text',
    value: ({ device }) => device,
    width: 140,
    hidden: true,
    sortable: false,
    filterable: false,
  },
  {
    id: 'hash',
    header: 'Hash',
    type: 'text',
    value: ({ hash }) => hash,
    cell: ({ hash }) => <code className="font-mono text-mini text-muted">{hash.slice(0, 8)}</code>,
    width: 95,
    sortable: false,
    filterable: false,
  },
  {
    id: 'commandId',
    header: 'Command id',
    type: 'text',
    value: ({ commandId }) => commandId,
    width: 280,
    hidden: true,
    sortable: false,
    filterable: false,
  },
];

const sortOf = (sort: TableSort | null) =>
  sort && (sort.columnId === 'seq' || sort.columnId === 'at' || sort.columnId === 'name')
    ? { sort: { by: sort.columnId, descending: sort.direction === 'desc' } as const }
    : {};

export function LogTab() {
  const may = useMay();
  const [open, setOpen] = useSearchParam('seq');
  const [filter, setFilter] = useState<LogFilter>(noFilter);
  const [sort, setSort] = useState<TableSort | null>(null);
  const request = useMemo(() => ({ filter: filterOf(filter), ...sortOf(sort) }), [filter, sort]);
  const log = useAskPages('audit.log', { ...request, limit: 200, totals: true });
  const exporting = useTableExport('audit.log', request, columns);
  const height = useTableHeight(340);
  const narrowed = Object.keys(request.filter).length > 0;
  const clear = () => setFilter(noFilter);
  return (
    <>
      <LogFilters filter={filter} onChange={setFilter} narrowed={narrowed} onClear={clear} />
      <LoadFailed of="the log" error={log.error} onRetry={log.refetch} />
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Audit log"
        columns={columns}
        rows={log.rows}
        rowId={({ seq }) => String(seq)}
        onOpen={({ seq }) => setOpen(String(seq))}
        loading={log.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: log.total ?? undefined,
          hasMore: log.hasMore,
          loadingMore: log.isLoadingMore,
          onLoadMore: log.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: clear,
        }}
        empty={<NoRows narrowed={narrowed} onClear={clear} />}
      />
      {open !== null && /^\d+$/.test(open) && (
        <EntryDrawer key={open} seq={Number(open)} onOpen={(seq) => setOpen(String(seq))} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function NoRows({ narrowed, onClear }: Readonly<{ narrowed: boolean; onClear: () => void }>) {
  if (!narrowed)
    return (
      <EmptyState title="No rows in your scope" text="Every command that touches a fund, investor or agent you may see appears here." />
    );
  return (
    <EmptyState
      title="No row matches"
      text="Nothing in the log fits all of these filters together."
      action={<Button onClick={onClear}>Clear filters</Button>}
    />
  );
}
