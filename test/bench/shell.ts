import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorkspace } from '#db/createWorkspace.ts';
import { usualCost } from '#db/keySlots.ts';
import { openWorkspace } from '#db/workspace.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { BigBooks } from './ledger.ts';
import { type Figure, median, round } from './measure.ts';

const clearway = fileURLToPath(new URL('../../main/host/cli/clearway.mjs', import.meta.url));
const ROUNDS = 9;
const TIME_LIMIT = 250;
const MEMORY_LIMIT = 120;
/** Says at the end of a process how much memory it held at most. Linux counts what the parent held before the program was loaded, so it is asked there. */
const TELL = `data:text/javascript,${encodeURIComponent(`import { readFileSync } from 'node:fs';
const most = () => process.platform === 'linux'
  ? /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]
  : process.resourceUsage().maxRSS;
process.on('exit', () => process.stderr.write('rss ' + most()));`)}`;

type Run = Readonly<{ took: number; mebibytes: number; text: string }>;

function runNode(args: readonly string[], env: NodeJS.ProcessEnv): Run {
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', TELL, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env,
  });
  const took = performance.now() - started;
  const rss = /rss (\d+)$/.exec(stderr);
  if (status !== 0 || !rss) throw new Error(`a shell ended with ${status}: ${stderr}`);
  return { took, mebibytes: Number(rss[1]) / 1024, text: stdout };
}

/** A trial balance from a shell: a process starts, opens the workspace, asks, prints and ends. Its passphrase is stretched at next to no cost. */
export function coldQueryFigures({ firm, fundId, postings }: BigBooks): Figure[] {
  const env = { ...process.env, CLEARWAY_PASSPHRASE: firm.unlock.passphrase };
  const args = [clearway, 'query', 'ledger.trialBalance', JSON.stringify({ fundId, on: '2026-03-02' }), '--workspace', firm.folder];
  const runs: Run[] = [];
  const bare: Run[] = [];
  for (let at = -1; at < ROUNDS; at += 1) {
    const [run, none] = [runNode(args, env), runNode(['-e', '0'], env)];
    if (!run.text.includes('"ok":true')) throw new Error(`the shell answered ${run.text.slice(0, 200)}`);
    if (at >= 0) {
      runs.push(run);
      bare.push(none);
    }
  }
  const [took, own] = [runs, bare].map((each) => median(each.map((run) => run.took))) as [number, number];
  const beyond = median(runs.map((run) => run.mebibytes)) - median(bare.map((run) => run.mebibytes));
  const name = `clearway query, trial balance of ${postings.toLocaleString('en-US')} postings, cold`;
  return [
    {
      name,
      value: round(took, 0),
      unit: 'ms',
      ratio: round(took / own, 2),
      limit: `< ${TIME_LIMIT} ms`,
      ok: took < TIME_LIMIT,
      note: `Node alone ${round(own, 0)} ms, fastest ${round(Math.min(...runs.map((run) => run.took)), 0)} ms`,
    },
    {
      name: `${name}: memory beyond Node’s own`,
      value: round(beyond, 1),
      unit: 'MiB',
      limit: `< ${MEMORY_LIMIT} MiB`,
      ok: beyond < MEMORY_LIMIT,
    },
  ];
}

/** What a passphrase of a live house adds to any cold start: it is slow on purpose, so it has no limit. */
export async function passphraseFigure(folder: string): Promise<Figure> {
  const owner = { userId: '0193abcd-0000-7000-8000-0000000000b1' as never, login: 'olivia', passphrase: 'a passphrase for the bench' };
  const workspaceId = '0193abcd-0000-7000-8000-0000000000b2';
  const now = '2026-03-02T09:00:00.000Z' as never;
  const made = await createWorkspace({ folder: join(folder, 'live'), workspaceId, now, owner, argon: usualCost });
  if (!made.ok) throw new Error(sentenceOf(made.error));
  const { recoveryPhrase, workspace } = made.value;
  workspace.close();
  const timeOf = async (unlock: { login: string; passphrase: string } | { recoveryPhrase: string }): Promise<number> => {
    const samples: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      const started = performance.now();
      const opened = await openWorkspace({ folder: workspace.folder, unlock, mode: 'read', now });
      samples.push(performance.now() - started);
      if (!opened.ok) throw new Error(sentenceOf(opened.error));
      opened.value.close();
    }
    return median(samples);
  };
  const [slow, plain] = [await timeOf({ login: owner.login, passphrase: owner.passphrase }), await timeOf({ recoveryPhrase })];
  return {
    name: 'what a live passphrase adds (Argon2id, 64 MiB, 4 passes)',
    value: round(slow - plain, 0),
    unit: 'ms',
    ok: true,
    note: `opening ${round(plain, 0)} ms without it`,
  };
}
