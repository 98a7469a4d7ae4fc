import type { CellValue } from 'exceljs';
import type { Outcome, PartnerEvent } from '#main/engine/distributions/waterfall/run.ts';
import type { Hurdle } from '#main/engine/distributions/waterfall/terms.ts';
import { at, type Layout, layoutOf, type TwinKind } from './twinLayout.ts';
import { before, growthRange, ledgerTexts, rowOf, type Spot } from './twinLedger.ts';
import type { TwinPlan } from './twinPlan.ts';
import { columnLetters } from './xlsx.ts';

export type PartnerBlock = Readonly<{
  titles: readonly string[];
  rows: readonly (readonly CellValue[])[];
  firstRow: number;
  lastRow: number;
  /** Where the rounded amounts of each kind stand. */
  columns: Readonly<Record<TwinKind, readonly string[]>>;
}>;

/** The rows of one partner: one for each flow, the tiers from left to right, exact first, then rounded together. */
export function partnerBlock(plan: TwinPlan, { prepared, partners }: Outcome, index: number): PartnerBlock {
  const layout = layoutOf(plan, index);
  const columns: Record<TwinKind, string[]> = { returnOfCapital: [], pref: [], catchUpGp: [], catchUpLp: [], splitLp: [], splitGp: [] };
  for (const [leg, { kind }] of layout.legs.entries()) columns[kind].push(layout.rounded(leg));
  const share = columnLetters(2 + 3 * prepared.partners.length + index);
  const { id } = prepared.partners[index]!;
  const { events } = partners[index]!;
  let event = 0;
  const rows = plan.flows.map(({ flow }, place) => {
    const spot: Spot = { plan, layout, set: plan.setOf[index]!, place };
    const known: Known = { id, cell: `Shares!$${share}$${place + 2}` };
    if (flow.kind !== 'distribution') return contributionRow(spot, known);
    const results = resultsOf(events[event]!, plan, layout);
    event += 1;
    return distributionRow(spot, known, results);
  });
  return { rows, columns, titles: layout.titles, firstRow: layout.first, lastRow: layout.first + rows.length - 1 };
}

type Known = Readonly<{ id: string; cell: string }>;
const formula = (text: string, result?: number): CellValue => ({ formula: text, ...(result === undefined ? {} : { result }) }) as CellValue;

/** The engine leaves empty legs out; the sheet has a column for each. */
function resultsOf({ legs: paid, sources }: PartnerEvent, { ledgers }: TwinPlan, layout: Layout): number[] {
  const results = layout.legs.map(() => 0);
  const tiers = [...new Set(paid.flatMap(({ kind, tier }) => (kind === 'splitLp' || kind === 'splitGp' ? [tier] : [])))];
  for (const { kind, tier, source, minor } of paid) {
    const ledger = source === null ? 0 : ledgers.findIndex(({ deal }) => ledgers.length === 1 || deal === sources[source]!.deal);
    const split = layout.splitLeg(tier - (tiers[0] ?? 0));
    const places: Record<TwinKind, number> = {
      ...{ returnOfCapital: layout.capitalLeg(ledger), pref: layout.prefLeg(ledger), catchUpGp: layout.catchUpLeg },
      ...{ catchUpLp: layout.catchUpLeg + 1, splitLp: split, splitGp: split + 1 },
    };
    results[places[kind]] = Number(minor);
  }
  return results;
}

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

function sinceTexts({ plan, layout, place }: Spot): string[] {
  return plan.ledgers.map((_, ledger) => (place === 0 ? '0' : `${layout.wholeAfter(ledger)}${layout.first + place - 1}`));
}

function runningText({ layout, place }: Spot, letter: string, more: string): string {
  return place === 0 ? more : `${letter}${layout.first + place - 1}+${more}`;
}

function contributionRow(spot: Spot, { id, cell }: Known): CellValue[] {
  const { plan, layout, place } = spot;
  const row = rowOf(spot);
  const { deal } = plan.flows[place]!.flow;
  const each = (text: (ledger: number) => string) => plan.ledgers.map((_, ledger) => formula(text(ledger)));
  const none = zeros(plan.ledgers.length);
  return [
    ...[id, place + 1, formula(`Flows!$C$${place + 2}`), formula(cell), 0, 0, 0, 0],
    ...plan.ledgers.map(({ holds }) => (holds(deal) ? formula(`D${row}`) : 0)),
    ...sinceTexts(spot).map((text) => formula(text)),
    ...[...none, ...none, ...none],
    ...each((ledger) => runningText(spot, layout.state('paidSoFar', ledger), `${layout.state('paidIn', ledger)}${row}`)),
    ...each((ledger) => runningText(spot, layout.state('backSoFar', ledger), '0')),
    ...none,
    ...zeros(3 * layout.legs.length + 2),
    ...each((ledger) => `${layout.state('since', ledger)}${row}`),
  ];
}

