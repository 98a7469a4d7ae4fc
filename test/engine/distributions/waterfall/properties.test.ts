import fc from 'fast-check';
import { expect, test } from 'vitest';
import { least, ONE } from '#main/engine/distributions/waterfall/exact.ts';
import { type Explanation, explain } from '#main/engine/distributions/waterfall/explain.ts';
import type { Case, Flow } from '#main/engine/distributions/waterfall/flows.ts';
import { type Outcome, runWaterfall } from '#main/engine/distributions/waterfall/run.ts';
import { type Accrual, type Basis, catchesUp, standardTerms } from '#main/engine/distributions/waterfall/terms.ts';
import { isCarry } from '#main/engine/distributions/waterfall/tiers.ts';
import { irr } from '#main/engine/performance/irr.ts';
import { addDays, type BusinessDate, businessDate } from '#shared/dates.ts';
import { dayCounts } from '#shared/dayCount.ts';

const start = businessDate('2015-03-01');
const day = (count: number): BusinessDate => addDays(start, count);
const percent = (over: number) => ({ over: BigInt(over), under: 100n });

const accruals: fc.Arbitrary<Accrual> = fc.record({
  kind: fc.constant('rate' as const),
  rate: fc.integer({ min: 0, max: 15 }).map(percent),
  compounding: fc.constantFrom('none' as const, 'annual' as const, 'quarterly' as const, 'daily' as const),
  dayCount: fc.constantFrom(...dayCounts),
  clock: fc.constantFrom('anniversaries' as const, 'days' as const),
  basis: fc.constantFrom('hurdleBalance' as const, 'unreturnedCapital' as const),
});
const prefs = fc.oneof(
  { weight: 4, arbitrary: accruals },
  { weight: 1, arbitrary: fc.constant({ kind: 'multiple' as const, times: percent(130) }) },
);
const bases = fc.constantFrom<Basis>('wholeFund', 'dealByDeal', 'pureDealByDeal', 'hybrid');
const minors = fc.bigInt({ min: 1n, max: 10n ** 13n });
const deals = fc.constantFrom('A', 'B', 'C');

const calls = fc.array(fc.tuple(fc.integer({ min: 0, max: 1500 }), minors, fc.option(deals)), { minLength: 1, maxLength: 5 });
const payouts = fc.array(fc.tuple(fc.integer({ min: 1501, max: 5000 }), minors, deals, fc.boolean()), { minLength: 1, maxLength: 6 });
const losses = fc.array(fc.tuple(fc.integer({ min: 1000, max: 4000 }), minors, deals), { maxLength: 2 });
const flowLists: fc.Arbitrary<Flow[]> = fc
  .tuple(calls, payouts, losses)
  .map(([paid, out, lost]) => [
    ...paid.map(([at, minor, deal]): Flow => ({ kind: 'contribution', on: day(at), accruesFrom: day(at), minor, deal })),
    ...out.map(([at, minor, deal, final]): Flow => ({ kind: 'distribution', on: day(at), minor, deal, final })),
    ...lost.map(([at, minor, deal]): Flow => ({ kind: 'writeDown', on: day(at), minor, deal })),
  ]);

const shares = fc
  .record({
    basis: bases,
    carry: fc.integer({ min: 0, max: 50 }),
    catchUp: fc.integer({ min: 0, max: 100 }),
    pref: prefs,
    rising: fc.boolean(),
  })
  .filter(({ carry, catchUp }) => catchesUp(percent(catchUp), percent(carry)));
const termsLists = shares.map(({ basis, carry, catchUp, pref, rising }) =>
  standardTerms({
    ...{ basis, carry: percent(carry), catchUp: percent(catchUp), pref, clauses: {} },
    steps: rising ? [{ carry: percent(60), from: { kind: 'irr', rate: percent(20) }, clause: null }] : [],
  }),
);
const cases: fc.Arbitrary<Case> = fc
  .tuple(flowLists, termsLists, fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 1000n }), fc.boolean()), { minLength: 1, maxLength: 4 }))
  .map(([flows, terms, partners]) => ({
    flows,
    partners: partners.map(([weight, carryFree], index) => ({ id: `LP${index}`, weight, carryFree, participation: null, terms })),
  }));

