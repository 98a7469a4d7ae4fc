import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { DiskFull, isDiskFull } from './transaction.ts';

/** Replaces a small file so that after a crash either the old or the new content is there, whole. */
export function writeDurably(path: string, text: string): void {
  const temporary = `${path}.partial`;
  try {
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    moveDurably(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw isDiskFull(error) ? new DiskFull('the disk is full', { cause: error }) : error;
  }
}

export function moveDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

/** Only for files no database connection of this process holds: closing the handle would drop that connection's locks. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A rename is durable once its folder is; Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export type JsonFile = Readonly<{ found: 'missing' | 'unreadable' }> | Readonly<{ found: 'yes'; value: unknown }>;

export function readJsonFile(path: string): JsonFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { found: (error as { code?: string }).code === 'ENOENT' ? 'missing' : 'unreadable' };
  }
  try {
    return { found: 'yes', value: JSON.parse(text) as unknown };
  } catch {
    return { found: 'unreadable' };
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
