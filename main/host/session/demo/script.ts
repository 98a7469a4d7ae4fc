import { sha256 } from '#db/hash.ts';
import { addDays, addMilliseconds, type BusinessDate, type Instant, instant, later, weekday } from '#shared/dates.ts';
import { uuidv7 } from '#shared/ids.ts';
import type { Json } from '#shared/json.ts';
import { nextBusinessDay } from '#shared/model/calendars.ts';

/** One line of `resources/demo/*.ndjson`: a batch line whose dates count from the as-of date and whose ids are names. */
export type ScriptLine = Readonly<{
  as: string;
  /** Days before (negative) or after the as-of date; a weekend is moved to the Friday before. */
  day: number;
  /** UTC, in the house's office hours. */
  time: string;
  command?: string;
  input?: Json;
  /** Keeps the reply, for `$reply:label.field` in later lines; `label.list.0.field` reaches into it. */
  label?: string;
  /** A security event the host noted then: operational, so it is not a command. */
  event?: Readonly<{ id: string; kind: string; who: string; detail: string }>;
}>;

export const idOf = (seed: number, name: string): string => {
  const digest = Buffer.from(sha256(`clearway demo ${seed} ${name}`), 'hex');
  return uuidv7('2020-01-06T09:00:00.000Z' as Instant, digest);
};

const officeDay = (date: BusinessDate): BusinessDate => addDays(date, -Math.max(0, weekday(date) - 5));

/** When a line happens: its office day and hour, a few seconds off by the seed, never before the line before it. */
export function momentOf(line: ScriptLine, asOf: BusinessDate, seed: number, index: number, previous: Instant | null): Instant {
  const jitter = Number.parseInt(sha256(`clearway moment ${seed} ${index}`).slice(0, 6), 16) % 59_000;
  const at = addMilliseconds(instant(`${officeDay(addDays(asOf, line.day))}T${line.time}:00.000Z`), jitter);
  return previous === null ? at : later(at, addMilliseconds(previous, 1000));
}

type Names = Readonly<{ seed: number; asOf: BusinessDate; on: BusinessDate; replies: ReadonlyMap<string, unknown> }>;

/** Puts real ids, dates and earlier replies where the script names them. */
export function resolve(value: Json, names: Names): Json {
  if (typeof value === 'string') return resolveText(value, names);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => resolve(item as Json, names));
  const members = value as Readonly<Record<string, Json>>;
  if (typeof members.$day === 'number') return addDays(names.asOf, members.$day);
  if (typeof members.$later === 'number') return addDays(names.on, members.$later);
  if (typeof members.$due === 'number') return dueOn(addDays(names.on, members.$due));
  if (typeof members.$place === 'string') return placeOf(members.$place, members.among as readonly string[], names);
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, resolve(member, names)]));
}

/** The day itself, or the first after it on which dollars and euros both settle. */
function dueOn(date: BusinessDate): BusinessDate {
  const open = nextBusinessDay('target', nextBusinessDay('usBank', date));
  return open === date ? date : dueOn(open);
}

/** Which line of a call somebody has: lines stand in the order of the investors' ids, whatever the seed makes of them. */
const placeOf = (name: string, among: readonly string[], names: Names): number =>
  among
    .map((each) => resolveText(each, names) as string)
    .sort()
    .indexOf(resolveText(name, names) as string);

function resolveText(text: string, { seed, replies }: Names): Json {
  if (text.startsWith('$id:')) return idOf(seed, text.slice(4));
  if (!text.startsWith('$reply:')) return text;
  const [label = '', ...fields] = text.slice(7).split('.');
  const found = fields.reduce<Json | undefined>(
    (value, field) => (value as Readonly<Record<string, Json>> | null | undefined)?.[field],
    replies.get(label) as Json | undefined,
  );
  if (found === undefined) throw new Error(`the demo script has no earlier reply ${text}`);
  return found;
}
