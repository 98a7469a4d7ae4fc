import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { type EntryRef, entryIdOf, type Line } from '#shared/model/ledger.ts';
import type { Money } from '#shared/money.ts';
import type { ReadDb, WriteDb } from '../handles.ts';
import { accounts, entries, ledgers, postings } from '../schema/index.ts';
import { insert, select, statement } from '../statements.ts';

export type LedgerRow = (typeof ledgers)['$inferSelect'];
export type AccountRow = (typeof accounts)['$inferSelect'];
export type EntryRow = (typeof entries)['$inferSelect'];
export type PostingRow = (typeof postings)['$inferSelect'];

const ledgerOf = select(ledgers, 'WHERE fund_id = ?', (fundId: string) => [{ entity: 'ledger', id: fundId }]);
const accountsOf = select(accounts, 'WHERE fund_id = ? ORDER BY code');
const entryById = select(entries, 'WHERE command_id = ? AND ordinal = ?');
const reversalOf = select(entries, 'WHERE reverses_command_id = ? AND reverses_ordinal = ?', (commandId: string, ordinal: bigint) => [
  { entity: 'entry', id: `${commandId}.${ordinal}` },
]);
const postingsOf = select(postings, 'WHERE command_id = ? AND entry_ordinal = ? ORDER BY ordinal');

export const readLedger = (db: ReadDb, fundId: string): LedgerRow | undefined => ledgerOf.get(db, fundId);
export const readChart = (db: ReadDb, fundId: string): AccountRow[] => accountsOf.all(db, fundId);
export const insertLedger = insert(ledgers);
export const insertAccount = insert(accounts);

export const readEntry = (db: ReadDb, { commandId, ordinal }: EntryRef): EntryRow | undefined =>
  entryById.get(db, commandId, BigInt(ordinal));
export const readReversal = (db: ReadDb, { commandId, ordinal }: EntryRef): EntryRow | undefined =>
  reversalOf.get(db, commandId, BigInt(ordinal));
export const readPostings = (db: ReadDb, { commandId, ordinal }: EntryRef): PostingRow[] => postingsOf.all(db, commandId, BigInt(ordinal));

const insertEntry = insert(entries);
const insertPosting = insert(postings);

/** An entry with its postings, which carry the fund and both dates of the entry. Returns how it is named from now on. */
export function appendEntry(db: WriteDb, entry: EntryRow, lines: readonly Line[]): string {
  insertEntry(db, entry);
  const { commandId, ordinal: entryOrdinal, fundId, effectiveOn, recordedAt } = entry;
  lines.forEach(({ account, investorId, amount: { minor, currency } }, ordinal) => {
    insertPosting(db, { commandId, entryOrdinal, ordinal, fundId, account, investorId, effectiveOn, recordedAt, currency, minor });
  });
  return entryIdOf(entry);
}

/** Amounts are summed in two halves, because a plain sum of very large ones would leave 64 bits. */
const unbalanced = statement(`SELECT entry_ordinal AS ordinal, currency FROM postings WHERE command_id = ?
  GROUP BY entry_ordinal, currency HAVING sum(minor >> 32) * 4294967296 + sum(minor & 4294967295) <> 0`);
const empty = statement(`SELECT ordinal, '' AS currency FROM entries
  WHERE command_id = ? AND NOT EXISTS (SELECT 1 FROM postings WHERE postings.command_id = entries.command_id AND entry_ordinal = entries.ordinal)`);

/** The entries of one command that do not come to zero in a currency, or have no postings at all. */
export const unbalancedEntries = (db: ReadDb, commandId: string): string[] =>
  ([...unbalanced(db).all(commandId), ...empty(db).all(commandId)] as { ordinal: bigint; currency: string }[]).map(
    ({ ordinal, currency }) => `${commandId}.${ordinal} ${currency}`,
  );

