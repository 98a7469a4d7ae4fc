import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { kindText, payeeBadge, sourceText } from './investorText.ts';

export type CaseRow = QueryOutput<'investors.payeeCases'>['rows'][number];

export const caseColumns: readonly TableColumn<CaseRow>[] = [
  {
    id: 'investor',
    header: 'Investor',
    type: 'text',
    value: ({ investor }) => investor,
    width: 190,
    grow: 2,
    sortable: false,
    filterable: false,
  },
  {
    id: 'kind',
    header: 'Change',
    type: 'text',
    value: ({ kind }) => kindText[kind],
    width: 150,
    grow: 1,
    sortable: false,
    filterable: false,
  },
  { id: 'state', header: 'State', type: 'badge', value: ({ state }) => payeeBadge[state], width: 140, filterable: false },
  {
    id: 'source',
    header: 'Arrived by',
    type: 'text',
    value: ({ source }) => sourceText[source],
    width: 95,
    sortable: false,
    filterable: false,
  },
  { id: 'requestedAt', header: 'Requested', type: 'date', value: ({ requestedAt }) => requestedAt, width: 150, filterable: false },
  {
    id: 'requestedBy',
    header: 'By',
    type: 'text',
    value: ({ requestedBy }) => requestedBy,
    width: 130,
    sortable: false,
    filterable: false,
  },
  {
    id: 'approvableFrom',
    header: 'Approvable from',
    type: 'date',
    value: ({ approvableFrom }) => approvableFrom,
    width: 130,
    sortable: false,
    filterable: false,
  },
];

type CaseTableProps = Readonly<{ cases: readonly CaseRow[]; onOpen: (caseId: string) => void; height: number }>;

export function CaseTable({ cases, onOpen, height }: CaseTableProps) {
  if (cases.length === 0)
    return (
      <EmptyState title="No payee changes" text="Every request for a new or changed account stands here with its callback and approval." />
    );
  return (
    <DataTable
      label="Payee changes"
      columns={caseColumns}
      rows={cases}
      rowId={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      height={height}
      searchable={false}
    />
  );
}
