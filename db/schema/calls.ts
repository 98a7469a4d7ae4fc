import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import type { CallKind, CallMethod, CallState, Treatment, UsePurpose } from '#shared/model/calls.ts';
import type { Priority } from '#shared/model/tiers.ts';
import { flag, int, minor, table, text } from './columns.ts';

const ofCall = ({ callId }: { callId: string }) => ({ entity: 'call', id: callId });

export const capitalCalls = table('capital_calls', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  number: int('number').notNull(),
  kind: text('kind').$type<CallKind>().notNull(),
  title: text('title').notNull(),
  method: text('method').$type<CallMethod>().notNull(),
  priority: text('priority').$type<Priority>().notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  total: minor('total').notNull(),
  lineCount: int('line_count').notNull(),
  cashOnHand: minor('cash_on_hand'),
  asOfOn: text('as_of_on').$type<BusinessDate>().notNull(),
  noticeOn: text('notice_on').$type<BusinessDate>().notNull(),
  dueOn: text('due_on').$type<BusinessDate>().notNull(),
  urgentReason: text('urgent_reason'),
  accountId: text('account_id'),
  state: text('state').$type<CallState>().notNull(),
  replacesId: text('replaces_id'),
  closingId: text('closing_id'),
  reason: text('reason'),
  preparedBy: text('prepared_by').$type<UserId>().notNull(),
  preparedAt: text('prepared_at').$type<Instant>().notNull(),
  revision: int('revision').notNull(),
  contentHash: text('content_hash').notNull(),
  submittedBy: text('submitted_by').$type<UserId>(),
  submittedAt: text('submitted_at').$type<Instant>(),
  approversNeeded: int('approvers_needed'),
  issuedOn: text('issued_on').$type<BusinessDate>(),
  issuedBy: text('issued_by').$type<UserId>(),
  issuedAt: text('issued_at').$type<Instant>(),
  entryId: text('entry_id'),
  rescindedOn: text('rescinded_on').$type<BusinessDate>(),
  rescindedBy: text('rescinded_by').$type<UserId>(),
  rescindedAt: text('rescinded_at').$type<Instant>(),
  rescindReason: text('rescind_reason'),
  reversalId: text('reversal_id'),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'call', id }) });

export const callUses = table('call_uses', {
  callId: text('call_id').notNull(),
  ordinal: int('ordinal').notNull(),
  purpose: text('purpose').$type<UsePurpose>().notNull(),
  insideCommitment: flag('inside_commitment').notNull(),
  minor: minor('minor').notNull(),
  percent: text('percent'),
  need: minor('need'),
  allocationId: text('allocation_id'),
  projectId: text('project_id'),
  note: text('note').notNull(),
  basisHash: text('basis_hash'),
  basisTotal: text('basis_total'),
  calledBefore: minor('called_before'),
}).of({ class: 'business', key: ['callId', 'ordinal'], subject: ofCall });

export const callLines = table('call_lines', {
  callId: text('call_id').notNull(),
  ordinal: int('ordinal').notNull(),
  investorId: text('investor_id').notNull(),
  classId: text('class_id').notNull(),
  treatment: text('treatment').$type<Treatment>().notNull(),
  reason: text('reason'),
  commitment: minor('commitment').notNull(),
  calledBefore: minor('called_before').notNull(),
  minor: minor('minor').notNull(),
  insideMinor: minor('inside_minor').notNull(),
}).of({ class: 'business', key: ['callId', 'ordinal'], subject: ofCall });

export const callParts = table('call_parts', {
  callId: text('call_id').notNull(),
  useOrdinal: int('use_ordinal').notNull(),
  lineOrdinal: int('line_ordinal').notNull(),
  minor: minor('minor').notNull(),
  calledBefore: minor('called_before').notNull(),
  exact: minor('exact').notNull(),
}).of({ class: 'business', key: ['callId', 'useOrdinal', 'lineOrdinal'], subject: ofCall });

export const callApprovals = table('call_approvals', {
  callId: text('call_id').notNull(),
  revision: int('revision').notNull(),
  tier: int('tier').notNull(),
  contentHash: text('content_hash').notNull(),
  decidedBy: text('decided_by').$type<UserId>().notNull(),
  decidedAt: text('decided_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['callId', 'revision', 'tier'], subject: ofCall });
