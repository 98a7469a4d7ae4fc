import type { BusinessDate } from '#shared/dates.ts';
import type { AccountRole } from '#shared/model/ledger.ts';
import { allocateMinor } from '#shared/money.ts';

/** What moved on a partner's account (or the subscription line, without a partner) in an entry that moved the fund's cash: debits positive. */
export type CashMove = Readonly<{
  investorId: string | null;
  on: BusinessDate;
  role: AccountRole | null;
  isRefund: boolean;
  minor: bigint;
}>;
/** One day: paid in by partners, paid out to them, and drawn on the line (repayments negative). */
export type DayFlow = Readonly<{ on: BusinessDate; contribution: bigint; distribution: bigint; line: bigint }>;

const paidInRoles: readonly (AccountRole | null)[] = ['callsReceivable', 'paidInAdvance', 'contributedCapital'];
const paidOutRoles: readonly (AccountRole | null)[] = [
  'distributionsPayable',
  'distributedCapital',
  'distributedIncome',
  'carriedInterest',
];

/** Which way a move counts. Money given back of what was called lessens what was paid in; it is no distribution. */
function sideOf({ investorId, role, isRefund, minor }: CashMove): keyof Omit<DayFlow, 'on'> {
  if (investorId === null) return 'line';
  if (isRefund || paidInRoles.includes(role)) return 'contribution';
  if (paidOutRoles.includes(role)) return 'distribution';
  return minor < 0n ? 'contribution' : 'distribution';
}

/** Day by day, oldest first; days on which nothing remained are left out. */
export function dayFlows(moves: readonly CashMove[]): DayFlow[] {
  const days = new Map<BusinessDate, { contribution: bigint; distribution: bigint; line: bigint }>();
  for (const move of moves) {
    const day = days.get(move.on) ?? { contribution: 0n, distribution: 0n, line: 0n };
    const side = sideOf(move);
    day[side] += side === 'distribution' ? move.minor : -move.minor;
    days.set(move.on, day);
  }
  return [...days]
    .map(([on, day]) => ({ on, ...day }))
    .filter(({ contribution, distribution, line }) => contribution !== 0n || distribution !== 0n || line !== 0n)
    .sort((left, right) => (left.on < right.on ? -1 : 1));
}

/** As if partners had been called when the line was drawn: a draw counts as paid in on its day, its repayment takes that back. */
export const withoutLine = (flows: readonly DayFlow[]): DayFlow[] =>
  flows.map(({ contribution, line, ...day }) => ({ ...day, contribution: contribution + line, line: 0n }));

/** One partner's part of every draw and repayment. The cumulative amount is shared out, so that many small draws never drift. */
export function partOfLine(flows: readonly DayFlow[], own: bigint, others: bigint): Map<BusinessDate, bigint> {
  const parts = new Map<BusinessDate, bigint>();
  if (own <= 0n || others < 0n) return parts;
  let [all, mine] = [0n, 0n];
  for (const { on, line } of flows) {
    if (line === 0n) continue;
    all += line;
    const share = allocateMinor(all, [own, others]).parts[0]!;
    parts.set(on, share - mine);
    mine = share;
  }
  return parts;
}

type ClassNav = Readonly<{ classId: string; netAssets: bigint }>;
type Weight = Readonly<{ investorId: string; classId: string; weight: bigint }>;

/** The NAV of every class shared out among its holders by weight; holders of nothing or less have no part. Nothing where a class has none. */
export function shareNav(navs: readonly ClassNav[], weights: readonly Weight[]): ReadonlyMap<string, bigint> | null {
  const shares = new Map<string, bigint>();
  for (const { classId, netAssets } of navs) {
    const holders = weights.filter((each) => each.classId === classId && each.weight > 0n);
    if (holders.length === 0) {
      if (netAssets === 0n) continue;
      return null;
    }
    const parts = allocateMinor(
      netAssets,
      holders.map(({ weight }) => weight),
    ).parts;
    holders.forEach(({ investorId }, index) => {
      shares.set(investorId, (shares.get(investorId) ?? 0n) + parts[index]!);
    });
  }
  return shares;
}

type Dated = Readonly<{ classId: string; asOfOn: BusinessDate; netAssets: bigint }>;
type Lived = Readonly<{ id: string; openedOn: BusinessDate; closedOn: BusinessDate | null }>;

/** The newest day up to `on` for which every class open on it has a NAV. The NAVs are approved and uncorrected. */
export function measuringDay(
  classes: readonly Lived[],
  navs: readonly Dated[],
  on: BusinessDate,
): Readonly<{ on: BusinessDate; navs: readonly Dated[] }> | null {
  const days = [...new Set(navs.map(({ asOfOn }) => asOfOn))].filter((day) => day <= on).sort();
  for (const day of days.reverse()) {
    const there = navs.filter(({ asOfOn }) => asOfOn === day);
    const open = classes.filter(({ openedOn, closedOn }) => openedOn <= day && (closedOn === null || closedOn > day));
    if (open.every(({ id }) => there.some(({ classId }) => classId === id))) return { on: day, navs: there };
  }
  return null;
}
