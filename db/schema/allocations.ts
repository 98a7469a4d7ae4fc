import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import type { AllocationState } from '#shared/model/allocations.ts';
import type { Priority } from '#shared/model/tiers.ts';
import { int, minor, table, text } from './columns.ts';

export const allocations = table('allocations', {
  id: text('id').primaryKey(),
  proposalId: text('proposal_id').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  number: int('number').notNull(),
  dealId: text('deal_id'),
  dealTitle: text('deal_title').notNull(),
  counterparty: text('counterparty').notNull(),
  reference: text('reference').notNull(),
  projectId: text('project_id'),
  priority: text('priority').$type<Priority>().notNull(),
  minor: minor('minor').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  allocatedOn: text('allocated_on').$type<BusinessDate>().notNull(),
  note: text('note').notNull(),
  proposedBy: text('proposed_by').$type<UserId>().notNull(),
  proposedAt: text('proposed_at').$type<Instant>().notNull(),
  contentHash: text('content_hash').notNull(),
  state: text('state').$type<AllocationState>().notNull(),
  approversNeeded: int('approvers_needed').notNull(),
  approvedAt: text('approved_at').$type<Instant>(),
  endedBy: text('ended_by').$type<UserId>(),
  endedAt: text('ended_at').$type<Instant>(),
  endReason: text('end_reason'),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'allocation', id }) });

export const allocationApprovals = table('allocation_approvals', {
  allocationId: text('allocation_id').notNull(),
  ordinal: int('ordinal').notNull(),
  contentHash: text('content_hash').notNull(),
  decidedBy: text('decided_by').$type<UserId>().notNull(),
  decidedAt: text('decided_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['allocationId', 'ordinal'], subject: ({ allocationId }) => ({ entity: 'allocation', id: allocationId }) });
