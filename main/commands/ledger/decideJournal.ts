import type { WriteDb } from '#db/handles.ts';
import {
  markProposalDecided,
  type ProposalRow,
  readJournalImport,
  readProposal,
  readProposed,
  readStandingFile,
} from '#db/tables/journals.ts';
import { nameIn } from '#db/tables/users.ts';
import {
  approveJournal as approve,
  rejectJournal as reject,
  type Waiting,
  withdrawJournal as withdraw,
} from '#main/engine/ledger/journals.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { ProposalState } from '#shared/model/journals.ts';
import { entryIdOf } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Guard, type Handler, writes } from '../handler.ts';
import { checkJournals, checkReversals, type Draft, postAll, reversed } from './drafts.ts';
import { noteImport, noteUndone } from './journalFiles.ts';
import { postingGuards } from './post.ts';

type ById = Readonly<{ journalId: string }>;

const scope = ({ journalId }: ById, db: WriteDb) => {
  const row = readProposal(db, journalId);
  return [row ? ({ kind: 'fund', id: row.fundId } as const) : ({ kind: 'house', id: null } as const)];
};
const unknown = (id: string) => refuse('notFound', { what: 'proposed journal', id });

/** What people call a proposal: the name of its file, or the memo of its one entry. */
const titleOf = ({ fileName }: ProposalRow, entries: Draft['entries']): string => fileName ?? entries[0]!.memo;

const draftOf = ({ fundId, kind, reason, evidence }: ProposalRow, entries: Draft['entries']): Draft => ({
  fundId,
  kind,
  reason,
  evidence,
  entries,
});

const waitingOf = (row: ProposalRow, entries: Draft['entries']): Waiting => ({ ...row, title: titleOf(row, entries) });

export const approveJournal: Handler<'ledger.approveJournal'> = {
  guards({ journalId }, db) {
    const row = readProposal(db, journalId);
    if (!row) return [];
    const entries = readProposed(db, journalId);
    const undone = entries.flatMap((entry) => {
      const ref = reversed(entry);
      return ref ? [writes('entry', entryIdOf(ref))] : [];
    });
    const investors = entries.flatMap(({ lines }) => lines.map(({ investorId }) => investorId));
    const importId = row.kind === 'import' ? row.id : row.importId;
    return [
      writes('journal', journalId),
      ...postingGuards(row.fundId, investors),
      ...undone,
      ...(importId === null ? [] : [writes('journalImport', importId)]),
    ];
  },
  scope,

  run(context, { journalId, contentHash }) {
    const { db, actor } = context;
    const row = readProposal(db, journalId);
    if (!row) return unknown(journalId);
    const entries = readProposed(db, journalId);
    const state = approve(waitingOf(row, entries), contentHash, actor.userId);
    if (!state.ok) return state;
    const draft = draftOf(row, entries);
    const stands = stillStands(db, row);
    if (!stands.ok) return stands;
    const checked = checkJournals(db, draft);
    if (!checked.ok) return checked;
    const reversible = checkReversals(db, draft);
    if (!reversible.ok) return reversible;
    const written = postAll(context, 'ledger.approveJournal', draft);
    if (!written.ok) return written;
    noteFile(context, row, draft);
    decide(context, row, state.value, null);
    return done({ entryId: written.value, entries: entries.length });
  },
};

/** A file may have been imported, or its import undone, since this was proposed. */
function stillStands(db: WriteDb, { kind, fundId, fileHash, importId }: ProposalRow): Result<null, 'journalFileKnown' | 'importUndone'> {
  const standing = kind === 'import' ? readStandingFile(db, fundId, fileHash!) : undefined;
  if (standing) return refuse('journalFileKnown', { file: standing.file, on: standing.at.slice(0, 10) });
  const record = importId === null ? undefined : readJournalImport(db, importId);
  return record?.undoneAt ? refuse('importUndone', { file: record.fileName, on: record.undoneAt.slice(0, 10) }) : done(null);
}

function noteFile(context: Context, { kind, id, fileName, fileHash, importId, reason }: ProposalRow, draft: Draft): void {
  if (kind === 'import') noteImport(context, { id, fileName: fileName!, fileHash: fileHash! }, draft);
  if (importId !== null) noteUndone(context, readJournalImport(context.db, importId)!, reason);
}

function decide({ db, actor, now, commandId }: Context, row: ProposalRow, state: ProposalState, decisionReason: string | null): void {
  const posted = state === 'approved' ? commandId : null;
  markProposalDecided(db, row, { state, decidedBy: actor.userId, decidedAt: now, decisionReason, commandId: posted });
}

const guards = ({ journalId }: ById): Guard[] => [writes('journal', journalId)];

export const rejectJournal: Handler<'ledger.rejectJournal'> = {
  guards,
  scope,

  run(context, { journalId, reason }) {
    const row = readProposal(context.db, journalId);
    if (!row) return unknown(journalId);
    const state = reject(waitingOf(row, readProposed(context.db, journalId)));
    if (!state.ok) return state;
    decide(context, row, state.value, reason);
    return done({});
  },
};

export const withdrawJournal: Handler<'ledger.withdrawJournal'> = {
  guards,
  scope,

  run(context, { journalId, reason }) {
    const { db, actor } = context;
    const row = readProposal(db, journalId);
    if (!row) return unknown(journalId);
    const state = withdraw(waitingOf(row, readProposed(db, journalId)), actor.userId, (id) => nameIn(db, id));
    if (!state.ok) return state;
    decide(context, row, state.value, reason);
    return done({});
  },
};
