import { sha256 } from '#db/hash.ts';
import { readAllocationFacts } from '#db/tables/allocationFacts.ts';
import { insertAllocation, readAllocation, readAllocationsOf } from '#db/tables/allocations.ts';
import { readFund } from '#db/tables/funds.ts';
import { readProject } from '#db/tables/projects.ts';
import { checkLimits, inSameDeal, verdictOf } from '#main/engine/allocations/limits.ts';
import { approversFor, standingOf } from '#main/engine/allocations/standing.ts';
import type { CommandInput, Reply } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { canonicalJson } from '#shared/json.ts';
import { money } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { noFund } from '../funds/fund.ts';
import { type Context, type Guard, type Handler, reads, writes } from '../handler.ts';

type Input = CommandInput<'allocations.propose'>;
type Proposed = Extract<Reply<'allocations.propose'>, { ok: true }>['value']['allocations'][number];

/** What the limits of an allocation stand on in its fund. */
export const standsOn = (fundId: string): readonly Guard[] => [
  reads('fund', fundId),
  writes('fundAllocations', fundId),
  reads('commitments', fundId),
  reads('fundCalls', fundId),
];

export const proposeAllocations: Handler<'allocations.propose'> = {
  guards: ({ lines }) =>
    lines.flatMap(({ allocationId, fundId, projectId }) => [
      ...standsOn(fundId),
      writes('allocation', allocationId),
      ...(projectId === null ? [] : [reads('project', projectId)]),
    ]),
  claims: ({ proposalId }) => [`allocations:${proposalId}`],
  scope: ({ lines }) => lines.map(({ fundId }) => ({ kind: 'fund', id: fundId })),

  run(context, input) {
    const repeated = input.lines.find(({ fundId }, index) => input.lines.findIndex((line) => line.fundId === fundId) !== index);
    if (repeated) return refuse('allocationFundTwice', { fund: readFund(context.db, repeated.fundId)?.name ?? repeated.fundId });
    const allocations: Proposed[] = [];
    for (const line of input.lines) {
      const proposed = proposeOne(context, input, line);
      if (!proposed.ok) return proposed;
      allocations.push(proposed.value);
    }
    return done({ allocations });
  },
};

function proposeOne(context: Context, { lines: _lines, proposalId, ...deal }: Input, line: Input['lines'][number]) {
  const { db, actor, now, today, settings } = context;
  const { allocationId, fundId, projectId, amount } = line;
  const fund = readFund(db, fundId);
  if (!fund) return noFund(fundId);
  if (readAllocation(db, allocationId)) return refuse('alreadyExists', { what: 'allocation', id: allocationId });
  if (projectId !== null && readProject(db, projectId)?.fundId !== fundId)
    return refuse('notFound', { what: `project of ${fund.name}`, id: projectId });
  const standing = standingOf(fund, readAllocationFacts(db, fundId, today), settings);
  const wanted = { dealId: null, dealTitle: deal.dealTitle, projectId, amount, allocatedOn: deal.allocatedOn };
  const verdict = verdictOf(checkLimits(wanted, standing));
  if (!verdict.ok) return verdict;
  const number = (readAllocationsOf(db, fundId).at(-1)?.number ?? 0) + 1;
  const altogether = money(amount.minor + inSameDeal(wanted, standing), fund.currency);
  const approvers = approversFor(settings, fund, altogether, deal.priority);
  const content = { fundId, dealId: null, projectId, ...deal, minor: amount.minor, currency: amount.currency, proposedBy: actor.userId };
  const contentHash = sha256(canonicalJson(content));
  const undecided = { state: 'proposed', approvedAt: null, endedBy: null, endedAt: null, endReason: null } as const;
  insertAllocation(db, {
    id: allocationId,
    proposalId,
    number,
    ...content,
    proposedAt: now,
    contentHash,
    ...undecided,
    approversNeeded: approvers,
    version: 1,
  });
  return done({ allocationId, number, contentHash, approversNeeded: approvers });
}
