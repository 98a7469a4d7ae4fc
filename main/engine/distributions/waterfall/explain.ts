import type { BusinessDate } from '#shared/dates.ts';
import { fineText, greatest, ONE, times } from './exact.ts';
import type { Prepared } from './flows.ts';
import { type Growth, periodsBetween } from './growth.ts';
import { type Entry, earningsOf, sumOf } from './ledger.ts';
import type { Source, SourceKind } from './position.ts';
import { growthTables, hurdleOf, type Outcome, runPartner, termsFor } from './run.ts';
import { type Accrual, isOnBalance, type Multiple, type Tier } from './terms.ts';
import { catchUpSize, type Leg, type LegKind, type Needs } from './tiers.ts';

/** Where an amount comes from. Amounts are finer than a minor unit; `exact` is what was rounded to `amount`, where that changed it. */
export type Explanation = Readonly<{
  what: string;
  on: BusinessDate | null;
  tier: number | null;
  clause: string | null;
  amount: bigint;
  exact: bigint | null;
  inputs: readonly Explanation[];
}>;

type Part = Partial<Omit<Explanation, 'what' | 'amount'>>;
const node = (what: string, amount: bigint, part: Part = {}): Explanation => ({
  ...{ on: null, tier: null, clause: null, exact: null, inputs: [], ...part },
  ...{ what, amount },
});

type Owed = Readonly<{ capital: Explanation; pref: Explanation }>;
type Seen = Readonly<{ owed: readonly Owed[]; needs: Needs }>;

/** One partner’s part of one distribution, down to each contribution and each rounding. */
export function explain({ prepared, events, partners }: Outcome, partner: number, event: number): Explanation {
  const { on, place } = events[event]!;
  const { cash, legs } = partners[partner]!.events[event]!;
  const shared = prepared.flows.find((flow) => flow.place === place)!;
  const seen = look(prepared, partner, event, shared.at);
  const { tiers } = termsFor(prepared.partners[partner]!);
  let left = cash * ONE;
  const steps = legs.map((leg) => {
    const step = legNode(leg, { tier: tiers[leg.tier]!, seen, left, legs });
    left -= leg.exact;
    return step;
  });
  const apportioned = node('Distribution, apportioned over the partners by largest remainder', shared.flow.minor * ONE, { on });
  return node('Part of the distribution', cash * ONE, { on, inputs: [apportioned, ...steps] });
}

/** Runs the partner again and stops to look just before the distribution. */
function look(prepared: Prepared, partner: number, event: number, at: number): Seen {
  const growths = growthTables(prepared.dates);
  const hurdle = hurdleOf(termsFor(prepared.partners[partner]!));
  const view: View = { hurdle, growth: growths(hurdle), dates: prepared.dates, at };
  const seen: Seen[] = [];
  runPartner(prepared, partner, { growths, clawback: null }, (index, sources, needs) => {
    if (index === event) seen.push({ owed: sources.map((source) => owedOf(source, view)), needs });
  });
  return seen[0]!;
}

type View = Readonly<{ hurdle: Accrual | Multiple; growth: Growth; dates: readonly BusinessDate[]; at: number }>;

const sourceNames: Readonly<Record<SourceKind, (deal: string | null) => string>> = {
  fund: () => 'the fund',
  deal: (deal) => `deal “${deal}”`,
  loss: (deal) => `the loss of realised deal “${deal}”`,
  writeDown: (deal) => `the write-down of deal “${deal}”`,
  fees: () => 'fees and expenses',
};

function owedOf(source: Source, view: View): Owed {
  const { ledger, exposure } = source;
  const { dates } = view;
  const name = sourceNames[source.kind](source.deal);
  const share = exposure.over === exposure.under ? '' : `, of which ${exposure.over}/${exposure.under} counts now`;
  const paidIn = ledger.contributions.map(({ at, minor }) => node(`Paid in${share}`, times(minor * ONE, exposure), { on: dates[at]! }));
  const back = ledger.returned.map(({ at, minor }) => node('Came back', -minor * ONE, { on: dates[at]! }));
  const capital = summed(`Capital of ${name} still out`, [...paidIn, ...back]);
  return { capital, pref: summed(`Preferred return owed on ${name}`, prefInputs(source, capital.amount, share, view)) };
}

