import { findUserByLogin } from '#db/tables/users.ts';
import type { Workspace, WritableWorkspace } from '#db/workspace.ts';
import { runQuery } from '#main/queries/runQuery.ts';
import { commandNames, isCommandName, isQueryName, queryNames } from '#shared/contract/index.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import { type Instant, isInstant } from '#shared/dates.ts';
import { isUuid } from '#shared/ids.ts';
import { done, type Result } from '#shared/result.ts';
import { houseDay, timeZoneOf } from '../session/houseDay.ts';
import { type Parsed, textOption } from './arguments.ts';
import { answer, type ExitCode, exit, type Io, readText, Usage } from './io.ts';
import { type Desk, openAs } from './opening.ts';

/** `clearway query NAME …`: one question, one line. It only reads, so it works beside an open window. */
export async function query(parsed: Parsed, io: Io): Promise<ExitCode> {
  const name = known(parsed.words[0], isQueryName, queryNames, 'query');
  const input = await inputFrom(parsed, io);
  const opened = await openAs(parsed, io, 'read');
  if (!opened.ok) return answer(io, opened);
  try {
    return answer(io, ask(opened.value, name, input, opened.value.now()));
  } finally {
    opened.value.workspace.close();
  }
}

/** `clearway call NAME …`: one command, one line. */
export async function call(parsed: Parsed, io: Io): Promise<ExitCode> {
  const name = known(parsed.words[0], isCommandName, commandNames, 'command');
  const id = textOption(parsed, 'id');
  if (id !== undefined && !isUuid(id)) throw new Usage(`“${id}” is not a lower-case UUID.`);
  const input = await inputFrom(parsed, io);
  const { shellRunner } = await import('./running.ts');
  const opened = await openAs(parsed, io, 'write');
  if (!opened.ok) return answer(io, opened);
  const { workspace } = opened.value;
  try {
    const run = shellRunner(io);
    return answer(io, run(opened.value, { name, input, at: opened.value.now(), id, preview: parsed.options.preview === true }));
  } finally {
    workspace.close();
  }
}

/** `clearway batch FILE`: a line in, a reply line out, in order, in one process. */
export async function batch(parsed: Parsed, io: Io): Promise<ExitCode> {
  const [file] = parsed.words;
  if (file === undefined) throw new Usage('Say which file: clearway batch FILE.ndjson, or - for standard input.');
  const lines = file === '-' ? io.stdinLines() : linesOf(file);
  const { shellRunner } = await import('./running.ts');
  const opened = await openAs(parsed, io, 'write');
  if (!opened.ok) return answer(io, opened);
  const { workspace } = opened.value;
  let worst: ExitCode = exit.ok;
  try {
    const run = shellRunner(io);
    let number = 0;
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const reply = obey(opened.value, line, number, run);
      const before = !reply.ok && reply.error.code === 'batchLine' ? '' : `Line ${number}: `;
      if (answer(io, reply, before) !== exit.ok) worst = exit.refused;
    }
    return worst;
  } finally {
    workspace.close();
  }
}

type Run = ReturnType<typeof import('./running.ts').shellRunner>;
type Line = Readonly<{ as?: string; id?: string; command?: string; query?: string; input?: unknown; at?: string }>;

function obey(desk: Desk<WritableWorkspace>, text: string, number: number, run: Run): Result<unknown> {
  const line = lineOf(text, number);
  if (!line.ok) return line;
  const { as, at, command, input = {}, id } = line.value;
  if (!desk.isPractice && at !== undefined) return refuse('practiceOnly', { what: 'A time in a batch line' });
  const user = as === undefined ? desk.user : findUserByLogin(desk.workspace.write, as.toLowerCase());
  if (!user) return refuse('noSuchUser', { login: as ?? '' });
  if (!desk.isPractice && user.id !== desk.user.id)
    return refuse('practiceOnly', { what: `Acting as ${user.login} without their passphrase` });
  const seat = { ...desk, user };
  const moment = (at as Instant | undefined) ?? desk.now();
  return command === undefined
    ? ask(seat, line.value.query ?? '', input, moment)
    : run(seat, { name: command, input, at: moment, id, preview: false });
}

const members = new Set(['as', 'id', 'command', 'query', 'input', 'at']);

/** One batch line, or what is wrong with it. */
function lineOf(text: string, line: number): Result<Line, RefusalCode> {
  const wrong = (problem: string) => refuse('batchLine', { line, problem });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return wrong('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('it is not a JSON object');
  const strange = Object.keys(value).find((name) => !members.has(name));
  if (strange !== undefined) return wrong(`there is no member “${strange.slice(0, 40)}”`);
  const { input, ...texts } = value as Record<string, unknown>;
  for (const [name, each] of Object.entries(texts)) if (typeof each !== 'string') return wrong(`“${name}” is not text`);
  const { as, id, command, query: question, at } = texts as Record<string, string | undefined>;
  if ((command === undefined) === (question === undefined)) return wrong('it needs either “command” or “query”');
  if (at !== undefined && !isInstant(at)) return wrong('“at” is not an instant such as 2026-11-20T18:24:00.000Z');
  return done({
    ...(as ? { as } : {}),
    ...(id ? { id } : {}),
    ...(at ? { at } : {}),
    ...(command ? { command } : { query: question ?? '' }),
    input,
  });
}

function ask({ workspace, user }: Desk<Workspace>, name: string, input: unknown, now: Instant): Result<unknown> {
  return runQuery(workspace.read, { name, input, userId: user.id, now, today: houseDay(now, timeZoneOf(workspace.read)) });
}

function known<Name extends string>(
  word: string | undefined,
  is: (name: string) => name is Name,
  names: readonly string[],
  what: string,
): Name {
  if (word !== undefined && is(word)) return word;
  const list = `Choose one of: ${names.join(', ')}.`;
  throw new Usage(word === undefined ? `Say which ${what}. ${list}` : `There is no ${what} named “${word.slice(0, 80)}”. ${list}`);
}

/** The input as the second word, from a file, or from standard input; nothing means no members. */
async function inputFrom(parsed: Parsed, io: Io): Promise<unknown> {
  const [, word] = parsed.words;
  const file = textOption(parsed, 'file');
  if (word !== undefined && file !== undefined) throw new Usage('Give the input once: as a word or with --file.');
  const text = word === '-' || file === '-' ? await io.readStdin() : file === undefined ? (word ?? '{}') : readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Usage('The input is not JSON. Quote it for the shell, such as \'{"limit":10}\'.');
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  yield* readText(file).split(/\r?\n/);
}