function distributionRow(spot: Spot, { id, cell }: Known, results: readonly number[]): CellValue[] {
  const { plan, layout, place } = spot;
  const row = rowOf(spot);
  const sources = plan.sources[place]!;
  const owed = new Map(sources.map((source) => [source.ledger, ledgerTexts(spot, source)]));
  const state = (name: 'share' | 'capital' | 'owed' | 'earned') =>
    plan.ledgers.map((_, ledger) => {
      const texts = owed.get(ledger);
      return texts ? formula(texts[name]) : 0;
    });
  const each = (text: (ledger: number) => string) => plan.ledgers.map((_, ledger) => formula(text(ledger)));
  const { order, texts } = exactTexts(spot);
  const wholeText = (ledger: number) => {
    const since = `${layout.state('since', ledger)}${row}`;
    if (!owed.has(ledger)) return since;
    const got = `${layout.exact(layout.capitalLeg(ledger))}${row}+${layout.exact(layout.prefLeg(ledger))}${row}`;
    const wanted = `${layout.state('capital', ledger)}${row}-${layout.state('owed', ledger)}${row}`;
    return `IF(AND(E${row}>0,${layout.state('share', ledger)}${row}=1,ABS(${got}-${wanted})<${layout.grain.half}),${place + 1},${since})`;
  };
  return [
    ...[id, place + 1, formula(`Flows!$C$${place + 2}`), 0, formula(cell)],
    ...[formula(prefSoFarText(spot)), formula(caughtSoFarText(spot)), formula(wantedText(spot))],
    ...zeros(plan.ledgers.length),
    ...sinceTexts(spot).map((text) => formula(text)),
    ...[...state('share'), ...state('capital'), ...state('owed')],
    ...each((ledger) => runningText(spot, layout.state('paidSoFar', ledger), '0')),
    ...each((ledger) => runningText(spot, layout.state('backSoFar', ledger), `${layout.rounded(layout.capitalLeg(ledger))}${row}`)),
    ...state('earned'),
    ...layout.legs.map((_, leg) => formula(texts.get(leg) ?? '0')),
    ...layout.legs.map((_, leg) => formula(fractionText(layout, `${layout.exact(leg)}${row}`))),
    ...layout.legs.map((_, leg) => formula(order.includes(leg) ? roundedText(layout, row, leg, order) : '0', results[leg])),
    ...[formula(`E${row}-${layout.toGeneral}${row}`), formula(toGeneralText(layout, row)), ...each(wholeText)],
  ];
}

const isGeneral = (layout: Layout, leg: number): boolean => layout.legs[leg]!.kind.endsWith('Gp');

const floorText = ({ grain }: Layout, exact: string) => `INT(${exact}+${grain.half})`;
const fractionText = ({ grain }: Layout, exact: string) => `ROUND(${exact}-INT(${exact}+${grain.half}),${grain.places})`;

/** Of the cash, the general partner’s side in whole units: the larger fraction of the two sides is rounded up, the partner’s on a tie. */
function toGeneralText(layout: Layout, row: number): string {
  const exact = layout.legs.flatMap((_, leg) => (isGeneral(layout, leg) ? [`${layout.exact(leg)}${row}`] : [])).join('+');
  return `${floorText(layout, exact)}+IF(${fractionText(layout, exact)}>0.5,1,0)`;
}

/** Largest remainder over the legs of one side of a row, ties in the order the cash ran. */
function roundedText(layout: Layout, row: number, leg: number, order: readonly number[]): string {
  const own = `${layout.fraction(leg)}${row}`;
  const side = order.filter((other) => isGeneral(layout, other) === isGeneral(layout, leg));
  const ahead = side.flatMap((other, index) => {
    if (other === leg) return [];
    const fraction = `${layout.fraction(other)}${row}`;
    return index < side.indexOf(leg) ? [`(${fraction}>=${own})`] : [`(${fraction}>${own})`];
  });
  const total = `${isGeneral(layout, leg) ? layout.toGeneral : layout.toPartner}${row}`;
  const floors = side.map((other) => floorText(layout, `${layout.exact(other)}${row}`)).join('-');
  return `${floorText(layout, `${layout.exact(leg)}${row}`)}+IF(${ahead.join('+') || '0'}<ROUND(${total}-${floors},0),1,0)`;
}

