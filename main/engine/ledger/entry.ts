import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { ChartAccount, Line } from '#shared/model/ledger.ts';
import { formatMoney, type Money, negate } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';

export type EntryRefusal = 'accountsUnknown' | 'lineZero' | 'investorNeeded' | 'investorNotKept' | 'entryUnbalanced';

/** By how much the lines fail to come to zero, currency by currency; nothing when they balance. */
export function imbalances(lines: readonly Pick<Line, 'amount'>[]): Money[] {
  const sums = new Map<Currency, bigint>();
  for (const { amount } of lines) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.minor);
  return [...sums].filter(([, minor]) => minor !== 0n).map(([currency, minor]) => ({ minor, currency }));
}

/** The sum of the debits in each currency: how large an entry is. */
export function debitsOf(lines: readonly Pick<Line, 'amount'>[]): Money[] {
  const sums = new Map<Currency, bigint>();
  for (const { amount } of lines) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + (amount.minor > 0n ? amount.minor : 0n));
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}

export const sideText = (difference: Money): string =>
  `${formatMoney(difference.minor < 0n ? negate(difference) : difference)} (${difference.minor > 0n ? 'debits' : 'credits'} are larger)`;

/** Whether these lines may be posted to this chart: every account known, investors where they are kept, zero in every currency. */
export function checkLines(lines: readonly Line[], chart: ReadonlyMap<string, ChartAccount>): Result<readonly Line[], EntryRefusal> {
  const unknown = [...new Set(lines.map(({ account }) => account).filter((code) => !chart.has(code)))];
  if (unknown.length > 0) return refuse('accountsUnknown', { codes: unknown.slice(0, 20) });
  for (const [index, { account, investorId, amount }] of lines.entries()) {
    const line = index + 1;
    const { code, name, isControl } = chart.get(account)!;
    if (amount.minor === 0n) return refuse('lineZero', { line });
    if (isControl && investorId === null) return refuse('investorNeeded', { line, code, name });
    if (!isControl && investorId !== null) return refuse('investorNotKept', { line, code, name });
  }
  const differences = imbalances(lines);
  return differences.length === 0 ? done(lines) : refuse('entryUnbalanced', { differences: differences.map(sideText) });
}

export type Reversible = Readonly<{
  id: string;
  effectiveOn: BusinessDate;
  lines: readonly Line[];
  reverses: string | null;
  reversedBy: string | null;
}>;
export type ReversalRefusal = 'entryReversed' | 'entryIsReversal' | 'reversalTooEarly';

/** The lines that cancel an entry exactly. An entry is reversed once, and a reversal never. */
export function reversalOf(entry: Reversible, effectiveOn: BusinessDate): Result<readonly Line[], ReversalRefusal> {
  if (entry.reverses !== null) return refuse('entryIsReversal', { entry: entry.id, of: entry.reverses });
  if (entry.reversedBy !== null) return refuse('entryReversed', { entry: entry.id, by: entry.reversedBy });
  if (effectiveOn < entry.effectiveOn) return refuse('reversalTooEarly', { entry: entry.id, on: entry.effectiveOn });
  return done(entry.lines.map((line) => ({ ...line, amount: negate(line.amount) })));
}
