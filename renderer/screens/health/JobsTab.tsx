import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, type Job, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Select } from '#renderer/components/Select.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { kindTitles, resultText, stateFacts } from './healthText.ts';
import { JobDrawer } from './JobDrawer.tsx';
import { ProgressCell } from './ProgressCell.tsx';

const columns: readonly TableColumn<Job>[] = [
  { id: 'createdAt', header: 'Asked', type: 'date', value: ({ createdAt }) => createdAt, width: 150, filterable: false },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => kindTitles[kind], width: 100, sortable: false, filterable: false },
  { id: 'title', header: 'What', type: 'text', value: ({ title }) => title, width: 180, grow: 1, sortable: false, filterable: false },
  { id: 'state', header: 'State', type: 'badge', value: ({ state }) => stateFacts[state], width: 115, filterable: false },
  {
    id: 'progress',
    header: 'Progress',
    type: 'text',
    value: ({ progress, outOf }) => (outOf === 0 ? null : `${progress} of ${outOf}`),
    cell: (job) => <ProgressCell job={job} />,
    width: 130,
    sortable: false,
    filterable: false,
  },
  { id: 'result', header: 'Result', type: 'text', value: resultText, width: 220, grow: 2, sortable: false, filterable: false },
  {
    id: 'startedBy',
    header: 'By',
    type: 'text',
    value: ({ startedBy }) => startedBy,
    width: 130,
    hidden: true,
    sortable: false,
    filterable: false,
  },
  { id: 'attempt', header: 'Attempt', type: 'number', value: ({ attempt }) => attempt, width: 80, sortable: false, filterable: false },
];

const ANY = 'any';

export function JobsTab() {
  const may = useMay();
  const goTo = useGoTo();
  const [stateParam] = useSearchParam('state');
  const [kind, setKind] = useState<string>(ANY);
  const [sort, setSort] = useState<TableSort | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const state = stateParam !== null && stateParam in stateFacts ? (stateParam as Job['state']) : ANY;
  const by = sort?.columnId === 'createdAt' || sort?.columnId === 'state' ? sort.columnId : null;
  const request = useMemo(
    () => ({
      filter: { ...(kind === ANY ? {} : { kind: kind as Job['kind'] }), ...(state === ANY ? {} : { state }) },
      ...(by ? { sort: { by, descending: sort?.direction === 'desc' } as const } : {}),
    }),
    [kind, state, by, sort?.direction],
  );
  const jobs = useAskPages('health.jobs', { ...request, limit: 100, totals: true });
  const exporting = useTableExport('health.jobs', request, columns);
  const job = jobs.rows.find(({ id }) => id === selected);
  const height = useTableHeight(420);
  const show = (next: string) => goTo(next === ANY ? '/health' : `/health?state=${next}`);
  const showAll = () => {
    setKind(ANY);
    show(ANY);
  };
  return (
    <>
      <LoadFailed of="the jobs" error={jobs.error} onRetry={jobs.refetch} />
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Jobs"
        columns={columns}
        rows={jobs.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setSelected(id)}
        loading={jobs.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        toolbar={<JobFilters state={state} onState={show} kind={kind} onKind={setKind} />}
        server={{
          total: jobs.total ?? undefined,
          hasMore: jobs.hasMore,
          loadingMore: jobs.isLoadingMore,
          onLoadMore: jobs.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: showAll,
        }}
        empty={<NoJobs narrowed={state !== ANY || kind !== ANY} onAll={showAll} />}
      />
      {job && <JobDrawer job={job} onClose={() => setSelected(null)} />}
    </>
  );
}

type JobFiltersProps = Readonly<{ state: string; onState: (state: string) => void; kind: string; onKind: (kind: string) => void }>;

function JobFilters({ state, onState, kind, onKind }: JobFiltersProps) {
  return (
    <>
      <span className="w-40">
        <Select
          aria-label="State of the job"
          value={state}
          onChange={onState}
          options={[{ value: ANY, label: 'Any state' }, ...Object.entries(stateFacts).map(([value, { text }]) => ({ value, label: text }))]}
        />
      </span>
      <span className="w-40">
        <Select
          aria-label="Kind of job"
          value={kind}
          onChange={onKind}
          options={[{ value: ANY, label: 'Any kind' }, ...Object.entries(kindTitles).map(([value, label]) => ({ value, label }))]}
        />
      </span>
    </>
  );
}

function NoJobs({ narrowed, onAll }: Readonly<{ narrowed: boolean; onAll: () => void }>) {
  if (!narrowed)
    return (
      <EmptyState
        title="Nothing ran yet"
        text="Checks, backups and exports run in the background and appear here with their progress and result."
      />
    );
  return (
    <EmptyState
      title="No such job"
      text="No job is of this kind and in this state."
      action={<Button onClick={onAll}>Show all jobs</Button>}
    />
  );
}
