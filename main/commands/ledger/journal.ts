import type { WriteDb } from '#db/handles.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import { readInvestor } from '#db/tables/investors.ts';
import { readChart, readEntry, readLedger, readPostings, readReversal } from '#db/tables/ledger.ts';
import { checkLines, reversalOf } from '#main/engine/ledger/entry.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { entryIdOf, entryRefOf, type Line } from '#shared/model/ledger.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from './post.ts';

export const postJournal: Handler<'ledger.postJournal'> = {
  guards: ({ fundId, lines }) =>
    postingGuards(
      fundId,
      lines.map(({ investorId }) => investorId),
    ),
  scope: fundScope,

  run(context, { lines, ...journal }) {
    const { db } = context;
    if (!readLedger(db, journal.fundId)) return refuse('booksMissing', { fund: fundNameIn(db, journal.fundId) });
    const chart = new Map(readChart(db, journal.fundId).map((account) => [account.code, account]));
    const checked = checkLines(lines, chart);
    if (!checked.ok) return checked;
    const strangers = unknownInvestors(db, lines);
    if (strangers.length > 0) return refuse('investorsUnknown', { ids: strangers.slice(0, 20) });
    const entryId = postEntry(context, { ...journal, kind: 'journal', source: 'ledger.postJournal', lines });
    return entryId.ok ? done({ entryId: entryId.value }) : entryId;
  },
};

function unknownInvestors(db: WriteDb, lines: readonly Line[]): string[] {
  const named = [...new Set(lines.map(({ investorId }) => investorId))];
  return named.filter((id) => id !== null).filter((id) => (readInvestor(db, id)?.status ?? 'removed') === 'removed');
}

const fundOf = (db: WriteDb, entryId: string) => readEntry(db, entryRefOf(entryId))?.fundId;

export const reverseEntry: Handler<'ledger.reverse'> = {
  guards({ entryId }, db) {
    const fundId = fundOf(db, entryId);
    return fundId === undefined ? [] : [writes('entry', entryId), ...postingGuards(fundId)];
  },
  scope({ entryId }, db) {
    const fundId = fundOf(db, entryId);
    return [fundId === undefined ? { kind: 'house', id: null } : { kind: 'fund', id: fundId }];
  },

  run(context, { entryId, effectiveOn, reason }) {
    const { db } = context;
    const reverses = entryRefOf(entryId);
    const entry = readEntry(db, reverses);
    if (!entry) return refuse('notFound', { what: 'entry', id: entryId });
    const reversal = readReversal(db, reverses);
    const lines = reversalOf(
      {
        id: entryId,
        effectiveOn: entry.effectiveOn,
        lines: readPostings(db, reverses).map(({ account, investorId, minor, currency }) => ({
          account,
          investorId,
          amount: { minor, currency },
        })),
        reverses:
          entry.reversesCommandId === null ? null : entryIdOf({ commandId: entry.reversesCommandId, ordinal: entry.reversesOrdinal! }),
        reversedBy: reversal ? entryIdOf(reversal) : null,
      },
      effectiveOn,
    );
    if (!lines.ok) return lines;
    const { fundId, memo } = entry;
    const written = postEntry(context, {
      fundId,
      kind: 'reversal',
      source: 'ledger.reverse',
      effectiveOn,
      memo: `Reversal of: ${memo}`,
      reason,
      evidence: [],
      reverses,
      lines: lines.value,
    });
    return written.ok ? done({ entryId: written.value }) : written;
  },
};
