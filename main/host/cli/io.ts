import { readFileSync, writeFileSync } from 'node:fs';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { Instant } from '#shared/dates.ts';
import { toWire } from '#shared/json.ts';
import type { Result } from '#shared/result.ts';

/** What a command line touches: tests bring their own. */
export type Io = Readonly<{
  env: Readonly<Record<string, string | undefined>>;
  /** One whole line, without its end. */
  out(line: string): void;
  err(line: string): void;
  readStdin(): Promise<string>;
  stdinLines(): AsyncIterable<string>;
  /** Asks on the terminal without showing what is typed; null when there is no terminal. */
  askSecretly(question: string): Promise<string | null>;
  now(): Instant;
  /** Resolves when the person wants a running server to end. */
  untilStopped(): Promise<void>;
}>;

export const exit = { ok: 0, crashed: 1, usage: 2, refused: 3 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** A mistake in the command line: one sentence, exit code 2. */
export class Usage extends Error {}

/** The reply as one JSON line; the sentence of a refusal goes to the other stream, for people. */
export function answer(io: Io, reply: Result<unknown>, before = ''): ExitCode {
  io.out(toWire(reply));
  if (reply.ok) return exit.ok;
  io.err(before + sentenceOf(reply.error));
  return exit.refused;
}

/** Text for people, or the same as one JSON line when `--json` asks for it. */
export function tellPeople(io: Io, asJson: boolean, reply: Result<unknown>, lines: () => readonly string[]): ExitCode {
  if (asJson) return answer(io, reply);
  if (!reply.ok) {
    io.err(sentenceOf(reply.error));
    return exit.refused;
  }
  for (const line of lines()) io.out(line);
  return exit.ok;
}

/** A file a person named. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Usage(`${file} could not be read (${(error as { code?: string }).code ?? 'unknown reason'}).`);
  }
}

/** A new file where a person wants it; one that is there already is never written over. */
export function writeNew(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { flag: 'wx' });
  } catch (error) {
    const { code = 'unknown reason' } = error as { code?: string };
    throw new Usage(code === 'EEXIST' ? `${file} exists already. Name a new file.` : `${file} could not be written (${code}).`);
  }
}
