import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Host, Platform } from '#main/host/session/host.ts';
import type { Result } from '#shared/result.ts';
import { createScriptedHost, type ScriptedHost } from '#test/kit/scriptedHost.ts';
import { createStandIn, type Given, type StandIn } from './standIn.ts';

type Frame = Pick<Electron.WebFrameMain, 'origin' | 'url' | 'detached'> & { parent: unknown };
export const ownFrame: Frame = { origin: 'app://clearway', url: 'app://clearway/users', detached: false, parent: null };

export type Running = AsyncDisposable &
  Readonly<{
    electron: StandIn;
    host: ScriptedHost;
    platform: Platform;
    /** What startup did before Electron was ready. */
    beforeReady: readonly string[];
    /** What this program listens to on the process itself. */
    onProcess: ReadonlyMap<string, (error: unknown) => void>;
    send(channel: 'command' | 'query', message: unknown, frame?: Frame | null | (() => Frame)): Promise<Result<unknown>>;
  }>;

type Start = Given &
  Readonly<{ argv?: readonly string[]; createHost?: (platform: Platform) => Host; beforeReady?: (electron: StandIn) => void }>;

/** Starts the Electron host against the stand-in, as Electron would: load, then ready. */
export async function running(start: Start = {}): Promise<Running> {
  const electron = createStandIn(start);
  const windowFolder = join(electron.folder, 'window');
  mkdirSync(windowFolder, { recursive: true });
  mkdirSync(join(electron.folder, 'userData'), { recursive: true });
  mkdirSync(join(electron.folder, 'documents'), { recursive: true });
  writeFileSync(join(windowFolder, 'index.html'), 'start page');
  vi.stubEnv('CLEARWAY_HOME', join(electron.folder, 'userData'));
  vi.resetModules();
  vi.doMock('electron', () => electron);
  const onProcess = new Map<string, (error: unknown) => void>();
  const listen = vi.spyOn(process, 'on').mockImplementation((event, listener) => {
    onProcess.set(String(event), listener);
    return process;
  });
  const argv = vi.spyOn(process, 'argv', 'get').mockReturnValue(['electron', ...(start.argv ?? [])]);
  const host = createScriptedHost();
  let platform: Platform | undefined;
  const createHost = (lent: Platform): Host => {
    platform = lent;
    return start.createHost?.(lent) ?? host;
  };
  const { startApplication } = await import('#main/host/electron/application.ts');
  const started = startApplication({ createHost, windowFolder });
  const beforeReady = [...electron.calls];
  start.beforeReady?.(electron);
  electron.becomeReady();
  await started;
  listen.mockRestore();
  argv.mockRestore();
  return {
    electron,
    host,
    get platform() {
      if (!platform) throw new Error('no host was made');
      return platform;
    },
    beforeReady,
    onProcess,
    async send(channel, message, frame = ownFrame) {
      const answer = electron.answering.get(channel);
      if (!answer) throw new Error(`nothing answers ${channel}`);
      const event = {
        get senderFrame() {
          return typeof frame === 'function' ? frame() : frame;
        },
      };
      return answer(event as unknown as Electron.IpcMainInvokeEvent, message);
    },
    async [Symbol.asyncDispose]() {
      vi.doUnmock('electron');
      vi.unstubAllEnvs();
      await rm(electron.folder, { recursive: true, force: true });
    },
  };
}

/** An event whose default can be prevented, and whether it was. */
export function preventable<Details extends object>(details: Details): Details & { preventDefault(): void; prevented: boolean } {
  const event = Object.assign(details, {
    prevented: false,
    preventDefault() {
      event.prevented = true;
    },
  });
  return event;
}
