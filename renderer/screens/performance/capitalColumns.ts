import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { capitalLines, capitalLineTitles } from '#shared/model/performance.ts';

export type CapitalRow = QueryOutput<'capital.accounts'>['rows'][number];

/** Lines most funds use stand in the table; the others wait among its columns. */
const usual: readonly string[] = [
  'opening',
  'contributions',
  'incomeDistributions',
  'returnOfCapital',
  'managementFees',
  'realised',
  'unrealised',
  'closing',
];

export const capitalColumns: readonly TableColumn<CapitalRow>[] = [
  { id: 'investor', header: 'Partner', type: 'text', value: ({ investor }) => investor, width: 200, grow: 1 },
  ...capitalLines.map(
    (line): TableColumn<CapitalRow> => ({
      id: line,
      header: capitalLineTitles[line],
      type: 'money',
      value: (row) => row[line],
      width: 165,
      total: true,
      hidden: !usual.includes(line),
    }),
  ),
  { id: 'taxClosing', header: 'Tax capital', type: 'money', value: ({ taxClosing }) => taxClosing, width: 165, total: true },
];
