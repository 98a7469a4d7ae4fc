import type { BusinessDate } from '#shared/dates.ts';
import { type Clawback, type ClawbackTerms, clawbackOf } from './clawback.ts';
import { ONE, times } from './exact.ts';
import { type Case, type Partner, type Prepared, prepare, type Shared } from './flows.ts';
import { type Growth, growthOf } from './growth.ts';
import { type Due, dueOf, emptyLedger, grown, sumOf } from './ledger.ts';
import { contribute, openPosition, type Position, progressOf, realise, type Source, sourcesOf, writeDown } from './position.ts';
import { type Accrual, carryFree, type Hurdle, type Multiple, type Terms } from './terms.ts';
import { isCarry, type Leg, type LegKind, legKinds, type Needs, pour } from './tiers.ts';

export type Totals = Readonly<Record<LegKind, bigint>>;
/** One partner’s part of one distribution. `sources` says which ledger each leg’s `source` means. */
export type PartnerEvent = Readonly<{
  cash: bigint;
  legs: readonly Leg[];
  residueTo: readonly number[];
  sources: readonly Pick<Source, 'kind' | 'deal' | 'exposure'>[];
}>;
export type PartnerRun = Readonly<{ contributed: bigint; distributed: bigint; lp: bigint; gp: bigint; clawback: Clawback | null }> &
  Readonly<{ totals: Totals; events: readonly PartnerEvent[] }>;
export type Event = Readonly<{ on: BusinessDate; deal: string | null; minor: bigint; place: number; totals: Totals }>;
export type Outcome = Readonly<{
  prepared: Prepared;
  events: readonly Event[];
  partners: readonly PartnerRun[];
  totals: Totals;
  lp: bigint;
  gp: bigint;
  clawback: Clawback | null;
}>;

/** Runs every distribution of a case down the tiers, partner by partner, after apportioning each flow over the partners. */
export function runWaterfall(given: Case, clawback: ClawbackTerms | null = null): Outcome {
  const prepared = prepare(given);
  const growths = growthTables(prepared.dates);
  const partners = prepared.partners.map((_, index) => runPartner(prepared, index, { growths, clawback }));
  const distributions = prepared.flows.filter(({ flow }) => flow.kind === 'distribution');
  const events = distributions.map(({ flow, place }, index): Event => {
    const totals = noTotals();
    for (const partner of partners) addTo(totals, partner.events[index]!.legs);
    return { on: flow.on, deal: flow.deal, minor: flow.minor, place, totals };
  });
  const totals = noTotals();
  for (const event of events) for (const kind of legKinds) totals[kind] += event.totals[kind];
  return {
    ...{ prepared, events, partners, totals },
    lp: partners.reduce((sum, { lp }) => sum + lp, 0n),
    gp: partners.reduce((sum, { gp }) => sum + gp, 0n),
    clawback: clawback === null ? null : sumClawbacks(partners.map((partner) => partner.clawback!)),
  };
}

export type Growths = (hurdle: Accrual | Hurdle) => Growth;

/** An IRR is a rate over days: what a spreadsheet’s XIRR would find. */
const asAccrual = (rate: Extract<Hurdle, { kind: 'irr' }>['rate']): Accrual => ({
  ...{ kind: 'rate', rate, compounding: 'annual', dayCount: 'act/365f', clock: 'days', basis: 'hurdleBalance' },
});
const still: Growth = () => ONE;

/** One table of growth for each set of terms, however many partners share it. */
export function growthTables(dates: readonly BusinessDate[]): Growths {
  const known = new Map<Accrual | Hurdle, Growth>();
  return (hurdle) => {
    const found =
      known.get(hurdle) ?? (hurdle.kind === 'multiple' ? still : growthOf(hurdle.kind === 'irr' ? asAccrual(hurdle.rate) : hurdle, dates));
    known.set(hurdle, found);
    return found;
  };
}

type Tools = Readonly<{ growths: Growths; clawback: ClawbackTerms | null }>;
/** Looks at a position and what is due just before a distribution is poured. */
export type Witness = (event: number, sources: readonly Source[], needs: Needs) => void;

export const termsFor = ({ carryFree: isFree, terms }: Partner): Terms => (isFree ? carryFree(terms) : terms);

