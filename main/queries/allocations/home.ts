import { readAllocation, readAllocationApprovals, readProposal, readServingCalls } from '#db/tables/allocations.ts';
import { readFund } from '#db/tables/funds.ts';
import { nameIn } from '#db/tables/users.ts';
import { wantedOf } from '#main/engine/allocations/standing.ts';
import { deployedOn, fundedFor, openToCall } from '#main/engine/allocations/status.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { money } from '#shared/money.ts';
import { maySee, noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';
import { fundCheck, shownAllocations } from './rows.ts';

export const home: QueryHandler<'allocations.home'> = (context, { allocationId }) => {
  const { db, rows } = context;
  const row = readAllocation(db, allocationId);
  const fund = row && seenFund(db, rows, row.fundId);
  if (!row || !fund) return refuse('notFound', { what: 'allocation', id: allocationId });
  const family = readProposal(db, row.proposalId).filter(({ fundId }) => maySee(rows, fundId));
  const shown = shownAllocations(db, family);
  const calls = readServingCalls(db, [row]).get(row.id) ?? [];
  const facts = { ...row, calls };
  const of = (minor: bigint) => money(minor, row.currency);
  return {
    ...shown.find(({ id }) => id === row.id)!,
    note: row.note,
    contentHash: row.contentHash,
    version: row.version,
    approvals: readAllocationApprovals(db, row.id).map(({ decidedBy, decidedAt }) => ({
      by: nameIn(db, decidedBy),
      byId: decidedBy,
      at: decidedAt,
    })),
    approvedAt: row.approvedAt,
    ended:
      row.endedBy !== null && row.endedAt !== null && row.endReason !== null
        ? { by: nameIn(db, row.endedBy), at: row.endedAt, reason: row.endReason }
        : null,
    deployedOn: deployedOn(facts),
    openToCall: of(openToCall(facts)),
    calls: calls.map(({ callId, number, title, issuedOn, dueOn, lastReceivedOn, ...call }) => ({
      callId,
      number,
      title,
      issuedOn,
      dueOn,
      lastReceivedOn,
      amount: of(call.minor),
      funded: of(fundedFor([{ ...call, lastReceivedOn }])),
    })),
    standing: fundCheck(context, fund, wantedOf(row), row.priority, row.id),
    siblings: shown.filter(({ id }) => id !== row.id),
  };
};

export const check: QueryHandler<'allocations.check'> = (context, { lines, priority, dealTitle, allocatedOn }) => {
  const funds = [];
  for (const { fundId, projectId, amount } of lines) {
    if (!maySee(context.rows, fundId)) return noFund(fundId);
    const fund = readFund(context.db, fundId);
    if (!fund) return noFund(fundId);
    funds.push(fundCheck(context, fund, { dealId: null, dealTitle, projectId, amount, allocatedOn }, priority));
  }
  return { funds };
};
