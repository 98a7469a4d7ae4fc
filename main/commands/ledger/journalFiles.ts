import type { WriteDb } from '#db/handles.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import {
  insertJournalImport,
  type JournalImportRow,
  markImportUndone,
  readEntriesOf,
  readJournalImport,
  readReversedOrdinals,
  readStandingFile,
} from '#db/tables/journals.ts';
import { readChart, readLedger } from '#db/tables/ledger.ts';
import { entriesOf, type FileEntry } from '#main/engine/ledger/journalFile.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse, sentenceOf } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { entryIdOf } from '#shared/model/ledger.ts';
import { done } from '#shared/result.ts';
import { type Context, type Guard, type Handler, reads, writes } from '../handler.ts';
import { type Draft, isInvestor, mayAlone, ownEntry, postAll, reversalEntry, store } from './drafts.ts';
import { fundScope, openOn, postingGuards } from './post.ts';
import { foreignGuards } from './rateTo.ts';

type FileInput = CommandInput<'ledger.importJournals'>;

const fileGuards = ({ importId, fundId, rows }: FileInput): Guard[] => [
  writes('journalImport', importId),
  reads('fund', fundId),
  ...postingGuards(
    fundId,
    rows.map(({ investorId }) => investorId),
  ),
];

const SHOWN = 50;

/** The entries of a file, or every row that stands in the way. */
function fileDraft(context: Context, { fundId, importId, fileHash, reason, rows }: FileInput) {
  const { db } = context;
  if (!readLedger(db, fundId)) return refuse('booksMissing', { fund: fundNameIn(db, fundId) });
  if (readJournalImport(db, importId)) return refuse('alreadyExists', { what: 'import', id: importId });
  const standing = readStandingFile(db, fundId, fileHash);
  if (standing) return refuse('journalFileKnown', { file: standing.file, on: standing.at.slice(0, 10) });
  const { entries, problems } = entriesOf(rows, {
    chart: new Map(readChart(db, fundId).map((account) => [account.code, account])),
    isInvestor: remembered((id) => isInvestor(db, id)),
    closed: remembered((on: BusinessDate) => {
      const open = openOn(context, fundId, on);
      return open.ok ? undefined : sentenceOf(open.error);
    }),
  });
  if (problems.length > 0) return refuse('journalRowsWrong', { count: problems.length, rows: problems.slice(0, SHOWN) });
  const drafted = entries.map(({ effectiveOn, memo, lines }: FileEntry) => ownEntry(effectiveOn, memo, lines));
  return done<Draft>({ fundId, kind: 'import', reason, evidence: [], entries: drafted });
}

/** Asked once for each answer: a file names the same few days and people again and again. */
function remembered<Key, Value>(ask: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, ask(key));
    return known.get(key)!;
  };
}

type File = Readonly<{ id: string; fileName: string; fileHash: string }>;

export function noteImport({ db, actor, now, commandId }: Context, { id, fileName, fileHash }: File, { fundId, entries }: Draft): number {
  const lineCount = entries.reduce((sum, { lines }) => sum + lines.length, 0);
  insertJournalImport(db, {
    id,
    fundId,
    fileName,
    fileHash,
    entryCount: entries.length,
    lineCount,
    commandId,
    importedBy: actor.userId,
    importedAt: now,
    undoneBy: null,
    undoneAt: null,
    undoReason: null,
    undoCommandId: null,
  });
  return lineCount;
}

export const noteUndone = ({ db, actor, now, commandId }: Context, record: JournalImportRow, undoReason: string): void =>
  markImportUndone(db, record, { undoneBy: actor.userId, undoneAt: now, undoReason, undoCommandId: commandId });

