import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage, searchIn } from '#db/list.ts';
import { investorName } from '#db/tables/investors.ts';
import { externalCodes } from '#db/tables/journals.ts';
import {
  countLines,
  POSTING_KEY,
  readBalanceBefore,
  readBalanceOn,
  readChart,
  readCurrencies,
  readDays,
  readLedger,
} from '#db/tables/ledger.ts';
import { accountDays as daysOf } from '#main/engine/ledger/accountDays.ts';
import { sidesOf } from '#main/engine/ledger/trialBalance.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { CommandId } from '#shared/ids.ts';
import { type EntryKind, entryIdOf } from '#shared/model/ledger.ts';
import { noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';

type PostingLine = QueryOutput<'ledger.lines'>['rows'][number];

/** Driven by the postings of an account or an investor, which an index holds in order. */
const ofAccount: ListDefinition = {
  select: `postings.command_id, postings.entry_ordinal, postings.ordinal, postings.account, postings.investor_id, postings.currency, postings.minor,
    postings.effective_on, postings.recorded_at, entries.memo, entries.kind, accounts.name`,
  from: `postings CROSS JOIN entries ON entries.command_id = postings.command_id AND entries.ordinal = postings.entry_ordinal
    JOIN accounts ON accounts.fund_id = postings.fund_id AND accounts.code = postings.account`,
  key: POSTING_KEY,
  keyIsInteger: false,
  sort: { effectiveOn: 'postings.effective_on' },
  defaultSort: { by: 'effectiveOn', descending: false },
  filter: {
    fundId: equals('postings.fund_id'),
    from: (day: BusinessDate) => ({ sql: 'postings.effective_on >= ?', params: [day] }),
    until: (day: BusinessDate) => ({ sql: 'postings.effective_on <= ?', params: [day] }),
    account: equals('postings.account'),
    investorId: equals('postings.investor_id'),
    currency: equals('postings.currency'),
    knownAt: (moment: Instant) => ({ sql: 'postings.recorded_at <= ?', params: [moment] }),
    search: searchIn(['entries.memo', 'entries.reason', 'postings.command_id']),
  },
};

/** Driven by the entries of a fund, which an index holds in the order of their days. */
const ofFund: ListDefinition = {
  ...ofAccount,
  from: `entries CROSS JOIN postings ON postings.command_id = entries.command_id AND postings.entry_ordinal = entries.ordinal
    JOIN accounts ON accounts.fund_id = postings.fund_id AND accounts.code = postings.account`,
  sort: { effectiveOn: 'entries.effective_on' },
  filter: {
    ...ofAccount.filter,
    fundId: equals('entries.fund_id'),
    from: (day: BusinessDate) => ({ sql: 'entries.effective_on >= ?', params: [day] }),
    until: (day: BusinessDate) => ({ sql: 'entries.effective_on <= ?', params: [day] }),
  },
};

type Listed = Readonly<{
  command_id: CommandId;
  entry_ordinal: bigint;
  ordinal: bigint;
  account: string;
  investor_id: string | null;
  currency: Currency;
  minor: bigint;
  effective_on: BusinessDate;
  recorded_at: Instant;
  memo: string;
  kind: EntryKind;
  name: string;
  key_value: string;
}>;

const shownLine = (db: ReadDb, row: Listed, codes: ReadonlyMap<string, string>): PostingLine => ({
  entryId: entryIdOf({ commandId: row.command_id, ordinal: Number(row.entry_ordinal) }),
  line: Number(row.ordinal) + 1,
  effectiveOn: row.effective_on,
  recordedAt: row.recorded_at,
  memo: row.memo,
  kind: row.kind,
  account: row.account,
  accountName: row.name,
  externalCode: codes.get(row.account) ?? null,
  investorId: row.investor_id,
  investor: row.investor_id && investorName(db, row.investor_id),
  ...sidesOf(row.minor, row.currency),
});

export const lines: QueryHandler<'ledger.lines'> = ({ db, rows }, { fundId, ...input }) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const isNarrow = input.filter?.account !== undefined || input.filter?.investorId !== undefined;
  const page = readPage(db, isNarrow ? ofAccount : ofFund, { ...input, filter: { ...input.filter, fundId } });
  const codes = externalCodes(db, fundId);
  const listed = page.rows as unknown as readonly Listed[];
  return { rows: listed.map((row) => shownLine(db, row, codes)), next: page.next, total: page.total };
};

const FIRST_DAY = '0000-01-01' as BusinessDate;
const LAST_DAY = '9999-12-31' as BusinessDate;

export const account: QueryHandler<'ledger.account'> = (
  { db, rows },
  { fundId, account: code, investorId, from, until, knownAt, after, limit, ...input },
) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const found = readChart(db, fundId).find((each) => each.code === code);
  const ledger = readLedger(db, fundId);
  if (!found || !ledger) return refuse('notFound', { what: 'account', id: code });
  const currencies = readCurrencies(db, fundId, code);
  const currency = input.currency ?? (currencies.includes(ledger.currency) ? ledger.currency : (currencies[0] ?? ledger.currency));
  const slice = { fundId, account: code, currency, investorId };
  const filter = { ...slice, from, until, knownAt };
  const codes = externalCodes(db, fundId);
  const page = readPage(db, ofAccount, { filter, after, limit });
  const listed = page.rows as unknown as readonly Listed[];
  const first = listed[0];
  let running = first ? readBalanceBefore(db, slice, first.effective_on, first.key_value, knownAt) : 0n;
  const { kind, name, normalSide, isControl, role } = found;
  return {
    account: { code, name, kind, normalSide, isControl, role, externalCode: codes.get(code) ?? null },
    currencies,
    currency,
    balance: { minor: readBalanceOn(db, slice, until ?? LAST_DAY, knownAt), currency },
    rows: listed.map((row) => {
      running += row.minor;
      return { ...shownLine(db, row, codes), balance: { minor: running, currency } };
    }),
    next: page.next,
    total: after === undefined ? countLines(db, slice, { from: from ?? FIRST_DAY, on: until ?? LAST_DAY, knownAt }) : null,
  };
};

export const accountDays: QueryHandler<'ledger.accountDays'> = (
  { db, rows },
  { fundId, account: code, investorId, from, until, knownAt, ...input },
) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const ledger = readLedger(db, fundId);
  if (!ledger || !readChart(db, fundId).some((each) => each.code === code)) return refuse('notFound', { what: 'account', id: code });
  const currencies = readCurrencies(db, fundId, code);
  const currency = input.currency ?? (currencies.includes(ledger.currency) ? ledger.currency : (currencies[0] ?? ledger.currency));
  const slice = { fundId, account: code, currency, investorId };
  const { opening, closing, rows: days } = daysOf(readDays(db, slice, { on: until ?? LAST_DAY, knownAt }), from);
  const money = (minor: bigint) => ({ minor, currency });
  return {
    currency,
    opening: money(opening),
    closing: money(closing),
    rows: days.map(({ on, lines: count, debit, credit, balance }) => ({
      on,
      lines: count,
      debit: money(debit),
      credit: money(credit),
      balance: money(balance),
    })),
  };
};
