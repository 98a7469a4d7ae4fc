import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programFolder } from '#main/host/cli/folders.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { preventable, running } from './application.ts';

describe('the program’s own folder', () => {
  test('is the one the shell uses, unless Electron was told another', async () => {
    await using app = await running();
    expect(app.platform.programFolder).toBe(programFolder(process.env));
    await using told = await running({ switches: ['user-data-dir'] });
    expect(told.platform.programFolder).toBe(told.electron.app.getPath('userData'));
    expect(told.platform.documentsFolder).toBe(join(told.electron.folder, 'documents', 'Clearway'));
  });
});

describe('one Clearway at a time', () => {
  test('a second start ends at once and leaves everything to the first', async () => {
    await using app = await running({ isFirst: false });
    expect(app.electron.calls).toEqual(['app.requestSingleInstanceLock']);
    expect(app.electron.exits).toEqual([0]);
    expect(app.host.offered).toEqual([]);
  });

  test('the first comes forward and is offered the workspace of the second, named from where that one was started', async () => {
    await using app = await running();
    const [window] = app.electron.opened;
    if (window) window.state.isMinimized = true;
    app.electron.appEvents.emit('second-instance', {}, ['clearway', '--flag', 'fund/workspace.clearway'], '/home/mira');
    expect(window?.doing).toMatchObject({ restore: 1, show: 1, focus: 1 });
    expect(app.host.offered).toEqual([resolve('/home/mira', 'fund/workspace.clearway')]);
    app.electron.appEvents.emit('second-instance', {}, ['clearway', '--x=a.clearway', 'notes.txt'], '/home/mira');
    expect(app.host.offered).toHaveLength(1);
    expect(window?.doing.focus).toBe(2);
  });
});

describe('a workspace the system names', () => {
  test('on the command line is offered once the window is asked for', async () => {
    await using app = await running({ argv: ['.', '--no-color', 'a/workspace.CLEARWAY'] });
    expect(app.host.offered).toEqual([resolve('a/workspace.CLEARWAY')]);
  });

  test('by a double click before ready waits for the host', async () => {
    const click = preventable({});
    await using app = await running({ beforeReady: (electron) => electron.appEvents.emit('open-file', click, '/fund/workspace.clearway') });
    expect(click.prevented).toBe(true);
    expect(app.host.offered).toEqual(['/fund/workspace.clearway']);
    app.electron.appEvents.emit('open-file', preventable({}), '/other/workspace.clearway');
    expect(app.host.offered).toEqual(['/fund/workspace.clearway', '/other/workspace.clearway']);
  });

  test('and cannot be opened is told in its sentence', async () => {
    await using app = await running();
    const host = app.host as { offerWorkspace: typeof app.host.offerWorkspace };
    host.offerWorkspace = async (place) => refuse('noWorkspace', { place });
    app.electron.appEvents.emit('open-file', preventable({}), '/gone/workspace.clearway');
    await expect
      .poll(() => app.electron.shown.message)
      .toEqual(['There is no Clearway workspace at /gone/workspace.clearway. Check the folder, or create one there.']);
  });
});

describe('the machine', () => {
  test.each(['suspend', 'lock-screen'])('locks the workspace on %s', async (event) => {
    await using app = await running();
    app.electron.powerEvents.emit(event);
    expect(app.host.suspended).toBe(1);
  });

  test('ends Clearway in order when it shuts down', async () => {
    await using app = await running();
    app.electron.powerEvents.emit('shutdown');
    expect(app.electron.calls.at(-1)).toBe('app.quit');
  });
});

describe('the end', () => {
  test('closing the last window quits; quitting waits until the workspace is closed, once', async () => {
    await using app = await running();
    app.electron.appEvents.emit('window-all-closed');
    expect(app.electron.calls.at(-1)).toBe('app.quit');
    const [first, second] = [preventable({}), preventable({})];
    app.electron.appEvents.emit('before-quit', first);
    app.electron.appEvents.emit('before-quit', second);
    expect([first.prevented, second.prevented, app.electron.exits]).toEqual([true, true, []]);
    await expect.poll(() => app.electron.exits).toEqual([0]);
    expect(app.host.closed).toBe(1);
  });

  test('a start that fails is said and ends', async () => {
    await using app = await running({
      createHost: () => {
        throw new Error('The folder of the program cannot be written. Check its permissions.');
      },
    });
    expect(app.electron.shown.error).toEqual([
      'Clearway could not start: The folder of the program cannot be written. Check its permissions.',
    ]);
    expect(app.electron.exits).toEqual([1]);
    expect(app.electron.opened).toEqual([]);
  });
});

