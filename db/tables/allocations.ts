import type { ReadDb } from '../handles.ts';
import { allocationApprovals, allocations } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type AllocationRow = (typeof allocations)['$inferSelect'];
export type AllocationApprovalRow = (typeof allocationApprovals)['$inferSelect'];

const byId = select(allocations, 'WHERE id = ?');
const ofFund = select(allocations, 'WHERE fund_id = ? ORDER BY number', (fundId: string) => [{ entity: 'fundAllocations', id: fundId }]);
const ofProposal = select(allocations, 'WHERE proposal_id = ? ORDER BY fund_id');
const proposed = select(allocations, "WHERE state = 'proposed' ORDER BY proposed_at, id");
const approvalsOf = select(allocationApprovals, 'WHERE allocation_id = ? ORDER BY ordinal', (id: string) => [{ entity: 'allocation', id }]);

export const readAllocation = (db: ReadDb, id: string) => byId.get(db, id);
/** All of a fund, oldest first: what the limits of a new one are measured against. */
export const readAllocationsOf = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const readProposal = (db: ReadDb, proposalId: string) => ofProposal.all(db, proposalId);
export const readProposedAllocations = (db: ReadDb) => proposed.all(db);
export const insertAllocation = insert(allocations);
export const moveAllocation = update(allocations, ['state', 'approversNeeded', 'approvedAt', 'endedBy', 'endedAt', 'endReason', 'version']);
export const readAllocationApprovals = (db: ReadDb, allocationId: string) => approvalsOf.all(db, allocationId);
export const insertAllocationApproval = insert(allocationApprovals);
