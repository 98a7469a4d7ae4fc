import { hurdleOf } from '#main/engine/distributions/waterfall/run.ts';
import { type Accrual, type Hurdle, isOnBalance } from '#main/engine/distributions/waterfall/terms.ts';
import { at, type Layout } from './twinLayout.ts';
import type { TwinPlan, TwinSource } from './twinPlan.ts';

/** One partner’s cell of the workbook: its layout, its terms, and the place of the flow its row is for. */
export type Spot = Readonly<{ plan: TwinPlan; layout: Layout; set: number; place: number }>;

export const rowOf = ({ layout, place }: Spot): number => layout.first + place;
/** A range over the rows of this partner before this one. */
export const before = ({ layout, place }: Spot, letter: string): string =>
  `$${letter}$${layout.first}:$${letter}$${layout.first + place - 1}`;

/** The growth of every flow before this one, as a range as long as the rows before it; undefined where there is no such table. */
export function growthRange({ plan, set, place }: Spot, hurdle: Accrual | Hurdle): string | undefined {
  const table = plan.tables.find((one) => one.set === set && one.hurdle === hurdle);
  if (!table) return undefined;
  const earlier = plan.flows.slice(0, place).reduce((sum, { flow }, index) => (flow.kind === 'distribution' ? sum + index : sum), 0);
  return `Growth!$G$${table.row + earlier}:$G$${table.row + earlier + place - 1}`;
}

export type LedgerTexts = Readonly<{ share: string; capital: string; owed: string; earned: string }>;

/** What is owed on one ledger when a distribution comes, as formulas. */
export function ledgerTexts(spot: Spot, { ledger, counted }: TwinSource): LedgerTexts {
  const { plan, layout, set, place } = spot;
  const row = rowOf(spot);
  if (place === 0) return { share: '1', capital: '0', owed: '0', earned: '0' };
  const pref = hurdleOf(plan.sets[set]!);
  const ranges = rangesOf(spot, ledger);
  const { open, paidIn, back, paid } = ranges;
  const share = `${layout.state('share', ledger)}${row}`;
  const capitalCell = `${layout.state('capital', ledger)}${row}`;
  const texts = {
    share: shareText(spot, counted),
    capital: `MAX(0,${share}*SUMPRODUCT(${open}*${paidIn})-SUMPRODUCT(${open}*${back}))`,
    earned: '0',
  };
  if (pref.kind === 'multiple') {
    const wanted = `Terms!$C$${set + 2}*${share}*SUMPRODUCT(${open}*${paidIn})`;
    return { ...texts, owed: `MAX(0,${wanted}-SUMPRODUCT(${open}*(${back}+${paid}))-${capitalCell})` };
  }
  const growth = growthRange(spot, pref)!;
  if (isOnBalance(pref)) {
    const received = `SUMPRODUCT(${open}*(${back}+${paid})*${growth})`;
    return { ...texts, owed: `MAX(0,${share}*SUMPRODUCT(${open}*${paidIn}*${growth})-${received}-${capitalCell})` };
  }
  return { ...texts, ...onCapital(spot, ledger, ranges, growth) };
}

type Ranges = Readonly<Record<'open' | 'paidIn' | 'back' | 'paid', string>>;

function rangesOf(spot: Spot, ledger: number): Ranges {
  const { layout } = spot;
  return {
    open: `(${before(spot, at.flow)}>${layout.state('since', ledger)}${rowOf(spot)})`,
    paidIn: before(spot, layout.state('paidIn', ledger)),
    back: before(spot, layout.rounded(layout.capitalLeg(ledger))),
    paid: before(spot, layout.rounded(layout.prefLeg(ledger))),
  };
}

/** The part of fees that belongs to what counts now, by what each deal has cost this partner. */
function shareText(spot: Spot, counted: TwinSource['counted']): string {
  if (counted === null) return '1';
  const { plan, layout } = spot;
  const costOf = (ledgers: readonly number[]) =>
    ledgers.length === 0 ? '0' : ledgers.map((ledger) => `SUM(${before(spot, layout.state('paidIn', ledger))})`).join('+');
  const all = costOf(plan.ledgers.flatMap(({ deal }, ledger) => (deal === null ? [] : [ledger])));
  return `IF(${all}=0,1,(${costOf(counted)})/MAX(1,${all}))`;
}

/** Where only capital earns: what still is out, and what came back had earned by then. The oldest comes back first. */
function onCapital(spot: Spot, ledger: number, { open, paidIn, paid }: Ranges, growth: string): Pick<LedgerTexts, 'owed' | 'earned'> {
  const { layout } = spot;
  const row = rowOf(spot);
  const paidSoFar = before(spot, layout.state('paidSoFar', ledger));
  const [was, is] = [row - 1, row].map((one) => `${layout.state('backSoFar', ledger)}${one}`) as [string, string];
  const started = `(${paidSoFar}-${paidIn})`;
  const still = atLeast(`${paidSoFar}-${greater(was, started)}`);
  const cameBack = atLeast(`${lesser(paidSoFar, is)}-${greater(started, was)}`);
  const earnedBefore = before(spot, layout.state('earned', ledger));
  return {
    owed: `MAX(0,SUMPRODUCT(${still}*(${growth}-1))+SUMPRODUCT(${open}*(${earnedBefore}-${paid})))`,
    earned: `SUMPRODUCT(${cameBack}*(${growth}-1))`,
  };
}

/** Of two, cell by cell: MAX and MIN would fold a whole range into one. */
const greater = (left: string, right: string) => `((${left}+${right}+ABS(${left}-${right}))/2)`;
const lesser = (left: string, right: string) => `((${left}+${right}-ABS(${left}-${right}))/2)`;
const atLeast = (text: string) => `((${text}+ABS(${text}))/2)`;
