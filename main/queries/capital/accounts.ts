import { readPartnerCalls } from '#db/tables/capitalFigures.ts';
import { calledMovesOn, commitmentsOn } from '#db/tables/commitments.ts';
import { readFund } from '#db/tables/funds.ts';
import { memberIds, survivorOf } from '#db/tables/investors.ts';
import { readBalances, readChart, readLedger } from '#db/tables/ledger.ts';
import {
  type PartnerSums,
  readAdjusted,
  readAllocated,
  readFundsOf,
  readHeld,
  readPartnerNames,
  readSurvivors,
  type Sums,
} from '#db/tables/partnerCapital.ts';
import { addAccounts, type CapitalAccount, capitalAccount, equityOf, type Moved } from '#main/engine/performance/capitalAccount.ts';
import { firstDayOfYear } from '#main/engine/performance/taxCapital.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import { addDays, type BusinessDate, type Instant } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { capitalLines } from '#shared/model/performance.ts';
import { money } from '#shared/money.ts';
import { noFund, seenFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { maySeeHolding } from './seen.ts';

type Lines = QueryOutput<'capital.accounts'>['totals'];
const linesOf = (account: CapitalAccount, currency: Currency): Lines =>
  Object.fromEntries(capitalLines.map((line) => [line, money(account[line], currency)])) as Lines;

type Which = 'before' | 'beforeYear' | null;
/** Sums as they moved since a period, or a fiscal year, or ever began. */
const movedSince = (rows: readonly (Sums & Readonly<{ account: string }>)[], which: Which): Moved[] =>
  rows.map(({ account, total, ...before }) => ({ account, total, before: which === null ? 0n : before[which] }));

const sumOf = (rows: readonly Sums[], key: keyof Sums): bigint => rows.reduce((sum, row) => sum + row[key], 0n);
const groupBy = <Row extends Readonly<{ investorId: string }>>(rows: readonly Row[], survivor: (id: string) => string) =>
  Map.groupBy(rows, ({ investorId }) => survivor(investorId));

export const accounts: QueryHandler<'capital.accounts'> = ({ db, rows: scope }, { fundId, from, until, knownAt }) => {
  const fund = seenFund(db, scope, fundId);
  if (!fund) return noFund(fundId);
  const currency = readLedger(db, fundId)?.currency ?? fund.currency;
  const chart = new Map(readChart(db, fundId).map((account) => [account.code, account]));
  const survivor = readSurvivors(db);
  const asked = { fundId, currency, from, yearFrom: from, until, knownAt };
  const held = groupBy(readHeld(db, asked), survivor);
  const allocated = groupBy(readAllocated(db, asked), survivor);
  const adjusted = groupBy(readAdjusted(db, asked), survivor);
  const names = readPartnerNames(db, fundId);
  const partners = [...new Set([...held.keys(), ...allocated.keys(), ...adjusted.keys()])].map((id) => ({ id, name: names.get(id) ?? id }));
  partners.sort((left, right) => (left.name === right.name ? (left.id < right.id ? -1 : 1) : left.name < right.name ? -1 : 1));
  const found = partners.map(({ id, name }) => {
    const account = capitalAccount(movedSince(held.get(id) ?? [], 'before'), movedSince(allocated.get(id) ?? [], 'before'), chart);
    return { id, name, account, taxClosing: account.closing + sumOf(adjusted.get(id) ?? [], 'total') };
  });
  const totals = addAccounts(found.map(({ account }) => account));
  const equity = equityOf(readBalances(db, fundId, { on: until, knownAt }), chart, currency);
  const amount = (minor: bigint) => money(minor, currency);
  return {
    currency,
    rows: found.map(({ id, name, account, taxClosing }) => ({
      investorId: id as InvestorId,
      investor: name,
      ...linesOf(account, currency),
      taxClosing: amount(taxClosing),
    })),
    totals: linesOf(totals, currency),
    taxClosing: amount(found.reduce((sum, { taxClosing }) => sum + taxClosing, 0n)),
    tieOut: {
      netAssets: amount(equity.netAssets),
      partners: amount(totals.closing),
      notAllocated: amount(equity.notAllocated),
      notOfPartners: amount(equity.notOfPartners),
      foreign: [...equity.foreign],
    },
  };
};

type Statement = QueryOutput<'capital.account'>['rows'][number];
type Asked = Readonly<{ from: BusinessDate; until: BusinessDate; knownAt?: Instant | undefined }>;

function statementOf({ db }: QueryContext, fundId: string, members: readonly string[], { from, until, knownAt }: Asked): Statement | null {
  const fund = readFund(db, fundId);
  if (!fund) return null;
  const currency = readLedger(db, fundId)?.currency ?? fund.currency;
  const chart = new Map(readChart(db, fundId).map((account) => [account.code, account]));
  const yearFrom = firstDayOfYear(until, fund.fiscalYearEnd, (day) => addDays(day, 1));
  const asked = { fundId, currency, from, yearFrom, until, knownAt };
  const each = (read: (db: QueryContext['db'], asked: never, id: string) => PartnerSums[]) =>
    members.flatMap((id) => read(db, asked as never, id));
  const [held, allocated, adjusted] = [each(readHeld), each(readAllocated), each(readAdjusted as typeof readHeld)];
  const lines = (which: Which) => linesOf(capitalAccount(added(held, which), added(allocated, which), chart), currency);
  const book = lines('before');
  const tax = { total: sumOf(adjusted, 'total'), before: sumOf(adjusted, 'before') };
  const amount = (minor: bigint) => money(minor, currency);
  return {
    fundId: fund.id,
    fund: fund.name,
    currency,
    yearFrom,
    period: book,
    year: lines('beforeYear'),
    inception: lines(null),
    tax: {
      opening: amount(book.opening.minor + tax.before),
      adjustments: amount(tax.total - tax.before),
      closing: amount(book.closing.minor + tax.total),
    },
    taxByKind: adjusted.map(({ account, total }) => ({ kind: account as Statement['taxByKind'][number]['kind'], amount: amount(total) })),
    commitment: commitmentOf(db, fundId, members, until, knownAt, amount),
  };
}

/** The accounts of all that was merged into one investor, as one. */
const added = movedSince as (rows: readonly PartnerSums[], which: Which) => Moved[];

function commitmentOf(
  db: QueryContext['db'],
  fundId: string,
  members: readonly string[],
  on: BusinessDate,
  knownAt: Instant | undefined,
  amount: (minor: bigint) => Statement['commitment']['called'],
): Statement['commitment'] {
  const own = (rows: readonly Readonly<{ investorId: string; minor: bigint }>[]) =>
    rows.filter(({ investorId }) => members.includes(investorId)).reduce((sum, { minor }) => sum + minor, 0n);
  const committed = own(commitmentsOn(db, fundId, on, knownAt));
  const moved = own(calledMovesOn(db, fundId, on, knownAt));
  const inside = members.reduce((sum, id) => sum + (readPartnerCalls(db, { on, knownAt }, fundId, id).get(id)?.inside ?? 0n), 0n);
  return { committed: amount(committed), called: amount(inside + moved), uncalled: amount(committed - inside - moved) };
}

export const account: QueryHandler<'capital.account'> = (context, { investorId, fundId, ...asked }) => {
  const { db } = context;
  const investor = survivorOf(db, investorId);
  const unknown = () => refuse('notFound', { what: 'investor', id: investorId });
  if (!investor) return unknown();
  const members = memberIds(db, investor.id);
  const funds = [...new Set(members.flatMap((id) => readFundsOf(db, id)))].filter((id) => maySeeHolding(context, investor.id, id));
  const isOwn = context.rows.wholeHouse || maySeeHolding(context, investor.id, '');
  if (funds.length === 0 && !isOwn) return unknown();
  const wanted = fundId === undefined ? funds : funds.filter((id) => id === fundId);
  const rows = wanted.flatMap((id) => statementOf(context, id, members, asked) ?? []);
  return { rows: rows.sort((left, right) => (left.fund < right.fund ? -1 : 1)) };
};
