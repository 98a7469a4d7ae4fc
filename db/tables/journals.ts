import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { Line } from '#shared/model/ledger.ts';
import type { ReadDb, WriteDb } from '../handles.ts';
import { accountCodes, entries, journalImports, journalProposalEntries, journalProposalLines, journalProposals } from '../schema/index.ts';
import { insert, select, statement, update } from '../statements.ts';
import type { EntryRow } from './ledger.ts';

export type ProposalRow = (typeof journalProposals)['$inferSelect'];
export type ProposalEntryRow = (typeof journalProposalEntries)['$inferSelect'];
export type JournalImportRow = (typeof journalImports)['$inferSelect'];
export type AccountCodeRow = (typeof accountCodes)['$inferSelect'];

const byId = select(journalProposals, 'WHERE id = ?', (id: string) => [{ entity: 'journal', id }]);
const waiting = select(journalProposals, "WHERE state = 'proposed' ORDER BY proposed_at, id");
const entriesOf = select(journalProposalEntries, 'WHERE proposal_id = ? ORDER BY ordinal');
const linesOf = select(journalProposalLines, 'WHERE proposal_id = ? ORDER BY entry_ordinal, ordinal');
const decide = update(journalProposals, ['state', 'decidedBy', 'decidedAt', 'decisionReason', 'commandId']);
const insertRow = insert(journalProposals);
const insertEntry = insert(journalProposalEntries);
const insertLine = insert(journalProposalLines);

export type ProposedEntry = Omit<ProposalEntryRow, 'proposalId' | 'ordinal'> & Readonly<{ lines: readonly Line[] }>;

export const readProposal = (db: ReadDb, id: string): ProposalRow | undefined => byId.get(db, id);
export const readWaitingProposals = (db: ReadDb): ProposalRow[] => waiting.all(db);

const waitingOfFund = statement("SELECT count(*) FROM journal_proposals WHERE fund_id = ? AND state = 'proposed'");
export const countWaitingProposals = (db: ReadDb, fundId: string): number => Number(waitingOfFund(db).pluck().get(fundId));

const nothing: readonly never[] = [];

/** What a proposal would post, entry by entry. */
export function readProposed(db: ReadDb, id: string): ProposedEntry[] {
  const lines = Map.groupBy(linesOf.all(db, id), ({ entryOrdinal }) => entryOrdinal);
  return entriesOf.all(db, id).map(({ proposalId: _id, ordinal, ...entry }) => ({
    ...entry,
    lines: (lines.get(ordinal) ?? nothing).map(({ account, investorId, currency, minor }) => ({
      account,
      investorId,
      amount: { minor, currency },
    })),
  }));
}

export function insertProposal(db: WriteDb, row: ProposalRow, proposed: readonly ProposedEntry[]): void {
  insertRow(db, row);
  proposed.forEach(({ lines, ...entry }, entryOrdinal) => {
    insertEntry(db, { ...entry, proposalId: row.id, ordinal: entryOrdinal });
    lines.forEach(({ account, investorId, amount: { currency, minor } }, ordinal) => {
      insertLine(db, { proposalId: row.id, entryOrdinal, ordinal, account, investorId, currency, minor });
    });
  });
}

type Decision = Pick<ProposalRow, 'state' | 'decidedBy' | 'decidedAt' | 'decisionReason' | 'commandId'>;
export const markProposalDecided = (db: WriteDb, row: ProposalRow, decision: Decision): void => decide(db, row, decision);

const sizes = statement(`SELECT currency, sum((minor > 0) * (minor >> 32)) AS high, sum((minor > 0) * (minor & 4294967295)) AS low,
  count(*) AS lines FROM journal_proposal_lines WHERE proposal_id = ? GROUP BY currency ORDER BY currency`);

/** How large a proposal is: its debits in each currency, its lines, and the days it touches. */
export function readProposalSize(db: ReadDb, id: string) {
  const rows = sizes(db).all(id) as { currency: Currency; high: bigint; low: bigint; lines: bigint }[];
  return {
    amounts: rows.map(({ currency, high, low }) => ({ minor: high * 4_294_967_296n + low, currency })),
    lines: rows.reduce((sum, { lines }) => sum + Number(lines), 0),
  };
}

