import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { KEY } from '../kit/house.ts';
import type { Acknowledged, Begun, Order, Said } from './orders.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One bundle for all children of a test file: hundreds of them start, and each would compile the sources anew. */
export async function bundledChild() {
  const parent = join(root, 'test-results');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'crash-'));
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { child: fileURLToPath(new URL('./child.ts', import.meta.url)) },
        external: (id) => isBuiltin(id) || id === 'better-sqlite3',
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return {
    start: (order: Omit<Order, 'key'>, options: ChildOptions = {}) => new Child(join(folder, 'child.js'), order, options),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
export type Bundle = Awaited<ReturnType<typeof bundledChild>>;

/** `largestFile` is what `ulimit -f` allows each file of the process, in KiB. */
type ChildOptions = Readonly<{ largestFile?: number }>;
type End = Readonly<{ code: number | null; signal: NodeJS.Signals | null; complaints: string }>;

export class Child {
  readonly acknowledged: Acknowledged[] = [];
  /** The last call begun and not acknowledged. */
  begun: Begun | null = null;
  readonly ended: Promise<End>;
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  #heard = 0;
  #waiting: { heard: number; tell: () => void }[] = [];

  constructor(script: string, order: Omit<Order, 'key'>, { largestFile }: ChildOptions) {
    const orderFile = `${order.file}.${Math.floor(performance.now() * 1000)}.order.json`;
    writeFileSync(orderFile, JSON.stringify({ ...order, key: Buffer.from(KEY).toString('hex') } satisfies Order));
    const [command, args] =
      largestFile === undefined
        ? [process.execPath, [script, orderFile]]
        : ['bash', ['-c', `ulimit -f ${largestFile}; exec "$0" "$@"`, process.execPath, script, orderFile]];
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stdin.on('error', () => undefined);
    this.ended = this.#listen();
  }

  #listen(): Promise<End> {
    let rest = '';
    let complaints = '';
    this.#process.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#hear(JSON.parse(line) as Said);
    });
    this.#process.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaints += chunk;
    });
    return new Promise((resolve, reject) => {
      this.#process.on('error', reject);
      this.#process.on('close', (code, signal) => {
        for (const { tell } of this.#waiting) tell();
        resolve({ code, signal, complaints });
      });
    });
  }

  #hear(said: Said): void {
    if ('begin' in said) this.begun = said.begin;
    else {
      if ('id' in said) {
        this.acknowledged.push(said);
        this.begun = null;
      }
      this.#heard += 1;
    }
    const due = this.#waiting.filter(({ heard }) => heard <= this.#heard);
    this.#waiting = this.#waiting.filter((each) => !due.includes(each));
    for (const { tell } of due) tell();
  }

  /** Until it has said that it is ready and acknowledged so many calls, or has ended. */
  heard(calls: number): Promise<void> {
    if (this.#heard > calls) return Promise.resolve();
    return Promise.race([new Promise<void>((tell) => this.#waiting.push({ heard: calls + 1, tell })), this.ended.then(() => undefined)]);
  }

  /** Lets a paced child run its next call. */
  go(): void {
    this.#process.stdin.write('.');
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}
