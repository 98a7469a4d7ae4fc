import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { refuse } from '#shared/contract/refusals.ts';
import { done, type Result } from '#shared/result.ts';
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

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
