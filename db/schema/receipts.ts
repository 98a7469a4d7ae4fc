import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { DayCount } from '#shared/dayCount.ts';
import type { CommandId, FundId, UserId } from '#shared/ids.ts';
import type { NoticeKind, PartKind, ReceiptMethod, WaiverKind, WaiverState } from '#shared/model/receipts.ts';
import { int, minor, table, text } from './columns.ts';

export const receipts = table('receipts', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  accountId: text('account_id').notNull(),
  receivedOn: text('received_on').$type<BusinessDate>().notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  minor: minor('minor').notNull(),
  method: text('method').$type<ReceiptMethod>().notNull(),
  reference: text('reference').notNull(),
  payer: text('payer').notNull(),
  secondOf: text('second_of'),
  reversesId: text('reverses_id'),
  reason: text('reason'),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ fundId }) => ({ entity: 'receipts', id: fundId }) });

const ofFund = ({ fundId }: { fundId: string }) => ({ entity: 'receipts', id: fundId });

export const receiptParts = table('receipt_parts', {
  receiptId: text('receipt_id').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  kind: text('kind').$type<PartKind>().notNull(),
  callId: text('call_id'),
  lineOrdinal: int('line_ordinal'),
  billOrdinal: int('bill_ordinal'),
  investorId: text('investor_id'),
  minor: minor('minor').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  valueOn: text('value_on').$type<BusinessDate>().notNull(),
  commandId: text('command_id').$type<CommandId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['receiptId', 'ordinal'], subject: ofFund });

export const interestBills = table('interest_bills', {
  callId: text('call_id').notNull(),
  ordinal: int('ordinal').notNull(),
  lineOrdinal: int('line_ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  investorId: text('investor_id').notNull(),
  fromOn: text('from_on').$type<BusinessDate>().notNull(),
  untilOn: text('until_on').$type<BusinessDate>().notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  minor: minor('minor').notNull(),
  rate: text('rate').notNull(),
  compounding: text('compounding').$type<'none' | 'annual' | 'quarterly' | 'daily'>().notNull(),
  dayCount: text('day_count').$type<DayCount>().notNull(),
  billedBy: text('billed_by').$type<UserId>().notNull(),
  billedAt: text('billed_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['callId', 'ordinal'], subject: ofFund });

export const interestWaivers = table('interest_waivers', {
  id: text('id').primaryKey(),
  callId: text('call_id').notNull(),
  billOrdinal: int('bill_ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  kind: text('kind').$type<WaiverKind>().notNull(),
  minor: minor('minor').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  reason: text('reason').notNull(),
  state: text('state').$type<WaiverState>().notNull(),
  proposedBy: text('proposed_by').$type<UserId>().notNull(),
  proposedAt: text('proposed_at').$type<Instant>().notNull(),
  decidedBy: text('decided_by').$type<UserId>(),
  decidedAt: text('decided_at').$type<Instant>(),
  decisionReason: text('decision_reason'),
  contentHash: text('content_hash').notNull(),
}).of({ class: 'business', key: ['id'], subject: ofFund });

export const callNotices = table('call_notices', {
  callId: text('call_id').notNull(),
  lineOrdinal: int('line_ordinal').notNull(),
  stepDays: int('step_days').notNull(),
  kind: text('kind').$type<NoticeKind>().notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  investorId: text('investor_id').notNull(),
  openMinor: minor('open_minor').notNull(),
  notedOn: text('noted_on').$type<BusinessDate>().notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['callId', 'lineOrdinal', 'stepDays'], subject: ofFund });