export type BalanceRow = Readonly<{ account: string; currency: Currency; minor: bigint }>;
export type AsOf = Readonly<{ on: BusinessDate; knownAt?: Instant | undefined }>;

const balances = (known: string, sum: string) =>
  `SELECT account, currency, ${sum} FROM postings INDEXED BY postings_balance
   WHERE fund_id = ? AND effective_on <= ?${known} GROUP BY account, currency ORDER BY account, currency`;
const PLAIN = 'sum(minor) AS high, 0 AS low';
const HALVES = 'sum(minor >> 32) AS high, sum(minor & 4294967295) AS low';
const known = ' AND recorded_at <= ?';
const plainNow = statement(balances('', PLAIN));
const plainThen = statement(balances(known, PLAIN));
const halvesNow = statement(balances('', HALVES));
const halvesThen = statement(balances(known, HALVES));

type Sum = Readonly<{ account: string; currency: Currency; high: bigint; low: bigint }>;

/** The balance of every account and currency of a fund, effective up to a day: one walk along one index. */
export function readBalances(db: ReadDb, fundId: string, { on, knownAt }: AsOf): BalanceRow[] {
  const params = knownAt === undefined ? [fundId, on] : [fundId, on, knownAt];
  try {
    const rows = (knownAt === undefined ? plainNow : plainThen)(db).all(...params) as Sum[];
    return rows.map(({ account, currency, high }) => ({ account, currency, minor: high }));
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('integer overflow')) throw error;
    const rows = (knownAt === undefined ? halvesNow : halvesThen)(db).all(...params) as Sum[];
    return rows.map(({ account, currency, high, low }) => ({ account, currency, minor: high * 4_294_967_296n + low }));
  }
}

const entryFacts = statement(`SELECT count(*) AS entries, max(effective_on) AS last_on FROM entries WHERE fund_id = ?`);
export function readEntryFacts(db: ReadDb, fundId: string): Readonly<{ entries: number; lastEffectiveOn: BusinessDate | null }> {
  const { entries: found, last_on } = entryFacts(db).get(fundId) as { entries: bigint; last_on: BusinessDate | null };
  return { entries: Number(found), lastEffectiveOn: last_on };
}

const currenciesOf = statement(
  'SELECT DISTINCT currency FROM postings INDEXED BY postings_balance WHERE fund_id = ? AND account = ? ORDER BY currency',
);
export const readCurrencies = (db: ReadDb, fundId: string, account: string): Currency[] =>
  currenciesOf(db).pluck().all(fundId, account) as Currency[];

const HIGH_LOW = 'sum(minor >> 32) AS high, sum(minor & 4294967295) AS low';
const sumOf = ({ high, low }: Readonly<{ high: bigint | null; low: bigint | null }>): bigint => (high ?? 0n) * 4_294_967_296n + (low ?? 0n);

const debits = statement(`SELECT currency, count(*) AS lines, sum((minor > 0) * (minor >> 32)) AS high,
  sum((minor > 0) * (minor & 4294967295)) AS low FROM postings WHERE command_id = ? AND entry_ordinal = ? GROUP BY currency ORDER BY currency`);

/** How large an entry is: its debits in each currency, and how many lines it has. */
export function readSize(db: ReadDb, { commandId, ordinal }: EntryRef): Readonly<{ amounts: Money[]; lines: number }> {
  const rows = debits(db).all(commandId, BigInt(ordinal)) as (Sum & { lines: bigint })[];
  return {
    amounts: rows.map(({ currency, ...halves }) => ({ minor: sumOf(halves), currency })),
    lines: rows.reduce((sum, { lines }) => sum + Number(lines), 0),
  };
}

const LAST_MOMENT = '9999-12-31T23:59:59.999Z' as Instant;

/** An account in one currency, of one investor where asked. */
export type Slice = Readonly<{ fundId: string; account: string; currency: Currency; investorId?: string | undefined }>;

