import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { ChartAccount, Line } from '#shared/model/ledger.ts';
import { formatMoney, type Money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { convert, type Rate, tooLarge } from './rates.ts';
import { realise, withRole } from './revalue.ts';

/** What one entry did to the currency position, currency by currency. */
export type PositionMove = Readonly<{ entryId: string; amounts: readonly Money[] }>;
export type Cost = Readonly<{ units: bigint; cost: bigint }>;

/**
 * What the position in one currency cost: each exchange moves the foreign units and, in the same entry, what they cost. Entries of the fund's
 * currency alone are revaluations, which are no cost.
 */
export function costOf(moves: readonly PositionMove[], foreign: Currency, base: Currency): Result<Cost, 'positionMixed'> {
  const own = moves.filter(({ amounts }) => amounts.some(({ currency }) => currency === foreign));
  const mixed = own.filter(({ amounts }) => amounts.some(({ currency }) => currency !== foreign && currency !== base));
  if (mixed.length > 0) return refuse('positionMixed', { currency: foreign, entries: mixed.slice(0, 5).map(({ entryId }) => entryId) });
  const sumOf = (wanted: Currency): bigint =>
    own.flatMap(({ amounts }) => amounts).reduce((sum, { minor, currency }) => (currency === wanted ? sum + minor : sum), 0n);
  return done({ units: -sumOf(foreign), cost: sumOf(base) });
}

type SettleRefusal =
  | 'roleMissing'
  | 'settleNotMoney'
  | 'settleCurrency'
  | 'settleProceeds'
  | 'settleBeyond'
  | 'positionMixed'
  | 'rateMissing'
  | 'amountTooLarge';

type Wanted = Readonly<{
  on: BusinessDate;
  base: Currency;
  chart: readonly ChartAccount[];
  account: ChartAccount;
  investorId: string | null;
  against: ChartAccount;
  amount: Money;
  proceeds: Money | null;
  /** What the account holds in that currency on that day; below zero it is owed. */
  balance: bigint;
  moves: readonly PositionMove[];
  rate: () => Result<Rate, 'rateMissing'>;
}>;
export type Settlement = Readonly<{ proceeds: Money; gain: Money; lines: readonly Line[] }>;

/** Turns part of a foreign balance into the fund's currency: what it brought, less what that part had cost, is realised. */
export function settle(wanted: Wanted): Result<Settlement, SettleRefusal> {
  const { on, base, chart, account, against, amount, balance } = wanted;
  const position = withRole(chart, 'currencyPosition');
  if (!position.ok) return position;
  const result = withRole(chart, 'realisedCurrency');
  if (!result.ok) return result;
  const notMoney = [account, against].find(({ kind }) => kind !== 'asset' && kind !== 'liability');
  if (notMoney) return refuse('settleNotMoney', { code: notMoney.code, name: notMoney.name });
  if (amount.currency === base) return refuse('settleCurrency', { currency: base, base });
  if (amount.minor <= 0n) return refuse('settleProceeds', { what: 'The amount' });
  const held = balance < 0n ? -balance : balance;
  if (amount.minor > held)
    return refuse('settleBeyond', { account: account.code, balance: formatMoney({ minor: balance, currency: amount.currency }), on });
  const proceeds = proceedsOf(wanted);
  if (!proceeds.ok) return proceeds;
  const cost = costOf(wanted.moves, amount.currency, base);
  if (!cost.ok) return cost;
  const side = balance < 0n ? -1n : 1n;
  const { carried, gain } = split(amount.minor, proceeds.value.minor, { units: cost.value.units * side, cost: cost.value.cost * side });
  const line = (code: string, minor: bigint, currency: Currency, investorId: string | null = null): Line => ({
    account: code,
    investorId,
    amount: { minor: minor * side, currency },
  });
  const lines = [
    line(account.code, -amount.minor, amount.currency, wanted.investorId),
    line(position.value, amount.minor, amount.currency),
    line(against.code, proceeds.value.minor, base),
    line(position.value, -carried, base),
    line(result.value, -gain, base),
  ].filter(({ amount: { minor } }) => minor !== 0n);
  return done({ proceeds: proceeds.value, gain: { minor: gain * side, currency: base }, lines });
}

function proceedsOf({ amount, proceeds, base, rate }: Wanted): Result<Money, SettleRefusal> {
  if (proceeds !== null && proceeds.currency !== base) return refuse('settleCurrency', { currency: proceeds.currency, base });
  if (proceeds !== null) return proceeds.minor > 0n ? done(proceeds) : refuse('settleProceeds', { what: 'What the bank paid' });
  const found = rate();
  if (!found.ok) return found;
  const converted = convert(amount, found.value);
  return tooLarge(formatMoney(amount), converted) ?? done(converted);
}

/** The part that closes what the position holds is realised; anything beyond opens a position the other way, at what it brought. */
function split(units: bigint, proceeds: bigint, held: Cost): Readonly<{ carried: bigint; gain: bigint }> {
  const closing = held.units <= 0n ? 0n : held.units < units ? held.units : units;
  if (closing === 0n) return { carried: proceeds, gain: 0n };
  const brought = closing === units ? proceeds : (2n * proceeds * closing + units) / (2n * units);
  const { cost, gain } = realise(held, { units: closing, proceeds: brought });
  return { carried: cost + (proceeds - brought), gain };
}