const total = (minors: readonly bigint[]) => minors.reduce((sum, minor) => sum + minor, 0n);
const totalOf = ({ flows }: Case, kind: Flow['kind']) => total(flows.filter((flow) => flow.kind === kind).map(({ minor }) => minor));

test('any terms: every unit goes somewhere, none twice, and nobody pays', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { events, partners, lp, gp } = runWaterfall(given);
      for (const [index, { minor, totals }] of events.entries()) {
        expect(total(Object.values(totals))).toBe(minor);
        expect(total(partners.map((partner) => partner.events[index]!.cash))).toBe(minor);
      }
      for (const partner of partners)
        for (const { cash, legs } of partner.events) {
          expect(total(legs.map((leg) => leg.minor))).toBe(cash);
          expect(total(legs.map((leg) => leg.exact))).toBe(cash * ONE);
          const carried = legs.filter(({ kind }) => isCarry(kind));
          const strayed = total(carried.map((leg) => leg.minor)) * ONE - total(carried.map((leg) => leg.exact));
          expect(2n * strayed <= ONE && -2n * strayed <= ONE).toBe(true);
          expect(legs.filter((leg) => leg.minor < 0n || leg.exact <= 0n)).toEqual([]);
        }
      expect(lp + gp).toBe(totalOf(given, 'distribution'));
    }),
    { numRuns: 400 },
  );
});

const single = fc.tuple(flowLists, shares).map(([flows, { carry, catchUp, pref }]) => {
  const terms = standardTerms({ basis: 'wholeFund', carry: percent(carry), catchUp: percent(catchUp), pref, steps: [], clauses: {} });
  return { carry, given: { flows, partners: [{ id: 'LP', weight: 1n, carryFree: false, participation: null, terms }] } };
});

test('whole fund: the general partner never has more than its carry of the profit', () => {
  fc.assert(
    fc.property(single, ({ carry, given }) => {
      const { gp, events } = runWaterfall(given);
      const profit = totalOf(given, 'distribution') - totalOf(given, 'contribution');
      const most = profit > 0n ? (profit * BigInt(carry)) / 100n : 0n;
      expect(gp <= most + BigInt(events.length)).toBe(true);
      if (profit <= 0n) expect(gp).toBe(0n);
    }),
    { numRuns: 500 },
  );
});

const exactly = ({ partners }: Outcome, ofCarry: boolean) =>
  total(
    partners.flatMap(({ events }) =>
      events.flatMap(({ legs }) => legs.filter(({ kind }) => isCarry(kind) === ofCarry).map(({ exact }) => exact)),
    ),
  );

