import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { asReadDb, asWriteDb, type RawDatabase, type ReadDb, type WriteDb } from './handles.ts';
import { isDiskFull } from './transaction.ts';

/** The 32 random bytes that encrypt a workspace. Never logged, never in an error. */
export type WorkspaceKey = Uint8Array;

export class WrongKey extends Error {}
export class DamagedFile extends Error {}

type OpenOptions = Readonly<{
  /** Only for building a workspace that is copied out and synced afterwards, such as the demo firm. */
  unsafeFast?: boolean;
  /** A stand-in for the driver's constructor, used by the crash tests. */
  wrap?: (raw: RawDatabase) => RawDatabase;
}>;

const BUSY_MILLISECONDS = 5000;
const CACHE_KIB = 65_536;

/** Opens the one writing connection of a workspace file, creating the file when `mode` says so. */
export function openWriter(file: string, key: WorkspaceKey, mode: 'existing' | 'create', options: OpenOptions = {}): WriteDb {
  if (mode === 'existing' && !existsSync(file)) throw new DamagedFile('the database file is missing');
  const raw = new Database(file, { fileMustExist: mode === 'existing', timeout: BUSY_MILLISECONDS });
  unlockPages(raw, key);
  configure(raw, options.unsafeFast === true ? 'OFF' : 'FULL');
  return asWriteDb(options.wrap ? options.wrap(raw) : raw);
}

/** Opens a connection that can only be asked: for queries, workers, and a shell beside the window. */
export function openReader(file: string, key: WorkspaceKey): ReadDb {
  if (!existsSync(file)) throw new DamagedFile('the database file is missing');
  const raw = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MILLISECONDS });
  unlockPages(raw, key);
  raw.pragma('trusted_schema = OFF');
  raw.pragma('query_only = ON');
  raw.pragma(`cache_size = -${CACHE_KIB}`);
  assertPragma(raw, 'query_only', 1);
  raw.defaultSafeIntegers(true);
  return asReadDb(raw);
}

/** Gives SQLCipher the raw key and proves it: a wrong one fails only at the first read. */
export function unlockPages(raw: RawDatabase, key: WorkspaceKey): void {
  if (key.length !== 32) throw new RangeError('a workspace key has 32 bytes');
  try {
    raw.pragma("cipher = 'sqlcipher'");
    raw.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    raw.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    raw.close();
    if (isDiskFull(error)) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB') throw new WrongKey('the key does not open this file, or the file is damaged');
    if (isUnreadable(code)) throw new DamagedFile('the first pages cannot be read', { cause: error });
    throw error;
  }
}

/** Driver codes that mean the bytes are wrong, not that the machine is busy, full or forbids it. */
export const isUnreadable = (code: string): boolean =>
  /^SQLITE_(CORRUPT|NOTADB|FORMAT|IOERR_(READ|SHORT_READ|DATA|CORRUPTFS)$|IOERR$)/.test(code);

function configure(raw: RawDatabase, synchronous: 'FULL' | 'OFF'): void {
  raw.pragma('journal_mode = WAL');
  raw.pragma(`synchronous = ${synchronous}`);
  if (process.platform === 'darwin') {
    raw.pragma('fullfsync = ON');
    raw.pragma('checkpoint_fullfsync = ON');
  }
  raw.pragma('foreign_keys = ON');
  raw.pragma('recursive_triggers = ON');
  raw.pragma('secure_delete = ON');
  raw.pragma('trusted_schema = OFF');
  raw.pragma(`cache_size = -${CACHE_KIB}`);
  assertPragma(raw, 'journal_mode', 'wal');
  assertPragma(raw, 'synchronous', synchronous === 'FULL' ? 2 : 0);
  for (const name of ['foreign_keys', 'recursive_triggers', 'secure_delete']) assertPragma(raw, name, 1);
  assertPragma(raw, 'trusted_schema', 0);
  raw.defaultSafeIntegers(true);
}

/** WAL and a careless driver can change a pragma silently, so each is read back before any row is written. */
function assertPragma(raw: RawDatabase, name: string, wanted: string | number): void {
  const found: unknown = raw.pragma(name, { simple: true });
  if (found !== wanted) throw new Error(`pragma ${name} is ${String(found)} where ${wanted} is needed`);
}

/** A scratch database in memory, for replay: nothing of it reaches the disk. */
export function openScratch(): WriteDb {
  const raw = new Database(':memory:');
  raw.pragma('foreign_keys = ON');
  raw.pragma('recursive_triggers = ON');
  raw.defaultSafeIntegers(true);
  return asWriteDb(raw);
}
