import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Select } from '#renderer/components/Select.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { type EventKind, eventFacts, type SecurityEvent } from './auditText.ts';
import { EventDrawer, eventState } from './EventDrawer.tsx';

const columns: readonly TableColumn<SecurityEvent>[] = [
  { id: 'occurredAt', header: 'When', type: 'date', value: ({ occurredAt }) => occurredAt, width: 150, filterable: false },
  { id: 'kind', header: 'What', type: 'text', value: ({ kind }) => eventFacts[kind].title, width: 190, filterable: false },
  { id: 'state', header: 'State', type: 'badge', value: eventState, width: 140, sortable: false, filterable: false },
  { id: 'who', header: 'Who', type: 'text', value: ({ who }) => who, width: 140, sortable: false, filterable: false },
  { id: 'detail', header: 'Detail', type: 'text', value: ({ detail }) => detail, width: 260, grow: 2, sortable: false, filterable: false },
  { id: 'device', header: 'Device', type: 'text', value: ({ device }) => device, width: 150, sortable: false, filterable: false },
  { id: 'closedBy', header: 'Closed by', type: 'text', value: ({ closedBy }) => closedBy, width: 140, sortable: false, filterable: false },
  { id: 'note', header: 'Note', type: 'text', value: ({ note }) => note, width: 200, hidden: true, sortable: false, filterable: false },
];

export function SecurityScreen() {
  return (
    <Screen
      title="Security events"
      description="Failed unlocks, refusals, mass exports and the like. An open event waits until somebody says what was found."
    >
      <NeedsPermission permission="audit.security">
        <SecurityEvents />
      </NeedsPermission>
    </Screen>
  );
}

const ANY = 'any';

function SecurityEvents() {
  const may = useMay();
  const [openParam, setOpenParam] = useSearchParam('open');
  const [kind, setKind] = useState<string>(ANY);
  const [sort, setSort] = useState<TableSort | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const state = openParam === 'false' || openParam === 'any' ? openParam : 'true';
  const by = sort?.columnId === 'occurredAt' || sort?.columnId === 'kind' ? sort.columnId : null;
  const request = useMemo(
    () => ({
      filter: { ...(kind === ANY ? {} : { kind: kind as EventKind }), ...(state === ANY ? {} : { open: state === 'true' }) },
      ...(by ? { sort: { by, descending: sort?.direction === 'desc' } as const } : {}),
    }),
    [kind, state, by, sort?.direction],
  );
  const events = useAskPages('audit.securityEvents', { ...request, limit: 100, totals: true });
  const exporting = useTableExport('audit.securityEvents', request, columns, ['state']);
  const height = useTableHeight(240);
  const event = events.rows.find(({ id }) => id === selected);
  const showAll = () => {
    setKind(ANY);
    setOpenParam(ANY);
  };
  return (
    <>
      <LoadFailed of="the security events" error={events.error} onRetry={events.refetch} />
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Security events"
        columns={columns}
        rows={events.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setSelected(id)}
        loading={events.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        toolbar={<EventFilters state={state} onState={setOpenParam} kind={kind} onKind={setKind} />}
        server={{
          total: events.total ?? undefined,
          hasMore: events.hasMore,
          loadingMore: events.isLoadingMore,
          onLoadMore: events.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: showAll,
        }}
        empty={<NoEvents state={state} kind={kind} onAll={showAll} />}
      />
      {event && <EventDrawer key={event.id} event={event} onClose={() => setSelected(null)} />}
    </>
  );
}

type EventFiltersProps = Readonly<{ state: string; onState: (state: string) => void; kind: string; onKind: (kind: string) => void }>;

function EventFilters({ state, onState, kind, onKind }: EventFiltersProps) {
  return (
    <>
      <span className="w-44">
        <Select
          aria-label="State"
          value={state}
          onChange={onState}
          options={[
            { value: 'true', label: 'Open' },
            { value: 'false', label: 'Closed or informing' },
            { value: ANY, label: 'All' },
          ]}
        />
      </span>
      <span className="w-52">
        <Select
          aria-label="Kind of event"
          value={kind}
          onChange={onKind}
          options={[
            { value: ANY, label: 'Any kind' },
            ...Object.entries(eventFacts).map(([value, { title }]) => ({ value, label: title })),
          ]}
        />
      </span>
    </>
  );
}

function NoEvents({ state, kind, onAll }: Readonly<{ state: string; kind: string; onAll: () => void }>) {
  const action = state === ANY && kind === ANY ? undefined : <Button onClick={onAll}>Show all events</Button>;
  if (state === 'true' && kind === ANY)
    return (
      <EmptyState
        title="No open event"
        text="Nothing waits for you here. An event appears when a limit in Settings is reached."
        action={action}
      />
    );
  return (
    <EmptyState title="No event here" text="Failed unlocks, repeated refusals, mass exports and the like appear here." action={action} />
  );
}
