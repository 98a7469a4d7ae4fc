import { parseArgs } from 'node:util';
import { type Flow, irr } from '#main/engine/performance/irr.ts';
import { type IndexLevel, type PerformanceProblem, performance } from '#main/engine/performance/multiples.ts';
import { digitsOf, isCurrency } from '#shared/currencies.ts';
import { type BusinessDate, isBusinessDate } from '#shared/dates.ts';
import { type DayCount, dayCounts } from '#shared/dayCount.ts';
import { type Decimal, decimalText } from '#shared/decimal.ts';
import { allocateMinor, formatMinor, parseMinor } from '#shared/money.ts';
import type { Calculation } from './calculation.ts';
import { waterfallHelp, waterfallReply } from './waterfall.ts';

type ReadText = (path: string) => string;
type Calculator = Readonly<{
  usage: string;
  summary: string;
  more?: string;
  run(args: readonly string[], readText: ReadText): Calculation;
}>;

class Problem extends Error {}

const DECIMAL = /^-?\d+(\.\d+)?$/;

export const calculators: Readonly<Record<string, Calculator>> = {
  allocate: {
    usage: 'clearway allocate --total 100.01 --currency USD --weights 2,18,30,50',
    summary: 'Splits an amount by weights; the parts always sum to it.',
    run: (args) => calculate(() => allocateLine(args)),
  },
  irr: {
    usage: 'clearway irr --file FLOWS.csv [--day-count act/365f]',
    summary: 'Every internal rate of return of dated flows, and the one that can be believed.',
    run: (args, readText) => calculate(() => irrLine(args, readText)),
  },
  performance: {
    usage: 'clearway performance --file FLOWS.csv [--nav DATE,AMOUNT] [--index INDEX.csv] [--day-count act/365f]',
    summary: 'Multiples, rate and public-market equivalents of a fund’s flows.',
    run: (args, readText) => calculate(() => performanceLine(args, readText)),
  },
  waterfall: {
    usage: 'clearway waterfall --file CASE.json [--explain PARTNER] [--excel OUT.xlsx]',
    summary:
      'Who gets what of every distribution, tier by tier; with the reasons for one partner (LP where the case names none), or as a workbook of live formulas.',
    more: waterfallHelp,
    run: (args, readText) => refusable(() => waterfallCalculation(args, readText)),
  },
};

const calculate = (work: () => unknown): Calculation => refusable(() => ({ line: work() }));

function refusable(work: () => Calculation): Calculation {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return { problem: error.message };
    throw error;
  }
}

function allocateLine(args: readonly string[]): unknown {
  const { values } = parseArgs({
    args: joinNegative(args),
    options: { total: { type: 'string' }, currency: { type: 'string' }, weights: { type: 'string' } },
  });
  const { total, currency, weights } = values;
  if (total === undefined || currency === undefined || weights === undefined)
    throw new Problem(`Say what to split: ${calculators.allocate!.usage}`);
  if (!isCurrency(currency)) throw new Problem(`${currency} is not a currency. Use a code such as USD.`);
  const digits = digitsOf(currency);
  const minor = parseMinor(total, digits);
  if (minor === undefined) throw new Problem(`${total} is not an amount of ${currency}, which has ${digits} decimal digits.`);
  const scaled = wholeWeights(weights);
  if (scaled.every((weight) => weight === 0n)) throw new Problem('At least one weight must be above zero.');
  const { parts, residueTo } = allocateMinor(minor, scaled);
  return { parts: parts.map((part) => formatMinor(part, digits)), residueTo };
}

