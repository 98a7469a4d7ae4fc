import type { WriteDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { fundNameIn, readFund } from '#db/tables/funds.ts';
import { readInvestor } from '#db/tables/investors.ts';
import { insertProposal, type ProposalRow, type ProposedEntry } from '#db/tables/journals.ts';
import { type EntryRow, readChart, readEntry, readLedger, readPostings, readReversal } from '#db/tables/ledger.ts';
import { checkLines, debitsOf, type EntryRefusal, type ReversalRefusal, reversalOf } from '#main/engine/ledger/entry.ts';
import { mayPostAlone } from '#main/engine/ledger/journals.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { canonicalJson, type Json } from '#shared/json.ts';
import type { ProposalKind } from '#shared/model/journals.ts';
import { type EntryRef, entryIdOf, entryRefOf, type Line } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';
import type { Context } from '../handler.ts';
import { openOn, postEntry } from './post.ts';
import { rateTo } from './rateTo.ts';

/** What would be posted, whether now or once a second person agrees. */
export type Draft = Readonly<{
  fundId: FundId;
  kind: ProposalKind;
  reason: string;
  evidence: Json;
  entries: readonly ProposedEntry[];
}>;

export const ownEntry = (effectiveOn: BusinessDate, memo: string, lines: readonly Line[]): ProposedEntry => ({
  effectiveOn,
  memo,
  lines,
  reversesCommandId: null,
  reversesOrdinal: null,
});

export const reversed = ({ reversesCommandId, reversesOrdinal }: ProposedEntry): EntryRef | undefined =>
  reversesCommandId === null ? undefined : { commandId: reversesCommandId, ordinal: reversesOrdinal! };

/** Whether everything the journals of a draft post to stands as it must: the chart and the investors. */
export function checkJournals(db: WriteDb, { fundId, entries }: Draft): Result<null, EntryRefusal | 'investorsUnknown' | 'booksMissing'> {
  if (!readLedger(db, fundId)) return refuse('booksMissing', { fund: fundNameIn(db, fundId) });
  const chart = new Map(readChart(db, fundId).map((account) => [account.code, account]));
  const known = new Map<string, boolean>();
  for (const entry of entries) {
    if (reversed(entry)) continue;
    const checked = checkLines(entry.lines, chart);
    if (!checked.ok) return checked;
    const strangers = unknownInvestors(db, entry.lines, known);
    if (strangers.length > 0) return refuse('investorsUnknown', { ids: strangers.slice(0, 20) });
  }
  return done(null);
}

/** Whether every entry a draft reverses still stands. */
export function checkReversals(db: WriteDb, { entries }: Draft): Result<null, ReversalRefusal> {
  for (const entry of entries) {
    const ref = reversed(entry);
    if (!ref) continue;
    const undo = reversalLines(db, readEntry(db, ref)!, entry.effectiveOn);
    if (!undo.ok) return undo;
  }
  return done(null);
}

export const isInvestor = (db: WriteDb, id: string): boolean => (readInvestor(db, id)?.status ?? 'removed') !== 'removed';

function unknownInvestors(db: WriteDb, lines: readonly Line[], known: Map<string, boolean>): string[] {
  const named = [...new Set(lines.flatMap(({ investorId }) => (investorId === null ? [] : [investorId])))];
  return named.filter((id) => {
    const is = known.get(id) ?? isInvestor(db, id);
    known.set(id, is);
    return !is;
  });
}

/** The lines that cancel a stored entry, unless it may not be cancelled. */
export function reversalLines(db: WriteDb, entry: EntryRow, effectiveOn: BusinessDate): Result<readonly Line[], ReversalRefusal> {
  const { reversesCommandId, reversesOrdinal } = entry;
  const reversal = readReversal(db, entry);
  const lines = readPostings(db, entry).map(({ account, investorId, minor, currency }) => ({
    account,
    investorId,
    amount: { minor, currency },
  }));
  const reverses = reversesCommandId === null ? null : entryIdOf({ commandId: reversesCommandId, ordinal: reversesOrdinal! });
  const reversedBy = reversal ? entryIdOf(reversal) : null;
  return reversalOf({ id: entryIdOf(entry), effectiveOn: entry.effectiveOn, lines, reverses, reversedBy }, effectiveOn);
}

/** An entry that cancels another, as a draft. */
export function reversalEntry(db: WriteDb, entry: EntryRow, effectiveOn: BusinessDate): Result<ProposedEntry, ReversalRefusal> {
  const lines = reversalLines(db, entry, effectiveOn);
  if (!lines.ok) return lines;
  const { commandId, ordinal } = entryRefOf(entryIdOf(entry));
  return done({
    effectiveOn,
    memo: `Reversal of: ${entry.memo}`,
    lines: lines.value,
    reversesCommandId: commandId,
    reversesOrdinal: ordinal,
  });
}

/** Whether one person may post all of it: no entry is larger than the limit of the fund. */
export function mayAlone(context: Context, { fundId, entries }: Draft): Result<null, 'journalNeedsSecond' | 'journalNotComparable'> {
  const { db, settings } = context;
  const fund = readFund(db, fundId)!;
  const base = readLedger(db, fundId)!.currency;
  const most = settings.integer('ledger.journalLimit', chainOf({ id: fundId, type: fund.vehicleType }));
  const limit = { base, most, rateTo: rateTo(context, fund, base) };
  for (const { effectiveOn, lines } of entries) {
    const alone = mayPostAlone({ effectiveOn, debits: debitsOf(lines) }, limit);
    if (!alone.ok) return alone;
  }
  return done(null);
}

/** Posts every entry of a draft that was checked; answers how the first is named. */
export function postAll(context: Context, source: string, { fundId, reason, evidence, entries }: Draft): Result<string, 'periodLocked'> {
  let first = '';
  for (const [ordinal, entry] of entries.entries()) {
    const { effectiveOn, memo, lines } = entry;
    const reverses = reversed(entry);
    const kind = reverses ? 'reversal' : 'journal';
    const written = postEntry(context, {
      fundId,
      kind,
      source,
      effectiveOn,
      memo,
      reason,
      evidence,
      ordinal,
      lines,
      ...(reverses ? { reverses } : {}),
    });
    if (!written.ok) return written;
    if (ordinal === 0) first = written.value;
  }
  return done(first);
}

type Origin = Pick<ProposalRow, 'id' | 'fileName' | 'fileHash' | 'importId'>;

/** Stores a draft for a second person, unless a day of it is closed to whoever proposes it. */
export function store(context: Context, draft: Draft, origin: Origin): Result<{ contentHash: string }, 'periodLocked' | 'alreadyExists'> {
  const { db, actor, now } = context;
  const { fundId, kind, reason, evidence, entries } = draft;
  for (const day of new Set(entries.map(({ effectiveOn }) => effectiveOn))) {
    const open = openOn(context, fundId, day);
    if (!open.ok) return open;
  }
  const contentHash = sha256(canonicalJson({ ...origin, fundId, kind, reason, evidence, entries, proposedBy: actor.userId }));
  const row: ProposalRow = {
    ...origin,
    fundId,
    kind,
    reason,
    evidence,
    state: 'proposed',
    proposedBy: actor.userId,
    proposedAt: now,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    contentHash,
    commandId: null,
  };
  insertProposal(db, row, entries);
  return done({ contentHash });
}
