import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { AccountRole, ChartAccount, Line } from '#shared/model/ledger.ts';
import { type Money, negate } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { convert, type Rate, tooLarge } from './rates.ts';
import type { Balance } from './trialBalance.ts';

type RevalueRefusal = 'roleMissing' | 'foreignResult' | 'rateMissing' | 'nothingToRevalue' | 'amountTooLarge';
type Books = Readonly<{
  fund: string;
  on: string;
  base: Currency;
  chart: readonly ChartAccount[];
  balances: readonly Balance[];
  rateTo: (from: Currency) => Result<Rate, 'rateMissing'>;
}>;
export type Revaluation = Readonly<{ gain: Money; lines: readonly Line[] }>;

/**
 * Every exchange passes through the currency position: it is credited with the foreign money that came in and debited with what that
 * cost. So what the foreign money is worth today, less what the position says it cost, is the gain not yet posted.
 */
export function revalue({ fund, on, base, chart, balances, rateTo }: Books): Result<Revaluation, RevalueRefusal> {
  const position = withRole(chart, 'currencyPosition');
  if (!position.ok) return position;
  const result = withRole(chart, 'unrealisedCurrency');
  if (!result.ok) return result;
  const isMoney = new Set(chart.filter(({ kind }) => kind === 'asset' || kind === 'liability').map(({ code }) => code));
  const foreign = balances.filter(({ currency, minor, account }) => currency !== base && minor !== 0n && !isMoney.has(account));
  if (foreign.length > 0) return refuse('foreignResult', { codes: [...new Set(foreign.map(({ account }) => account))].slice(0, 20) });
  const held = balances.filter(({ account, minor }) => account === position.value && minor !== 0n);
  let gain = 0n;
  for (const { currency, minor } of held) {
    if (currency === base) {
      gain -= minor;
      continue;
    }
    const rate = rateTo(currency);
    if (!rate.ok) return rate;
    gain += convert({ minor: -minor, currency }, rate.value).minor;
  }
  if (gain === 0n) return refuse('nothingToRevalue', { fund, on });
  const amount: Money = { minor: gain, currency: base };
  const large = tooLarge(`The revaluation of “${fund}”`, amount);
  if (large) return large;
  const line = (account: string, each: Money): Line => ({ account, investorId: null, amount: each });
  return done({ gain: amount, lines: [line(position.value, amount), line(result.value, negate(amount))] });
}

export function withRole(chart: readonly ChartAccount[], role: AccountRole): Result<string, 'roleMissing'> {
  const account = chart.find((each) => each.role === role);
  return account ? done(account.code) : refuse('roleMissing', { role });
}

/** What part of a currency position's cost leaves with the part that is sold, and what was realised by it: cost goes by average. */
export function realise(
  held: Readonly<{ units: bigint; cost: bigint }>,
  sold: Readonly<{ units: bigint; proceeds: bigint }>,
): Readonly<{ cost: bigint; gain: bigint }> {
  if (held.units <= 0n || sold.units <= 0n || sold.units > held.units) throw new RangeError('only what is held can be sold');
  const doubled = 2n * held.cost * sold.units;
  const cost = (doubled + (doubled < 0n ? -held.units : held.units)) / (2n * held.units);
  return { cost, gain: sold.proceeds - cost };
}
