import { parseCsv } from '#main/formats/csv.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, isBusinessDate } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { done, type Result } from '#shared/result.ts';

export type Level = Readonly<{ on: BusinessDate; level: string }>;
export type NewLevel = Level & Readonly<{ revision: number }>;
type Known = ReadonlyMap<BusinessDate, Readonly<{ level: string; revision: number }>>;
export type LevelRefusal = 'levelNotPositive' | 'levelInFuture' | 'levelTwice' | 'levelsDiffer';

const MOST_LISTED = 10;

/** Which levels are new, and which correct a known one: a correction needs its reason, and without one stops the whole file. */
export function newLevels(
  levels: readonly Level[],
  known: Known,
  reason: string | undefined,
  today: BusinessDate,
): Result<Readonly<{ added: readonly NewLevel[]; known: number }>, LevelRefusal> {
  const added = new Map<BusinessDate, NewLevel>();
  const differing: string[] = [];
  let same = 0;
  for (const { on, level } of levels) {
    if (on > today) return refuse('levelInFuture', { on, today });
    if (!new Decimal(level).greaterThan(0)) return refuse('levelNotPositive', { on, level });
    if (added.has(on)) return refuse('levelTwice', { on });
    const before = known.get(on);
    if (before?.level === level) same += 1;
    else if (before === undefined) added.set(on, { on, level, revision: 0 });
    else {
      added.set(on, { on, level, revision: before.revision + 1 });
      differing.push(`${on} is ${before.level}, the file says ${level}`);
    }
  }
  if (differing.length === 0 || reason !== undefined) return done({ added: [...added.values()], known: same });
  const more = differing.length - MOST_LISTED;
  return refuse('levelsDiffer', { levels: [...differing.slice(0, MOST_LISTED), ...(more > 0 ? [`and ${more} more`] : [])] });
}

export type Reading = Readonly<{
  levels: readonly Level[];
  added: number;
  known: number;
  corrected: readonly string[];
  problems: readonly string[];
}>;

/** Rows of a date and a level, with or without a line of titles. Every bad row is listed; a file with one brings nothing. */
export function readLevels(text: string, known: Known, today: BusinessDate): Reading {
  const { rows, problems } = parseCsv(text);
  const found: string[] = problems.map(({ line, sentence }) => `Line ${line}: ${sentence}`);
  const levels = new Map<BusinessDate, Level>();
  rows.forEach(({ line, cells }, index) => {
    const read = readRow(cells);
    if (typeof read !== 'string') {
      const before = levels.get(read.on);
      if (read.on > today) found.push(`Line ${line}: ${read.on} lies after today.`);
      else if (before) found.push(`Line ${line}: ${read.on} stands in the file twice.`);
      else levels.set(read.on, read);
    } else if (index > 0 || /\d/.test(cells[1] ?? '')) found.push(`Line ${line}: ${read}`);
  });
  if (levels.size === 0 && found.length === 0) found.push('The file holds no level. It needs a date and a level in each line.');
  const all = [...levels.values()].sort((left, right) => (left.on < right.on ? -1 : 1));
  const differing = all.filter(({ on, level }) => known.has(on) && known.get(on)?.level !== level);
  const same = all.filter(({ on, level }) => known.get(on)?.level === level).length;
  return {
    levels: all,
    added: all.length - same - differing.length,
    known: same,
    corrected: differing.map(({ on, level }) => `${on}: ${known.get(on)?.level} becomes ${level}`),
    problems: found,
  };
}

const NUMBER = /^\+?\d+(\.\d+)?$/;
const MOST_DIGITS = 40;

function readRow(cells: readonly string[]): Level | string {
  const [on = '', text = '', ...rest] = cells.map((cell) => cell.trim());
  if (rest.some((cell) => cell !== '')) return 'it has more than a date and a level.';
  if (!isBusinessDate(on)) return `“${on.slice(0, 40)}” is not a date such as 2026-11-20.`;
  const plain = text.replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
  if (!NUMBER.test(plain) || plain.length > MOST_DIGITS) return `“${text.slice(0, 40)}” is not a level such as 1523.47.`;
  const level = new Decimal(plain);
  return level.greaterThan(0) ? { on, level: decimalText(level) } : 'the level must be above zero.';
}
