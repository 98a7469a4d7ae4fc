import type { WriteDb } from '#db/handles.ts';
import { type FundAccountRow, fundNameIn, readAccount } from '#db/tables/funds.ts';
import { readChart, readLedger } from '#db/tables/ledger.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { AccountRole, Line } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';

export type Books<Role extends AccountRole> = Readonly<{
  currency: Currency;
  /** The code of the account that has the role. */
  code: Readonly<Record<Role, string>>;
  /** The cash account of a bank account: its own where the chart has it, else the operating account. */
  cashOf: (account: Pick<FundAccountRow, 'ledgerCode'>) => string;
}>;

/** The books of a fund with the accounts an event posts to. */
export function booksOf<const Role extends AccountRole>(
  db: WriteDb,
  fundId: string,
  roles: readonly Role[],
): Result<Books<Role | 'operatingCash'>, 'booksMissing' | 'roleMissing'> {
  const ledger = readLedger(db, fundId);
  if (!ledger) return refuse('booksMissing', { fund: fundNameIn(db, fundId) });
  const chart = readChart(db, fundId);
  const wanted = ['operatingCash', ...roles] as const;
  const missing = wanted.find((role) => !chart.some((account) => account.role === role));
  if (missing) return refuse('roleMissing', { role: missing });
  const code = Object.fromEntries(wanted.map((role) => [role, chart.find((account) => account.role === role)!.code])) as Readonly<
    Record<Role | 'operatingCash', string>
  >;
  const cash = new Set(chart.filter(({ kind, isControl }) => kind === 'asset' && !isControl).map((account) => account.code));
  return done({
    currency: ledger.currency,
    code,
    cashOf: ({ ledgerCode }) => (cash.has(ledgerCode) ? ledgerCode : code.operatingCash),
  });
}

/** A bank account of this fund that money in this currency can come in on or leave from on a day. */
export function usableAccount(
  db: WriteDb,
  { fundId, accountId, currency, on }: Readonly<{ fundId: string; accountId: string; currency: Currency; on: BusinessDate }>,
): Result<FundAccountRow, 'notFound' | 'accountNotUsable'> {
  const account = readAccount(db, accountId);
  if (account?.fundId !== fundId) return refuse('notFound', { what: 'bank account of this fund', id: accountId });
  const refused = (because: string) => refuse('accountNotUsable', { account: account.title, because });
  if (account.currency !== currency) return refused(`it is kept in ${account.currency}, and this is ${currency}`);
  if (on < account.openedOn) return refused(`it was opened on ${account.openedOn}`);
  if (account.closedOn !== null && on > account.closedOn) return refused(`it was closed on ${account.closedOn}`);
  return done(account);
}

export const line = (account: string, minor: bigint, currency: Currency, investorId: string | null = null): Line => ({
  account,
  investorId,
  amount: { minor, currency },
});
