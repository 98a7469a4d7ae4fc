import { app, type IpcMainInvokeEvent, type Session, type WebPreferences } from 'electron';
import { isOwnAddress, windowOrigin } from './protocol.ts';

/** The window is a web page that may draw and ask its host, and nothing else. */
export const webPreferences = (preload: string): WebPreferences => ({
  preload,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: !app.isPackaged,
});

/** A shipped Clearway that somebody attached a debugger to would show it everything on the screen: it does not start. */
export const isDebugged = (): boolean =>
  app.isPackaged && ['remote-debugging-port', 'remote-debugging-pipe'].some((name) => app.commandLine.hasSwitch(name));

/** No page of ours leads anywhere else, opens anything, or holds a page of somebody else. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOwnAddress(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault();
    });
  });
}

/** No camera, no location, no devices, no downloads, and not one request to anywhere but our own files. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !mayLoad(request.url) }));
}

const mayLoad = (address: string): boolean =>
  isOwnAddress(address) || address.startsWith('data:image/') || (!app.isPackaged && address.startsWith('devtools://'));

/** Only the top frame of our own page is heard. The frame is null, or throws when asked, once it has navigated away or died. */
export function isOwnFrame(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  try {
    const frame = event.senderFrame;
    return frame !== null && frame.parent === null && !frame.detached && frame.origin === windowOrigin && isOwnAddress(frame.url);
  } catch {
    return false;
  }
}
