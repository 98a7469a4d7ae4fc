import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app } from 'electron';
import { instantOfMilliseconds } from '#shared/dates.ts';
import type { Platform } from '../session/host.ts';
import { nativeDialogs, printWindow } from './dialogs.ts';
import { anchorCopyIn, systemKeychain } from './keychain.ts';
import { createUpdates } from './updates.ts';

/** What this machine lends the session. Made after `ready`: the keychain cannot be asked before. */
export function createPlatform(): Platform {
  const programFolder = app.getPath('userData');
  const anchorCopy = anchorCopyIn(programFolder);
  return {
    kind: 'electron',
    version: app.getVersion(),
    platform: `${process.platform}-${process.arch}`,
    now: () => instantOfMilliseconds(Date.now()),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    programFolder,
    documentsFolder: process.env.CLEARWAY_DOCUMENTS ?? join(app.getPath('documents'), 'Clearway'),
    dialogs: nativeDialogs,
    print: printWindow,
    keychain: systemKeychain,
    ...(anchorCopy ? { anchorCopy } : {}),
    updates: createUpdates(programFolder),
  };
}
