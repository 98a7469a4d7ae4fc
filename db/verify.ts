import { sentenceOf } from '#shared/contract/refusals.ts';
import { checkAgainstAnchors, readAnchors } from './anchor.ts';
import { type ChainWalk, walkChain } from './chainCheck.ts';
import { checks, type Finding, findingOf, sweep } from './checks/index.ts';
import { type ReadDb, rawOf } from './handles.ts';
import type { WorkspaceKey } from './open.ts';
import { inSnapshot } from './transaction.ts';

export type Verification = Readonly<{ ok: boolean; rows: number; findings: readonly Finding[] }>;
export type VerifyOptions = Readonly<{
  /** Called after each page of the log and each other check, in rows. */
  onProgress?: (done: number, outOf: number) => void;
  isCancelled?: () => boolean;
}>;

export class Cancelled extends Error {}

/**
 * Everything that can be proved without replaying: the pages, the invariants, the whole chain, and the anchor outside the file. One page of the
 * log is in memory at a time. What is found is named; a damaged page does not end the other checks.
 */
export function verifyWorkspace(
  db: ReadDb,
  { folder, key, workspaceId }: Readonly<{ folder: string; key: WorkspaceKey; workspaceId: string }>,
  { onProgress, isCancelled }: VerifyOptions = {},
): Verification {
  const anchors = readAnchors(folder, key, workspaceId);
  return inSnapshot(db, () => {
    const outOf = readCount(db);
    const step = (done: number): void => {
      if (isCancelled?.() === true) throw new Cancelled('the check was cancelled');
      onProgress?.(done, outOf);
    };
    step(0);
    const pages = pageFindings(db);
    step(0);
    const swept = sweepFindings(db, step);
    const walk = walkChain(db, 1, step);
    const findings = [...pages, ...swept, ...chainFindings(walk), ...anchorFindings(db, anchors, folder)];
    return { ok: findings.length === 0, rows: walk.rows, findings };
  });
}

/** SQLCipher proves every page it reads by its HMAC, so reading all of them finds a flipped bit. */
function pageFindings(db: ReadDb): Finding[] {
  const unreadable = {
    check: 'pages',
    sentence: 'A page of the file cannot be read: the disk or a program damaged it. Restore the newest backup.',
  };
  try {
    const found = rawOf(db).prepare('PRAGMA quick_check(5)').pluck().all() as string[];
    return found.length === 1 && found[0] === 'ok'
      ? []
      : [{ check: 'pages', sentence: `The pages of the file do not fit together: ${found.join('; ')}. Restore the newest backup.` }];
  } catch (error) {
    if (isFromDriver(error)) return [unreadable];
    throw error;
  }
}

function sweepFindings(db: ReadDb, step: (done: number) => void): Finding[] {
  try {
    const found = sweep(db);
    step(0);
    return found;
  } catch (error) {
    if (!isFromDriver(error)) throw error;
    return checks.flatMap((check) => readable(db, check.name, () => findingOf(db, check)));
  }
}

function readable(db: ReadDb, name: string, work: () => Finding[]): Finding[] {
  try {
    return work();
  } catch (error) {
    if (!isFromDriver(error) || !rawOf(db).open) throw error;
    return [{ check: name, sentence: `The check ${name} could not be made, because pages of the file cannot be read.` }];
  }
}

const chainFindings = ({ broken }: ChainWalk): Finding[] =>
  broken ? [{ check: 'chain', sentence: `The chain of the log breaks: ${broken.problem}.` }] : [];

function anchorFindings(db: ReadDb, anchors: ReturnType<typeof readAnchors>, place: string): Finding[] {
  return readable(db, 'anchor', () => {
    const checked = anchors.ok ? checkAgainstAnchors(db, anchors.value, place) : anchors;
    return checked.ok ? [] : [{ check: 'anchor', sentence: sentenceOf(checked.error) }];
  });
}

const readCount = (db: ReadDb): number => {
  try {
    return Number(rawOf(db).prepare('SELECT coalesce(max(seq), 0) FROM command_log').pluck().get());
  } catch {
    return 0;
  }
};

const isFromDriver = (error: unknown): boolean => ((error as { code?: string }).code ?? '').startsWith('SQLITE_');
