import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Running, running } from './application.ts';

describe('the keychain', () => {
  const onLinux = process.platform === 'linux';

  test.each([
    [true, 'gnome_libsecret', 'real'],
    [true, 'kwallet6', 'real'],
    [true, 'basic_text', 'basic'],
    [true, 'unknown', 'none'],
    [false, 'gnome_libsecret', 'none'],
  ] as const)('with encryption %s by %s is %s', async (encryption, backend, expected) => {
    await using app = await running({ encryption, backend });
    expect(app.platform.keychain.available()).toBe(onLinux || !encryption ? expected : 'real');
    expect(app.platform.anchorCopy === undefined).toBe(app.platform.keychain.available() !== 'real');
  });

  test('gives back every byte it sealed', async () => {
    await using app = await running();
    const secret = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const sealed = app.platform.keychain.seal(secret);
    expect(sealed).toBeInstanceOf(Uint8Array);
    expect(app.platform.keychain.unseal(sealed)).toEqual(secret);
    expect(() => app.platform.keychain.unseal(new Uint8Array([1, 2, 3]))).toThrow();
  });

  test('keeps a second anchor sealed, away from the workspace', async () => {
    await using app = await running();
    const copy = app.platform.anchorCopy;
    expect(copy?.load('0190-a')).toBeNull();
    copy?.save('0190-a', '{"seq":7}');
    copy?.save('../escape', 'elsewhere');
    expect(copy?.load('0190-a')).toBe('{"seq":7}');
    expect(copy?.load('../escape')).toBe('elsewhere');
    const folder = join(app.platform.programFolder, 'anchors');
    expect(readdirSync(folder).sort()).toEqual(['..%2Fescape', '0190-a']);
    expect(readFileSync(join(folder, '0190-a'), 'utf8')).not.toContain('seq');
    writeFileSync(join(folder, '0190-a'), 'altered');
    expect(copy?.load('0190-a')).toBeNull();
  });
});

describe('the dialogs', () => {
  const dialogsOf = (app: Running) => {
    if (!app.platform.dialogs) throw new Error('Electron has dialogs');
    return app.platform.dialogs;
  };

  test('choose a folder, or a workspace by its kind', async () => {
    await using app = await running();
    app.electron.opens.push({ canceled: false, filePaths: ['/funds'] }, { canceled: false, filePaths: ['/funds/workspace.clearway'] });
    expect(await dialogsOf(app).chooseFolder()).toBe('/funds');
    expect(await dialogsOf(app).chooseWorkspace()).toBe('/funds/workspace.clearway');
    expect(await dialogsOf(app).chooseWorkspace()).toBeNull();
    expect(app.electron.shown.open.map(({ properties, filters }) => [properties, filters?.[0]?.extensions])).toEqual([
      [['openDirectory', 'createDirectory'], undefined],
      [['openFile'], ['clearway']],
      [['openFile'], ['clearway']],
    ]);
  });

  test('save a file whole where the person says, and tell only its name', async () => {
    await using app = await running();
    const filePath = join(app.electron.folder, 'documents', 'log.csv');
    writeFileSync(filePath, 'what was there before, and longer than the new content');
    app.electron.saves.push({ canceled: false, filePath });
    expect(await dialogsOf(app).saveFile('log.csv', new TextEncoder().encode('a,b\n'))).toBe('log.csv');
    expect(readFileSync(filePath, 'utf8')).toBe('a,b\n');
    expect(readdirSync(join(app.electron.folder, 'documents'))).toEqual(['log.csv']);
  });

  test('write nothing when the person thinks better of it', async () => {
    await using app = await running();
    expect(await dialogsOf(app).saveFile('log.csv', new Uint8Array(3))).toBeNull();
    expect(readdirSync(join(app.electron.folder, 'documents'))).toEqual([]);
  });

  test('never put a file in the place of a workspace', async () => {
    await using app = await running();
    const filePath = join(app.electron.folder, 'documents', 'workspace.Clearway');
    writeFileSync(filePath, 'the house');
    app.electron.saves.push({ canceled: false, filePath });
    expect(await dialogsOf(app).saveFile('log.csv', new Uint8Array(3))).toBeNull();
    expect(readFileSync(filePath, 'utf8')).toBe('the house');
    expect(app.electron.shown.message).toEqual([
      'workspace.Clearway would take the place of a workspace, so nothing was saved. Choose another name.',
    ]);
  });

  test.each(['', 'backups'])('never put a file among those of a workspace: its folder %s', async (below) => {
    await using app = await running();
    const house = join(app.electron.folder, 'documents', 'house');
    mkdirSync(join(house, 'backups'), { recursive: true });
    writeFileSync(join(house, 'workspace.clearway'), 'the house');
    const filePath = join(house, below, 'keyring.json');
    writeFileSync(filePath, 'the keys');
    app.electron.saves.push({ canceled: false, filePath });
    expect(await dialogsOf(app).saveFile('audit-log.json', new Uint8Array(3))).toBeNull();
    expect(readFileSync(filePath, 'utf8')).toBe('the keys');
    expect(app.electron.shown.message).toEqual([
      'keyring.json would lie among the files of a workspace, so nothing was saved. Choose another folder.',
    ]);
  });

  test('a file that cannot be written leaves nothing half-done behind', async () => {
    await using app = await running();
    app.electron.saves.push({ canceled: false, filePath: join(app.electron.folder, 'no', 'such', 'folder.csv') });
    await expect(dialogsOf(app).saveFile('log.csv', new Uint8Array(3))).rejects.toThrow('ENOENT');
  });

  test.each([
    ['../../etc/passwd', '..-..-etc-passwd'],
    ['C:\\Windows\\x.csv', 'C--Windows-x.csv'],
    ['a\u0000b\r\n.csv', 'a-b--.csv'],
    ['K-1 “Harbour” 2026.pdf', 'K-1 “Harbour” 2026.pdf'],
    ['', 'Clearway'],
    ['x'.repeat(400), 'x'.repeat(120)],
  ])('suggest %j as %j among the documents', async (name, suggested) => {
    await using app = await running();
    await dialogsOf(app).saveFile(name, new Uint8Array(1));
    expect(app.electron.shown.save[0]?.defaultPath).toBe(join(app.electron.folder, 'documents', suggested));
  });

  test('print what the window shows to a PDF', async () => {
    await using app = await running();
    const filePath = join(app.electron.folder, 'documents', 'Audit.pdf');
    app.electron.saves.push({ canceled: false, filePath });
    expect(await app.platform.print?.('Audit')).toBe('Audit.pdf');
    expect(readFileSync(filePath, 'utf8')).toBe('%PDF-1.7');
    expect(app.electron.shown.save[0]?.defaultPath).toMatch(/Audit\.pdf$/);
  });
});

