import type { ReadDb } from '#db/handles.ts';
import { readAllocationFacts } from '#db/tables/allocationFacts.ts';
import { type AllocationRow, readAllocationApprovals, readServingCalls, type ServingCallRow } from '#db/tables/allocations.ts';
import { type FundRow, fundNameIn } from '#db/tables/funds.ts';
import { readProject } from '#db/tables/projects.ts';
import { nameIn } from '#db/tables/users.ts';
import { availableIn, checkLimits, inSameDeal, roomFor, type Wanted } from '#main/engine/allocations/limits.ts';
import { approversFor, standingOf } from '#main/engine/allocations/standing.ts';
import { calledFor, daysToDeployment, fundedFor, statusOf } from '#main/engine/allocations/status.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { Priority } from '#shared/model/tiers.ts';
import { money } from '#shared/money.ts';
import type { QueryContext } from '../handler.ts';

export type ShownAllocation = QueryOutput<'allocations.list'>['rows'][number];
type FundCheck = QueryOutput<'allocations.check'>['funds'][number];

const SHARE_DIGITS = 6;

/** Allocations as people see them; their calls are read in one go. */
export function shownAllocations(db: ReadDb, rows: readonly AllocationRow[]): ShownAllocation[] {
  const calls = readServingCalls(db, rows);
  return rows.map((row) => shown(db, row, calls.get(row.id) ?? []));
}

function shown(db: ReadDb, row: AllocationRow, calls: readonly ServingCallRow[]): ShownAllocation {
  const { id, proposalId, fundId, number, dealTitle, counterparty, reference, priority, allocatedOn, projectId, currency } = row;
  const facts = { ...row, calls };
  return {
    id,
    proposalId,
    fundId,
    fund: fundNameIn(db, fundId),
    number,
    dealTitle,
    counterparty,
    reference,
    priority,
    allocatedOn,
    projectId,
    project: projectId === null ? null : (readProject(db, projectId)?.title ?? null),
    amount: money(row.minor, currency),
    called: money(calledFor(calls), currency),
    funded: money(fundedFor(calls), currency),
    status: statusOf(facts),
    approvalsGiven: readAllocationApprovals(db, id).length,
    approversNeeded: row.approversNeeded,
    proposedBy: nameIn(db, row.proposedBy),
    proposedById: row.proposedBy,
    proposedAt: row.proposedAt,
    daysToDeployment: daysToDeployment(facts),
  };
}

/** The rules of one fund held against one amount; an allocation that is looked at again is not counted beside itself. */
export function fundCheck(
  { db, today, settings }: QueryContext,
  fund: FundRow,
  wanted: Wanted,
  priority: Priority,
  without?: string,
): FundCheck {
  const standing = standingOf(fund, readAllocationFacts(db, fund.id, today), settings, without);
  const { commitments, called } = standing;
  const available = availableIn(standing);
  const of = (minor: bigint) => money(minor, fund.currency);
  const isOwn = wanted.amount.currency === fund.currency;
  const altogether = inSameDeal(wanted, standing) + (isOwn ? wanted.amount.minor : 0n);
  return {
    fundId: fund.id,
    fund: fund.name,
    currency: fund.currency,
    commitments: of(commitments),
    called: of(called),
    reserved: of(commitments - called - available),
    available: of(available),
    room: roomFor(wanted, standing),
    share: isOwn && commitments > 0n ? shareOf(wanted.amount.minor, commitments) : null,
    approversNeeded: approversFor(settings, fund, of(altogether), priority),
    checks: checkLimits(wanted, standing).map(({ check, title, limit, refusal }) => ({
      check,
      title,
      limit,
      problem: refusal && sentenceOf(refusal),
    })),
  };
}

const shareOf = (minor: bigint, commitments: bigint): string =>
  decimalText(new Decimal(minor.toString()).div(commitments.toString()).toDecimalPlaces(SHARE_DIGITS));
