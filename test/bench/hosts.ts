import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLoopback } from '#main/host/loopback/startLoopback.ts';
import { createHost } from '#main/host/session/createHost.ts';
import type { Client, Platform } from '#main/host/session/host.ts';
import { type Instant, instant } from '#shared/dates.ts';
import { uuidv7 } from '#shared/ids.ts';
import type { Firm } from './firm.ts';
import { askedPages } from './log.ts';
import { type Figure, median, round } from './measure.ts';

const windowFolder = fileURLToPath(new URL('../../dist/window/', import.meta.url));
const clearway = fileURLToPath(new URL('../../main/host/cli/clearway.mjs', import.meta.url));
const now = (): Instant => instant(new Date().toISOString());
const here: Client = { transport: 'window', device: '', origin: null };
const HTTP_PAGES = 60;
const SHELL_PAGES = 5;

const platformIn = (folder: string): Platform => ({
  kind: 'loopback',
  version: 'bench',
  platform: process.platform,
  now,
  randomBytes: (count) => randomBytes(count),
  programFolder: join(folder, 'program'),
  documentsFolder: join(folder, 'documents'),
  dialogs: null,
  print: null,
  keychain: { available: () => 'none', seal: (secret) => secret, unseal: (sealed) => sealed },
  updates: { state: () => 'off', check: async () => undefined },
});

type Reply = Readonly<{ ok: boolean; value?: Readonly<{ rows: readonly unknown[]; next: string | null }> }>;

/** Asks page after page of the first list and answers how long each took. */
async function followPages(pages: number, ask: (input: object) => Promise<Reply>): Promise<number[]> {
  const samples: number[] = [];
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const started = performance.now();
    const reply = await ask({ limit: 500, ...askedPages[0]!.input, ...(after === null ? {} : { after }) });
    samples.push(performance.now() - started);
    if (!reply.ok || reply.value?.rows.length !== 500) throw new Error(`a host answered ${JSON.stringify(reply).slice(0, 200)}`);
    after = reply.value.next;
  }
  return samples;
}

const ratioFigure = (name: string, samples: readonly number[], inProcess: number): Figure => {
  const p50 = median(samples);
  return {
    name,
    value: round(p50, 1),
    unit: 'ms',
    ratio: round(p50 / inProcess, 2),
    ok: true,
    note: `in process ${round(inProcess, 1)} ms`,
  };
};

/** The same pages through the http host, from this process to itself. */
export async function overHttp(firm: Firm, folder: string, inProcess: number): Promise<Figure> {
  const host = createHost(platformIn(folder));
  const command = async (name: string, input: unknown): Promise<void> => {
    const reply = await host.command({ name, id: uuidv7(now(), randomBytes(10)), input }, here);
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`);
  };
  const offered = await host.offerWorkspace(firm.folder);
  if (!offered.ok) throw new Error(`the workspace was refused: ${offered.error.code}`);
  await command('host.unlock', firm.unlock);
  const loopback = await startLoopback({ host, windowFolder, now });
  try {
    const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
      fetch(`${loopback.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: loopback.origin, cookie },
        body: JSON.stringify(body),
      });
    const admitted = await post('/session', { secret: new URL(loopback.url).hash.replace('#enter=', '') });
    const cookie = admitted.headers.get('set-cookie')?.split(';')[0] ?? '';
    const samples = await followPages(
      HTTP_PAGES,
      async (input) => (await post('/query', { name: 'audit.log', input }, cookie)).json() as Promise<Reply>,
    );
    return ratioFigure('the same page over http', samples, inProcess);
  } finally {
    await loopback.close();
    await host.close();
  }
}

/** The same page from a shell: a process starts, opens the workspace, asks and ends. */
export async function overShell(firm: Firm, inProcess: number): Promise<Figure> {
  const samples = await followPages(SHELL_PAGES, async (input) => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [clearway, 'query', 'audit.log', JSON.stringify(input), '--workspace', firm.folder],
      {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, CLEARWAY_PASSPHRASE: firm.unlock.passphrase },
      },
    );
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Reply;
  });
  return ratioFigure('the same page from a shell, process and all', samples, inProcess);
}