/** One posting in the order in which accounts are read: by day, then as the entries are named. */
export const POSTING_KEY = "printf('%s.%06d.%06d', postings.command_id, postings.entry_ordinal, postings.ordinal)";

const slice = (rest: string, investor: boolean, what = HIGH_LOW) =>
  statement(
    investor
      ? `SELECT ${what} FROM postings INDEXED BY postings_investor WHERE fund_id = ? AND investor_id = ? AND account = ? AND currency = ? ${rest}`
      : `SELECT ${what} FROM postings INDEXED BY postings_balance WHERE fund_id = ? AND account = ? AND currency = ? ${rest}`,
  );
const asKnown = 'AND recorded_at <= ?';
const beforeDay = `${asKnown} AND effective_on < ?`;
const earlierThatDay = `${asKnown} AND effective_on = ? AND ${POSTING_KEY} < ?`;
const upToDay = `${asKnown} AND effective_on <= ?`;
const sums = {
  all: { beforeDay: slice(beforeDay, false), earlierThatDay: slice(earlierThatDay, false), upToDay: slice(upToDay, false) },
  investor: { beforeDay: slice(beforeDay, true), earlierThatDay: slice(earlierThatDay, true), upToDay: slice(upToDay, true) },
};
const keyOf = ({ fundId, account, currency, investorId }: Slice): string[] =>
  investorId === undefined ? [fundId, account, currency] : [fundId, investorId, account, currency];
type KnownAt = Instant | undefined;
const sumIn = (db: ReadDb, which: keyof typeof sums.all, of: Slice, knownAt: KnownAt, ...rest: string[]): bigint =>
  sumOf(sums[of.investorId === undefined ? 'all' : 'investor'][which](db).get(...keyOf(of), knownAt ?? LAST_MOMENT, ...rest) as Sum);

/** What an account held before one of its postings. */
export const readBalanceBefore = (db: ReadDb, of: Slice, on: BusinessDate, key: string, knownAt?: KnownAt): bigint =>
  sumIn(db, 'beforeDay', of, knownAt, on) + sumIn(db, 'earlierThatDay', of, knownAt, on, key);

/** What an account held at the end of a day. */
export const readBalanceOn = (db: ReadDb, of: Slice, on: BusinessDate, knownAt?: KnownAt): bigint => sumIn(db, 'upToDay', of, knownAt, on);

const fundIds = statement('SELECT id FROM funds ORDER BY name, id');
/** Every fund that has books or may get them, by name. */
export const readFundIds = (db: ReadDb): FundId[] => fundIds(db).pluck().all() as FundId[];

const within = `${asKnown} AND effective_on BETWEEN ? AND ?`;
const counts = { all: slice(within, false, 'count(*) AS found'), investor: slice(within, true, 'count(*) AS found') };
/** How many postings an account has in these days. */
export const countLines = (db: ReadDb, of: Slice, { from, on, knownAt }: AsOf & Readonly<{ from: BusinessDate }>): number =>
  Number(
    (counts[of.investorId === undefined ? 'all' : 'investor'](db).get(...keyOf(of), knownAt ?? LAST_MOMENT, from, on) as { found: bigint })
      .found,
  );

const positionMoves =
  statement(`SELECT position.command_id || '.' || position.entry_ordinal AS entry, position.currency, sum(position.minor) AS minor
  FROM postings AS position WHERE position.fund_id = ? AND position.account = ? AND position.effective_on <= ?
  GROUP BY position.command_id, position.entry_ordinal, position.currency ORDER BY position.command_id, position.entry_ordinal, position.currency`);
type Move = Readonly<{ entry: string; currency: Currency; minor: bigint }>;

/** What each entry up to a day did to an account, currency by currency. */
export const readMoves = (db: ReadDb, fundId: string, account: string, on: BusinessDate): Move[] =>
  positionMoves(db).all(fundId, account, on) as Move[];