describe('where the window was', () => {
  const placed = async (kept: string, displays?: Electron.Rectangle[]) => {
    await using app = await running({
      ...(displays ? { displays } : {}),
      beforeReady: (electron) => writeFileSync(join(electron.folder, 'userData', 'window.json'), kept),
    });
    app.electron.opened[0]?.events.emit('ready-to-show');
    const { x, y, width, height } = app.electron.opened[0]?.options ?? {};
    return { x, y, width, height, maximized: app.electron.opened[0]?.doing.maximize === 1 };
  };
  const bounds = { x: 100, y: 50, width: 1200, height: 800 };
  const usual = { x: undefined, y: undefined, width: 1360, height: 880, maximized: false };

  test('it is again, also maximised', async () => {
    expect(await placed(JSON.stringify({ bounds, isMaximized: false }))).toEqual({ ...bounds, maximized: false });
    expect(await placed(JSON.stringify({ bounds, isMaximized: true }))).toEqual({ ...bounds, maximized: true });
  });

  test('unless that screen is gone', async () => {
    const left = { ...bounds, x: -1800 };
    expect(await placed(JSON.stringify({ bounds: left }))).toEqual(usual);
    expect(await placed(JSON.stringify({ bounds: left }), [{ x: -1920, y: 0, width: 1920, height: 1080 }])).toMatchObject(left);
    expect(await placed(JSON.stringify({ bounds: { ...bounds, x: 1850 } }))).toEqual(usual);
    expect(await placed(JSON.stringify({ bounds: { ...bounds, y: 1030 } }))).toEqual(usual);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"bounds":7}',
    '{"bounds":{"x":1,"y":2,"width":"3","height":4}}',
    '{"bounds":{"x":1e9,"y":0,"width":1,"height":1}}',
  ])('nor when the note says %j', async (kept) => {
    expect(await placed(kept)).toEqual(usual);
  });

  test('is kept when it closes and once it has come to rest, not while it is minimised', async () => {
    await using app = await running();
    const file = join(app.platform.programFolder, 'window.json');
    const [window] = app.electron.opened;
    window?.events.emit('close');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ bounds: { x: 10, y: 20, width: 1000, height: 700 }, isMaximized: false });
    if (window) window.state.bounds = { x: 1, y: 2, width: 1001, height: 701 };
    window?.events.emit('resize');
    window?.events.emit('move');
    await expect.poll(() => JSON.parse(readFileSync(file, 'utf8')).bounds.width, { timeout: 5000 }).toBe(1001);
    if (window) Object.assign(window.state, { isMinimized: true, bounds: { x: 0, y: 0, width: 160, height: 28 } });
    window?.events.emit('close');
    expect(JSON.parse(readFileSync(file, 'utf8')).bounds.width).toBe(1001);
  });
});

