import type { WriteDb } from '#db/handles.ts';
import { readEntry } from '#db/tables/ledger.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { entryRefOf } from '#shared/model/ledger.ts';
import { done } from '#shared/result.ts';
import { type Guard, type Handler, reads, writes } from '../handler.ts';
import { checkJournals, type Draft, mayAlone, ownEntry, postAll, reversalEntry, store } from './drafts.ts';
import { fundScope, postingGuards } from './post.ts';
import { foreignGuards } from './rateTo.ts';

type Journal = Pick<CommandInput<'ledger.postJournal'>, 'fundId' | 'effectiveOn' | 'memo' | 'reason' | 'evidence' | 'lines'>;

const draftOf = ({ fundId, effectiveOn, memo, reason, evidence, lines }: Journal): Draft => ({
  fundId,
  kind: 'journal',
  reason,
  evidence,
  entries: [ownEntry(effectiveOn, memo, lines)],
});

const journalGuards = ({ fundId, lines }: Journal): Guard[] => [
  reads('fund', fundId),
  ...postingGuards(
    fundId,
    lines.map(({ investorId }) => investorId),
  ),
];

export const postJournal: Handler<'ledger.postJournal'> = {
  guards: (input, db) => [...journalGuards(input), ...foreignGuards(db, input.fundId, [input])],
  scope: fundScope,

  run(context, input) {
    const draft = draftOf(input);
    const checked = checkJournals(context.db, draft);
    if (!checked.ok) return checked;
    const alone = mayAlone(context, draft);
    if (!alone.ok) return alone;
    const written = postAll(context, 'ledger.postJournal', draft);
    return written.ok ? done({ entryId: written.value }) : written;
  },
};

export const proposeJournal: Handler<'ledger.proposeJournal'> = {
  guards: (input) => [writes('journal', input.journalId), ...journalGuards(input)],
  claims: ({ journalId }) => [`journal:${journalId}`],
  scope: fundScope,

  run(context, { journalId, ...input }) {
    const draft = draftOf(input);
    const checked = checkJournals(context.db, draft);
    return checked.ok ? store(context, draft, { id: journalId, fileName: null, fileHash: null, importId: null }) : checked;
  },
};

type OfEntry = Readonly<{ entryId: string }>;
const fundOf = (db: WriteDb, entryId: string) => readEntry(db, entryRefOf(entryId))?.fundId;

const entryScope = ({ entryId }: OfEntry, db: WriteDb) => {
  const fundId = fundOf(db, entryId);
  return [fundId === undefined ? ({ kind: 'house', id: null } as const) : ({ kind: 'fund', id: fundId } as const)];
};

function entryGuards({ entryId }: OfEntry, db: WriteDb): Guard[] {
  const fundId = fundOf(db, entryId);
  return fundId === undefined ? [] : [writes('entry', entryId), reads('fund', fundId), ...postingGuards(fundId)];
}

function reversalDraft(db: WriteDb, { entryId, effectiveOn, reason }: CommandInput<'ledger.reverse'>) {
  const entry = readEntry(db, entryRefOf(entryId));
  if (!entry) return refuse('notFound', { what: 'entry', id: entryId });
  if (entry.kind === 'event' && !entry.source.startsWith('ledger.'))
    return refuse('entryOfEvent', { entry: entryId, source: entry.source });
  const undo = reversalEntry(db, entry, effectiveOn);
  return undo.ok ? done<Draft>({ fundId: entry.fundId, kind: 'reversal', reason, evidence: [], entries: [undo.value] }) : undo;
}

export const reverseEntry: Handler<'ledger.reverse'> = {
  guards: (input, db) => {
    const guards = entryGuards(input, db);
    const undo = guards.length === 0 ? undefined : reversalDraft(db, input);
    return undo?.ok ? [...guards, ...foreignGuards(db, undo.value.fundId, undo.value.entries)] : guards;
  },
  scope: entryScope,

  run(context, input) {
    const draft = reversalDraft(context.db, input);
    if (!draft.ok) return draft;
    const alone = mayAlone(context, draft.value);
    if (!alone.ok) return alone;
    const written = postAll(context, 'ledger.reverse', draft.value);
    return written.ok ? done({ entryId: written.value }) : written;
  },
};

export const proposeReversal: Handler<'ledger.proposeReversal'> = {
  guards: (input, db) => [writes('journal', input.journalId), ...entryGuards(input, db)],
  claims: ({ journalId }) => [`journal:${journalId}`],
  scope: entryScope,

  run(context, { journalId, ...input }) {
    const draft = reversalDraft(context.db, input);
    return draft.ok ? store(context, draft.value, { id: journalId, fileName: null, fileHash: null, importId: null }) : draft;
  },
};
