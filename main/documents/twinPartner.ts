import type { CellValue } from 'exceljs';
import { hurdleOf, type Outcome } from '#main/engine/distributions/waterfall/run.ts';
import { type Accrual, type Hurdle, isOnBalance } from '#main/engine/distributions/waterfall/terms.ts';
import type { TwinPlan, TwinTable } from './twinPlan.ts';
import { columnLetters } from './xlsx.ts';

export type TwinKind = 'returnOfCapital' | 'pref' | 'catchUpGp' | 'catchUpLp' | 'splitLp' | 'splitGp';
export type PartnerBlock = Readonly<{
  titles: readonly string[];
  rows: readonly (readonly CellValue[])[];
  firstRow: number;
  lastRow: number;
  /** Where the rounded amounts of each kind stand. */
  columns: Readonly<Record<TwinKind, readonly string[]>>;
}>;

const leading = [
  ...['Partner', 'Flow', 'Date', 'Paid in', 'To distribute', 'Whole since flow', 'Capital out', 'Preferred return owed'],
  ...['Paid in so far', 'Returned so far', 'Earned on what came back', 'Preferred return so far', 'Catch-up so far', 'Catch-up wanted'],
];
type Column =
  | 'partner'
  | 'flow'
  | 'date'
  | 'paidIn'
  | 'cash'
  | 'since'
  | 'capital'
  | 'owed'
  | 'paidSoFar'
  | 'backSoFar'
  | 'frozen'
  | 'prefSoFar'
  | 'caughtSoFar'
  | 'wanted';
const at: Readonly<Record<Column, string>> = {
  ...{ partner: 'A', flow: 'B', date: 'C', paidIn: 'D', cash: 'E', since: 'F', capital: 'G', owed: 'H' },
  ...{ paidSoFar: 'I', backSoFar: 'J', frozen: 'K', prefSoFar: 'L', caughtSoFar: 'M', wanted: 'N' },
};

type Legs = Readonly<{ titles: readonly string[]; kinds: readonly TwinKind[] }>;
function legsOf(splits: number): Legs {
  const tiers = Array.from({ length: splits }, (_, index) => index + 1);
  return {
    titles: [
      'Return of capital',
      'Preferred return',
      'Catch-up GP',
      'Catch-up LP',
      ...tiers.flatMap((tier) => [`Split ${tier} LP`, `Split ${tier} GP`]),
    ],
    kinds: ['returnOfCapital', 'pref', 'catchUpGp', 'catchUpLp', ...tiers.flatMap(() => ['splitLp', 'splitGp'] as const)],
  };
}

type Sheet = Readonly<{
  plan: TwinPlan;
  set: number;
  first: number;
  exact(leg: number): string;
  fraction(leg: number): string;
  rounded(leg: number): string;
  legs: Legs;
  toPartner: string;
  wholeAfter: string;
}>;

/** The rows of one partner: one for each flow, the tiers from left to right, exact first, then rounded together. */
export function partnerBlock(plan: TwinPlan, { prepared, partners }: Outcome, index: number): PartnerBlock {
  const legs = legsOf(plan.splits);
  const count = legs.kinds.length;
  const letter = (block: number) => (leg: number) => columnLetters(leading.length + 1 + block * count + leg);
  const after = leading.length + 3 * count;
  const sheet: Sheet = {
    ...{ plan, legs, set: plan.setOf[index]!, first: 2 + index * plan.flows.length },
    ...{
      exact: letter(0),
      fraction: letter(1),
      rounded: letter(2),
      toPartner: columnLetters(after + 1),
      wholeAfter: columnLetters(after + 2),
    },
  };
  const columns: Record<TwinKind, string[]> = { returnOfCapital: [], pref: [], catchUpGp: [], catchUpLp: [], splitLp: [], splitGp: [] };
  for (const [leg, kind] of legs.kinds.entries()) columns[kind].push(sheet.rounded(leg));
  const blocks = ['exact', 'fraction', 'paid'].flatMap((what) => legs.titles.map((title) => `${title}, ${what}`));
  const share = columnLetters(2 + 3 * prepared.partners.length + index);
  let event = 0;
  const rows = plan.flows.map((shared, place) => {
    if (shared.flow.kind !== 'distribution') return contributionRow(sheet, prepared.partners[index]!.id, share, place);
    const results = partners[index]!.events[event]!;
    event += 1;
    return distributionRow(sheet, prepared.partners[index]!.id, share, place, resultsOf(results.legs, legs));
  });
  return {
    ...{ rows, columns, firstRow: sheet.first, lastRow: sheet.first + rows.length - 1 },
    titles: [...leading, ...blocks, 'To the partner', 'Whole since flow, after'],
  };
}