test('more proceeds leave nobody with less', () => {
  fc.assert(
    fc.property(cases, fc.bigInt({ min: 1n, max: 10n ** 12n }), (given, more) => {
      const last = given.flows.filter(({ kind }) => kind === 'distribution').reduce((late, flow) => (flow.on >= late.on ? flow : late));
      const richer = { ...given, flows: given.flows.map((flow) => (flow === last ? { ...flow, minor: flow.minor + more } : flow)) };
      const [before, after] = [runWaterfall(given), runWaterfall(richer)];
      const odd = BigInt(given.partners.length) * ONE;
      expect(exactly(after, true) + odd >= exactly(before, true)).toBe(true);
      expect(exactly(after, false) + odd >= exactly(before, false)).toBe(true);
      expect(after.lp + odd / ONE >= before.lp && after.gp + odd / ONE >= before.gp).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const large = fc.bigInt({ min: 10n ** 9n, max: 10n ** 12n });
const lifetimes = fc.tuple(
  fc.array(fc.tuple(fc.integer({ min: 0, max: 1500 }), large), { minLength: 1, maxLength: 5 }),
  fc.array(
    fc.tuple(
      fc.integer({ min: 1866, max: 6000 }),
      large.map((minor) => minor * 3n),
    ),
    { minLength: 1, maxLength: 6 },
  ),
  fc.constantFrom(0, 50, 100),
);

test.each([
  ['days', 1e-9],
  // A leap day inside a whole year earns nothing, so a rate over days falls short by at most that day.
  ['anniversaries', 5e-4],
] as const)('whole fund: with any carry, partners have had the preferred return (%s)', (clock, tolerance) => {
  const accrual: Accrual = { kind: 'rate', rate: percent(8), compounding: 'annual', dayCount: 'act/365f', clock, basis: 'hurdleBalance' };
  let carried = 0;
  fc.assert(
    fc.property(lifetimes, ([paid, out, catchUp]) => {
      const terms = standardTerms({
        basis: 'wholeFund',
        carry: percent(20),
        catchUp: percent(catchUp),
        pref: accrual,
        steps: [],
        clauses: {},
      });
      const flows = [
        ...paid.map(([at, minor]): Flow => ({ kind: 'contribution', on: day(at), accruesFrom: day(at), minor, deal: null })),
        ...out.map(([at, minor]): Flow => ({ kind: 'distribution', on: day(at), minor, deal: null, final: false })),
      ];
      const { gp, events } = runWaterfall({ flows, partners: [{ id: 'LP', weight: 1n, carryFree: false, participation: null, terms }] });
      if (gp <= BigInt(events.length)) return;
      carried += 1;
      const received = events.map(({ on, totals }) => ({
        date: on,
        amount: String(totals.returnOfCapital + totals.pref + totals.catchUpLp + totals.splitLp),
      }));
      const rate = irr([...paid.map(([at, minor]) => ({ date: day(at), amount: String(-minor) })), ...received]);
      expect(rate.irr).toBeGreaterThanOrEqual(0.08 - tolerance);
    }),
    { numRuns: 300 },
  );
  expect(carried).toBeGreaterThan(50);
});

test('the order of lines in the file changes nothing', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const days = given.flows.map(({ on }) => on);
      fc.pre(new Set(days).size === days.length);
      const [one, other] = [runWaterfall(given), runWaterfall({ ...given, flows: [...given.flows].reverse() })];
      expect(other.partners.map(({ totals }) => totals)).toEqual(one.partners.map(({ totals }) => totals));
    }),
    { numRuns: 100 },
  );
});

test('partner by partner is the fund as a whole, to an odd unit for each leg', () => {
  fc.assert(
    fc.property(single, fc.array(fc.bigInt({ min: 1n, max: 50n }), { minLength: 2, maxLength: 5 }), ({ given }, weights) => {
      const { terms } = given.partners[0]!;
      const many = weights.map((weight, index) => ({ id: `LP${index}`, weight, carryFree: false, participation: null, terms }));
      const [one, split] = [runWaterfall(given), runWaterfall({ ...given, partners: many })];
      const slack = BigInt(weights.length * (given.flows.length + 1) * 12);
      expect(split.gp - one.gp <= slack && one.gp - split.gp <= slack).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('every amount can be explained: parts sum to what is owed, and what is owed or left to what is paid', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const outcome = runWaterfall(given);
      for (const partner of given.partners.keys())
        for (const event of outcome.events.keys()) checkExplanation(explain(outcome, partner, event));
    }),
    { numRuns: 60 },
  );
});

function checkExplanation({ amount, inputs: [apportioned, ...legs] }: Explanation): void {
  expect(apportioned!.amount >= amount).toBe(true);
  expect(total(legs.map((leg) => leg.amount))).toBe(amount);
  for (const leg of legs) {
    const paid = leg.exact ?? leg.amount;
    const left = leg.inputs.at(-1)!.amount;
    expect(paid <= left).toBe(true);
    const [owed] = leg.inputs;
    if (leg.what !== 'Return of capital' && leg.what !== 'Preferred return') continue;
    const parts = total(owed!.inputs.map((input) => input.amount));
    expect(owed!.amount).toBe(parts > 0n ? parts : 0n);
    const short = least(owed!.amount, left) - paid;
    expect(short < 1_000_000n && short > -1_000_000n).toBe(true);
  }
}
