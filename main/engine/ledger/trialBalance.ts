import type { Currency } from '#shared/currencies.ts';
import type { ChartAccount } from '#shared/model/ledger.ts';
import type { Money } from '#shared/money.ts';

export type Balance = Readonly<{ account: string; currency: Currency; minor: bigint }>;
export type TrialLine = Pick<ChartAccount, 'name' | 'kind' | 'isControl'> &
  Readonly<{ account: string; currency: Currency; debit: Money | null; credit: Money | null }>;
export type TrialTotal = Readonly<{ currency: Currency; debit: Money; credit: Money }>;
export type TrialBalance = Readonly<{ rows: readonly TrialLine[]; totals: readonly TrialTotal[] }>;

/** Balances as a trial balance: each on its side, and both sides summed in each currency. Accounts at zero are left out. */
export function trialBalance(balances: readonly Balance[], chart: ReadonlyMap<string, ChartAccount>): TrialBalance {
  const sums = new Map<Currency, { debit: bigint; credit: bigint }>();
  const rows = balances
    .filter(({ minor }) => minor !== 0n)
    .map(({ account, currency, minor }): TrialLine => {
      const sum = sums.get(currency) ?? { debit: 0n, credit: 0n };
      if (minor > 0n) sum.debit += minor;
      else sum.credit -= minor;
      sums.set(currency, sum);
      const { name, kind, isControl } = chart.get(account)!;
      return { account, name, kind, isControl, currency, ...sidesOf(minor, currency) };
    });
  const totals = [...sums].map(([currency, { debit, credit }]) => ({
    currency,
    debit: { minor: debit, currency },
    credit: { minor: credit, currency },
  }));
  return { rows, totals: totals.sort((left, right) => (left.currency < right.currency ? -1 : 1)) };
}

export const sidesOf = (minor: bigint, currency: Currency): { debit: Money | null; credit: Money | null } =>
  minor >= 0n ? { debit: { minor, currency }, credit: null } : { debit: null, credit: { minor: -minor, currency } };
