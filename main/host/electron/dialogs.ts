import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { app, dialog } from 'electron';
import { locate } from '#db/place.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { Host, Platform } from '../session/host.ts';
import { ownWindow } from './window.ts';

type Dialogs = NonNullable<Platform['dialogs']>;

export const nativeDialogs: Dialogs = {
  chooseFolder: () => choose({ title: 'Choose a folder for the workspace', properties: ['openDirectory', 'createDirectory'] }),
  chooseWorkspace: () =>
    choose({ title: 'Open a workspace', properties: ['openFile'], filters: [{ name: 'Clearway workspace', extensions: ['clearway'] }] }),
  async saveFile(suggestedName, content) {
    const defaultPath = join(app.getPath('documents'), safeName(suggestedName));
    const window = ownWindow();
    const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, { defaultPath }) : dialog.showSaveDialog({ defaultPath }));
    if (canceled || filePath === '') return null;
    if (extname(filePath).toLowerCase() === '.clearway') {
      await tell(`${basename(filePath)} would take the place of a workspace, so nothing was saved. Choose another name.`);
      return null;
    }
    if (isInWorkspace(filePath)) {
      await tell(`${basename(filePath)} would lie among the files of a workspace, so nothing was saved. Choose another folder.`);
      return null;
    }
    await writeWhole(filePath, content);
    return basename(filePath);
  },
};

/** There a name such as keyring.json would take every key away. */
const isInWorkspace = (path: string): boolean => {
  const folder = dirname(path);
  return locate(folder).ok || (basename(folder) === 'backups' && locate(dirname(folder)).ok);
};

async function choose(options: Electron.OpenDialogOptions): Promise<string | null> {
  const window = ownWindow();
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}

const safeName = (name: string): string => basename(name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '-')).slice(0, 120) || 'Clearway';

/** Either the old file or the whole new one is there, never half of it. */
async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, content, { flush: true });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

export async function tell(message: string): Promise<void> {
  const window = ownWindow();
  const options = { type: 'warning', message, buttons: ['OK'] } as const satisfies Electron.MessageBoxOptions;
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}

/** A workspace named by the system or the menu; a refusal is told in its sentence. */
export async function offer(host: Host, path: string): Promise<void> {
  const reply = await host.offerWorkspace(path);
  if (!reply.ok) await tell(sentenceOf(reply.error));
}

/** What the window shows, as a PDF where the person says. */
export async function printWindow(title: string): Promise<string | null> {
  const window = ownWindow();
  if (!window) return null;
  const content = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
  return nativeDialogs.saveFile(`${title}.pdf`, new Uint8Array(content));
}
