import { z } from 'zod';
import type { UserId } from '../ids.ts';
import { allocationStatuses } from '../model/allocations.ts';
import { AllocationLine, DealFields, MOST_ALLOCATION_FUNDS } from './allocations.ts';
import { defineQuery } from './define.ts';
import { Fund } from './funds.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, DecimalText, Hash, Moment, MoneyAmount, Name, text, uuid, Version } from './schemas.ts';

const AllocationRow = z.strictObject({
  id: uuid(),
  proposalId: uuid(),
  fundId: Fund,
  fund: Name,
  number: z.int(),
  ...DealFields,
  projectId: uuid().nullable(),
  project: Name.nullable(),
  amount: MoneyAmount,
  called: MoneyAmount,
  funded: MoneyAmount,
  status: z.enum(allocationStatuses),
  approvalsGiven: z.int(),
  approversNeeded: z.int(),
  proposedBy: Name,
  proposedById: uuid<UserId>(),
  proposedAt: Moment,
  daysToDeployment: z.int().nullable(),
});

/** One rule held against one amount; `problem` is the whole sentence where it does not pass. */
const RuleLine = z.strictObject({ check: z.string(), title: z.string(), limit: MoneyAmount.nullable(), problem: z.string().nullable() });

const FundCheck = z.strictObject({
  fundId: Fund,
  fund: Name,
  currency: CurrencyCode,
  commitments: MoneyAmount,
  called: MoneyAmount,
  /** Promised to other allocations and not called yet. */
  reserved: MoneyAmount,
  available: MoneyAmount,
  /** The largest amount every rule leaves room for. */
  room: MoneyAmount,
  /** The share of commitments the amount is. */
  share: DecimalText.nullable(),
  approversNeeded: z.int(),
  checks: z.array(RuleLine),
});

const CallRow = z.strictObject({
  callId: uuid(),
  number: z.int(),
  title: z.string(),
  issuedOn: Day,
  dueOn: Day,
  amount: MoneyAmount,
  funded: MoneyAmount,
  lastReceivedOn: Day.nullable(),
});

const tables = ['allocations', 'allocation_approvals', 'capital_calls', 'call_uses', 'receipt_parts', 'funds', 'projects'] as const;

export const allocationsQueries = {
  'allocations.list': defineQuery({
    summary: 'Allocations of the funds, each with what was called and received for it and where it stands.',
    input: listInput(['allocatedOn', 'amount', 'dealTitle', 'fund', 'proposedAt'], {
      fundId: Fund,
      projectId: uuid(),
      proposalId: uuid(),
      status: z.enum(allocationStatuses),
      priority: DealFields.priority,
      search: text(120),
      from: Day,
      until: Day,
    }),
    output: listOutput(AllocationRow),
    permission: 'allocations.view',
    scope: 'fund',
    reads: [...tables, 'users'],
  }),
  'allocations.home': defineQuery({
    summary: 'One allocation: its deal, rules, approvals, linked calls, and the other funds of the same proposal.',
    input: z.strictObject({ allocationId: uuid() }),
    output: AllocationRow.extend({
      note: z.string(),
      contentHash: Hash,
      version: Version,
      approvals: z.array(z.strictObject({ by: Name, byId: uuid<UserId>(), at: Moment })),
      approvedAt: Moment.nullable(),
      ended: z.strictObject({ by: Name, at: Moment, reason: z.string() }).nullable(),
      deployedOn: Day.nullable(),
      openToCall: MoneyAmount,
      calls: z.array(CallRow),
      standing: FundCheck,
      siblings: z.array(AllocationRow),
    }),
    permission: 'allocations.view',
    scope: 'fund',
    reads: [...tables, 'users', 'commitment_events', 'setting_values'],
  }),
  'allocations.check': defineQuery({
    summary: 'Holds amounts against every rule before they are proposed: what passes, what does not, and how much there is room for.',
    input: z.strictObject({ ...DealFields, lines: z.array(AllocationLine).min(1).max(MOST_ALLOCATION_FUNDS) }),
    output: z.strictObject({ funds: z.array(FundCheck) }),
    permission: 'allocations.view',
    scope: 'fund',
    reads: [...tables, 'commitment_events', 'setting_values'],
  }),
  'allocations.figures': defineQuery({
    summary: 'How many allocations there are and how much, by status and currency, and the days from allocation to deployment.',
    input: z.strictObject({ fundId: Fund.optional() }),
    output: z.strictObject({
      count: z.int(),
      waiting: z.int(),
      byStatus: z.array(z.strictObject({ status: z.enum(allocationStatuses), count: z.int() })),
      byCurrency: z.array(
        z.strictObject({ currency: CurrencyCode, allocated: MoneyAmount, called: MoneyAmount, funded: MoneyAmount, uncalled: MoneyAmount }),
      ),
      /** Over the funded ones; null while there is none. */
      medianDaysToDeployment: z.number().nullable(),
      deployed: z.int(),
    }),
    permission: 'allocations.view',
    scope: 'fund',
    reads: [...tables],
  }),
};
