import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approve, cancel, reject } from '#main/engine/allocations/decide.ts';
import {
  type AllocationFacts,
  calledFor,
  daysToDeployment,
  deployedOn,
  fundedFor,
  medianDays,
  openToCall,
  type ServingCall,
  statusOf,
} from '#main/engine/allocations/status.ts';
import type { Currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';

const call = (minor: bigint, total: bigint, received: bigint, on: string | null = null): ServingCall => ({
  minor,
  total,
  received,
  lastReceivedOn: on === null ? null : businessDate(on),
});
const facts = (calls: readonly ServingCall[], more: Partial<AllocationFacts> = {}): AllocationFacts => ({
  state: 'approved',
  minor: 100n,
  allocatedOn: businessDate('2026-01-31'),
  calls,
  ...more,
});

test('the status follows the calls and their receipts', () => {
  expect(statusOf(facts([], { state: 'proposed' }))).toBe('proposed');
  expect(statusOf(facts([], { state: 'cancelled' }))).toBe('cancelled');
  expect(statusOf(facts([]))).toBe('approved');
  expect(statusOf(facts([call(40n, 50n, 50n)]))).toBe('partlyCalled');
  expect(statusOf(facts([call(40n, 50n, 50n), call(60n, 60n, 59n)]))).toBe('called');
  expect(statusOf(facts([call(40n, 50n, 50n), call(60n, 60n, 60n)]))).toBe('funded');
});

test('what came in is the share of the call, whole once the call is', () => {
  expect(fundedFor([call(40n, 50n, 25n), call(60n, 60n, 70n)])).toBe(80n);
  expect(fundedFor([call(1n, 3n, 2n)])).toBe(0n);
  expect(fundedFor([call(0n, 0n, 0n)])).toBe(0n);
});

test('deployment is the day the last of it came in', () => {
  const whole = facts([call(40n, 50n, 50n, '2026-03-01'), call(60n, 60n, 60n, '2026-02-28'), call(0n, 0n, 0n)]);
  expect(deployedOn(whole)).toBe('2026-03-01');
  expect(daysToDeployment(whole)).toBe(29);
  expect(daysToDeployment(facts([call(100n, 100n, 100n, '2026-01-01')]))).toBe(0);
  expect(daysToDeployment(facts([call(100n, 100n, 99n, '2026-02-01')]))).toBeNull();
  expect(medianDays([])).toBeNull();
  expect(medianDays([9, 1, 4])).toBe(4);
  expect(medianDays([9, 1, 4, 5])).toBe(4.5);
});

const someCall = fc
  .record({ minor: fc.bigInt({ min: 0n, max: 10n ** 17n }), extra: fc.bigInt({ min: 0n, max: 10n ** 17n }), paid: fc.nat(100) })
  .map(({ minor, extra, paid }) => call(minor, minor + extra, ((minor + extra) * BigInt(paid)) / 100n));

test('any calls: never more came in than was called, and what may still be called closes the gap', () => {
  fc.assert(
    fc.property(fc.array(someCall, { maxLength: 5 }), fc.bigInt({ min: 1n, max: 10n ** 17n }), (calls, minor) => {
      const one = facts(calls, { minor });
      expect(fundedFor(calls)).toBeLessThanOrEqual(calledFor(calls));
      expect(openToCall(one) > 0n).toBe(calledFor(calls) < minor);
      if (statusOf(one) === 'funded') expect(fundedFor(calls)).toBe(calledFor(calls));
      expect(openToCall({ ...one, state: 'proposed' })).toBe(0n);
    }),
  );
});

const decided = {
  name: 'Allocation 1 of Harbour Fund I',
  state: 'proposed',
  currency: 'USD' as Currency,
  contentHash: 'a',
  proposedBy: 'olivia',
  approvers: [] as string[],
  needed: 2,
  called: 0n,
} as const;
const codeOf = (result: ReturnType<typeof approve | typeof cancel | typeof reject>) => (result.ok ? result.value : result.error.code);

test('as many different people as needed, never the proposer, on what they read', () => {
  expect(codeOf(approve(decided, 'anna', 'a'))).toEqual({ state: 'proposed', left: 1 });
  expect(codeOf(approve({ ...decided, approvers: ['anna'] }, 'ben', 'a'))).toEqual({ state: 'approved', left: 0 });
  expect(codeOf(approve({ ...decided, approvers: ['anna'] }, 'anna', 'a'))).toBe('allocationApprovedByYou');
  expect(codeOf(approve(decided, 'olivia', 'a'))).toBe('allocationByApprover');
  expect(codeOf(approve(decided, 'anna', 'b'))).toBe('allocationChanged');
  expect(codeOf(approve({ ...decided, state: 'cancelled' }, 'anna', 'a'))).toBe('allocationDecided');
});

test('rejected only while proposed, cancelled only while nothing is called', () => {
  expect(codeOf(reject(decided))).toBe('cancelled');
  expect(codeOf(reject({ ...decided, state: 'approved' }))).toBe('allocationDecided');
  expect(codeOf(cancel({ ...decided, state: 'approved' }))).toBe('cancelled');
  expect(codeOf(cancel({ ...decided, state: 'approved', called: 1n }))).toBe('allocationCalled');
  expect(codeOf(cancel({ ...decided, state: 'cancelled' }))).toBe('allocationDecided');
});
