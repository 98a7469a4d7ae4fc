import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { CommandId, FundId, UserId } from '#shared/ids.ts';
import type { IncomeBasis, TaxKind } from '#shared/model/performance.ts';
import { flag, int, json, minor, table, text } from './columns.ts';

const incomeOf = ({ fundId }: { fundId: string }) => ({ entity: 'income', id: fundId });
const taxOf = ({ fundId }: { fundId: string }) => ({ entity: 'taxCapital', id: fundId });

export const incomeAllocations = table('income_allocations', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  ordinal: int('ordinal').notNull(),
  fromOn: text('from_on').$type<BusinessDate>().notNull(),
  untilOn: text('until_on').$type<BusinessDate>().notNull(),
  basis: text('basis').$type<IncomeBasis>().notNull(),
  overrides: json('overrides').notNull(),
  netMinor: minor('net_minor').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  commandId: text('command_id').$type<CommandId>().notNull(),
  entryOrdinal: int('entry_ordinal').notNull(),
  reason: text('reason').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: incomeOf });

export const incomeAllocationLines = table('income_allocation_lines', {
  allocationId: text('allocation_id').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  account: text('account').notNull(),
  investorId: text('investor_id').notNull(),
  minor: minor('minor').notNull(),
}).of({ class: 'business', key: ['allocationId', 'ordinal'], subject: incomeOf });

export const taxAdjustments = table('tax_adjustments', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  ordinal: int('ordinal').notNull(),
  taxYear: int('tax_year').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  kind: text('kind').$type<TaxKind>().notNull(),
  source: text('source').notNull(),
  reason: text('reason').notNull(),
  reversesId: text('reverses_id'),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: taxOf });

export const taxAdjustmentLines = table('tax_adjustment_lines', {
  adjustmentId: text('adjustment_id').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  investorId: text('investor_id').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  minor: minor('minor').notNull(),
}).of({ class: 'business', key: ['adjustmentId', 'ordinal'], subject: taxOf });

/** Whether a name is free depends on every index, so they are one record. */
export const benchmarks = table('benchmarks', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  provider: text('provider').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  isTotalReturn: flag('is_total_return').notNull(),
  note: text('note').notNull(),
  addedBy: text('added_by').$type<UserId>().notNull(),
  addedAt: text('added_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: () => ({ entity: 'benchmarks', id: 'all' }) });

export const benchmarkLevels = table('benchmark_levels', {
  benchmarkId: text('benchmark_id').notNull(),
  levelOn: text('level_on').$type<BusinessDate>().notNull(),
  revision: int('revision').notNull(),
  level: text('level').notNull(),
  fileName: text('file_name').notNull(),
  reason: text('reason'),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({
  class: 'business',
  key: ['benchmarkId', 'levelOn', 'revision'],
  subject: ({ benchmarkId }) => ({ entity: 'benchmark', id: benchmarkId }),
});
