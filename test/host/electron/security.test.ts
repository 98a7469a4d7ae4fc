import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '#main/host/windowFiles.ts';
import { preventable, running } from './application.ts';

describe('before Electron is ready', () => {
  test('the lock, the sandbox and the scheme are asked for, and nothing that needs ready', async () => {
    await using app = await running();
    expect(app.beforeReady).toEqual([
      'app.requestSingleInstanceLock',
      'app.enableSandbox',
      'protocol.registerSchemesAsPrivileged',
      'app.whenReady',
    ]);
    expect(app.electron.calls.slice(app.beforeReady.length)).toContain('safeStorage.isEncryptionAvailable');
    expect(app.electron.schemes).toEqual([
      {
        scheme: 'app',
        privileges: {
          standard: true,
          secure: true,
          supportFetchAPI: true,
          bypassCSP: false,
          corsEnabled: false,
          allowServiceWorkers: false,
        },
      },
    ]);
  });
});

describe('the window', () => {
  test('is sandboxed, isolated and without Node', async () => {
    await using app = await running();
    expect(app.electron.opened).toHaveLength(1);
    const [{ options, state }] = app.electron.opened as [(typeof app.electron.opened)[number]];
    expect(options.webPreferences).toEqual({
      preload: expect.stringMatching(/[\\/]dist[\\/]electron[\\/]preload\.cjs$/),
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
      devTools: false,
    });
    expect(options.show).toBe(false);
    expect(state.loaded).toEqual(['app://clearway/']);
  });

  test('has developer tools only where Clearway is not packaged', async () => {
    await using app = await running({ isPackaged: false });
    expect(app.electron.opened[0]?.options.webPreferences?.devTools).toBe(true);
  });

  test('opens no other window and holds no page of somebody else', async () => {
    await using app = await running();
    const [window] = app.electron.opened;
    expect(window?.guards.open?.({ url: 'https://evil.example' } as Electron.HandlerDetails)).toEqual({ action: 'deny' });
    expect(window?.guards.open?.({ url: 'app://clearway/users' } as Electron.HandlerDetails)).toEqual({ action: 'deny' });
    const webview = preventable({});
    window?.contentsEvents.emit('will-attach-webview', webview, {}, {});
    expect(webview.prevented).toBe(true);
  });

  test.each([
    ['https://evil.example/', true, true],
    ['http://127.0.0.1:9000/', true, true],
    ['file:///etc/passwd', true, true],
    ['data:text/html,x', true, true],
    ['javascript:alert(1)', true, true],
    ['about:blank', true, true],
    ['app://clearway.evil.example/', true, true],
    ['app://other/', true, true],
    ['app://clearway', true, true],
    ['app://clearway@evil.example/', true, true],
    ['app://clearway/users', false, true],
    ['app://clearway/users', true, false],
  ])('going to %s (top frame: %s) is prevented: %s', async (url, isMainFrame, isPrevented) => {
    await using app = await running();
    const [window] = app.electron.opened;
    const navigation = preventable({ url, isMainFrame });
    window?.contentsEvents.emit('will-frame-navigate', navigation);
    expect(navigation.prevented).toBe(isPrevented);
    const redirect = preventable({ url });
    window?.contentsEvents.emit('will-redirect', redirect);
    expect(redirect.prevented).toBe(url !== 'app://clearway/users');
  });

  test('is shown once it is drawn, and also when it could not be loaded', async () => {
    await using app = await running();
    expect(app.electron.opened[0]?.doing.show).toBe(0);
    app.electron.opened[0]?.events.emit('ready-to-show');
    expect(app.electron.opened[0]?.doing.show).toBe(1);
    await using broken = await running({ loadFails: true });
    expect(broken.electron.opened[0]?.doing.show).toBe(1);
    expect(broken.host.incidents.map(({ place }) => place)).toEqual(['loading the window']);
  });
});

describe('the session', () => {
  const permissions = [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'clipboard-sanitized-write',
    'openExternal',
    'fullscreen',
    'hid',
    'usb',
    'serial',
    'fileSystem',
    'display-capture',
    'unknown',
  ] as const;

  test.each(permissions)('is never granted %s', async (permission) => {
    await using app = await running();
    const { request, check, device } = app.electron.asked;
    const answers: boolean[] = [];
    request?.({} as Electron.WebContents, permission as never, (granted) => answers.push(granted), {} as never);
    expect(answers).toEqual([false]);
    expect(check?.(null, permission as never, 'app://clearway', {} as never)).toBe(false);
    expect(device?.({ deviceType: 'usb', origin: 'app://clearway', device: {} as never })).toBe(false);
  });

  test('shares no screen, sends no word to a dictionary, saves no download by itself', async () => {
    await using app = await running();
    const streams: unknown[] = [];
    app.electron.asked.display?.({} as never, (granted) => streams.push(granted));
    expect(streams).toEqual([{}]);
    expect(app.electron.asked.spelling).toBe(false);
    const download = preventable({});
    app.electron.sessionEvents.emit('will-download', download);
    expect(download.prevented).toBe(true);
  });

  test.each([
    ['https://evil.example/a.js', true],
    ['http://127.0.0.1:1/', true],
    ['ws://127.0.0.1:1/', true],
    ['file:///etc/passwd', true],
    ['data:text/html,x', true],
    ['blob:app://clearway/1', true],
    ['devtools://devtools/x.js', true],
    ['app://other/x.js', true],
    ['app://clearway/assets/x.js', false],
    ['data:image/png;base64,AA', false],
  ])('asks for %s: cancelled %s', async (url, isCancelled) => {
    await using app = await running();
    const answers: Electron.CallbackResponse[] = [];
    app.electron.asked.load?.({ url } as Electron.OnBeforeRequestListenerDetails, (answer) => answers.push(answer));
    expect(answers).toEqual([{ cancel: isCancelled }]);
  });
});

describe('the window’s own protocol', () => {
  const ask = async (url: string, method = 'GET') => {
    await using app = await running();
    const serve = app.electron.handlers.get('app');
    return serve?.({ url, method } as Request);
  };

  test('serves the bundled window under the same policy as the browser gets', async () => {
    for (const url of ['app://clearway/', 'app://clearway/access/users', 'app://clearway/index.html?x=1#y']) {
      const answer = await ask(url);
      expect(answer?.status, url).toBe(200);
      expect(await answer?.text()).toBe('start page');
      expect(answer?.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
      expect(answer?.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test.each([
    ['app://other/', 'GET'],
    ['app://clearway/', 'POST'],
    ['app://clearway/../../etc/passwd.txt', 'GET'],
    ['app://clearway/..%2f..%2fetc%2fpasswd', 'GET'],
    ['app://clearway/%2e%2e%5cwindow', 'GET'],
    ['app://clearway/x%00', 'GET'],
    ['app://clearway//evil', 'GET'],
    ['app://clearway/userData/device.json', 'GET'],
  ])('%s by %s leads nowhere', async (url, method) => {
    const answer = await ask(url, method);
    expect(answer?.status).toBe(404);
    expect(await answer?.text()).not.toContain('start page');
  });
});

test.each(['remote-debugging-port', 'remote-debugging-pipe'])('a packaged Clearway does not start under --%s', async (name) => {
  await using app = await running({ switches: [name] });
  expect(app.electron.exits).toEqual([0]);
  expect(app.electron.opened).toEqual([]);
  await using development = await running({ switches: [name], isPackaged: false });
  expect(development.electron.opened).toHaveLength(1);
});
