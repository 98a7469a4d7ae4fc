import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { RawDatabase } from '#db/handles.ts';
import { Firm } from './firm.ts';
import { type Figure, FsyncProbe, interleaved, median, round } from './measure.ts';

type Row = readonly unknown[];

/** Raw better-sqlite3 writing what a command wrote, row for row, through statements prepared before. */
export class Twin {
  readonly raw: RawDatabase;
  readonly #source: RawDatabase;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #inserts = new Map<string, Readonly<{ read: Database.Statement; insert: Database.Statement }>>();

  constructor(firm: Firm, folder: string) {
    this.raw = firm.twin(folder);
    this.#source = firm.raw;
    this.#begin = this.raw.prepare('BEGIN IMMEDIATE');
    this.#commit = this.raw.prepare('COMMIT');
  }

  /** The rows `where` finds in the firm, ready to be written here. */
  copyOf(table: string, where: string, ...params: readonly unknown[]): () => void {
    const key = `${table} ${where}`;
    let pair = this.#inserts.get(key);
    if (!pair) {
      const names = (this.raw.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
      pair = {
        read: this.#source.prepare(`SELECT ${names.join(', ')} FROM ${table} WHERE ${where}`).raw(true),
        insert: this.raw.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`),
      };
      this.#inserts.set(key, pair);
    }
    const { insert } = pair;
    const rows = pair.read.all(...params) as Row[];
    return () => {
      for (const row of rows) insert.run(...row);
    };
  }

  /** The log row at the end of the firm's log, with its subjects and claims. */
  lastLogRow(): () => void {
    const seq = this.#source.prepare('SELECT max(seq) FROM command_log').pluck().get();
    const parts = ['command_log', 'log_subjects', 'log_claims'].map((table) => this.copyOf(table, 'seq = ?', seq));
    return () => {
      for (const write of parts) write();
    };
  }

  prepared(sql: string): Database.Statement {
    const found = this.#statements.get(sql) ?? this.raw.prepare(sql);
    this.#statements.set(sql, found);
    return found;
  }

  time(writes: Writes): number {
    const started = performance.now();
    this.#begin.run();
    for (const write of writes) write();
    this.#commit.run();
    return performance.now() - started;
  }

  close(): void {
    this.raw.close();
  }
}

type Writes = readonly (() => void)[];
type Comparison = Readonly<{
  folder: string;
  rounds: number;
  warmUp: number;
  command: (firm: Firm, round: number) => number;
  /** What the command just wrote beside its log row, as raw writes. */
  written: (twin: Twin, firm: Firm, round: number) => Writes;
}>;

/** The twin is one command behind, so that either side can go first in a round. */
export async function compare({ folder: parent, rounds, warmUp, command, written }: Comparison) {
  const folder = mkdtempSync(`${parent}-`);
  const firm = await Firm.begin(folder);
  firm.settleIn();
  const twin = new Twin(firm, join(folder, 'raw'));
  const probe = new FsyncProbe(folder);
  const queue: Writes[] = [];
  const fsyncs: number[] = [];
  const left = (round: number): number => {
    const took = command(firm, round);
    queue.push([...written(twin, firm, round), twin.lastLogRow()]);
    return took;
  };
  left(-1);
  const samples = interleaved(rounds, warmUp, {
    left,
    right: () => twin.time(queue.shift()!),
    between: () => fsyncs.push(probe.time()),
  });
  for (const each of [firm, twin, probe]) each.close();
  return { whole: median(samples.left), raw: median(samples.right), fsync: median(fsyncs) };
}

const ADDED_LIMIT = 0.25;

async function smallCommand(name: string, comparison: Omit<Comparison, 'rounds' | 'warmUp'>): Promise<Figure> {
  const { whole, raw, fsync } = await compare({ rounds: 500, warmUp: 100, ...comparison });
  const ratioLimit = fsync >= 1 ? 1.25 : 2;
  const [added, ratio] = [whole - raw, whole / raw];
  return {
    name: `small command, ${name}`,
    value: round(whole),
    unit: 'ms',
    ratio: round(ratio, 2),
    limit: `raw + ${ADDED_LIMIT} ms and ≤ ${ratioLimit}×`,
    ok: added <= ADDED_LIMIT && ratio <= ratioLimit,
    note: `raw ${round(raw)} ms, so ${round(added)} ms more, at fsync ${round(fsync)} ms`,
  };
}

const densityAt = (round: number) => (round % 2 === 0 ? 'dense' : 'comfortable');

/** One preference changed: an update, a log row and its subject. */
export const changePreference = (folder: string): Promise<Figure> =>
  smallCommand('access.setPreferences', {
    folder: join(folder, 'preference'),
    command: (firm, round) => {
      if (round < 0) firm.done('access.setPreferences', { preferences: { density: 'dense' } });
      return firm.done('access.setPreferences', { preferences: { density: densityAt(round) } });
    },
    written: (twin, firm, round) => {
      const update = twin.prepared('UPDATE user_preferences SET value = ? WHERE user_id = ? AND name = ?');
      return [() => void update.run(densityAt(round), firm.owner, 'density')];
    },
  });

/** One user added with a role: two inserts with their indexes, a log row, its subjects and its claim. */
export function addUser(folder: string): Promise<Figure> {
  let userId = '';
  return smallCommand('access.addUser', {
    folder: join(folder, 'user'),
    command: (firm) => {
      userId = firm.id();
      const roles = [{ role: 'viewer' as const, scope: { kind: 'house' as const, id: null } }];
      return firm.done('access.addUser', { userId, login: `user-${userId.slice(-12)}`, name: 'Bench User', roles });
    },
    written: (twin) => [twin.copyOf('users', 'id = ?', userId), twin.copyOf('user_roles', 'user_id = ?', userId)],
  });
}

const BULK_ROWS = 10_000;
const BULK_LIMIT = 1.6;

const yearOf = (round: number): string => String(2000 + round);
const hourOf = (round: number, row: number): string => {
  const [day, hour] = [1 + Math.floor(row / 2400), Math.floor(row / 100) % 24];
  return `${yearOf(round)}-01-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}`;
};

/** Ten thousand rows by one command: a hundred records, each opened in a hundred hours. */
export async function writeManyRows(folder: string): Promise<Figure> {
  const { whole, raw } = await compare({
    folder: join(folder, 'bulk'),
    rounds: 14,
    warmUp: 4,
    command: (firm, round) => {
      const views = Array.from({ length: BULK_ROWS }, (_, row) => ({
        entity: 'investor',
        entityId: `investor-${row % 100}`,
        hour: hourOf(round, row),
      }));
      return firm.done('audit.noteViews', { views });
    },
    written: (twin, _firm, round) => [
      twin.copyOf('record_views', 'hour >= ? AND hour < ? ORDER BY hour, entity_id', yearOf(round), yearOf(round + 1)),
    ],
  });
  return {
    name: 'command writing 10,000 rows, audit.noteViews',
    value: round(whole, 1),
    unit: 'ms',
    ratio: round(whole / raw, 2),
    limit: `≤ ${BULK_LIMIT}×`,
    ok: whole / raw <= BULK_LIMIT,
    note: `raw ${round(raw, 1)} ms`,
  };
}
