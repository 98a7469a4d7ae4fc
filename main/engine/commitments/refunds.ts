import type { Currency } from '#shared/currencies.ts';
import type { ChartAccount, Line } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';
import { codesOf } from './entry.ts';
import { type CalledMove, netOf } from './equalise.ts';

type Payout = Readonly<{ investorId: string; minor: bigint }>;

/** What a closing still owes to each investor: its refunds and the interest credited to it, less what was paid out. */
export function owedBy(moves: readonly CalledMove[], payouts: readonly Payout[]): Map<string, bigint> {
  const owed = new Map<string, bigint>();
  const raise = (investorId: string, by: bigint): void => {
    owed.set(investorId, (owed.get(investorId) ?? 0n) + by);
  };
  for (const { investorId, minor, interest } of netOf(moves)) {
    if (minor < 0n) raise(investorId, -minor);
    if (interest < 0n) raise(investorId, -interest);
  }
  for (const { investorId, minor } of payouts) raise(investorId, -minor);
  return owed;
}

/** A payout lowers what is owed and the cash of the account it left; one that came back is the same with its sign turned. */
export function refundLines(
  payouts: readonly Payout[],
  chart: readonly ChartAccount[],
  cashCode: string,
  currency: Currency,
): Result<readonly Line[], 'roleMissing'> {
  const codes = codesOf(chart, ['distributionsPayable', 'operatingCash']);
  if (!codes.ok) return codes;
  const cash = chart.some(({ code }) => code === cashCode) ? cashCode : codes.value.operatingCash;
  const total = payouts.reduce((sum, { minor }) => sum + minor, 0n);
  const owed = payouts.map(({ investorId, minor }) => ({
    account: codes.value.distributionsPayable,
    investorId,
    amount: { minor, currency },
  }));
  return done([...owed, { account: cash, investorId: null, amount: { minor: -total, currency } }]);
}
