import { randomUUID } from 'node:crypto';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { Host, Platform } from '../session/host.ts';
import { nativeDialogs, offer, tell } from './dialogs.ts';
import { ownClient } from './ipc.ts';

type Role = NonNullable<MenuItemConstructorOptions['role']>;
type Line = Role | '-' | readonly [label: string, accelerator: string | null, work: () => Promise<unknown>];
type Table = readonly (readonly [label: string, lines: readonly Line[]])[];

/** The machine's side of the menus. What happens inside the window has its own command registry and palette there. */
export function menuTable(host: Host, updates: Platform['updates']): Table {
  const openWorkspace = async () => {
    const path = await nativeDialogs.chooseWorkspace();
    if (path !== null) await offer(host, path);
  };
  const print = async () => {
    const reply = await host.command({ name: 'host.print', id: randomUUID(), input: { title: 'Clearway' } }, ownClient);
    if (!reply.ok) await tell(sentenceOf(reply.error));
  };
  const lookForUpdates = async () => {
    await updates.check();
    await tell(updateSentences[updates.state()]);
  };
  const development: readonly Line[] = app.isPackaged ? [] : ['-', 'reload', 'toggleDevTools'];
  return [
    ...(process.platform === 'darwin'
      ? [['Clearway', ['about', '-', 'services', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit']] as const]
      : []),
    [
      'File',
      [
        ['Open Workspace…', 'CmdOrCtrl+O', openWorkspace],
        ['Lock Now', 'CmdOrCtrl+Shift+L', () => host.suspend()],
        '-',
        ['Save as PDF…', 'CmdOrCtrl+P', print],
        '-',
        process.platform === 'darwin' ? 'close' : 'quit',
      ],
    ],
    ['Edit', ['undo', 'redo', '-', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll']],
    ['View', ['resetZoom', 'zoomIn', 'zoomOut', '-', 'togglefullscreen', ...development]],
    ['Window', ['minimize', 'zoom']],
    ['Help', [['Check for Updates…', null, lookForUpdates], 'about']],
  ];
}

const updateSentences: Readonly<Record<ReturnType<Platform['updates']['state']>, string>> = {
  off: 'Updates are switched off on this computer. An administrator can switch them on; see “Updates” in the README.',
  checking: 'Clearway is still looking for a newer version.',
  current: 'This is the newest Clearway.',
  available: 'A newer Clearway is available. Choose “Check for Updates…” again to fetch it.',
  ready: 'A newer Clearway is ready and will be put in place when you quit.',
  failed: 'Clearway could not look for a newer version. Check the connection and try again.',
};

export function installMenu(host: Host, updates: Platform['updates']): void {
  const itemOf = (line: Line): MenuItemConstructorOptions => {
    if (line === '-') return { type: 'separator' };
    if (typeof line === 'string') return { role: line };
    const [label, accelerator, work] = line;
    const click = () => void work().catch((error: unknown) => host.noteIncident(`menu ${label}`, error));
    return accelerator === null ? { label, click } : { label, accelerator, click };
  };
  const template = menuTable(host, updates).map(([label, lines]) => ({ label, submenu: lines.map(itemOf) }));
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
