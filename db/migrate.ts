import { readdirSync, readFileSync } from 'node:fs';
import { type ReadDb, rawOf, type WriteDb } from './handles.ts';
import { inTransaction } from './transaction.ts';

export type Migration = Readonly<{ version: number; name: string; sql: string }>;

export class NewerFile extends Error {
  readonly fileVersion: number;
  readonly ownVersion: number;

  constructor(fileVersion: number, ownVersion: number) {
    super(`the file has format ${fileVersion}, this program knows ${ownVersion}`);
    this.fileVersion = fileVersion;
    this.ownVersion = ownVersion;
  }
}

/** Numbered SQL files in order; a gap or a double number is a mistake in the release, not in the file. */
export function readMigrations(folder: URL): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 4)), name, sql: readFileSync(new URL(name, folder), 'utf8') }));
  migrations.forEach(({ version, name }, index) => {
    if (version !== index + 1) throw new Error(`${name} is not migration ${index + 1}`);
  });
  return migrations;
}

export const formatVersion = (db: ReadDb): number => Number(rawOf(db).pragma('user_version', { simple: true }));

/**
 * Brings a file to the newest format: all pending migrations in one transaction, after `backUp` has made and verified a copy.
 * A file from a newer program is refused and left alone.
 */
export function migrate(db: WriteDb, migrations: readonly Migration[], backUp: () => void): number {
  const from = formatVersion(db);
  const to = migrations.length;
  if (from > to) throw new NewerFile(from, to);
  const pending = migrations.slice(from);
  if (pending.length === 0) return 0;
  if (from > 0) backUp();
  const raw = rawOf(db);
  inTransaction(db, () => {
    for (const { sql } of pending) raw.exec(sql);
    raw.pragma(`user_version = ${to}`);
    const broken = raw.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`the migration would break ${broken.length} references`);
    return { keep: true, value: undefined };
  });
  return pending.length;
}
