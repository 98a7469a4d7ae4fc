import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { refuse } from '#shared/contract/refusals.ts';
import { done, type Refused, type Result } from '#shared/result.ts';
import { keyringPath } from './keyring.ts';

const DATABASE = 'workspace.clearway';

export const databasePath = (folder: string): string => join(folder, DATABASE);

/** The workspace folder a person meant: they may name the folder or the file in it. */
export function locate(pathFromPerson: string): Result<string, 'noWorkspace'> {
  const path = resolve(pathFromPerson);
  const folder = basename(path) === DATABASE && !isFolder(path) ? dirname(path) : path;
  const isThere = isFolder(folder) && (existsSync(databasePath(folder)) || existsSync(keyringPath(folder)));
  return isThere ? done(folder) : refuse('noWorkspace', { place: path });
}

/** Where a new workspace may go: nothing there yet, or an empty folder. */
export function freePlace(pathFromPerson: string): Result<string, 'workspaceThere' | 'folderNotEmpty'> {
  const folder = resolve(pathFromPerson);
  if (!existsSync(folder)) return done(folder);
  if (locate(folder).ok) return refuse('workspaceThere', { place: folder });
  return isFolder(folder) && readdirSync(folder).length === 0 ? done(folder) : refuse('folderNotEmpty', { place: folder });
}

/** A path no file system would take, such as one with a NUL in it, is no folder either. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const problems: Readonly<Record<string, string>> = {
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'part of the path is a file, not a folder',
  EEXIST: 'part of the path is a file, not a folder',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'the folder went away',
  ERR_INVALID_ARG_VALUE: 'the name holds a character no file may have',
  SQLITE_CANTOPEN: 'access is denied',
  SQLITE_READONLY: 'the disk is read-only',
  SQLITE_READONLY_DIRECTORY: 'the folder is read-only',
};

/** What the file system would not allow, in words; null when the error is of another kind. */
export function placeRefusal(error: unknown, place: string): Refused<'placeRefused'> | null {
  const problem = problems[(error as { code?: string } | undefined)?.code ?? ''];
  return problem === undefined ? null : refuse('placeRefused', { place: place.slice(0, 500), problem });
}