export const importJournals: Handler<'ledger.importJournals'> = {
  guards: (input, db) => [
    ...fileGuards(input),
    ...foreignGuards(
      db,
      input.fundId,
      input.rows.map(({ effectiveOn, ...line }) => ({ effectiveOn, lines: [line] })),
    ),
  ],
  scope: fundScope,

  run(context, input) {
    const draft = fileDraft(context, input);
    if (!draft.ok) return draft;
    const alone = mayAlone(context, draft.value);
    if (!alone.ok) return alone;
    const written = postAll(context, 'ledger.importJournals', draft.value);
    if (!written.ok) return written;
    const lines = noteImport(context, { ...input, id: input.importId }, draft.value);
    return done({ entries: draft.value.entries.length, lines });
  },
};

export const proposeImport: Handler<'ledger.proposeImport'> = {
  guards: (input) => [writes('journal', input.importId), ...fileGuards(input)],
  claims: ({ importId }) => [`journal:${importId}`],
  scope: fundScope,

  run(context, input) {
    const { importId: id, fileName, fileHash } = input;
    const draft = fileDraft(context, input);
    return draft.ok ? store(context, draft.value, { id, fileName, fileHash, importId: null }) : draft;
  },
};

type UndoInput = CommandInput<'ledger.undoImport'>;

function undoScope({ importId }: UndoInput, db: WriteDb) {
  const record = readJournalImport(db, importId);
  return [record ? ({ kind: 'fund', id: record.fundId } as const) : ({ kind: 'house', id: null } as const)];
}

function undoGuards({ importId }: UndoInput, db: WriteDb): Guard[] {
  const record = readJournalImport(db, importId);
  if (!record) return [];
  const entries = readEntriesOf(db, record.commandId).map((entry) => writes('entry', entryIdOf(entry)));
  return [writes('journalImport', importId), reads('fund', record.fundId), ...postingGuards(record.fundId), ...entries];
}

/** Reversals of every entry of a file that still stands. */
function undoDraft(db: WriteDb, { importId, effectiveOn, reason }: UndoInput) {
  const record = readJournalImport(db, importId);
  if (!record) return refuse('notFound', { what: 'import', id: importId });
  if (record.undoneAt !== null) return refuse('importUndone', { file: record.fileName, on: record.undoneAt.slice(0, 10) });
  const gone = readReversedOrdinals(db, record.commandId);
  const standing = readEntriesOf(db, record.commandId).filter(({ ordinal }) => !gone.has(ordinal));
  if (standing.length === 0) return refuse('nothingToUndo', { file: record.fileName });
  const entries: Draft['entries'][number][] = [];
  for (const entry of standing) {
    const undo = reversalEntry(db, entry, effectiveOn ?? entry.effectiveOn);
    if (!undo.ok) return undo;
    entries.push(undo.value);
  }
  const draft: Draft = { fundId: record.fundId, kind: 'undo', reason, evidence: [], entries };
  return done({ record, draft });
}

export const undoJournalImport: Handler<'ledger.undoImport'> = {
  guards(input, db) {
    const held = undoGuards(input, db);
    const undo = held.length === 0 ? undefined : undoDraft(db, input);
    return undo?.ok ? [...held, ...foreignGuards(db, undo.value.record.fundId, undo.value.draft.entries)] : held;
  },
  scope: undoScope,

  run(context, input) {
    const undo = undoDraft(context.db, input);
    if (!undo.ok) return undo;
    const { draft, record } = undo.value;
    const alone = mayAlone(context, draft);
    if (!alone.ok) return alone;
    const written = postAll(context, 'ledger.undoImport', draft);
    if (!written.ok) return written;
    noteUndone(context, record, input.reason);
    return done({ entries: draft.entries.length, lines: draft.entries.reduce((sum, { lines }) => sum + lines.length, 0) });
  },
};

export const proposeUndo: Handler<'ledger.proposeUndo'> = {
  guards: (input, db) => [writes('journal', input.journalId), ...undoGuards(input, db)],
  claims: ({ journalId }) => [`journal:${journalId}`],
  scope: undoScope,

  run(context, { journalId, ...input }) {
    const undo = undoDraft(context.db, input);
    if (!undo.ok) return undo;
    return store(context, undo.value.draft, { id: journalId, fileName: null, fileHash: null, importId: input.importId });
  },
};
