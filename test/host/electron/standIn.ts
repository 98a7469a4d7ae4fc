import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Plays the `electron` module and records what is asked of it. Every part `satisfies Partial<…>` of Electron's own types, so a name or
 * an option Electron does not have does not compile, here or in the code under test.
 */
export type Given = Readonly<{
  isPackaged?: boolean;
  isFirst?: boolean;
  switches?: readonly string[];
  encryption?: boolean;
  backend?: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
  displays?: readonly Electron.Rectangle[];
  loadFails?: boolean;
}>;

type Listener = (...values: never[]) => void;
/** Electron's overloads of `on` answer `this`; what matters here is that the event reaches the emitter. */
const listening = <On>(emitter: EventEmitter): On =>
  ((event: string, listener: Listener) => void emitter.on(event, listener as (...values: unknown[]) => void)) as On;

export type StandIn = ReturnType<typeof createStandIn>;

export function createStandIn(given: Given = {}) {
  const calls: string[] = [];
  const noted = <Value>(call: string, value: Value): Value => {
    calls.push(call);
    return value;
  };
  const folder = mkdtempSync(join(tmpdir(), 'clearway-electron-'));
  const parts = { ...application(given, noted, folder), ...machine(given, noted), ...sessions(), ...dialogs(noted), ...channels() };
  return { calls, folder, given, ...parts, ...windows(parts.appEvents, noted, given) };
}

type Noted = <Value>(call: string, value: Value) => Value;

function application(given: Given, noted: Noted, folder: string) {
  const appEvents = new EventEmitter();
  const ready = Promise.withResolvers<void>();
  const exits: (number | undefined)[] = [];
  const paths: Record<string, string> = {};
  const app = {
    isPackaged: given.isPackaged ?? true,
    commandLine: { hasSwitch: (name: string) => given.switches?.includes(name) ?? false } as Electron.CommandLine,
    on: listening<Electron.App['on']>(appEvents),
    requestSingleInstanceLock: () => noted('app.requestSingleInstanceLock', given.isFirst ?? true),
    enableSandbox: () => noted('app.enableSandbox', undefined),
    whenReady: () => noted('app.whenReady', ready.promise),
    getPath: (name) => paths[name] ?? join(folder, name),
    setPath: (name, path) => {
      paths[name] = path;
    },
    getVersion: () => '1.2.3',
    quit: () => noted('app.quit', undefined),
    exit: (code) => {
      exits.push(code);
    },
  } satisfies Partial<Electron.App>;
  return { app, appEvents, exits, becomeReady: () => ready.resolve() };
}

function machine(given: Given, noted: Noted) {
  const powerEvents = new EventEmitter();
  const schemes: Electron.CustomScheme[] = [];
  const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
  const areas = given.displays ?? [{ x: 0, y: 0, width: 1920, height: 1040 }];
  const menus: Electron.MenuItemConstructorOptions[][] = [];
  return {
    powerEvents,
    schemes,
    handlers,
    menus,
    powerMonitor: { on: listening<Electron.PowerMonitor['on']>(powerEvents) } satisfies Partial<Electron.PowerMonitor>,
    nativeTheme: { shouldUseDarkColors: false } satisfies Partial<Electron.NativeTheme>,
    screen: { getAllDisplays: () => areas.map((workArea) => ({ workArea }) as Electron.Display) } satisfies Partial<Electron.Screen>,
    protocol: {
      registerSchemesAsPrivileged: (list) => noted('protocol.registerSchemesAsPrivileged', void schemes.push(...list)),
      handle: (scheme, handler) => noted('protocol.handle', void handlers.set(scheme, handler as (request: Request) => Response)),
    } satisfies Partial<Electron.Protocol>,
    safeStorage: {
      isEncryptionAvailable: () => noted('safeStorage.isEncryptionAvailable', given.encryption ?? true),
      getSelectedStorageBackend: () => given.backend ?? 'gnome_libsecret',
      encryptString: (text) => Buffer.from(`sealed:${Buffer.from(text).toString('hex')}`),
      decryptString: (sealed) => {
        if (!sealed.toString().startsWith('sealed:')) throw new Error('not sealed here');
        return Buffer.from(sealed.toString().slice('sealed:'.length), 'hex').toString();
      },
    } satisfies Partial<Electron.SafeStorage>,
    Menu: {
      buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => {
        menus.push(template);
        return {} as Electron.Menu;
      },
      setApplicationMenu: () => undefined,
    } satisfies Partial<typeof Electron.Menu>,
  };
}

function sessions() {
  const sessionEvents = new EventEmitter();
  const asked: {
    request?: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
    check?: Parameters<Electron.Session['setPermissionCheckHandler']>[0];
    device?: Parameters<Electron.Session['setDevicePermissionHandler']>[0];
    display?: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0];
    spelling?: boolean;
    load?: (details: Electron.OnBeforeRequestListenerDetails, answer: (response: Electron.CallbackResponse) => void) => void;
  } = {};
  const defaultSession = {
    on: listening<Electron.Session['on']>(sessionEvents),
    setPermissionRequestHandler: (handler) => {
      asked.request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      asked.check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      asked.device = handler;
    },
    setDisplayMediaRequestHandler: (handler) => {
      asked.display = handler;
    },
    setSpellCheckerEnabled: (enabled) => {
      asked.spelling = enabled;
    },
    webRequest: {
      onBeforeRequest: (listener: NonNullable<typeof asked.load>) => {
        asked.load = listener;
      },
    } as Electron.WebRequest,
  } satisfies Partial<Electron.Session>;
  return { session: { defaultSession }, sessionEvents, asked };
}

