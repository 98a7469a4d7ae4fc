import { z } from 'zod';
import { allocationStates } from '../model/allocations.ts';
import { priorities } from '../model/tiers.ts';
import { defineCommand } from './define.ts';
import { Fund } from './funds.ts';
import { Day, Hash, MoneyAmount, Name, Note, Reason, text, uuid, Version } from './schemas.ts';

export const MOST_ALLOCATION_FUNDS = 20;

/** What the funds of one command invest in. Until deals are records it is named; the reference is the house's own. */
export const DealFields = {
  dealTitle: Name,
  counterparty: text(120, 0),
  reference: text(120, 0),
  priority: z.enum(priorities),
  allocatedOn: Day,
};

const Amount = MoneyAmount.refine(({ minor }) => minor > 0n, 'must be more than nothing');
export const AllocationLine = z.strictObject({ fundId: Fund, projectId: uuid().nullable(), amount: Amount });

export const allocationRefusals = [
  'fundClosed',
  'dateInFuture',
  'allocationCurrency',
  'allocationNotInvesting',
  'allocationPeriodOver',
  'allocationNoCommitments',
  'allocationTooSmall',
  'allocationTooLarge',
  'allocationShareTooSmall',
  'allocationShareTooLarge',
  'allocationConcentrated',
  'allocationUnavailable',
  'allocationBreaksRules',
] as const;

const byId = { allocationId: uuid(), fundId: Fund };

export const allocationsCommands = {
  'allocations.propose': defineCommand({
    summary: 'Allocates a deal to one or more funds: every amount is checked against the rules, then waits for its approvers.',
    class: 'decision',
    input: z.strictObject({
      proposalId: uuid(),
      ...DealFields,
      note: Note,
      lines: z
        .array(AllocationLine.extend({ allocationId: uuid() }))
        .min(1)
        .max(MOST_ALLOCATION_FUNDS),
    }),
    output: z.strictObject({
      allocations: z.array(z.strictObject({ allocationId: uuid(), number: z.int(), contentHash: Hash, approversNeeded: z.int() })),
    }),
    refusals: [...allocationRefusals, 'allocationFundTwice'],
    permission: 'allocations.propose',
    changes: ['allocations'],
  }),
  'allocations.approve': defineCommand({
    summary: 'Approves an allocation as it was read, one of as many different people as its tier asks for; never its proposer.',
    class: 'decision',
    input: z.strictObject({ ...byId, contentHash: Hash }),
    output: z.strictObject({ state: z.enum(allocationStates), approvalsLeft: z.int() }),
    refusals: [...allocationRefusals, 'allocationDecided', 'allocationByApprover', 'allocationChanged', 'allocationApprovedByYou'],
    permission: 'allocations.approve',
    stepUp: true,
    changes: ['allocations', 'allocation_approvals'],
  }),
  'allocations.reject': defineCommand({
    summary: 'Turns a proposed allocation down, with the reason.',
    class: 'decision',
    input: z.strictObject({ ...byId, reason: Reason }),
    output: z.strictObject({}),
    refusals: ['allocationDecided'],
    permission: 'allocations.approve',
    changes: ['allocations'],
  }),
  'allocations.cancel': defineCommand({
    summary: 'Cancels an allocation nothing of which has been called, with the reason; what it held is available again.',
    class: 'decision',
    input: z.strictObject({ ...byId, expectedVersion: Version, reason: Reason }),
    output: z.strictObject({}),
    refusals: ['allocationDecided', 'allocationCalled'],
    permission: 'allocations.propose',
    changes: ['allocations'],
  }),
};
