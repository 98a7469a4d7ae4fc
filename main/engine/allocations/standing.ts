import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundStatus } from '#shared/model/funds.ts';
import type { Priority } from '#shared/model/tiers.ts';
import { type Money, money } from '#shared/money.ts';
import { chainOf, type ScopeChain, type SettingsInForce } from '../settings/resolve.ts';
import { approversNeeded } from '../settings/tiers.ts';
import type { AllocationLimits, FundStanding, Wanted } from './limits.ts';
import { calledFor, type ServingCall } from './status.ts';

type FundFacts = Readonly<{ id: string; name: string; vehicleType: string; status: FundStatus; currency: Currency }>;
type AllocationFact = Readonly<{
  id: string;
  dealId: string | null;
  dealTitle: string;
  projectId: string | null;
  minor: bigint;
  currency: Currency;
  allocatedOn: BusinessDate;
}>;
type Facts = Readonly<{
  investingSince: BusinessDate | null;
  commitments: bigint;
  called: bigint;
  allocations: readonly AllocationFact[];
  calls: ReadonlyMap<string, readonly ServingCall[]>;
  on: BusinessDate;
}>;

const chainOfFund = ({ id, vehicleType }: FundFacts): ScopeChain => chainOf({ id, type: vehicleType });

const limitsOf = (settings: SettingsInForce, chain: ScopeChain): AllocationLimits => ({
  smallestAmount: settings.integer('allocations.smallestAmount', chain),
  largestAmount: settings.integer('allocations.largestAmount', chain),
  smallestPercent: settings.integer('allocations.smallestPercent', chain),
  largestPercent: settings.integer('allocations.largestPercent', chain),
  concentrationPercent: settings.integer('allocations.concentrationPercent', chain),
  investmentPeriod: settings.flag('allocations.investmentPeriod', chain),
  investmentYears: settings.integer('allocations.investmentYears', chain),
});

/** What every rule is measured against in one fund, with one allocation left out where it is looked at again. */
export function standingOf(fund: FundFacts, facts: Facts, settings: SettingsInForce, without?: string): FundStanding {
  const { investingSince, commitments, called, allocations, calls, on } = facts;
  return {
    fund,
    investingSince,
    commitments,
    called,
    others: allocations.filter(({ id }) => id !== without).map((other) => ({ ...other, called: calledFor(calls.get(other.id) ?? []) })),
    limits: limitsOf(settings, chainOfFund(fund)),
    today: on,
  };
}

/** By what the fund would have in the deal altogether: a deal split into several allocations needs no fewer people. */
export const approversFor = (settings: SettingsInForce, fund: FundFacts, altogether: Money, priority: Priority): number =>
  approversNeeded(settings.tiers('approvals.allocationTiers', chainOfFund(fund)), altogether, priority);

export const wantedOf = ({ dealId, dealTitle, projectId, minor, currency, allocatedOn }: AllocationFact): Wanted => ({
  dealId,
  dealTitle,
  projectId,
  allocatedOn,
  amount: money(minor, currency),
});