/** Dialogs answer what the test put first in line, and remember how they were asked. */
function dialogs(noted: Noted) {
  const opens: Electron.OpenDialogReturnValue[] = [];
  const saves: Electron.SaveDialogReturnValue[] = [];
  const shown: { open: Electron.OpenDialogOptions[]; save: Electron.SaveDialogOptions[]; message: string[]; error: string[] } = {
    open: [],
    save: [],
    message: [],
    error: [],
  };
  const optionsOf = <Options>(values: readonly unknown[]): Options => values.at(-1) as Options;
  const dialog = {
    showOpenDialog: async (...values: readonly unknown[]) => {
      shown.open.push(optionsOf(values));
      return opens.shift() ?? { canceled: true, filePaths: [] };
    },
    showSaveDialog: async (...values: readonly unknown[]) => {
      shown.save.push(optionsOf(values));
      return saves.shift() ?? { canceled: true, filePath: '' };
    },
    showMessageBox: async (...values: readonly unknown[]) => {
      shown.message.push(optionsOf<Electron.MessageBoxOptions>(values).message);
      return { response: 0, checkboxChecked: false };
    },
    showErrorBox: (title, content) => noted('dialog.showErrorBox', void shown.error.push(`${title}: ${content}`)),
  } satisfies Partial<Electron.Dialog>;
  return { dialog, opens, saves, shown };
}

/** Both ends of the wire: what main answers, and what the preload script puts into the page. */
function channels() {
  const answering = new Map<string, Parameters<Electron.IpcMain['handle']>[1]>();
  const exposed = new Map<string, unknown>();
  const invoked: unknown[][] = [];
  const rendererEvents = new EventEmitter();
  return {
    answering,
    exposed,
    invoked,
    rendererEvents,
    ipcMain: { handle: (channel, listener) => void answering.set(channel, listener) } satisfies Partial<Electron.IpcMain>,
    contextBridge: { exposeInMainWorld: (name, api) => void exposed.set(name, api) } satisfies Partial<Electron.ContextBridge>,
    ipcRenderer: {
      invoke: async (...values) => values.length - invoked.push(values) + invoked.length,
      on: listening<Electron.IpcRenderer['on']>(rendererEvents),
      removeListener: ((event: string, listener: () => void) =>
        rendererEvents.removeListener(event, listener)) as unknown as Electron.IpcRenderer['removeListener'],
    } satisfies Partial<Electron.IpcRenderer>,
  };
}

function windows(appEvents: EventEmitter, noted: Noted, given: Given) {
  const opened: ReturnType<typeof windowFor>[] = [];
  const windowFor = (options: Electron.BrowserWindowConstructorOptions) => {
    const contents = contentsFor();
    const events = new EventEmitter();
    const state = { bounds: { x: 10, y: 20, width: 1000, height: 700 }, isMaximized: false, isMinimized: false, loaded: [] as string[] };
    const doing = { show: 0, focus: 0, restore: 0, maximize: 0 };
    const count = (name: keyof typeof doing) => () => {
      doing[name] += 1;
    };
    const window = {
      webContents: contents.webContents as unknown as Electron.WebContents,
      on: listening<Electron.BrowserWindow['on']>(events),
      once: listening<Electron.BrowserWindow['once']>(events),
      loadURL: async (address) => {
        state.loaded.push(address);
        if (given.loadFails) throw new Error('ERR_FAILED');
      },
      show: count('show'),
      focus: count('focus'),
      restore: count('restore'),
      maximize: count('maximize'),
      isDestroyed: () => false,
      isMinimized: () => state.isMinimized,
      isMaximized: () => state.isMaximized,
      getNormalBounds: () => state.bounds,
    } satisfies Partial<Electron.BrowserWindow>;
    appEvents.emit('web-contents-created', {}, contents.webContents);
    return { ...contents, options, events, state, doing, window };
  };
  function BrowserWindow(options: Electron.BrowserWindowConstructorOptions) {
    const made = noted('new BrowserWindow', windowFor(options));
    opened.push(made);
    return made.window;
  }
  BrowserWindow.getAllWindows = () => opened.map(({ window }) => window);
  return { opened, BrowserWindow };
}

function contentsFor() {
  const contentsEvents = new EventEmitter();
  const sent: unknown[][] = [];
  const guards: { open?: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] } = {};
  const doing = { reloads: 0, prints: [] as Electron.PrintToPDFOptions[] };
  const webContents = {
    on: listening<Electron.WebContents['on']>(contentsEvents),
    setWindowOpenHandler: (handler) => {
      guards.open = handler;
    },
    send: (...values) => void sent.push(values),
    isDestroyed: () => false,
    reload: () => {
      doing.reloads += 1;
    },
    printToPDF: async (options) => {
      doing.prints.push(options);
      return Buffer.from('%PDF-1.7');
    },
  } satisfies Partial<Electron.WebContents>;
  return { webContents, contentsEvents, sent, guards, contentsDoing: doing };
}