const halves = (side: '>' | '<', name: string) =>
  `sum((minor ${side} 0) * (minor >> 32)) AS ${name}_high, sum((minor ${side} 0) * (minor & 4294967295)) AS ${name}_low`;
type Sides = Readonly<{ debit_high: bigint; debit_low: bigint; credit_high: bigint; credit_low: bigint }>;
const sidesSummed = (row: Sides): Readonly<{ debit: bigint; credit: bigint }> => ({
  debit: sumOf({ high: row.debit_high, low: row.debit_low }),
  credit: -sumOf({ high: row.credit_high, low: row.credit_low }),
});

const byDay = `effective_on AS day, count(*) AS lines, ${halves('>', 'debit')}, ${halves('<', 'credit')}`;
const knownThen = 'AND effective_on <= ? AND recorded_at <= ? GROUP BY effective_on ORDER BY effective_on';
const days = { all: slice(knownThen, false, byDay), investor: slice(knownThen, true, byDay) };
export type DayRow = Readonly<{ on: BusinessDate; lines: number; debit: bigint; credit: bigint }>;

/** What an account took and gave on each day up to one, as known then or now. */
export const readDays = (db: ReadDb, of: Slice, { on, knownAt }: AsOf): DayRow[] =>
  (
    days[of.investorId === undefined ? 'all' : 'investor'](db).all(...keyOf(of), on, knownAt ?? LAST_MOMENT) as (Sides & {
      day: BusinessDate;
      lines: bigint;
    })[]
  ).map(({ day, lines, ...row }) => ({ on: day, lines: Number(lines), ...sidesSummed(row) }));

const movements =
  statement(`SELECT account, currency, ${halves('>', 'debit')}, ${halves('<', 'credit')} FROM postings INDEXED BY postings_balance
  WHERE fund_id = ? AND effective_on BETWEEN ? AND ? AND recorded_at <= ? GROUP BY account, currency ORDER BY account, currency`);
export type MovementRow = Readonly<{ account: string; currency: Currency; debit: bigint; credit: bigint }>;

/** What every account of a fund took and gave within a period. */
export const readMovements = (db: ReadDb, fundId: string, from: BusinessDate, { on, knownAt }: AsOf): MovementRow[] =>
  (movements(db).all(fundId, from, on, knownAt ?? LAST_MOMENT) as (Sides & Pick<MovementRow, 'account' | 'currency'>)[]).map(
    ({ account, currency, ...row }) => ({ account, currency, ...sidesSummed(row) }),
  );

const perInvestor = statement(`SELECT account, currency, ${HIGH_LOW} FROM postings INDEXED BY postings_investor
  WHERE fund_id = ? AND investor_id IS NOT NULL AND effective_on <= ? GROUP BY account, currency ORDER BY account, currency`);
/** The balance of every account that names investors, summed from those postings alone. */
export const readInvestorBalances = (db: ReadDb, fundId: string, on: BusinessDate): BalanceRow[] =>
  (perInvestor(db).all(fundId, on) as Sum[]).map(({ account, currency, ...row }) => ({ account, currency, minor: sumOf(row) }));

const draftedEvents = statement(`SELECT 'Call ' || title || ', notice of ' || notice_on AS what FROM capital_calls
    WHERE fund_id = :fund AND state IN ('draft', 'inApproval', 'approved') AND notice_on <= :until
  UNION ALL SELECT 'Closing of ' || held_on FROM closings WHERE fund_id = :fund AND state IN ('draft', 'approved') AND held_on <= :until
  UNION ALL SELECT 'Transfer ' || number || ' of ' || effective_on FROM transfers
    WHERE fund_id = :fund AND state IN ('draft', 'approved') AND effective_on <= :until
  ORDER BY what`);
/** Calls, closings and transfers that were begun for a day up to this one but are not posted. */
export const readDraftedEvents = (db: ReadDb, fundId: string, until: BusinessDate): string[] =>
  draftedEvents(db).pluck().all({ fund: fundId, until }) as string[];
