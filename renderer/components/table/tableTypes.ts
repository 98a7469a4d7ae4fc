import type { ReactNode } from 'react';
import type { Money } from '#shared/money.ts';
import type { Option } from '../Select.tsx';
import type { Tone } from '../tone.ts';

export type BadgeValue = Readonly<{ text: string; tone: Tone }>;

type ColumnBase<Row> = Readonly<{
  id: string;
  header: string;
  /** Draws the cell; `value` still decides sorting, filtering, copying and export. */
  cell?: (row: Row) => ReactNode;
  /** Pixels; the least width when the column grows. */
  width?: number;
  grow?: number;
  sortable?: boolean;
  filterable?: boolean;
  /** Not shown until chosen in the column set. */
  hidden?: boolean;
}>;

export type TextColumn<Row> = ColumnBase<Row> & Readonly<{ type: 'text'; value: (row: Row) => string | null }>;
export type NumberColumn<Row> = ColumnBase<Row> & Readonly<{ type: 'number'; value: (row: Row) => number | bigint | string | null }>;
export type DateColumn<Row> = ColumnBase<Row> & Readonly<{ type: 'date'; value: (row: Row) => string | null }>;
export type BadgeColumn<Row> = ColumnBase<Row> &
  Readonly<{ type: 'badge'; value: (row: Row) => BadgeValue | null; options?: readonly Option[] }>;
export type MoneyColumn<Row> = ColumnBase<Row> &
  Readonly<{
    type: 'money';
    value: (row: Row) => Money | null;
    /** Said once in the header; without it each cell names its own. */
    currency?: string;
    total?: boolean;
  }>;

export type TableColumn<Row> = TextColumn<Row> | NumberColumn<Row> | DateColumn<Row> | BadgeColumn<Row> | MoneyColumn<Row>;

export type TableSort = Readonly<{ columnId: string; direction: 'asc' | 'desc' }>;

/** Bounds are inclusive and kept as text: plain decimals for numbers and money, ISO for dates. */
export type ColumnFilter =
  | Readonly<{ kind: 'text'; contains: string }>
  | Readonly<{ kind: 'range'; from?: string; to?: string }>
  | Readonly<{ kind: 'oneOf'; values: readonly string[] }>;
export type TableFilter = Readonly<Record<string, ColumnFilter>>;

export type ExportFormat = 'csv' | 'xlsx' | 'json' | 'pdf';
export type TableView = Readonly<{
  columnIds: readonly string[];
  sort: TableSort | null;
  filter: TableFilter;
  selectedIds: readonly string[];
}>;

/** Sorting, filtering and paging done by the host; the rows are what has been loaded so far. */
export type ServerTable = Readonly<{
  total?: number;
  hasMore: boolean;
  loadingMore?: boolean;
  onLoadMore: () => void;
  sort: TableSort | null;
  onSort: (sort: TableSort | null) => void;
  filter: TableFilter;
  onFilter: (filter: TableFilter) => void;
  /** Over all rows that match, by column. */
  totals?: Readonly<Record<string, Money>>;
}>;