type Paid = readonly Readonly<{ kind: TwinKind; tier: number; minor: bigint }>[];

/** The engine leaves empty legs out; the sheet has a column for each. */
function resultsOf(paid: Paid, { kinds }: Legs): number[] {
  const tiers = [...new Set(paid.filter(({ kind }) => kind.startsWith('split')).map(({ tier }) => tier))];
  const first = tiers[0] ?? 0;
  return kinds.map((kind, leg) => {
    const step = Math.floor((leg - 4) / 2);
    const found = paid.find((one) => one.kind === kind && (leg < 4 || one.tier - first === step));
    return Number(found?.minor ?? 0n);
  });
}

const formula = (text: string, result?: number): CellValue => ({ formula: text, ...(result === undefined ? {} : { result }) }) as CellValue;

/** A range over the rows of this partner before a place. */
const before = ({ first }: Sheet, letter: string, place: number) => `$${letter}$${first}:$${letter}$${first + place - 1}`;

function contributionRow(sheet: Sheet, id: string, share: string, place: number): CellValue[] {
  const row = sheet.first + place;
  const blank = Array.from({ length: 3 * sheet.legs.kinds.length }, () => 0);
  return [
    ...[id, place + 1, formula(`Flows!$C$${place + 2}`), formula(`Shares!$${share}$${place + 2}`), 0],
    ...[formula(sinceText(sheet, place)), 0, 0],
    ...[formula(runningText(sheet, at.paidSoFar, `${at.paidIn}${row}`, place)), formula(runningText(sheet, at.backSoFar, '0', place)), 0],
    ...[0, 0, 0, ...blank, 0, formula(`${at.since}${row}`)],
  ];
}

const sinceText = ({ first, wholeAfter }: Sheet, place: number) => (place === 0 ? '0' : `${wholeAfter}${first + place - 1}`);
const runningText = ({ first }: Sheet, letter: string, more: string, place: number) =>
  place === 0 ? more : `${letter}${first + place - 1}+${more}`;

function distributionRow(sheet: Sheet, id: string, share: string, place: number, results: readonly number[]): CellValue[] {
  const row = sheet.first + place;
  const cell = (column: Column) => `${at[column]}${row}`;
  const { legs, exact, fraction, rounded } = sheet;
  const all = legs.kinds.map((_, leg) => leg);
  const toPartner = all.filter((leg) => !legs.kinds[leg]!.endsWith('Gp')).map((leg) => `${rounded(leg)}${row}`);
  const isWhole = `AND(${cell('cash')}>0,ABS(${exact(0)}${row}+${exact(1)}${row}-${cell('capital')}-${cell('owed')})<0.000001)`;
  return [
    ...[id, place + 1, formula(`Flows!$C$${place + 2}`), 0, formula(`Shares!$${share}$${place + 2}`)],
    ...[formula(sinceText(sheet, place)), formula(capitalText(sheet, place)), formula(owedText(sheet, place))],
    ...[formula(runningText(sheet, at.paidSoFar, '0', place)), formula(runningText(sheet, at.backSoFar, `${rounded(0)}${row}`, place))],
    ...[
      formula(frozenText(sheet, place)),
      formula(soFarText(sheet, [1], place)),
      formula(soFarText(sheet, [2, 3], place)),
      formula(wantedText(sheet, row)),
    ],
    ...exactTexts(sheet, place).map((text) => formula(text)),
    ...all.map((leg) => formula(`ROUND(${exact(leg)}${row}-INT(${exact(leg)}${row}+0.0000005),6)`)),
    ...all.map((leg) => formula(roundedText(sheet, row, leg), results[leg])),
    ...[formula(toPartner.join('+')), formula(`IF(${isWhole},${place + 1},${cell('since')})`)],
  ];

  function roundedText(of: Sheet, on: number, leg: number): string {
    const larger = all.filter((other) => other !== leg).map((other) => `(${fraction(other)}${on}>${fraction(leg)}${on})`);
    const ties = all.filter((other) => other < leg).map((other) => `(${fraction(other)}${on}=${fraction(leg)}${on})`);
    const leftover = `ROUND(${cell('cash')}-SUMPRODUCT(INT(${of.exact(0)}${on}:${of.exact(legs.kinds.length - 1)}${on}+0.0000005)),0)`;
    return `INT(${of.exact(leg)}${on}+0.0000005)+IF(${[...larger, ...ties].join('+')}<${leftover},1,0)`;
  }
}