/** `--total -5` reads as an option to the parser; `--total=-5` does not. */
function joinNegative(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined.at(-1);
    if (/^-\d/.test(arg) && previous?.startsWith('--') && !previous.includes('=')) joined[joined.length - 1] = `${previous}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** Decimal weights as whole numbers in the same proportion. */
function wholeWeights(text: string): bigint[] {
  const weights = text.split(',').map((weight) => weight.trim());
  const wrong = weights.find((weight) => !DECIMAL.test(weight) || weight.startsWith('-'));
  if (wrong !== undefined) throw new Problem(`“${wrong}” is not a weight. Weights are numbers from zero up, separated by commas.`);
  const places = Math.max(...weights.map((weight) => weight.split('.')[1]?.length ?? 0));
  return weights.map((weight) => {
    const [whole = '0', fraction = ''] = weight.split('.');
    return BigInt(whole + fraction.padEnd(places, '0'));
  });
}

function waterfallCalculation(args: readonly string[], readText: ReadText): Calculation {
  const options = { file: { type: 'string' }, explain: { type: 'string' }, excel: { type: 'string' } } as const;
  const { file, explain = null, excel = null } = parseArgs({ args: [...args], options }).values;
  if (file === undefined) throw new Problem(`Say which case: ${calculators.waterfall!.usage}`);
  return waterfallReply(file, readText(file), { explain, excel });
}

const flowOptions = {
  file: { type: 'string' },
  'day-count': { type: 'string' },
  nav: { type: 'string' },
  index: { type: 'string' },
} as const;

function irrLine(args: readonly string[], readText: ReadText): unknown {
  const { values } = parseArgs({ args: [...args], options: { file: flowOptions.file, 'day-count': flowOptions['day-count'] } });
  if (values.file === undefined) throw new Problem(`Say which flows: ${calculators.irr!.usage}`);
  return irr(readFlows(values.file, readText), dayCountOf(values['day-count']));
}

function performanceLine(args: readonly string[], readText: ReadText): unknown {
  const { values } = parseArgs({ args: [...args], options: flowOptions });
  if (values.file === undefined) throw new Problem(`Say which flows: ${calculators.performance!.usage}`);
  const nav = values.nav === undefined ? null : pairOf(values.nav, '--nav');
  const index =
    values.index === undefined ? null : readPairs(values.index, readText).map(({ date, amount }): IndexLevel => ({ date, level: amount }));
  if (index?.some(({ level }) => !(Number(level) > 0))) throw new Problem(`Every level in ${values.index} must be above zero.`);
  const result = performance(readFlows(values.file, readText), nav, index, dayCountOf(values['day-count']));
  if ('kind' in result) throw new Problem(problemText(result));
  const { dpi, rvpi, tvpi, ksPme, directAlpha, irr: rate, paidIn, distributed } = result;
  return {
    paidIn: decimalText(paidIn),
    distributed: decimalText(distributed),
    dpi: ratio(dpi),
    rvpi: ratio(rvpi),
    tvpi: ratio(tvpi),
    irr: rate.irr,
    irrRoots: rate.roots,
    irrReason: rate.reason,
    ksPme: ratio(ksPme),
    directAlpha: directAlpha?.irr ?? null,
    directAlphaReason: directAlpha?.reason ?? 'noIndex',
  };
}

const ratio = (value: Decimal | null): number | null => value?.toNumber() ?? null;

function problemText(problem: PerformanceProblem): string {
  if (problem.kind === 'noFlows') return 'The file holds no flows.';
  if (problem.kind === 'navBeforeLastFlow') return `The net asset value must not lie before the last flow (${problem.date}).`;
  return `The index has no level on or before ${problem.date}.`;
}

function dayCountOf(text: string | undefined): DayCount {
  if (text === undefined) return 'act/365f';
  const found = dayCounts.find((known) => known === text.toLowerCase());
  if (!found) throw new Problem(`${text} is not a day count. Use one of ${dayCounts.join(', ')}.`);
  return found;
}

const readFlows = (path: string, readText: ReadText): Flow[] => readPairs(path, readText);

/** Rows of a date and a number; a first line of words is a header, in any order of days. */
function readPairs(path: string, readText: ReadText): Flow[] {
  const lines = readText(path)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '');
  const rows = /^\D/.test(lines[0]?.line.replaceAll('"', '') ?? '') ? lines.slice(1) : lines;
  return rows.map(({ line, number }) => pairOf(line, `line ${number} of ${path}`));
}

function pairOf(text: string, where: string): { date: BusinessDate; amount: string } {
  const [date = '', amount = '', ...rest] = text.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const plain = /e/i.test(amount) && Number.isFinite(Number(amount)) ? Number(amount).toFixed(12) : amount.replace(/^\+/, '');
  if (rest.length > 0 || !isBusinessDate(date) || !DECIMAL.test(plain))
    throw new Problem(`“${text}” (${where}) is not a date such as 2026-11-20 and an amount such as -1000.50.`);
  return { date, amount: plain };
}
