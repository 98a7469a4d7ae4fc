import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '#db/workspace.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { fillLog } from './bigLog.ts';
import { Firm } from './firm.ts';
import { type Figure, median, quantile, round } from './measure.ts';

export const MANY = 1_000_000;
const FEW = 1_000;
const PAGE = 500;
const PAGES = 100;
const PAGE_LIMIT = 20;
const OPEN_ROUNDS = 15;
const OPEN_LIMIT = 50;
/** Flat: a thousand times the rows may cost this many milliseconds more, which is what the clock scatters by. */
const FLAT_WITHIN = 10;

export async function firmWithLog(folder: string, rows: number): Promise<Firm> {
  const firm = await Firm.begin(folder);
  fillLog(firm, rows);
  return firm;
}

type Asked = Readonly<{ what: string; input: Parameters<typeof ask>[1] }>;
const ask = (firm: Firm, input: Readonly<{ filter: object; sort: object; after?: string }>) =>
  firm.answer('audit.log', { limit: PAGE, ...input } as never);

/** What the audit screen asks for: each filter with each order. */
export const askedPages: readonly Asked[] = [
  { what: 'one command, newest first', input: { filter: { name: 'audit.noteViews' }, sort: { by: 'seq', descending: true } } },
  { what: 'one command, by time', input: { filter: { name: 'audit.noteViews' }, sort: { by: 'at', descending: true } } },
  { what: 'one person, by time', input: { filter: { actorId: 'actor-3' }, sort: { by: 'at', descending: false } } },
  { what: 'one person, by command', input: { filter: { actorId: 'actor-3' }, sort: { by: 'name', descending: false } } },
  { what: 'one way in, newest first', input: { filter: { transport: 'cli' }, sort: { by: 'seq', descending: true } } },
];

/** Page after page, as deep as a person would ever scroll. */
function pageTimes(firm: Firm, { input }: Asked, pages = PAGES): number[] {
  const samples: number[] = [];
  let after: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const started = performance.now();
    const { rows, next } = ask(firm, { ...input, ...(after === undefined ? {} : { after }) });
    samples.push(performance.now() - started);
    if (rows.length !== PAGE || next === null) throw new Error(`page ${page + 1} has ${rows.length} rows`);
    after = next;
  }
  return samples;
}

export function pageFigure(firm: Firm, asked: Asked): Figure {
  const samples = pageTimes(firm, asked);
  const p95 = quantile(samples, 0.95);
  return {
    name: `500 of 1,000,000 log rows, ${asked.what}`,
    value: round(p95, 1),
    unit: 'ms',
    limit: `p95 < ${PAGE_LIMIT} ms`,
    ok: p95 < PAGE_LIMIT,
    note: `p50 ${round(median(samples), 1)} ms`,
  };
}

/** The page the hosts are compared by. */
export const pageMedian = (firm: Firm): number => median(pageTimes(firm, askedPages[0]!));

/** From the unlocked key to a workspace that answers: the recovery phrase needs no slow hash, so nothing of the unlock is measured. */
async function openingTime({ folder, recoveryPhrase, now }: Firm): Promise<number> {
  const started = performance.now();
  const opened = await openWorkspace({ folder, unlock: { recoveryPhrase }, mode: 'write', now });
  const took = performance.now() - started;
  if (!opened.ok) throw new Error(sentenceOf(opened.error));
  opened.value.close();
  return took;
}

/** The firm is closed, so its WAL is in the file. */
export async function openingFigure(big: Firm, folder: string): Promise<Figure> {
  const small = await firmWithLog(mkdtempSync(join(folder, 'few-')), FEW);
  small.close();
  const times = { many: [] as number[], few: [] as number[] };
  for (let at = -2; at < OPEN_ROUNDS; at += 1) {
    const [many, few] = [await openingTime(big), await openingTime(small)];
    if (at < 0) continue;
    times.many.push(many);
    times.few.push(few);
  }
  const [many, few] = [median(times.many), median(times.few)];
  return {
    name: 'open with 1,000,000 log rows, after unlock',
    value: round(many, 1),
    unit: 'ms',
    ratio: round(many / few, 2),
    limit: `< ${OPEN_LIMIT} ms, and at most ${FLAT_WITHIN} ms more than with 1,000 rows`,
    ok: many < OPEN_LIMIT && many - few <= FLAT_WITHIN,
    note: `${round(few, 1)} ms with 1,000 rows`,
  };
}
