import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import type { Tone } from '#renderer/components/tone.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { RuleKey } from '#shared/model/settings.ts';
import { type ValueRow, valueText } from './ruleText.ts';

const states: Readonly<Record<ValueRow['state'], Readonly<{ text: string; tone: Tone }>>> = {
  proposed: { text: 'Proposed', tone: 'warn' },
  approved: { text: 'Approved', tone: 'good' },
  rejected: { text: 'Rejected', tone: 'bad' },
  withdrawn: { text: 'Withdrawn', tone: 'neutral' },
};

/** Worked out in the window from other fields, so the host does not export it. */
const shownOnly = ['scope'];

const columns: readonly TableColumn<ValueRow>[] = [
  {
    id: 'value',
    header: 'Value',
    type: 'text',
    value: ({ rule, value }) => valueText(rule, value),
    width: 120,
    sortable: false,
    filterable: false,
  },
  {
    id: 'scope',
    header: 'For',
    type: 'text',
    value: ({ scope }) => (scope.kind === 'house' ? 'House' : scope.kind === 'fund' ? 'One fund' : 'One type of fund'),
    width: 90,
    sortable: false,
    filterable: false,
  },
  { id: 'effectiveOn', header: 'From', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 105, filterable: false },
  {
    id: 'inForceOn',
    header: 'Approved later, from',
    type: 'date',
    value: ({ inForceOn }) => inForceOn,
    width: 140,
    hidden: true,
    sortable: false,
    filterable: false,
  },
  { id: 'state', header: 'State', type: 'badge', value: ({ state }) => states[state], width: 115, sortable: false, filterable: false },
  {
    id: 'proposedBy',
    header: 'Proposed by',
    type: 'text',
    value: ({ proposedBy }) => proposedBy,
    width: 130,
    sortable: false,
    filterable: false,
  },
  { id: 'proposedAt', header: 'Proposed', type: 'date', value: ({ proposedAt }) => proposedAt, width: 145, filterable: false },
  {
    id: 'decidedBy',
    header: 'Decided by',
    type: 'text',
    value: ({ decidedBy }) => decidedBy,
    width: 130,
    sortable: false,
    filterable: false,
  },
  { id: 'reason', header: 'Reason', type: 'text', value: ({ reason }) => reason, width: 200, grow: 1, sortable: false, filterable: false },
  {
    id: 'contentHash',
    header: 'Content hash',
    type: 'text',
    value: ({ contentHash }) => contentHash,
    width: 140,
    hidden: true,
    sortable: false,
    filterable: false,
  },
];

/** Every value the rule ever had or was proposed to have. */
export function RuleHistory({ rule }: Readonly<{ rule: RuleKey }>) {
  const may = useMay();
  const [sort, setSort] = useState<TableSort | null>(null);
  const by = sort?.columnId === 'effectiveOn' || sort?.columnId === 'proposedAt' ? sort.columnId : null;
  const request = useMemo(
    () => ({ filter: { rule }, ...(by ? { sort: { by, descending: sort?.direction === 'desc' } as const } : {}) }),
    [rule, by, sort?.direction],
  );
  const history = useAskPages('settings.history', { ...request, limit: 100, totals: true });
  const exporting = useTableExport('settings.history', request, columns, shownOnly);
  return (
    <Section title="History" description="Every value this rule had or was proposed to have.">
      <LoadFailed of="the history of this rule" error={history.error} onRetry={history.refetch} />
      <ExportPanel exporting={exporting} />
      <DataTable
        label="History of the rule"
        columns={columns}
        rows={history.rows}
        rowId={({ id }) => id}
        loading={history.isPending}
        height={260}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: history.total ?? undefined,
          hasMore: history.hasMore,
          loadingMore: history.isLoadingMore,
          onLoadMore: history.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => undefined,
        }}
        empty={
          <EmptyState
            title="Never changed"
            text="This rule has had the value of the profile since the workspace began. Changes appear here."
          />
        }
      />
    </Section>
  );
}
