import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorPath } from './anchor.ts';
import { syncFile, syncFolder, writeDurably } from './durableFile.ts';
import { rawOf } from './handles.ts';
import { keyringPath } from './keyring.ts';
import { databasePath } from './place.ts';
import type { WritableWorkspace } from './workspace.ts';

/** Writes a workspace that was built without syncing into a fresh folder, compact and on the disk: only that copy may be relied on. */
export function copyOut(workspace: WritableWorkspace, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  workspace.anchorNow();
  rawOf(workspace.write).prepare('VACUUM INTO ?').run(databasePath(folder));
  syncFile(databasePath(folder));
  for (const file of [keyringPath, anchorPath]) writeDurably(file(folder), readFileSync(file(workspace.folder), 'utf8'));
  syncFolder(folder);
  syncFolder(join(folder, '..'));
}
