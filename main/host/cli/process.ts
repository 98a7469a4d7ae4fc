import { createInterface } from 'node:readline';
import { instantOfMilliseconds } from '#shared/dates.ts';
import { exit, type Io } from './io.ts';
import { main } from './main.ts';

const processIo: Io = {
  env: process.env,
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  async readStdin() {
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  },
  // Only once somebody asks for a line: what arrives before that would be lost.
  async *stdinLines() {
    yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  },
  askSecretly,
  now: () => instantOfMilliseconds(Date.now()),
  untilStopped: () =>
    new Promise((stopped) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopped());
    }),
};

const ENTER = new Set(['\r', '\n', '\u0004']);
const ERASE = new Set(['\u007f', '\b']);

/** Reads one line key by key with the terminal's echo off. */
function askSecretly(question: string): Promise<string | null> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return Promise.resolve(null);
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  return new Promise((answered) => {
    let typed: string[] = [];
    const finish = (value: string | null): void => {
      stdin.off('data', hear);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      answered(value);
    };
    const hear = (keys: string): void => {
      for (const key of keys) {
        if (ENTER.has(key) || key === '\u0003') {
          finish(key === '\u0003' ? null : typed.join(''));
          return;
        }
        typed = ERASE.has(key) ? typed.slice(0, -1) : [...typed, key];
      }
    };
    stdin.on('data', hear);
    stdin.resume();
  });
}

/** The whole life of the `clearway` process. */
export async function runInProcess(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exit.ok);
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2), processIo);
}
