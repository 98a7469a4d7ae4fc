import { type SpawnOptions, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Io } from '#main/host/cli/io.ts';
import { main } from '#main/host/cli/main.ts';
import { type Instant, instant } from '#shared/dates.ts';
import { demoTemplate } from '../session/desks.ts';

export const clearway = fileURLToPath(new URL('../../../main/host/cli/clearway.mjs', import.meta.url));
export const NOW = instant('2026-11-20T17:00:00.000Z');

export type Ran = Readonly<{ code: number; out: string; err: string; lines: string[]; reply: Reply }>;
type Reply = { ok: boolean; value: never; error: { code: string; detail: Record<string, unknown> } };

/** A command line in this process, with its own folder, clock and environment. Leaving its scope removes the folder. */
export class Shell {
  readonly folder = mkdtempSync(join(tmpdir(), 'clearway-shell-'));
  readonly env: Record<string, string> = { CLEARWAY_HOME: join(this.folder, 'home') };
  now: Instant = NOW;
  /** What somebody at the terminal types when asked; nothing means there is no terminal. */
  typed: string | readonly string[] | null = null;

  path(name: string): string {
    return join(this.folder, name);
  }

  async demo(name = 'firm'): Promise<string> {
    cpSync(await demoTemplate(), this.path(name), { recursive: true });
    this.env.CLEARWAY_WORKSPACE = this.path(name);
    return this.path(name);
  }

  async run(args: readonly string[], stdin = '', whileServing: (address: string) => Promise<void> = async () => undefined): Promise<Ran> {
    const lines: string[] = [];
    const errors: string[] = [];
    let asked = 0;
    const io: Io = {
      env: this.env,
      out: (line) => void lines.push(line),
      err: (line) => void errors.push(line),
      readStdin: async () => stdin,
      async *stdinLines() {
        yield* stdin.split('\n');
      },
      askSecretly: async () => (Array.isArray(this.typed) ? (this.typed[asked++] ?? null) : (this.typed as string | null)),
      now: () => this.now,
      untilStopped: () => whileServing(lines[0] ?? ''),
    };
    return ran(await main(args, io), lines.join('\n'), errors.join('\n'));
  }

  /** A process of its own, as a person would start it. */
  spawn(args: readonly string[], more: SpawnOptions & { input?: string; node?: string } = {}): Promise<Ran> {
    const { input = '', node = process.execPath, ...options } = more;
    const child = spawn(node, [clearway, ...args], { env: { PATH: process.env.PATH, ...this.env }, ...options });
    const out: string[] = [];
    const err: string[] = [];
    child.stdout?.on('data', (text) => void out.push(String(text)));
    child.stderr?.on('data', (text) => void err.push(String(text)));
    child.stdin?.end(input);
    return new Promise((done) => child.on('close', (code) => done(ran(code ?? -1, out.join('').trimEnd(), err.join('').trimEnd()))));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function ran(code: number, out: string, err: string): Ran {
  const lines = out === '' ? [] : out.split('\n');
  let reply: Reply = { ok: false, value: undefined as never, error: { code: 'no reply', detail: {} } };
  try {
    reply = JSON.parse(lines[0] ?? '') as Reply;
  } catch {
    // Text for people: the test reads `lines`.
  }
  return { code, out, err, lines, reply };
}
