import type { WriteDb } from '#db/handles.ts';
import { appendEntry, type EntryRow } from '#db/tables/ledger.ts';
import { readLocks } from '#db/tables/periodLocks.ts';
import { permittedScopes } from '#db/tables/users.ts';
import { mayPost } from '#main/engine/ledger/periods.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { covers } from '#shared/model/access.ts';
import type { EntryRef, Line } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Guard, reads, touches } from '../handler.ts';

export type NewEntry = Pick<EntryRow, 'fundId' | 'kind' | 'source' | 'effectiveOn' | 'memo' | 'reason' | 'evidence'> &
  Readonly<{ ordinal?: number; reverses?: EntryRef; lines: readonly Line[] }>;

/** What every command that posts to a fund stands on: its chart, its closed periods, and the investors it names. */
export const postingGuards = (fundId: string, investorIds: readonly (string | null)[] = []): Guard[] => [
  touches('ledger', fundId),
  reads('periods', fundId),
  ...[...new Set(investorIds)].filter((id) => id !== null).map((id) => reads('investor', id)),
];

/** Posts lines that were checked, unless the day they take effect is closed. */
export function postEntry(context: Context, { lines, reverses, ordinal = 0, ...entry }: NewEntry): Result<string, 'periodLocked'> {
  const { db, actor, commandId, now } = context;
  const open = openOn(context, entry.fundId, entry.effectiveOn);
  if (!open.ok) return open;
  const row: EntryRow = {
    ...entry,
    commandId,
    ordinal,
    recordedBy: actor.userId,
    recordedAt: now,
    reversesCommandId: reverses?.commandId ?? null,
    reversesOrdinal: reverses?.ordinal ?? null,
  };
  return done(appendEntry(db, row, lines));
}

export function openOn({ db, actor, today }: Context, fundId: FundId, on: BusinessDate): Result<null, 'periodLocked'> {
  const mayLock = permittedScopes(db, actor.userId, 'ledger.lock', today).some((held) => covers(held, { kind: 'fund', id: fundId }));
  return mayPost(readLocks(db, fundId), on, mayLock);
}

export const fundScope = ({ fundId }: Readonly<{ fundId: string }>, _db: WriteDb) => [{ kind: 'fund', id: fundId } as const];
