import type { TwinPlan } from './twinPlan.ts';
import { columnLetters } from './xlsx.ts';

export type TwinKind = 'returnOfCapital' | 'pref' | 'catchUpGp' | 'catchUpLp' | 'splitLp' | 'splitGp';
type Leg = Readonly<{ kind: TwinKind; title: string }>;

const shared = ['Partner', 'Flow', 'Date', 'Paid in', 'To distribute', 'Preferred return so far', 'Catch-up so far', 'Catch-up wanted'];
const states = {
  paidIn: 'Paid into',
  since: 'Whole since flow:',
  share: 'Share that counts of',
  capital: 'Capital out of',
  owed: 'Preferred return owed on',
  paidSoFar: 'Paid so far into',
  backSoFar: 'Returned so far of',
  earned: 'Earned on what came back of',
} as const;
export type State = keyof typeof states;
const stateNames = Object.keys(states) as State[];

/** Where everything of a partner stands: its first row, and the letter of every column. */
export type Layout = Readonly<{
  first: number;
  titles: readonly string[];
  legs: readonly Leg[];
  grain: TwinPlan['grain'];
  state(state: State, ledger: number): string;
  exact(leg: number): string;
  fraction(leg: number): string;
  rounded(leg: number): string;
  /** Places among the legs. */
  capitalLeg(ledger: number): number;
  prefLeg(ledger: number): number;
  catchUpLeg: number;
  splitLeg(step: number): number;
  toPartner: string;
  /** What the general partner gets in all, rounded before its legs. */
  toGeneral: string;
  wholeAfter(ledger: number): string;
}>;

export const at = { flow: 'B', cash: 'E', prefSoFar: 'F', caughtSoFar: 'G', wanted: 'H', paidIn: 'D' } as const;

export function layoutOf({ ledgers, splits, flows, grain }: TwinPlan, partner: number): Layout {
  const count = ledgers.length;
  const legs: Leg[] = [
    ...ledgers.map(({ title }): Leg => ({ kind: 'returnOfCapital', title: `Return of capital of ${title}` })),
    ...ledgers.map(({ title }): Leg => ({ kind: 'pref', title: `Preferred return on ${title}` })),
    ...([
      { kind: 'catchUpGp', title: 'Catch-up GP' },
      { kind: 'catchUpLp', title: 'Catch-up LP' },
    ] as const),
    ...Array.from({ length: splits }, (_, step): Leg[] => [
      { kind: 'splitLp', title: `Split ${step + 1} LP` },
      { kind: 'splitGp', title: `Split ${step + 1} GP` },
    ]).flat(),
  ];
  const legsFrom = shared.length + 1 + stateNames.length * count;
  const letter = (block: number) => (leg: number) => columnLetters(legsFrom + block * legs.length + leg);
  const after = legsFrom + 3 * legs.length;
  return {
    legs,
    grain,
    first: 2 + partner * flows.length,
    titles: [
      ...shared,
      ...stateNames.flatMap((state) => ledgers.map(({ title }) => `${states[state]} ${title}`)),
      ...['exact', 'fraction', 'paid'].flatMap((what) => legs.map(({ title }) => `${title}, ${what}`)),
      'To the partner',
      'To the general partner',
      ...ledgers.map(({ title }) => `Whole since flow, after: ${title}`),
    ],
    state: (state, ledger) => columnLetters(shared.length + 1 + stateNames.indexOf(state) * count + ledger),
    exact: letter(0),
    fraction: letter(1),
    rounded: letter(2),
    capitalLeg: (ledger) => ledger,
    prefLeg: (ledger) => count + ledger,
    catchUpLeg: 2 * count,
    splitLeg: (step) => 2 * count + 2 + 2 * step,
    toPartner: columnLetters(after),
    toGeneral: columnLetters(after + 1),
    wholeAfter: (ledger) => columnLetters(after + 2 + ledger),
  };
}
