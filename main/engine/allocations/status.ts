import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, daysBetween } from '#shared/dates.ts';
import type { AllocationState, AllocationStatus } from '#shared/model/allocations.ts';
import { formatMoney, type Money, money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';

/** An issued call as far as it serves an allocation: its use, the whole call, what of it came in, and the last day any of it did. */
export type ServingCall = Readonly<{ minor: bigint; total: bigint; received: bigint; lastReceivedOn: BusinessDate | null }>;
export type AllocationFacts = Readonly<{ state: AllocationState; minor: bigint; allocatedOn: BusinessDate; calls: readonly ServingCall[] }>;

const isPaid = ({ total, received }: ServingCall): boolean => received >= total;
const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((running, amount) => running + amount, 0n);

export const calledFor = (calls: readonly ServingCall[]): bigint => sumOf(calls.map(({ minor }) => minor));

/** What has come in for the allocation: the same share of its use as of the whole call, down to the minor unit until it is whole. */
export const fundedFor = (calls: readonly ServingCall[]): bigint =>
  sumOf(calls.map((call) => (isPaid(call) ? call.minor : (call.minor * call.received) / call.total)));

/** Where an allocation stands: as decided until it is approved, then what its calls and their receipts say. Never typed. */
export function statusOf({ state, minor, calls }: AllocationFacts): AllocationStatus {
  if (state !== 'approved') return state;
  const called = calledFor(calls);
  if (called < minor) return called > 0n ? 'partlyCalled' : 'approved';
  return calls.every(isPaid) ? 'funded' : 'called';
}

/** The day all of it had been called and received, once that is so. */
export function deployedOn(facts: AllocationFacts): BusinessDate | null {
  if (statusOf(facts) !== 'funded') return null;
  return facts.calls
    .map(({ lastReceivedOn }) => lastReceivedOn)
    .reduce<BusinessDate | null>((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
}

/** Days from the allocation to its deployment; never less than none where the money was there before. */
export function daysToDeployment(facts: AllocationFacts): number | null {
  const deployed = deployedOn(facts);
  return deployed === null ? null : Math.max(0, daysBetween(facts.allocatedOn, deployed));
}

/** What may still be called for it. */
export const openToCall = ({ state, minor, calls }: AllocationFacts): bigint => {
  const left = minor - calledFor(calls);
  return state === 'approved' && left > 0n ? left : 0n;
};

/** The middle value, or halfway between the two in the middle. */
export function medianDays(days: readonly number[]): number | null {
  const sorted = [...days].sort((left, right) => left - right);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Whether a call may name this allocation for so much. */
export function checkCall(
  name: string,
  facts: AllocationFacts,
  wanted: Money,
): Result<null, 'allocationNotCallable' | 'allocationOverCalled'> {
  if (facts.state !== 'approved') return refuse('allocationNotCallable', { name, state: facts.state });
  const open = openToCall(facts);
  if (wanted.minor <= open) return done(null);
  return refuse('allocationOverCalled', { name, wanted: formatMoney(wanted), open: formatMoney(money(open, wanted.currency)) });
}
