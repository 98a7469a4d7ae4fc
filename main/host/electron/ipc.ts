import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { refuse } from '#shared/contract/refusals.ts';
import { passOn } from '../messages.ts';
import type { Client, Host } from '../session/host.ts';
import { isOwnFrame } from './security.ts';

/** The window of this program on this computer: the host knows the device by its own name. */
export const ownClient: Client = { transport: 'window', device: '', origin: null };

export function answerMessages(host: Host): void {
  for (const channel of ['command', 'query'] as const) {
    ipcMain.handle(channel, (event, message: unknown) => {
      if (isOwnFrame(event)) return passOn(host, channel, message, ownClient);
      host.noteIntrusion(`A ${channel} came from ${nameOf(event)} and was refused`, { ...ownClient, origin: nameOf(event) });
      return refuse('foreignSender', {});
    });
  }
  host.changed((message) => {
    for (const window of BrowserWindow.getAllWindows()) if (!window.webContents.isDestroyed()) window.webContents.send('changed', message);
  });
}

function nameOf(event: IpcMainInvokeEvent): string {
  try {
    const frame = event.senderFrame;
    return frame === null ? 'a frame that is gone' : `${frame.parent === null ? 'a window' : 'a frame'} of ${frame.origin.slice(0, 100)}`;
  } catch {
    return 'a frame that is gone';
  }
}
