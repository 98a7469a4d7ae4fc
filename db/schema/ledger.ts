import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { CommandId, FundId, UserId } from '#shared/ids.ts';
import type { AccountKind, AccountRole, EntryKind, LockLevel, LockState, RateSource, Side, StarterChart } from '#shared/model/ledger.ts';
import { flag, int, json, minor, table, text } from './columns.ts';

const ofFund = ({ fundId }: { fundId: string }) => ({ entity: 'ledger', id: fundId });

export const ledgers = table('ledgers', {
  fundId: text('fund_id').$type<FundId>().primaryKey(),
  currency: text('currency').$type<Currency>().notNull(),
  chart: text('chart').$type<StarterChart>().notNull(),
  openedBy: text('opened_by').$type<UserId>().notNull(),
  openedAt: text('opened_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['fundId'], subject: ofFund });

export const accounts = table('accounts', {
  fundId: text('fund_id').$type<FundId>().notNull(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<AccountKind>().notNull(),
  normalSide: text('normal_side').$type<Side>().notNull(),
  isControl: flag('is_control').notNull(),
  role: text('role').$type<AccountRole>(),
  addedBy: text('added_by').$type<UserId>().notNull(),
  addedAt: text('added_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['fundId', 'code'], subject: ofFund });

export const entries = table('entries', {
  commandId: text('command_id').$type<CommandId>().notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  kind: text('kind').$type<EntryKind>().notNull(),
  source: text('source').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  memo: text('memo').notNull(),
  reason: text('reason'),
  evidence: json('evidence').notNull(),
  reversesCommandId: text('reverses_command_id').$type<CommandId>(),
  reversesOrdinal: int('reverses_ordinal'),
}).of({ class: 'business', key: ['commandId', 'ordinal'], subject: ofFund });

export const postings = table('postings', {
  commandId: text('command_id').$type<CommandId>().notNull(),
  entryOrdinal: int('entry_ordinal').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  account: text('account').notNull(),
  investorId: text('investor_id'),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  minor: minor('minor').notNull(),
}).of({ class: 'business', key: ['commandId', 'entryOrdinal', 'ordinal'], subject: ofFund });

export const periodLocks = table('period_locks', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  fromOn: text('from_on').$type<BusinessDate>().notNull(),
  untilOn: text('until_on').$type<BusinessDate>().notNull(),
  level: text('level').$type<LockLevel>().notNull(),
  state: text('state').$type<LockState>().notNull(),
  turn: int('turn'),
  proposedBy: text('proposed_by').$type<UserId>().notNull(),
  proposedAt: text('proposed_at').$type<Instant>().notNull(),
  reason: text('reason').notNull(),
  decidedBy: text('decided_by').$type<UserId>(),
  decidedAt: text('decided_at').$type<Instant>(),
  decisionReason: text('decision_reason'),
  contentHash: text('content_hash').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ fundId }) => ({ entity: 'periods', id: fundId }) });

export const fxRates = table('fx_rates', {
  base: text('base').$type<Currency>().notNull(),
  quote: text('quote').$type<Currency>().notNull(),
  rateOn: text('rate_on').$type<BusinessDate>().notNull(),
  source: text('source').$type<RateSource>().notNull(),
  revision: int('revision').notNull(),
  rate: text('rate').notNull(),
  reason: text('reason'),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({
  class: 'business',
  key: ['base', 'quote', 'rateOn', 'source', 'revision'],
  subject: ({ rateOn }) => ({ entity: 'rates', id: rateOn }),
});