/** Earlier rows whose preferred return and catch-up count towards this one’s. */
function soFarText(spot: Spot, legs: readonly number[]): string {
  const { plan, layout, place } = spot;
  if (place === 0) return '0';
  if (!plan.isPure) return legs.map((leg) => `SUM(${before(spot, layout.exact(leg))})`).join('+');
  const { deal } = plan.flows[place]!.flow;
  const earlier = plan.flows
    .slice(0, place)
    .flatMap(({ flow }, index) => (flow.kind === 'distribution' && flow.deal === deal ? [index] : []));
  const cells = earlier.flatMap((index) => legs.map((leg) => `${layout.exact(leg)}${layout.first + index}`));
  return cells.length === 0 ? '0' : cells.join('+');
}

const prefSoFarText = (spot: Spot) =>
  soFarText(
    spot,
    spot.plan.ledgers.map((_, ledger) => spot.layout.prefLeg(ledger)),
  );
const caughtSoFarText = (spot: Spot) => soFarText(spot, [spot.layout.catchUpLeg, spot.layout.catchUpLeg + 1]);

function wantedText(spot: Spot): string {
  const { plan, layout, set } = spot;
  const row = rowOf(spot);
  const [share, carry] = [`Terms!$E$${set + 2}`, `Terms!$F$${set + 2}`];
  const pref = [`${at.prefSoFar}${row}`, ...plan.ledgers.map((_, ledger) => `${layout.exact(layout.prefLeg(ledger))}${row}`)].join('+');
  return `IF(OR(${share}=0,${carry}=0),0,MAX(0,${carry}*(${pref})/(${share}-${carry})-${at.caughtSoFar}${row}))`;
}

/** The exact amount of each leg the cash can reach, and the order in which it reaches them. */
function exactTexts(spot: Spot): Readonly<{ order: readonly number[]; texts: ReadonlyMap<number, string> }> {
  const { plan, layout, set, place } = spot;
  const row = rowOf(spot);
  const texts = new Map<number, string>();
  const left = () => `(${[`E${row}`, ...[...texts.keys()].map((leg) => `${layout.exact(leg)}${row}`)].join('-')})`;
  const sources = plan.sources[place]!;
  for (const { ledger } of sources) texts.set(layout.capitalLeg(ledger), `MIN(${left()},${layout.state('capital', ledger)}${row})`);
  for (const { ledger } of sources) texts.set(layout.prefLeg(ledger), `MIN(${left()},${layout.state('owed', ledger)}${row})`);
  const caught = `MIN(${left()},${at.wanted}${row})`;
  texts.set(layout.catchUpLeg, `Terms!$E$${set + 2}*${caught}`);
  texts.set(layout.catchUpLeg + 1, `${caught}-${layout.exact(layout.catchUpLeg)}${row}`);
  const splits = plan.sets[set]!.tiers.filter((tier) => tier.kind === 'split');
  for (const [step, { until }] of splits.entries()) {
    const leg = layout.splitLeg(step);
    const carry = step === 0 ? `Terms!$F$${set + 2}` : `Terms!$${columnLetters(7 + step * 2)}$${set + 2}`;
    const taken = until === null ? left() : upTo(spot, { step, carry, hurdle: until }, { left: left(), had: [...texts.keys()] });
    texts.set(leg, `(1-${carry})*${taken}`);
    texts.set(leg + 1, `${carry}*${taken}`);
  }
  return { order: [...texts.keys()], texts };
}

type Step = Readonly<{ step: number; carry: string; hurdle: Hurdle }>;

/** As much as brings the partner to the next hurdle, at its share of this split. */
function upTo(spot: Spot, { step, carry, hurdle }: Step, { left, had }: Readonly<{ left: string; had: readonly number[] }>): string {
  const { layout, set, place } = spot;
  if (place === 0) return left;
  const cell = `Terms!$${columnLetters(8 + step * 2)}$${set + 2}`;
  const toPartner = had.filter((leg) => !layout.legs[leg]!.kind.endsWith('Gp')).map((leg) => `${layout.exact(leg)}${rowOf(spot)}`);
  const [paidIn, received] = [before(spot, at.paidIn), before(spot, layout.toPartner)];
  const growth = growthRange(spot, hurdle);
  const lacking = growth ? `SUMPRODUCT((${paidIn}-${received})*${growth})` : `SUMPRODUCT(${cell}*${paidIn}-${received})`;
  return `IF(${carry}=1,${left},MIN(${left},MAX(0,${lacking}-${toPartner.join('-')})/(1-${carry})))`;
}
