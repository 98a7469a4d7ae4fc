import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '#main/host/loopback/openBrowser.ts';
import { type Loopback, startLoopback } from '#main/host/loopback/startLoopback.ts';
import { createHost } from '../session/createHost.ts';
import type { Host, Platform } from '../session/host.ts';
import { type Parsed, textOption } from './arguments.ts';
import { documentsFolder, ownVersion, programFolder, windowFolder } from './folders.ts';
import { type ExitCode, exit, type Io, tellPeople, Usage } from './io.ts';

/** The machine as a browser host knows it: no dialogs, no printing, no keychain of its own. */
export function loopbackPlatform(io: Io): Platform {
  return {
    kind: 'loopback',
    version: ownVersion(),
    platform: process.platform,
    now: io.now,
    randomBytes: (count) => randomBytes(count),
    programFolder: programFolder(io.env),
    documentsFolder: documentsFolder(io.env),
    dialogs: null,
    print: null,
    keychain: {
      available: () => 'none',
      seal: () => new Uint8Array(),
      unseal: () => new Uint8Array(),
    },
    updates: { state: () => 'off', check: async () => undefined },
  };
}

/** `clearway open [DIR]`: the window in the installed browser, or its address where there is none. */
export const open = (parsed: Parsed, io: Io): Promise<ExitCode> => serveUntilStopped(parsed, io, true);

/** `clearway serve [DIR]`: the same, without starting a browser. */
export const serve = (parsed: Parsed, io: Io): Promise<ExitCode> => serveUntilStopped(parsed, io, false);

async function serveUntilStopped(parsed: Parsed, io: Io, inBrowser: boolean): Promise<ExitCode> {
  const port = portIn(parsed);
  if (!existsSync(join(windowFolder(io.env), 'index.html')))
    throw new Usage('The window is not built yet. Run “npm start” once in the project folder.');
  const host = createHost(loopbackPlatform(io));
  try {
    const [folder = textOption(parsed, 'workspace')] = parsed.words;
    const shown = folder === undefined ? null : await host.offerWorkspace(folder);
    if (shown && !shown.ok) return tellPeople(io, false, shown, () => []);
    const loopback = await listening(host, io, port);
    try {
      const started = inBrowser && (await openBrowser(loopback.oneTimeUrl()));
      io.out(started ? `Clearway is open in the browser. Its address, for this computer only: ${loopback.url}` : loopback.url);
      io.err('Press Ctrl-C to end it.');
      await io.untilStopped();
    } finally {
      await loopback.close();
    }
    return exit.ok;
  } finally {
    await host.close();
  }
}

async function listening(host: Host, io: Io, port: number): Promise<Loopback> {
  try {
    return await startLoopback({ host, windowFolder: windowFolder(io.env), port, now: io.now });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EADDRINUSE') throw new Usage(`Port ${port} is taken by another program. Choose another with --port, or leave it out.`);
    if (code === 'EACCES') throw new Usage(`Port ${port} is not open to you. Choose one above 1023 with --port, or leave it out.`);
    throw error;
  }
}

function portIn(parsed: Parsed): number {
  const text = textOption(parsed, 'port') ?? '0';
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Usage('--port takes a number from 0 to 65535.');
  return port;
}
