import type { ReadDb } from '#db/handles.ts';
import type { Where } from '#db/list.ts';
import { survivorOf } from '#db/tables/investors.ts';
import type { QueryContext } from '../handler.ts';

/** The investors a person may see, or null for all of them. A login of a merged investor sees the one that stands for it. */
export function visibleIds({ db, rows }: Pick<QueryContext, 'db' | 'rows'>): ReadonlySet<string> | null {
  if (rows.wholeHouse) return null;
  const own = rows.scopes.filter(({ kind, id }) => kind === 'investor' && id !== null);
  return new Set(own.map(({ id }) => survivorId(db, id!)));
}

const survivorId = (db: ReadDb, id: string): string => survivorOf(db, id)?.id ?? id;

export const maySee = (context: Pick<QueryContext, 'db' | 'rows'>, id: string): boolean => visibleIds(context)?.has(id) ?? true;

/** The rows of a list that belong to visible investors, by the column that names the investor they stand under. */
export function scopeOf(context: Pick<QueryContext, 'db' | 'rows'>, column: string): Where[] {
  const visible = visibleIds(context);
  if (visible === null) return [];
  if (visible.size === 0) return [{ sql: '0', params: [] }];
  return [{ sql: `${column} IN (${[...visible].map(() => '?').join(', ')})`, params: [...visible] }];
}
