import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { DayCount } from '#shared/dayCount.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import type { ClosingKind, CommitmentKind, Compounding, DefaultMove, DefaultState, StepState } from '#shared/model/commitments.ts';
import { int, json, minor, table, text } from './columns.ts';

/** All commitments of a fund are one record: what a closing or a transfer may do depends on every one of them. */
const ofFund = ({ fundId }: { fundId: string }) => ({ entity: 'commitments', id: fundId });
const fundId = () => text('fund_id').$type<FundId>().notNull();
const investorId = () => text('investor_id').$type<InvestorId>().notNull();
const effectiveOn = () => text('effective_on').$type<BusinessDate>().notNull();

/** How a closing or a transfer was prepared, approved and ended. */
const steps = () => ({
  state: text('state').$type<StepState>().notNull(),
  preparedBy: text('prepared_by').$type<UserId>().notNull(),
  preparedAt: text('prepared_at').$type<Instant>().notNull(),
  contentHash: text('content_hash'),
  approvedBy: text('approved_by').$type<UserId>(),
  approvedAt: text('approved_at').$type<Instant>(),
  endedBy: text('ended_by').$type<UserId>(),
  endedAt: text('ended_at').$type<Instant>(),
  endReason: text('end_reason'),
  version: int('version').notNull(),
});

export const closings = table('closings', {
  id: text('id').primaryKey(),
  fundId: fundId(),
  number: int('number').notNull(),
  kind: text('kind').$type<ClosingKind>().notNull(),
  heldOn: text('held_on').$type<BusinessDate>().notNull(),
  rate: text('rate'),
  compounding: text('compounding').$type<Compounding>(),
  dayCount: text('day_count').$type<DayCount>(),
  dueOn: text('due_on').$type<BusinessDate>(),
  accountId: text('account_id'),
  note: text('note').notNull(),
  revision: int('revision').notNull(),
  ...steps(),
}).of({ class: 'business', key: ['id'], subject: ofFund });

export const closingLines = table('closing_lines', {
  closingId: text('closing_id').notNull(),
  revision: int('revision').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: fundId(),
  investorId: investorId(),
  classId: text('class_id').notNull(),
  minor: minor('minor').notNull(),
}).of({ class: 'business', key: ['closingId', 'revision', 'ordinal'], subject: ofFund });

export const transfers = table('transfers', {
  id: text('id').primaryKey(),
  fundId: fundId(),
  number: int('number').notNull(),
  classId: text('class_id').notNull(),
  fromInvestorId: text('from_investor_id').$type<InvestorId>().notNull(),
  toInvestorId: text('to_investor_id').$type<InvestorId>().notNull(),
  effectiveOn: effectiveOn(),
  minor: minor('minor').notNull(),
  reason: text('reason').notNull(),
  evidence: json('evidence').notNull(),
  reversesId: text('reverses_id'),
  ...steps(),
}).of({ class: 'business', key: ['id'], subject: ofFund });

export const transferLines = table('transfer_lines', {
  transferId: text('transfer_id').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: fundId(),
  kind: text('kind').$type<'commitment' | 'called' | 'capital'>().notNull(),
  account: text('account'),
  fromBefore: minor('from_before').notNull(),
  toBefore: minor('to_before').notNull(),
  minor: minor('minor').notNull(),
}).of({ class: 'business', key: ['transferId', 'ordinal'], subject: ofFund });

export const commitmentEvents = table('commitment_events', {
  fundId: fundId(),
  ordinal: int('ordinal').notNull(),
  classId: text('class_id').notNull(),
  investorId: investorId(),
  kind: text('kind').$type<CommitmentKind>().notNull(),
  minor: minor('minor').notNull(),
  effectiveOn: effectiveOn(),
  closingId: text('closing_id'),
  transferId: text('transfer_id'),
  reason: text('reason').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['fundId', 'ordinal'], subject: ofFund });

export const calledMoves = table('called_moves', {
  sourceId: text('source_id').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: fundId(),
  closingId: text('closing_id'),
  transferId: text('transfer_id'),
  callId: text('call_id').notNull(),
  /** The first of the uses of the call that the same holdings shared. */
  useOrdinal: int('use_ordinal').notNull(),
  investorId: investorId(),
  classId: text('class_id').notNull(),
  minor: minor('minor').notNull(),
  interest: minor('interest').notNull(),
  effectiveOn: effectiveOn(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['sourceId', 'ordinal'], subject: ofFund });

export const refundPayouts = table('refund_payouts', {
  closingId: text('closing_id').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: fundId(),
  investorId: investorId(),
  minor: minor('minor').notNull(),
  paidOn: text('paid_on').$type<BusinessDate>().notNull(),
  accountId: text('account_id').notNull(),
  reference: text('reference').notNull(),
  reversesOrdinal: int('reverses_ordinal'),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['closingId', 'ordinal'], subject: ofFund });

export const holdingDefaults = table('holding_defaults', {
  id: text('id').primaryKey(),
  fundId: fundId(),
  classId: text('class_id').notNull(),
  investorId: investorId(),
  move: text('move').$type<DefaultMove>().notNull(),
  effectiveOn: effectiveOn(),
  reason: text('reason').notNull(),
  state: text('state').$type<DefaultState>().notNull(),
  proposedBy: text('proposed_by').$type<UserId>().notNull(),
  proposedAt: text('proposed_at').$type<Instant>().notNull(),
  contentHash: text('content_hash').notNull(),
  decidedBy: text('decided_by').$type<UserId>(),
  decidedAt: text('decided_at').$type<Instant>(),
  decisionReason: text('decision_reason'),
}).of({ class: 'business', key: ['id'], subject: ofFund });