const soFarText = (sheet: Sheet, legs: readonly number[], place: number) =>
  place === 0 ? '0' : legs.map((leg) => `SUM(${before(sheet, sheet.exact(leg), place)})`).join('+');

const openRows = (sheet: Sheet, place: number) => `(${before(sheet, at.flow, place)}>${at.since}${sheet.first + place})`;

function capitalText(sheet: Sheet, place: number): string {
  if (place === 0) return '0';
  return `MAX(0,SUMPRODUCT(${openRows(sheet, place)}*(${before(sheet, at.paidIn, place)}-${before(sheet, sheet.rounded(0), place)})))`;
}

/** The growth of every flow before this one, as a range as long as the rows before it. */
function growthRange({ plan }: Sheet, table: TwinTable, place: number): string {
  const earlier = plan.flows.slice(0, place).reduce((sum, { flow }, index) => (flow.kind === 'distribution' ? sum + index : sum), 0);
  const from = table.row + earlier;
  return `Growth!$G$${from}:$G$${from + place - 1}`;
}

const tableOf = ({ plan, set }: Sheet, hurdle: Accrual | Hurdle) =>
  plan.tables.find((table) => table.set === set && table.hurdle === hurdle);

function owedText(sheet: Sheet, place: number): string {
  if (place === 0) return '0';
  const pref = hurdleOf(sheet.plan.sets[sheet.set]!);
  const capital = `${at.capital}${sheet.first + place}`;
  const open = openRows(sheet, place);
  const [paidIn, back, paid] = [
    before(sheet, at.paidIn, place),
    before(sheet, sheet.rounded(0), place),
    before(sheet, sheet.rounded(1), place),
  ];
  if (pref.kind === 'multiple') return `MAX(0,SUMPRODUCT(${open}*(Terms!$C$${sheet.set + 2}*${paidIn}-${back}-${paid}))-${capital})`;
  const growth = growthRange(sheet, tableOf(sheet, pref)!, place);
  if (isOnBalance(pref)) return `MAX(0,SUMPRODUCT(${open}*(${paidIn}-${back}-${paid})*${growth})-${capital})`;
  const paidSoFar = before(sheet, at.paidSoFar, place);
  const returned = `${at.backSoFar}${sheet.first + place - 1}`;
  const still = atLeast(`${paidSoFar}-${greater(returned, `(${paidSoFar}-${paidIn})`)}`);
  const frozen = before(sheet, at.frozen, place);
  return `MAX(0,SUMPRODUCT(${still}*(${growth}-1))+SUMPRODUCT(${open}*(${frozen}-${paid})))`;
}

