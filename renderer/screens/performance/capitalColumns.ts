import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import { type CapitalLine, capitalLines, capitalLineTitles } from '#shared/model/performance.ts';

export type CapitalRow = QueryOutput<'capital.accounts'>['rows'][number];

/** Lines most funds use stand in the table; the others wait among its columns. */
const usual: readonly CapitalLine[] = ['opening', 'contributions', 'incomeDistributions', 'managementFees', 'unrealised', 'closing'];
/** Short enough for the head of a column. */
const heads: Partial<Record<CapitalLine, string>> = {
  opening: 'Beginning',
  contributions: 'Paid in',
  returnOfCapital: 'Returned',
  incomeDistributions: 'Paid out',
  managementFees: 'Fees',
  closing: 'Ending',
  transfers: 'Transfers',
  partnershipExpenses: 'Expenses',
  realised: 'Realised',
  unrealised: 'Unrealised',
};

export const capitalColumns = (currency: Currency): readonly TableColumn<CapitalRow>[] => [
  { id: 'investor', header: 'Partner', type: 'text', value: ({ investor }) => investor, width: 142, grow: 1 },
  ...capitalLines.map(
    (line): TableColumn<CapitalRow> => ({
      id: line,
      header: heads[line] ?? capitalLineTitles[line],
      type: 'money',
      currency,
      value: (row) => row[line],
      width: 119,
      total: true,
      hidden: !usual.includes(line),
    }),
  ),
  { id: 'taxClosing', header: 'Tax capital', type: 'money', currency, value: ({ taxClosing }) => taxClosing, width: 119, total: true },
];