describe('updates', () => {
  afterEach(() => {
    vi.doUnmock('electron-updater');
    vi.unstubAllEnvs();
  });
  type Updater = Pick<
    import('electron-updater').AppUpdater,
    'autoDownload' | 'autoInstallOnAppQuit' | 'allowDowngrade' | 'allowPrerelease' | 'logger'
  >;
  /** What electron-updater is told, and what it finds. */
  function updaterStandIn(find: () => boolean) {
    const told: string[] = [];
    const autoUpdater: Updater = {
      autoDownload: true,
      autoInstallOnAppQuit: false,
      allowDowngrade: true,
      allowPrerelease: true,
      logger: null,
    };
    Object.assign(autoUpdater, {
      on: (event: string) => told.push(`on ${event}`),
      setFeedURL: (feed: unknown) => told.push(JSON.stringify(feed)),
      checkForUpdates: async () => ({ isUpdateAvailable: find() }),
      downloadUpdate: async () => told.push('download'),
    });
    vi.doMock('electron-updater', () => ({ autoUpdater }));
    return { told, autoUpdater };
  }
  const feed = 'https://updates.example/clearway';

  test.each([
    ['nothing is configured', {}, undefined],
    ['the feed is not https', {}, '{"feed":"http://updates.example"}'],
    ['the feed is a file', {}, '{"feed":"file:///tmp/x"}'],
    ['the file is broken', {}, '{"feed":'],
    ['Clearway is not packaged', { isPackaged: false }, JSON.stringify({ feed })],
  ])('are off when %s', async (_, given, kept) => {
    const { told } = updaterStandIn(() => true);
    await using app = await running({
      ...given,
      beforeReady: (electron) => kept && writeFileSync(join(electron.folder, 'userData', 'updates.json'), kept),
    });
    await app.platform.updates.check();
    expect(app.platform.updates.state()).toBe('off');
    expect(told).toEqual([]);
  });

  test.each(['the environment', 'a file'])(
    'named in %s are looked for when asked, fetched when asked again, and never older',
    async (where) => {
      const { told, autoUpdater } = updaterStandIn(() => true);
      if (where === 'the environment') vi.stubEnv('CLEARWAY_UPDATE_FEED', feed);
      await using app = await running({
        beforeReady: (electron) =>
          where === 'a file' && writeFileSync(join(electron.folder, 'userData', 'updates.json'), JSON.stringify({ feed })),
      });
      const { updates } = app.platform;
      expect([updates.state(), told]).toEqual(['current', []]);
      await updates.check();
      expect(updates.state()).toBe('available');
      expect(told).toEqual(['on error', JSON.stringify({ provider: 'generic', url: feed })]);
      expect(autoUpdater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: true, allowDowngrade: false, allowPrerelease: false });
      await updates.check();
      expect([updates.state(), told.at(-1)]).toEqual(['ready', 'download']);
      await updates.check();
      expect(told.filter((call) => call === 'download')).toHaveLength(1);
    },
  );

  test('that cannot be reached are said to have failed, and can be tried again', async () => {
    let isReachable = false;
    updaterStandIn(() => {
      if (!isReachable) throw new Error('net::ERR_INTERNET_DISCONNECTED');
      return false;
    });
    vi.stubEnv('CLEARWAY_UPDATE_FEED', feed);
    await using app = await running();
    await app.platform.updates.check();
    expect(app.platform.updates.state()).toBe('failed');
    isReachable = true;
    await app.platform.updates.check();
    expect(app.platform.updates.state()).toBe('current');
  });
});
