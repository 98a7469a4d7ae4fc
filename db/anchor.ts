import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { refuse } from '#shared/contract/refusals.ts';
import { done, type Result } from '#shared/result.ts';
import { isRecord, readJsonFile, writeDurably } from './durableFile.ts';
import { type ReadDb, rawOf } from './handles.ts';
import { GENESIS } from './hash.ts';
import type { WorkspaceKey } from './open.ts';

/** The end of the log as last seen: kept outside the file, so that an older copy of the file is noticed. */
export type LogEnd = Readonly<{ seq: number; hash: string }>;
/** A second copy of the anchor that does not travel with the folder, such as an entry in the system keychain. */
export type AnchorCopy = Readonly<{ load(workspaceId: string): string | null; save(workspaceId: string, text: string): void }>;
type AnchorRefusal = 'behindAnchor' | 'anotherHistory' | 'anchorDamaged';

const FORMAT = 1;

export const anchorPath = (folder: string): string => join(folder, 'anchor.json');

/** Only the three columns every format of the log has, so that a file about to be migrated can be asked too. */
export function logEndOf(db: ReadDb): LogEnd {
  const row = rawOf(db).prepare('SELECT seq, hash FROM command_log ORDER BY seq DESC LIMIT 1').get() as
    | { seq: bigint; hash: string }
    | undefined;
  return row ? { seq: Number(row.seq), hash: row.hash } : { seq: 0, hash: GENESIS };
}

export function anchorText(key: WorkspaceKey, workspaceId: string, { seq, hash }: LogEnd): string {
  return `${JSON.stringify({ format: FORMAT, workspaceId, seq, hash, mac: macOf(key, workspaceId, { seq, hash }) })}\n`;
}

export function writeAnchor(folder: string, key: WorkspaceKey, workspaceId: string, end: LogEnd, copy?: AnchorCopy): void {
  const text = anchorText(key, workspaceId, end);
  writeDurably(anchorPath(folder), text);
  copy?.save(workspaceId, text);
}

/** What the file beside the workspace says; null when it is missing, altered, or made with another key. */
export function readAnchor(folder: string, key: WorkspaceKey, workspaceId: string): LogEnd | null {
  const file = readJsonFile(anchorPath(folder));
  return file.found === 'yes' ? provenEnd(file.value, key, workspaceId) : null;
}

/**
 * Holds the log against every anchor there is: first the one in the folder, then a copy kept elsewhere. A restore by another program resets only the
 * first, so the copy may speak of rows that a restore on the record replaced. Read the anchors before the log: it may grow meanwhile, which is fine; a shorter one, or
 * another hash at the anchored row, is not.
 */
export function checkAgainstAnchors(db: ReadDb, anchors: readonly LogEnd[], place: string): Result<LogEnd, AnchorRefusal> {
  const end = logEndOf(db);
  const hashAt = rawOf(db).prepare('SELECT hash FROM command_log WHERE seq = ?').pluck();
  for (const [index, anchor] of anchors.entries()) {
    if (index > 0 && wasReplaced(db, anchor)) continue;
    if (anchor.seq > end.seq) return refuse('behindAnchor', { place, seq: end.seq, expected: anchor.seq });
    const found = anchor.seq === 0 ? GENESIS : (hashAt.get(BigInt(anchor.seq)) as string | undefined);
    if (found !== anchor.hash) return refuse('anotherHistory', { place, seq: anchor.seq });
  }
  return done(end);
}

type NotedRestore = Readonly<{ restoredSeq: number; replacedSeq: number | null }>;

/** Whether an owner's restore, as the log itself tells it, put an older state in place of the one this anchor saw. */
function wasReplaced(db: ReadDb, { seq }: LogEnd): boolean {
  const inputs = rawOf(db)
    .prepare("SELECT input FROM command_log WHERE name = 'health.noteRestore' ORDER BY seq")
    .pluck()
    .all() as string[];
  return inputs
    .map((input) => JSON.parse(input) as NotedRestore)
    .some(({ restoredSeq, replacedSeq }) => replacedSeq !== null && restoredSeq < seq && seq <= replacedSeq);
}

/** A missing anchor is refused like an altered one: removing it would otherwise hide an older copy of the file. */
export function readAnchors(
  folder: string,
  key: WorkspaceKey,
  workspaceId: string,
  copy?: AnchorCopy,
): Result<readonly LogEnd[], AnchorRefusal> {
  const own = readAnchor(folder, key, workspaceId);
  if (!own) return refuse('anchorDamaged', { place: folder });
  const text = copy?.load(workspaceId) ?? null;
  const second = text === null ? null : provenEnd(parsed(text), key, workspaceId);
  return done(second ? [own, second] : [own]);
}

function provenEnd(value: unknown, key: WorkspaceKey, workspaceId: string): LogEnd | null {
  if (!isRecord(value) || value.format !== FORMAT || value.workspaceId !== workspaceId) return null;
  const { seq, hash, mac } = value;
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0 || typeof hash !== 'string' || typeof mac !== 'string') return null;
  const [given, right] = [Buffer.from(mac, 'hex'), Buffer.from(macOf(key, workspaceId, { seq, hash }), 'hex')];
  return given.length === right.length && timingSafeEqual(given, right) ? { seq, hash } : null;
}

function macOf(key: WorkspaceKey, workspaceId: string, { seq, hash }: LogEnd): string {
  const macKey = new Uint8Array(hkdfSync('sha256', key, workspaceId, 'clearway anchor', 32));
  return createHmac('sha256', macKey)
    .update([workspaceId, String(seq), hash].join('\u001f'))
    .digest('hex');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