export function runPartner(prepared: Prepared, index: number, { growths, clawback }: Tools, witness?: Witness): PartnerRun {
  const terms = termsFor(prepared.partners[index]!);
  const position = openPosition(terms.basis);
  const events: PartnerEvent[] = [];
  for (const shared of prepared.flows) {
    const minor = shared.shares[index]!;
    if (shared.flow.kind === 'contribution') contribute(position, shared, minor);
    else if (shared.flow.kind === 'writeDown') writeDown(position, shared, minor);
    else {
      const due = needsOf(position, shared, terms, growths);
      witness?.(events.length, due.sources, due.needs);
      events.push(distribute(position, shared, minor, terms, due));
      if (shared.flow.final) realise(position, shared.flow.deal);
    }
  }
  const totals = noTotals();
  for (const { legs } of events) addTo(totals, legs);
  const gp = totals.catchUpGp + totals.splitGp;
  const distributed = events.reduce((sum, { cash }) => sum + cash, 0n);
  const hurdle = hurdleOf(terms);
  const measured = { position, gp, distributed, terms, hurdle, growth: growths(hurdle), at: prepared.flows.at(-1)?.at ?? 0 };
  return {
    ...{ contributed: sumOf(position.paidIn), distributed, lp: distributed - gp, gp, totals, events },
    clawback: clawback === null ? null : clawbackOf(measured, clawback),
  };
}

const nothing: Multiple = { kind: 'multiple', times: { over: 0n, under: 1n } };
export const hurdleOf = ({ tiers }: Terms): Accrual | Multiple => tiers.find((tier) => tier.kind === 'preferredReturn')?.hurdle ?? nothing;

type Owed = Readonly<{ sources: readonly Source[]; needs: Needs }>;

function needsOf(position: Position, { flow, at }: Shared, terms: Terms, growths: Growths): Owed {
  const hurdle = hurdleOf(terms);
  const sources = sourcesOf(position, flow.deal);
  const dues = sources.map(({ ledger, exposure }): Due => dueOf(ledger, exposure, hurdle, growths(hurdle), at));
  const { prefPaid, caughtUp } = progressOf(position, flow.deal);
  const lacking: Needs['lacking'] = (next, soFar) => lackingOf(position, next, growths(next), at) - soFar;
  return { sources, needs: { dues, prefPaid, caughtUp, lacking } };
}

/** What a partner would have to receive on a day to stand exactly at a hurdle. */
export function lackingOf({ paidIn, received }: Position, hurdle: Hurdle, growth: Growth, at: number): bigint {
  if (hurdle.kind === 'multiple') return times(sumOf(paidIn) * ONE, hurdle.times) - sumOf(received) * ONE;
  return grown(paidIn, growth, at) - grown(received, growth, at);
}

function distribute(position: Position, { flow, at }: Shared, cash: bigint, { tiers }: Terms, { sources, needs }: Owed): PartnerEvent {
  const { legs, residueTo } = pour(cash, tiers, needs);
  const progress = progressOf(position, flow.deal);
  let toPartner = 0n;
  for (const { kind, exact, minor, source } of legs) {
    if (!isCarry(kind)) toPartner += minor;
    if (kind === 'returnOfCapital') sources[source!]!.ledger.returned.push({ at, minor });
    if (kind === 'pref') {
      sources[source!]!.ledger.pref.push({ at, minor });
      progress.prefPaid += exact;
    }
    if (kind === 'catchUpGp' || kind === 'catchUpLp') progress.caughtUp += exact;
  }
  if (toPartner > 0n) position.received.push({ at, minor: toPartner });
  if (cash > 0n) closeWhereWhole(sources, needs, legs);
  return { cash, legs, residueTo, sources };
}

/** A ledger paid all it was owed starts anew: a fraction of a minor unit lost in rounding earns nothing. */
function closeWhereWhole(sources: readonly Source[], { dues }: Needs, legs: readonly Leg[]): void {
  for (const [index, { ledger, exposure }] of sources.entries()) {
    if (exposure.over !== exposure.under) continue;
    const { capital, pref } = dues[index]!;
    const paid = legs.reduce((sum, { source, exact }) => (source === index ? sum + exact : sum), 0n);
    if (paid === capital + pref) Object.assign(ledger, emptyLedger());
  }
}

const noTotals = (): Record<LegKind, bigint> => ({
  ...{ returnOfCapital: 0n, pref: 0n, catchUpGp: 0n, catchUpLp: 0n, splitLp: 0n, splitGp: 0n },
});

function addTo(totals: Record<LegKind, bigint>, legs: readonly Leg[]): void {
  for (const { kind, minor } of legs) totals[kind] += minor;
}

const sumClawbacks = (parts: readonly Clawback[]): Clawback =>
  parts.reduce((sum, { excess, shortfall, cap, due }) => ({
    ...{ excess: sum.excess + excess, shortfall: sum.shortfall + shortfall, cap: sum.cap + cap, due: sum.due + due },
  }));