describe('crashes', () => {
  test.each([
    ['uncaughtException', 'main process'],
    ['unhandledRejection', 'main process, unawaited'],
  ])('%s is kept as an incident, told without its text, and ends the program', async (event, place) => {
    await using app = await running();
    const fault = new Error('key 00ff');
    app.onProcess.get(event)?.(fault);
    expect(app.host.incidents).toEqual([{ place, error: fault }]);
    expect(app.electron.shown.error).toEqual([
      'Clearway must close: Something unexpected went wrong (incident incident-1). What was saved is safe. Start Clearway again.',
    ]);
    expect(app.electron.exits).toEqual([1]);
  });

  test('a window whose process ended is kept as an incident without its address and loaded again, three times', async () => {
    await using app = await running();
    const [window] = app.electron.opened;
    const gone = (reason: string) =>
      app.electron.appEvents.emit('render-process-gone', {}, window?.window.webContents, { reason, exitCode: 5 });
    gone('clean-exit');
    expect(app.host.incidents).toEqual([]);
    for (let count = 0; count < 5; count += 1) gone('crashed');
    expect(app.host.incidents).toHaveLength(5);
    expect(app.host.incidents[0]).toEqual({ place: 'window process', error: 'The window’s process ended: crashed, code 5' });
    expect(window?.contentsDoing.reloads).toBe(3);
    app.electron.appEvents.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
    expect(app.host.incidents.at(-1)).toEqual({ place: 'helper process', error: 'A helper process ended: GPU, crashed, code 1' });
  });
});

describe('the menus', () => {
  const itemsOf = (app: Awaited<ReturnType<typeof running>>) =>
    (app.electron.menus[0] ?? []).flatMap(({ label, submenu }) =>
      (submenu as Electron.MenuItemConstructorOptions[]).map((item) => ({ menu: label, ...item })),
    );
  const click = (app: Awaited<ReturnType<typeof running>>, label: string) => {
    const item = itemsOf(app).find((candidate) => candidate.label === label);
    if (!item?.click) throw new Error(`no item ${label}`);
    item.click({} as Electron.MenuItem, undefined, {} as Electron.KeyboardEvent);
  };

  test('hold no item without work, and no accelerator twice', async () => {
    await using app = await running();
    for (const item of itemsOf(app))
      expect(item.type === 'separator' || item.role !== undefined || item.click !== undefined, item.label).toBe(true);
    const accelerators = itemsOf(app).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
    expect((app.electron.menus[0] ?? []).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['File', 'Edit', 'View', 'Window', 'Help']),
    );
  });

  test('reload and developer tools are there only in development', async () => {
    await using shipped = await running();
    await using development = await running({ isPackaged: false });
    const roles = (app: typeof shipped) => itemsOf(app).map(({ role }) => role);
    for (const role of ['reload', 'toggleDevTools'] as const) {
      expect(roles(shipped)).not.toContain(role);
      expect(roles(development)).toContain(role);
    }
  });

  test('open a workspace, lock, save as PDF, and say how updates stand', async () => {
    await using app = await running();
    app.electron.opens.push({ canceled: false, filePaths: ['/fund/workspace.clearway'] });
    click(app, 'Open Workspace…');
    await expect.poll(() => app.host.offered).toEqual(['/fund/workspace.clearway']);
    click(app, 'Open Workspace…');
    click(app, 'Lock Now');
    expect(app.host.suspended).toBe(1);
    click(app, 'Save as PDF…');
    await expect
      .poll(() => app.host.received.map(({ message }) => [message.name, message.input]))
      .toEqual([['host.print', { title: 'Clearway' }]]);
    app.host.answer(() => refuse('locked', { workspace: 'Harbour' }));
    click(app, 'Save as PDF…');
    await expect.poll(() => app.electron.shown.message).toEqual(['Harbour is locked. Unlock it and repeat the step.']);
    click(app, 'Check for Updates…');
    await expect
      .poll(() => app.electron.shown.message.slice(1))
      .toEqual([expect.stringMatching(/^Updates are switched off on this computer\./)]);
    expect(app.host.offered).toHaveLength(1);
    expect(app.host.incidents).toEqual([]);
  });
});