/** What the capital that came back with this distribution had earned by then: the oldest comes back first. */
function frozenText(sheet: Sheet, place: number): string {
  const pref = hurdleOf(sheet.plan.sets[sheet.set]!);
  if (place === 0 || pref.kind === 'multiple' || isOnBalance(pref)) return '0';
  const paidSoFar = before(sheet, at.paidSoFar, place);
  const [was, is] = [`${at.backSoFar}${sheet.first + place - 1}`, `${at.backSoFar}${sheet.first + place}`];
  const started = `(${paidSoFar}-${before(sheet, at.paidIn, place)})`;
  const growth = growthRange(sheet, tableOf(sheet, pref)!, place);
  return `SUMPRODUCT(${atLeast(`${lesser(paidSoFar, is)}-${greater(started, was)}`)}*(${growth}-1))`;
}

/** Of two, cell by cell: MAX and MIN would fold a whole range into one. */
const greater = (left: string, right: string) => `((${left}+${right}+ABS(${left}-${right}))/2)`;
const lesser = (left: string, right: string) => `((${left}+${right}-ABS(${left}-${right}))/2)`;
const atLeast = (text: string) => `((${text}+ABS(${text}))/2)`;

function wantedText({ set, exact }: Sheet, row: number): string {
  const [share, carry] = [`Terms!$E$${set + 2}`, `Terms!$F$${set + 2}`];
  const pref = `(${at.prefSoFar}${row}+${exact(1)}${row})`;
  return `IF(OR(${share}=0,${carry}=0),0,MAX(0,${carry}*${pref}/(${share}-${carry})-${at.caughtSoFar}${row}))`;
}

function exactTexts(sheet: Sheet, place: number): string[] {
  const row = sheet.first + place;
  const { exact, set, plan } = sheet;
  const cash = `${at.cash}${row}`;
  const left = (leg: number) => `(${[cash, ...Array.from({ length: leg }, (_, index) => `${exact(index)}${row}`)].join('-')})`;
  const splits = plan.sets[set]!.tiers.filter((tier) => tier.kind === 'split');
  const texts = [
    `MIN(${cash},${at.capital}${row})`,
    `MIN(${left(1)},${at.owed}${row})`,
    `Terms!$E$${set + 2}*MIN(${left(2)},${at.wanted}${row})`,
    `MIN(${left(2)},${at.wanted}${row})-${exact(2)}${row}`,
  ];
  for (let step = 0; step < plan.splits; step += 1) {
    const leg = 4 + step * 2;
    const split = splits[step];
    if (!split) {
      texts.push('0', '0');
      continue;
    }
    const carry = step === 0 ? `Terms!$F$${set + 2}` : `Terms!$${columnLetters(7 + step * 2)}$${set + 2}`;
    const taken = split.until === null ? left(leg) : upTo(sheet, { place, step, carry, hurdle: split.until }, left(leg));
    texts.push(`(1-${carry})*${taken}`, `${carry}*${taken}`);
  }
  return texts;
}

type Step = Readonly<{ place: number; step: number; carry: string; hurdle: Hurdle }>;

/** As much as brings the partner to the next hurdle, at its share of this split. */
function upTo(sheet: Sheet, { place, step, carry, hurdle }: Step, left: string): string {
  const row = sheet.first + place;
  const cell = `Terms!$${columnLetters(8 + step * 2)}$${sheet.set + 2}`;
  const splitsBefore = Array.from({ length: step }, (_, index) => 4 + index * 2);
  const had = [0, 1, 3, ...splitsBefore].map((one) => `${sheet.exact(one)}${row}`);
  if (place === 0) return left;
  const [paidIn, received] = [before(sheet, at.paidIn, place), before(sheet, sheet.toPartner, place)];
  const table = hurdle.kind === 'irr' ? tableOf(sheet, hurdle) : undefined;
  const lacking = table
    ? `SUMPRODUCT((${paidIn}-${received})*${growthRange(sheet, table, place)})`
    : `SUMPRODUCT(${cell}*${paidIn}-${received})`;
  return `IF(${carry}=1,${left},MIN(${left},MAX(0,${lacking}-${had.join('-')})/(1-${carry})))`;
}