const facts = statement(`SELECT count(*) AS entries, min(effective_on) AS from_on, max(effective_on) AS until_on,
  (SELECT memo FROM journal_proposal_entries AS first WHERE first.proposal_id = :id AND first.ordinal = 0) AS memo
  FROM journal_proposal_entries WHERE proposal_id = :id`);
type Facts = Readonly<{ entries: bigint; from_on: BusinessDate; until_on: BusinessDate; memo: string }>;

/** How many entries a proposal has, the days they span, and the memo of the first: all a list says, without reading a line. */
export function readProposalFacts(db: ReadDb, id: string) {
  const { entries: count, from_on, until_on, memo } = facts(db).get({ id }) as Facts;
  return { entries: Number(count), fromOn: from_on, untilOn: until_on, memo };
}

const importById = select(journalImports, 'WHERE id = ?', (id: string) => [{ entity: 'journalImport', id }]);
const importsOfFund = select(journalImports, 'WHERE fund_id = ? ORDER BY imported_at DESC, id DESC');
const standingFile = statement(
  'SELECT file_name AS file, imported_at AS at FROM journal_imports WHERE fund_id = ? AND file_hash = ? AND undone_by IS NULL',
);
const markUndone = update(journalImports, ['undoneBy', 'undoneAt', 'undoReason', 'undoCommandId']);

export const readJournalImport = (db: ReadDb, id: string): JournalImportRow | undefined => importById.get(db, id);
export const readJournalImports = (db: ReadDb, fundId: string): JournalImportRow[] => importsOfFund.all(db, fundId);
export const insertJournalImport = insert(journalImports);
/** The same file taken over before and still standing. */
export const readStandingFile = (db: ReadDb, fundId: string, fileHash: string) =>
  standingFile(db).get(fundId, fileHash) as { file: string; at: string } | undefined;

type Undone = Pick<JournalImportRow, 'undoneBy' | 'undoneAt' | 'undoReason' | 'undoCommandId'>;
export const markImportUndone = (db: WriteDb, row: JournalImportRow, undone: Undone): void => markUndone(db, row, undone);

const writtenBy = select(entries, 'WHERE command_id = ? ORDER BY ordinal');
/** Every entry one command wrote, in order. */
export const readEntriesOf = (db: ReadDb, commandId: string): EntryRow[] => writtenBy.all(db, commandId);

const reversedAlready = statement(`SELECT original.ordinal FROM entries AS original
  JOIN entries AS undo ON undo.reverses_command_id = original.command_id AND undo.reverses_ordinal = original.ordinal
  WHERE original.command_id = ?`);
/** Which entries of a command were reversed, by ordinal. */
export const readReversedOrdinals = (db: ReadDb, commandId: string): ReadonlySet<number> =>
  new Set((reversedAlready(db).pluck().all(commandId) as bigint[]).map(Number));

const codesOf = select(accountCodes, 'WHERE fund_id = ? ORDER BY account', (fundId: string) => [{ entity: 'accountCodes', id: fundId }]);
const setCode = update(accountCodes, ['externalCode', 'mappedBy', 'mappedAt']);
const insertCode = insert(accountCodes);

export const readAccountCodes = (db: ReadDb, fundId: string): AccountCodeRow[] => codesOf.all(db, fundId);
/** The code an account has in the house's own general ledger, by the account's own. */
export const externalCodes = (db: ReadDb, fundId: string): ReadonlyMap<string, string> =>
  new Map(readAccountCodes(db, fundId).flatMap(({ account, externalCode }) => (externalCode === null ? [] : [[account, externalCode]])));
export const writeAccountCode = (db: WriteDb, row: AccountCodeRow, before: AccountCodeRow | undefined): void =>
  before ? setCode(db, before, row) : insertCode(db, row);
