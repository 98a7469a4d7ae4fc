import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { ChartAccount, Line } from '#shared/model/ledger.ts';
import { allocateMinor, formatMoney, LARGEST_MINOR, type Money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';

export type Period = Readonly<{ fromOn: BusinessDate; untilOn: BusinessDate }>;
export type Standing = Period & Readonly<{ reversed: boolean }>;
/** What a partner weighs in the split; one that weighs nothing or less takes no part. */
export type Weight = Readonly<{ investorId: string; weight: bigint }>;
/** A partner that bears exactly this much of an account, whatever the basis says. Income is positive, expense negative. */
export type Override = Readonly<{ account: string; investorId: string; minor: bigint }>;
export type Part = Readonly<{ account: string; investorId: string; minor: bigint }>;
export type IncomeAllocation = Readonly<{ net: Money; parts: readonly Part[]; lines: readonly Line[]; partners: number }>;

type Balance = Readonly<{ account: string; currency: Currency; minor: bigint }>;
type Books = Readonly<{
  fund: string;
  currency: Currency;
  chart: readonly ChartAccount[];
  /** What the accounts of the result moved by in the period: debits positive. */
  result: readonly Balance[];
  standing: readonly Standing[];
  weights: readonly Weight[];
  overrides: readonly Override[];
  today: BusinessDate;
}>;
export type IncomeRefusal =
  | 'periodBackwards'
  | 'dateInFuture'
  | 'roleMissing'
  | 'incomeOverlaps'
  | 'nothingToAllocate'
  | 'foreignResult'
  | 'noPartners'
  | 'overrideElsewhere'
  | 'overrideTwice'
  | 'overridesDoNotTie'
  | 'amountTooLarge';

/**
 * Shares the result of a period out, account by account: who is overridden bears that, the others share the rest by weight. The entry empties
 * every account of the result into the partners' allocated income, so the same income cannot be shared out twice.
 */
export function allocateIncome(period: Period, books: Books): Result<IncomeAllocation, IncomeRefusal> {
  const target = books.chart.find(({ role }) => role === 'allocatedIncome');
  if (!target) return refuse('roleMissing', { role: 'allocatedIncome' });
  const placed = checkPeriod(period, books);
  if (!placed.ok) return placed;
  const balances = books.result.filter(({ minor }) => minor !== 0n);
  if (balances.length === 0) return refuse('nothingToAllocate', { fund: books.fund, from: period.fromOn, until: period.untilOn });
  const foreign = balances.filter(({ currency }) => currency !== books.currency).map(({ account }) => account);
  if (foreign.length > 0) return refuse('foreignResult', { codes: [...new Set(foreign)].slice(0, 20) });
  const checked = checkOverrides(balances, books);
  if (!checked.ok) return checked;
  const parts: Part[] = [];
  for (const balance of balances) {
    const shared = shareOf(balance, books);
    if (!shared.ok) return shared;
    for (const part of shared.value) parts.push(part);
  }
  return asEntry(target.code, balances, parts, books.currency);
}

function checkPeriod({ fromOn, untilOn }: Period, { standing, today, fund }: Books): Result<null, IncomeRefusal> {
  if (untilOn < fromOn) return refuse('periodBackwards', { from: fromOn, until: untilOn });
  if (untilOn > today) return refuse('dateInFuture', { what: `The result of “${fund}”`, on: untilOn, today });
  const inTheWay = standing.find(
    (other) => !other.reversed && other.fromOn <= untilOn && fromOn <= other.untilOn && (other.fromOn < fromOn || untilOn < other.untilOn),
  );
  return inTheWay ? refuse('incomeOverlaps', { from: inTheWay.fromOn, until: inTheWay.untilOn }) : done(null);
}

function checkOverrides(balances: readonly Balance[], { overrides, chart }: Books): Result<null, IncomeRefusal> {
  const open = new Set(balances.map(({ account }) => account));
  const seen = new Set<string>();
  for (const { account, investorId } of overrides) {
    if (!open.has(account)) return refuse('overrideElsewhere', { account: titleOf(chart, account) });
    const key = `${account} ${investorId}`;
    if (seen.has(key)) return refuse('overrideTwice', { account: titleOf(chart, account) });
    seen.add(key);
  }
  return done(null);
}

const titleOf = (chart: readonly ChartAccount[], code: string): string => {
  const found = chart.find((account) => account.code === code);
  return found ? `${code} “${found.name}”` : code;
};

function shareOf({ account, minor, currency }: Balance, { fund, chart, weights, overrides }: Books): Result<Part[], IncomeRefusal> {
  const fixed = new Map(overrides.filter((each) => each.account === account).map((each) => [each.investorId, each.minor]));
  const rest = [...fixed.values()].reduce((left, each) => left - each, -minor);
  const others = weights.filter(({ investorId, weight }) => weight > 0n && !fixed.has(investorId));
  const parts = [...fixed].map(([investorId, amount]): Part => ({ account, investorId, minor: amount }));
  if (rest !== 0n) {
    if (others.length === 0)
      return fixed.size === 0
        ? refuse('noPartners', { fund })
        : refuse('overridesDoNotTie', { account: titleOf(chart, account), rest: formatMoney({ minor: rest, currency }) });
    const shares = allocateMinor(
      rest,
      others.map(({ weight }) => weight),
    ).parts;
    others.forEach(({ investorId }, index) => {
      parts.push({ account, investorId, minor: shares[index]! });
    });
  }
  return done(parts.filter((part) => part.minor !== 0n));
}

function asEntry(
  target: string,
  balances: readonly Balance[],
  parts: readonly Part[],
  currency: Currency,
): Result<IncomeAllocation, 'amountTooLarge'> {
  const byPartner = new Map<string, bigint>();
  for (const { investorId, minor } of parts) byPartner.set(investorId, (byPartner.get(investorId) ?? 0n) + minor);
  const lines: Line[] = balances.map(({ account, minor }) => ({ account, investorId: null, amount: { minor: -minor, currency } }));
  for (const [investorId, minor] of byPartner)
    if (minor !== 0n) lines.push({ account: target, investorId, amount: { minor: -minor, currency } });
  const net = { minor: balances.reduce((sum, { minor }) => sum - minor, 0n), currency };
  const large = [...lines.map(({ amount }) => amount), ...parts.map(({ minor }) => ({ minor, currency })), net].find(
    ({ minor }) => minor > LARGEST_MINOR || minor < -LARGEST_MINOR,
  );
  if (large) return refuse('amountTooLarge', { what: 'The result of the period', most: formatMoney({ minor: LARGEST_MINOR, currency }) });
  return done({ net, parts, lines, partners: byPartner.size });
}
