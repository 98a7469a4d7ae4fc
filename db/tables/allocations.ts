import type { BusinessDate } from '#shared/dates.ts';
import { journalOf, type ReadDb } from '../handles.ts';
import { allocationApprovals, allocations } from '../schema/index.ts';
import { insert, select, statement, update } from '../statements.ts';

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

const servingCalls = statement(`
  SELECT call_uses.allocation_id AS allocationId, capital_calls.id AS callId, capital_calls.number AS number, capital_calls.title AS title,
    capital_calls.issued_on AS issuedOn, capital_calls.due_on AS dueOn, call_uses.minor AS minor, capital_calls.total AS total,
    coalesce(paid.received, 0) AS received, paid.last_on AS lastReceivedOn
  FROM call_uses JOIN capital_calls ON capital_calls.id = call_uses.call_id
    LEFT JOIN (
      SELECT call_id, sum(minor) AS received, max(value_on) AS last_on FROM receipt_parts
      WHERE kind = 'call' AND call_id IN (SELECT call_id FROM call_uses WHERE allocation_id IN (SELECT value FROM json_each(@ids)))
      GROUP BY call_id) AS paid ON paid.call_id = capital_calls.id
  WHERE call_uses.allocation_id IN (SELECT value FROM json_each(@ids)) AND capital_calls.state = 'issued'
  ORDER BY capital_calls.issued_on, capital_calls.number, call_uses.ordinal`);

/** An issued call as far as one of its uses serves an allocation. */
export type ServingCallRow = Readonly<{
  allocationId: string;
  callId: string;
  number: number;
  title: string;
  issuedOn: BusinessDate;
  dueOn: BusinessDate;
  minor: bigint;
  total: bigint;
  received: bigint;
  lastReceivedOn: BusinessDate | null;
}>;

type OfFund = Readonly<{ id: string; fundId: string }>;

/** The issued calls that serve any of these allocations, with what of each came in: one statement however many there are. */
export function readServingCalls(db: ReadDb, rowsOf: readonly OfFund[]): ReadonlyMap<string, readonly ServingCallRow[]> {
  const journal = journalOf(db);
  if (journal?.notesSubjects) for (const { fundId } of rowsOf) journal.noteRead({ entity: 'fundCalls', id: fundId });
  const ids = JSON.stringify(rowsOf.map(({ id }) => id));
  const rows = servingCalls(db).all({ ids }) as (Omit<ServingCallRow, 'number'> & Readonly<{ number: bigint }>)[];
  return Map.groupBy(
    rows.map((row) => ({ ...row, number: Number(row.number) })),
    ({ allocationId }) => allocationId,
  );
}
