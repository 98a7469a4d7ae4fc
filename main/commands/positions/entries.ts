import { readAccounts } from '#db/tables/funds.ts';
import { readChart, readLedger } from '#db/tables/ledger.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { AccountRole, Line } from '#shared/model/ledger.ts';
import { money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Guard, reads } from '../handler.ts';
import { postEntry, postingGuards } from '../ledger/post.ts';
import type { UnitClass } from './record.ts';

export const unitBookGuards = (fundId: string, investorIds: readonly string[]): Guard[] => [
  ...postingGuards(fundId, investorIds),
  reads('fundBankAccounts', 'all'),
];

/** One line to an account by its role; a debit is above zero. */
export type RoleLine = Readonly<{ role: AccountRole; investorId: string | null; minor: bigint }>;
type Posting = Readonly<{ source: string; on: BusinessDate; memo: string; reason: string; lines: readonly RoleLine[]; cashCode?: string }>;
type PostRefusal = 'booksMissing' | 'roleMissing' | 'periodLocked';

/** The account the program's cash lines go to: that of the bank account the money came to. */
export function cashCodeOf(
  { db }: Context,
  { fund }: UnitClass,
  accountId: string | null,
  on: BusinessDate,
): Result<string | undefined, 'notFound' | 'accountsUnknown' | 'accountClosed'> {
  if (accountId === null) return done(undefined);
  const account = readAccounts(db, fund.id).find(({ id }) => id === accountId);
  if (!account) return refuse('notFound', { what: `bank account of ${fund.name}`, id: accountId });
  if (account.closedOn !== null && on > account.closedOn) return refuse('accountClosed', { account: account.title, on: account.closedOn });
  const isKept = readChart(db, fund.id).some(({ code }) => code === account.ledgerCode);
  return isKept ? done(account.ledgerCode) : refuse('accountsUnknown', { codes: [account.ledgerCode] });
}

/** Posts lines by role to the books of the fund, in its currency; lines of nothing are left out. Answers whether there were any. */
export function postByRole(context: Context, { fund }: UnitClass, posting: Posting): Result<boolean, PostRefusal> {
  const { db } = context;
  if (!readLedger(db, fund.id)) return refuse('booksMissing', { fund: fund.name });
  const chart = readChart(db, fund.id);
  const lines: Line[] = [];
  for (const { role, investorId, minor } of posting.lines) {
    if (minor === 0n) continue;
    const isCash = role === 'operatingCash' && posting.cashCode !== undefined;
    const account = isCash ? posting.cashCode : chart.find((row) => row.role === role)?.code;
    if (account === undefined) return refuse('roleMissing', { role });
    lines.push({ account, investorId, amount: money(minor, fund.currency) });
  }
  if (lines.length === 0) return done(false);
  const { source, on, memo, reason } = posting;
  const entry = postEntry(context, { fundId: fund.id, kind: 'event', source, effectiveOn: on, memo, reason, evidence: [], lines });
  return entry.ok ? done(true) : entry;
}
