import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { AnchorCopy } from '#db/anchor.ts';
import { writeDurably } from '#db/durableFile.ts';
import type { Keychain } from '../session/host.ts';

/** The system's keychain. On Linux without one, Electron would scramble with a key everybody knows: that is `basic`, and no keychain. */
export const systemKeychain: Keychain = {
  available() {
    if (!safeStorage.isEncryptionAvailable()) return 'none';
    if (process.platform !== 'linux') return 'real';
    const backend = safeStorage.getSelectedStorageBackend();
    return backend === 'basic_text' ? 'basic' : backend === 'unknown' ? 'none' : 'real';
  },
  seal: (bytes) => new Uint8Array(safeStorage.encryptString(Buffer.from(bytes).toString('base64'))),
  unseal: (bytes) => new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(bytes)), 'base64')),
};

/** The anchor once more, sealed and away from the workspace's folder: a whole folder put back from a copy does not bring this along. */
export function anchorCopyIn(programFolder: string): AnchorCopy | undefined {
  if (systemKeychain.available() !== 'real') return undefined;
  const folder = join(programFolder, 'anchors');
  const fileOf = (workspaceId: string) => join(folder, encodeURIComponent(workspaceId));
  return {
    load(workspaceId) {
      try {
        return safeStorage.decryptString(Buffer.from(readFileSync(fileOf(workspaceId), 'utf8'), 'base64'));
      } catch {
        return null;
      }
    },
    save(workspaceId, text) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeDurably(fileOf(workspaceId), safeStorage.encryptString(text).toString('base64'));
    },
  };
}
