import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, powerMonitor, session } from 'electron';
import { programFolder } from '../cli/folders.ts';
import type { Host, Platform } from '../session/host.ts';
import { readWindowFiles } from '../windowFiles.ts';
import { offer } from './dialogs.ts';
import { watchIncidents } from './incidents.ts';
import { answerMessages } from './ipc.ts';
import { installMenu } from './menu.ts';
import { createPlatform } from './platform.ts';
import { registerScheme, serveWindow } from './protocol.ts';
import { guardContents, guardSession, isDebugged } from './security.ts';
import { bringForward, openWindow } from './window.ts';

export type Application = Readonly<{ createHost: (platform: Platform) => Host; windowFolder?: string }>;

const builtWindow = () => fileURLToPath(new URL('../../../dist/window/', import.meta.url));

/** Everything that must precede `ready` happens here, at once; the rest waits for it. Answers when the window has been asked for. */
export async function startApplication({ createHost, windowFolder = builtWindow() }: Application): Promise<void> {
  // The shell and the application are one program on this computer: the same list of workspaces, the same device in the log.
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', programFolder(process.env));
  if (isDebugged() || !app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  app.enableSandbox();
  registerScheme();
  guardContents();
  const named = namedWorkspaces();
  await app.whenReady();
  try {
    const platform = createPlatform();
    const host = createHost(platform);
    watchIncidents(host);
    guardSession(session.defaultSession);
    serveWindow(readWindowFiles(windowFolder));
    answerMessages(host);
    installMenu(host, platform.updates);
    lockWithTheMachine(host);
    closeInOrder(host);
    openWindow(host, platform.programFolder);
    named.give((path) => void offer(host, path));
  } catch (error) {
    dialog.showErrorBox('Clearway could not start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  }
}

/** Workspaces the system names: on the command line, by a double click, or to a second start of the program. Kept until somebody takes them. */
function namedWorkspaces(): Readonly<{ give(taker: (path: string) => void): void }> {
  const waiting: string[] = [];
  let take = (path: string): void => void waiting.push(path);
  const inArguments = (argv: readonly string[], folder: string): void => {
    const path = argv.slice(1).findLast((argument) => !argument.startsWith('-') && /\.clearway$/i.test(argument));
    if (path !== undefined) take(resolve(folder, path));
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    bringForward();
    take(path);
  });
  app.on('second-instance', (_event, argv, folder) => {
    bringForward();
    inArguments(argv, folder);
  });
  inArguments(process.argv, process.cwd());
  return {
    give(taker) {
      take = taker;
      for (const path of waiting.splice(0)) taker(path);
    },
  };
}

function lockWithTheMachine(host: Host): void {
  const lock = (): void => void host.suspend().catch((error: unknown) => host.noteIncident('locking with the machine', error));
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('shutdown', () => app.quit());
}

/** The workspace is locked and its anchor written before the process ends. */
function closeInOrder(host: Host): void {
  let closing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    host
      .close()
      .catch((error: unknown) => host.noteIncident('closing', error))
      .finally(() => app.exit(0));
  });
}
