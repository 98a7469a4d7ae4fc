import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage, searchIn, type Where } from '#db/list.ts';
import { type LogRow, readActorIds, readLogRow, readSubjectRows } from '#db/tables/commandLog.ts';
import { nameIn } from '#db/tables/users.ts';
import { masked } from '#main/engine/settings/taxId.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { Json } from '#shared/json.ts';
import { maskedFields } from '#shared/model/masked.ts';
import type { QueryHandler, RowScope } from '../handler.ts';

const secretNames: ReadonlySet<string> = new Set(Object.values(maskedFields).flat());

const COLUMNS = 'seq, command_id, name, class, actor_id, transport, device, at, reason, hash';

/** Each row keeps the house’s own day; like the hour it never goes back. */
const FIRST_SINCE = 'SELECT seq FROM command_log WHERE today >= ? ORDER BY today, seq LIMIT 1';
const LAST_UNTIL = 'SELECT seq FROM command_log WHERE today <= ? ORDER BY today DESC, seq DESC LIMIT 1';

/** Commands that carry a masked value are not searched by their input: who may try texts until one is found knows the value. */
function searchInLog(text: string): Where {
  const words = searchIn(['name', 'reason'])(text);
  const input = searchIn(['input'])(text);
  const carries = [...secretNames].map((name) => `%"${name}":%`);
  return {
    sql: `${words.sql} OR ((${input.sql})${carries.map(() => ' AND input NOT LIKE ?').join('')})`,
    params: [...words.params, ...input.params, ...carries],
  };
}

const list: ListDefinition = {
  select: COLUMNS,
  from: 'command_log',
  key: 'seq',
  keyIsInteger: true,
  // No row is older than the one before it, so the order of time is the order of rows.
  sort: { seq: 'seq', at: 'seq', name: 'name' },
  defaultSort: { by: 'seq', descending: true },
  filter: {
    name: equals('name'),
    actorId: equals('actor_id'),
    class: equals('class'),
    transport: equals('transport'),
    device: searchIn(['device']),
    from: (day: BusinessDate) => ({ sql: `seq >= (${FIRST_SINCE})`, params: [day] }),
    until: (day: BusinessDate) => ({ sql: `seq <= (${LAST_UNTIL})`, params: [day] }),
    search: searchInLog,
    entity: (entity: string) => ({ sql: 'seq IN (SELECT seq FROM log_subjects WHERE entity = ?)', params: [entity] }),
    entityId: (id: string) => ({ sql: 'seq IN (SELECT seq FROM log_subjects WHERE entity_id = ?)', params: [id] }),
  },
};

/** A person scoped to funds, investors or agents sees the rows whose command was scoped to one of them. */
export function logScope({ wholeHouse, scopes }: RowScope): Where[] {
  if (wholeHouse) return [];
  const named = scopes.filter(({ id }) => id !== null);
  if (named.length === 0) return [{ sql: '0', params: [] }];
  const one = "SELECT seq FROM log_subjects WHERE mode = 's' AND entity = ? AND entity_id = ?";
  return [{ sql: named.map(() => `seq IN (${one})`).join(' OR '), params: named.flatMap(({ kind, id }) => [kind, id]) }];
}

type Listed = Readonly<
  Record<'command_id' | 'name' | 'class' | 'actor_id' | 'transport' | 'device' | 'at' | 'hash', string> & {
    seq: bigint;
    reason: string | null;
  }
>;

function listedRows(db: ReadDb, rows: readonly Record<string, unknown>[]) {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    const known = names.get(id) ?? nameIn(db, id);
    names.set(id, known);
    return known;
  };
  return (rows as unknown as readonly Listed[]).map((row) => ({
    seq: Number(row.seq),
    commandId: row.command_id,
    name: row.name,
    class: row.class,
    actor: nameOf(row.actor_id),
    actorId: row.actor_id,
    transport: row.transport,
    device: row.device,
    at: row.at as never,
    reason: row.reason,
    hash: row.hash,
  }));
}

export const log: QueryHandler<'audit.log'> = ({ db, rows }, input) => {
  const page = readPage(db, list, input, logScope(rows));
  return { rows: listedRows(db, page.rows), next: page.next, total: page.total };
};

export const actors: QueryHandler<'audit.actors'> = ({ db, rows }) => {
  const found = readActorIds(db, logScope(rows)).map((id) => ({ id, name: nameIn(db, id) }));
  return { actors: found.sort((left, right) => (left.name < right.name ? -1 : 1)) };
};

export const timeline: QueryHandler<'audit.timeline'> = ({ db, rows }, { entity, id, limit = 200 }) => {
  const about: Where = {
    sql: "seq IN (SELECT seq FROM log_subjects WHERE entity = ? AND entity_id = ? AND mode IN ('w', 't', 's'))",
    params: [entity, id],
  };
  const page = readPage(db, list, { limit }, [...logScope(rows), about]);
  return { rows: listedRows(db, page.rows) };
};

export const entry: QueryHandler<'audit.entry'> = ({ db, rows }, { seq }) => {
  const row = readLogRow(db, seq);
  if (!row || !mayRead(db, rows, seq)) return null;
  const written = JSON.parse(row.changes) as {
    changes: { table: string; key: string; before: Json; after: Json }[];
    counts: Record<string, number>;
  };
  const guards = JSON.parse(row.guards) as [string, string, 'r' | 'w' | 't'][];
  return {
    ...summaryOf(db, row),
    origin: row.origin,
    today: row.today,
    input: withoutSecrets(JSON.parse(row.input) as Json) as never,
    reply: JSON.parse(row.reply) as never,
    changes: written.changes.map((change) => ({
      ...change,
      before: withoutSecrets(change.before) as never,
      after: withoutSecrets(change.after) as never,
    })),
    counts: written.counts,
    guards: guards.map(([entity, id, mode]) => ({ entity, id, mode })),
    claims: JSON.parse(row.claims) as string[],
    previousHash: row.previousHash,
  };
};

function summaryOf(db: ReadDb, row: LogRow) {
  const { seq, commandId, name, class: commandClass, actorId, transport, device, at, reason, hash } = row;
  return {
    seq,
    commandId,
    name,
    class: commandClass as string,
    actor: nameIn(db, actorId),
    actorId: actorId as string,
    transport,
    device,
    at,
    reason,
    hash,
  };
}

function mayRead(db: ReadDb, rows: RowScope, seq: number): boolean {
  if (rows.wholeHouse) return true;
  return readSubjectRows(db, seq).some(
    ({ entity, entityId, mode }) => mode === 's' && rows.scopes.some(({ kind, id }) => kind === entity && id === entityId),
  );
}

/** Masked values stay masked in the log too: seeing one is a command of its own. */
function withoutSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      secretNames.has(key) && typeof member === 'string' ? masked(member) : withoutSecrets(member),
    ]),
  );
}
