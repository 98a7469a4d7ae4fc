import { join } from 'node:path';
import { app } from 'electron';
import { isRecord, readJsonFile } from '#db/durableFile.ts';
import type { Platform } from '../session/host.ts';

type Updates = Platform['updates'];
type State = ReturnType<Updates['state']>;

/** Updates are off until somebody names where they come from: in the environment, or in `updates.json` as `{"feed": "https://…"}`. */
export function createUpdates(programFolder: string, environment: NodeJS.ProcessEnv = process.env): Updates {
  const feed = app.isPackaged ? feedOf(programFolder, environment) : undefined;
  if (feed === undefined) return { state: () => 'off', check: async () => undefined };
  let state: State = 'current';
  let updater: ReturnType<typeof load> | undefined;
  return {
    state: () => state,
    async check() {
      if (state === 'checking' || state === 'ready') return;
      const wasAvailable = state === 'available';
      state = 'checking';
      try {
        updater ??= load(feed);
        const found = await updater;
        state = await (wasAvailable ? download(found) : look(found));
      } catch {
        state = 'failed';
      }
    },
  };
}

function feedOf(programFolder: string, environment: NodeJS.ProcessEnv): string | undefined {
  const kept = readJsonFile(join(programFolder, 'updates.json'));
  const named = environment.CLEARWAY_UPDATE_FEED ?? (kept.found === 'yes' && isRecord(kept.value) ? kept.value.feed : undefined);
  return typeof named === 'string' && URL.parse(named)?.protocol === 'https:' ? named : undefined;
}

type Updater = Awaited<ReturnType<typeof load>>;

async function load(feed: string) {
  const { autoUpdater } = await import('electron-updater');
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.allowDowngrade = false;
  autoUpdater.allowPrerelease = false;
  autoUpdater.logger = null;
  autoUpdater.on('error', () => undefined);
  autoUpdater.setFeedURL({ provider: 'generic', url: feed });
  return autoUpdater;
}

const look = async (updater: Updater): Promise<State> => ((await updater.checkForUpdates())?.isUpdateAvailable ? 'available' : 'current');

/** Asked a second time, the person wants it: it is fetched now and put in place when Clearway quits. */
async function download(updater: Updater): Promise<State> {
  await updater.downloadUpdate();
  return 'ready';
}