function prefInputs({ ledger, exposure }: Source, capital: bigint, share: string, view: View): Explanation[] {
  const { hurdle, growth, dates, at } = view;
  const on = (entry: Entry) => ({ on: dates[entry.at]! });
  const lessCapital = node('Less capital still out, which the tier before returns', -capital);
  if (hurdle.kind === 'multiple') {
    const { over, under } = hurdle.times;
    const wanted = times(times(sumOf(ledger.contributions) * ONE, exposure), hurdle.times);
    const received = [...ledger.returned, ...ledger.pref].map((entry) => node('Received before', -entry.minor * ONE, on(entry)));
    return [node(`${over}/${under} times what was paid in${share}`, wanted), ...received, lessCapital];
  }
  const grew = (from: number, to: number) =>
    `grown to ${dates[to]}: ${spanText(hurdle, dates[from]!, dates[to]!)}, × ${fineText(growth(from, to), 0)}`;
  if (!isOnBalance(hurdle)) {
    const earned = earningsOf(ledger, exposure, growth, at).map(({ from, to, amount, earned: sum }) =>
      node(`Earned to ${dates[to]}: ${spanText(hurdle, dates[from]!, dates[to]!)}`, sum, {
        on: dates[from]!,
        inputs: [node('On capital of', amount)],
      }),
    );
    return [...earned, ...ledger.pref.map((entry) => node('Paid before', -entry.minor * ONE, on(entry)))];
  }
  return [
    ...ledger.contributions.map((entry) =>
      node(`Paid in${share}, ${grew(entry.at, at)}`, times(entry.minor * growth(entry.at, at), exposure), on(entry)),
    ),
    ...[...ledger.returned, ...ledger.pref].map((entry) =>
      node(`Received, ${grew(entry.at, at)}`, -entry.minor * growth(entry.at, at), on(entry)),
    ),
    lessCapital,
  ];
}

function summed(what: string, inputs: readonly Explanation[]): Explanation {
  return node(
    what,
    greatest(
      0n,
      inputs.reduce((sum, { amount }) => sum + amount, 0n),
    ),
    { inputs },
  );
}

/** How the time between two dates was counted. */
export function spanText(accrual: Accrual, from: BusinessDate, to: BusinessDate): string {
  const perYear = accrual.compounding === 'quarterly' ? 4 : 1;
  const counted = accrual.compounding === 'none' || accrual.compounding === 'daily';
  const { whole, part } = periodsBetween(counted ? { ...accrual, clock: 'days' } : accrual, perYear, from, to);
  const unit = perYear === 4 ? 'quarters' : 'years';
  return `${whole} and ${part.numerator}/${part.denominator} ${unit} under ${accrual.dayCount}`;
}

const legNames: Readonly<Record<LegKind, string>> = {
  returnOfCapital: 'Return of capital',
  pref: 'Preferred return',
  catchUpGp: 'Catch-up, to the general partner',
  catchUpLp: 'Catch-up, to the partner',
  splitLp: 'Split, to the partner',
  splitGp: 'Split, to the general partner',
};

type Around = Readonly<{ tier: Tier; seen: Seen; left: bigint; legs: readonly Leg[] }>;

function legNode(leg: Leg, around: Around): Explanation {
  const { kind, exact, minor } = leg;
  const cashLeft = node('Cash left for this step', around.left);
  return node(legNames[kind], minor * ONE, {
    ...{ tier: leg.tier + 1, clause: around.tier.clause, exact: exact === minor * ONE ? null : exact },
    inputs: [...legInputs(leg, around), cashLeft],
  });
}

function legInputs({ kind, source, wanted }: Leg, { tier, seen, legs }: Around): Explanation[] {
  if (source !== null) return [kind === 'pref' ? seen.owed[source]!.pref : seen.owed[source]!.capital];
  if (tier.kind === 'catchUp') {
    const pref = legs.reduce((sum, leg) => (leg.kind === 'pref' ? sum + leg.exact : sum), seen.needs.prefPaid);
    const { share, carry } = tier;
    const rule = `${carry.over}/${carry.under} of the preferred return over the share of ${share.over}/${share.under} less the carry`;
    return [
      node(`Catch-up in all: ${rule}`, catchUpSize(pref, tier), { inputs: [node('Preferred return paid so far', pref)] }),
      node('Less catch-up of earlier distributions', -seen.needs.caughtUp),
    ];
  }
  const carry = tier.kind === 'split' ? `${tier.carry.over}/${tier.carry.under}` : '';
  const until = wanted === null ? [] : [node('This tier ends at the next hurdle, after', wanted)];
  return [...until, node(`Carry of this tier ${carry}`, 0n)];
}
