import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { twinRefusal } from '#main/documents/twinRefusal.ts';
import { waterfallTwin } from '#main/documents/waterfallTwin.ts';
import { addDays, businessDate } from '#shared/dates.ts';
import { dayCounts } from '#shared/dayCount.ts';
import { type CaseText, flat, out, paid, ran, yearly } from '#test/engine/distributions/waterfall/cases.ts';
import { recalculated } from './formulas.ts';

async function twinOf(different: CaseText): Promise<ExcelJS.Workbook> {
  const { outcome, given } = ran(different);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await waterfallTwin(outcome, given.currency)).buffer as ArrayBuffer);
  return book;
}

/** Every partner's six amounts as the formulas of the workbook give them, against the engine's, and the workbook's own verdict. */
function expectToTie(book: ExcelJS.Workbook, different: CaseText): void {
  const { outcome, text } = ran(different);
  const read = recalculated(book);
  const kinds = ['returnOfCapital', 'pref', 'catchUpLp', 'splitLp', 'catchUpGp', 'splitGp'] as const;
  for (const [index, { totals, lp, gp }] of outcome.partners.entries()) {
    const found = 'BCDEFGHI'.split('').map((letter) => Number(read('Results', `${letter}${index + 2}`)));
    const wanted = [...kinds.map((kind) => totals[kind]), lp, gp].map(text).map(Number);
    found.forEach((value, place) => void expect(value).toBeCloseTo(wanted[place]!, 6));
    expect(read('Results', `P${index + 2}`)).toBe('yes');
  }
}

const three = {
  partners: [
    { id: 'LP1', commitment: '33.3' },
    { id: 'LP2', commitment: '33.3', terms: { carry: '0.1', pref: { rate: '0.06', compounding: 'quarterly', dayCount: '30/360' } } },
    { id: 'GP', commitment: '1.1', carryFree: true },
  ],
};
const life = [
  ...[paid('2020-02-29', '1000000.01'), paid('2021-06-15', '250000.50'), out('2022-08-31', '700000.33'), out('2023-12-31', '400000.01')],
  ...[paid('2024-02-29', '333.33'), out('2024-03-01', '900000.07'), paid('2024-07-01', '5000.00'), out('2026-01-31', '800000.08')],
];

const bases = ['hurdleBalance', 'unreturnedCapital'];
const conventions = dayCounts.flatMap((dayCount) =>
  ['none', 'annual', 'quarterly', 'daily'].flatMap((compounding) =>
    ['anniversaries', 'days'].map((clock, index) => ({
      rate: '0.08',
      compounding,
      dayCount,
      clock,
      basis: bases[(index + compounding.length) % 2],
    })),
  ),
);

describe('the Excel twin recomputes every partner to the cent', () => {
  test.each(conventions.map((pref) => [`${pref.compounding}, ${pref.dayCount}, ${pref.clock}, ${pref.basis}`, pref] as const))(
    '%s',
    async (_what, pref) => {
      const given = { pref, flows: life, ...three };
      expectToTie(await twinOf(given), given);
    },
  );

  test.each<[string, CaseText]>([
    ['the plain case', { flows: [paid('2020-01-01', '100000000.00'), out('2025-01-01', '200000000.00')] }],
    [
      'a billion',
      { flows: [paid('2020-01-01', '1000000000.01'), out('2022-07-04', '1500000000.33'), out('2025-01-01', '2000000000.77')], ...three },
    ],
    ['half a catch-up', { catchUp: '1/2', flows: [paid('2020-01-01', '100000000.00'), out('2025-01-01', '200000000.00')] }],
    ['no catch-up', { catchUp: '0', flows: life, ...three }],
    ['a multiple', { pref: { multiple: '1.25' }, flows: life, ...three }],
    [
      'rising carry',
      {
        hurdles: [
          { irr: '0.12', carry: '0.25' },
          { multiple: '2.1', carry: '1/3' },
        ],
        flows: life,
        ...three,
      },
    ],
    ['carry of everything', { carry: '1', catchUp: '0', hurdles: [{ multiple: '2', carry: '0.5' }], flows: life }],
    [
      'due dates',
      {
        pref: { ...yearly, start: 'dueDate' },
        flows: [{ ...paid('2020-01-01', '1000.00'), dueDate: '2020-01-20' }, out('2021-01-01', '2000.00')],
      },
    ],
    ['yen', { currency: 'JPY', flows: [paid('2020-01-01', '1000'), out('2021-03-01', '2001')], ...three }],
    ['dinars', { currency: 'KWD', pref: flat, flows: [paid('2020-01-01', '1000.001'), out('2021-03-01', '2001.999')], ...three }],
  ])('%s', async (_what, given) => {
    expectToTie(await twinOf(given), given);
  });

  const deals = [
    ...[
      paid('2020-01-01', '1000000.01', 'A'),
      paid('2020-03-01', '500000.00', 'B'),
      paid('2020-03-01', '40000.10'),
      paid('2021-02-01', '200000.00', 'C'),
    ],
    ...[
      out('2021-06-30', '300000.07', 'A'),
      out('2022-03-31', '900000.00', 'B'),
      paid('2022-05-01', '5000.55'),
      out('2022-08-01', '90000.01', 'C'),
    ],
    ...[
      out('2023-01-01', '400000.00', 'A'),
      paid('2023-02-01', '100000.00', 'A'),
      out('2024-05-05', '700000.77', 'C'),
      out('2025-01-01', '900000.11', 'A'),
    ],
  ];
  const mixed = {
    partners: [
      { id: 'LP1', commitment: '33.3', participation: { A: '1', B: '2' } },
      { id: 'LP2', commitment: '33.3', participation: { A: '2', B: '1' }, terms: { catchUp: '0.5' } },
      { id: 'GP', commitment: '1.1', participation: { A: '0.1' }, carryFree: true },
    ],
  };
  const withoutFees = deals.filter((flow) => 'deal' in flow);
  test.each<[string, CaseText]>([
    ['deal by deal', { style: 'american', flows: deals, ...three }],
    ['deal by deal, partners in some deals only', { style: 'american', flows: deals, ...mixed }],
    [
      'deal by deal, daily',
      { style: 'american', pref: { rate: '0.09', compounding: 'daily', dayCount: 'act/act' }, flows: deals, ...mixed },
    ],
    ['deal by deal, a multiple', { style: 'american', pref: { multiple: '1.2' }, flows: deals, ...three }],
    ['deal by deal, simple', { style: 'american', pref: flat, flows: withoutFees, ...mixed }],
    ['deal by deal, rising carry', { style: 'american', catchUp: '1/3', hurdles: [{ irr: '0.15', carry: '0.3' }], flows: deals, ...mixed }],
    ['each deal by itself', { style: 'american', lossCarryForward: false, flows: deals, ...mixed }],
    [
      'each deal by itself, on capital alone',
      { style: 'american', lossCarryForward: false, pref: { ...yearly, basis: 'unreturnedCapital' }, flows: deals, ...mixed },
    ],
    ['hybrid', { style: 'hybrid', flows: deals, ...mixed }],
    ['hybrid, simple', { style: 'hybrid', pref: flat, flows: deals, ...three }],
  ])('%s', async (_what, given) => {
    expectToTie(await twinOf(given), given);
  });

  test('any case of deals', async () => {
    const amount = fc.integer({ min: 1, max: 90_000 }).map((minor) => (minor / 100).toFixed(2));
    const day = (count: number) => addDays(businessDate('2016-02-28'), count);
    const deal = fc.constantFrom('A', 'B');
    const flows = fc.tuple(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1200 }), amount, fc.option(deal)), { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.integer({ min: 1201, max: 4000 }), amount, deal, fc.boolean()), { minLength: 1, maxLength: 5 }),
    );
    const terms = fc.record({
      catchUp: fc.constantFrom('0', '0.5', '1'),
      style: fc.constantFrom('american', 'hybrid'),
      partners: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(flows, terms, async ([calls, payouts], { catchUp, style, partners }) => {
        const given = {
          ...{ catchUp, style },
          flows: [
            ...[paid('2016-01-01', '1000.00', 'A'), paid('2016-01-01', '1000.00', 'B')],
            ...calls.map(([at, minor, of]) => paid(day(at), minor, of ?? undefined)),
            ...payouts.map(([at, minor, of, final]) => ({ ...out(day(at), minor, of), final })),
          ],
          partners: partners.map((commitment, index) => ({ id: `LP${index}`, commitment: String(commitment) })),
        };
        expectToTie(await twinOf(given), given);
      }),
      { numRuns: 25 },
    );
  });

  test('any whole-fund case', async () => {
    const amount = fc.integer({ min: 1, max: 90_000 }).map((minor) => (minor / 100).toFixed(2));
    const day = (count: number) => addDays(businessDate('2016-02-28'), count);
    const flows = fc.tuple(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1200 }), amount), { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.integer({ min: 1201, max: 4000 }), amount), { minLength: 1, maxLength: 5 }),
    );
    const terms = fc.record({
      pref: fc.constantFrom(...conventions),
      catchUp: fc.constantFrom('0', '0.5', '1'),
      partners: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(flows, terms, async ([calls, payouts], { pref, catchUp, partners }) => {
        const given = {
          ...{ pref, catchUp },
          flows: [...calls.map(([at, minor]) => paid(day(at), minor)), ...payouts.map(([at, minor]) => out(day(at), minor))],
          partners: partners.map((commitment, index) => ({ id: `LP${index}`, commitment: String(commitment) })),
        };
        expectToTie(await twinOf(given), given);
      }),
      { numRuns: 25 },
    );
  });
});

test('the formulas are live: a changed rate, amount or date changes the result as the engine would', async () => {
  const given = { flows: life, ...three };
  const book = await twinOf(given);
  book.getWorksheet('Terms')!.getCell('C2').value = 0.05;
  const flows = book.getWorksheet('Flows')!;
  flows.getCell('E2').value = 1_100_000;
  const changed = { ...given, pref: { ...yearly, rate: '0.05' }, flows: [paid('2020-02-29', '1100000.00'), ...life.slice(1)] };
  const { outcome, text } = ran(changed);
  const read = recalculated(book);
  outcome.partners.forEach(({ gp, lp }, index) => {
    expect([read('Results', `H${index + 2}`), read('Results', `I${index + 2}`)].map((value) => Number(value).toFixed(2))).toEqual(
      [lp, gp].map(text),
    );
    expect(read('Results', `P${index + 2}`)).toBe('no');
  });
});

test('what a workbook cannot hold is said', () => {
  const flows = [paid('2020-01-01', '100.00', 'A'), out('2021-01-01', '200.00', 'A')];
  expect(twinRefusal(ran({ flows }).outcome)).toBeNull();
  const american = (more: object[], pref: object = yearly) =>
    twinRefusal(ran({ flows: [...flows, ...more], pref, style: 'american' }).outcome);
  expect(american([])).toBeNull();
  expect(american([{ date: '2020-06-01', writeDown: '1.00', deal: 'A' }])).toMatch(/write-down/);
  expect(american([paid('2020-01-01', '1.00')], flat)).toMatch(/simple return on a share of fees/);
  expect(american([paid('2020-01-01', '1.00', 'B')], flat)).toBeNull();
  expect(american(Array.from({ length: 41 }, (_, index) => paid('2020-01-01', '1.00', `deal ${index}`)))).toMatch(/42 deals are more/);
  expect(twinRefusal(ran({ flows: [paid('2020-01-01', '9999999999.00'), out('2021-01-01', '9999999999.00')] }).outcome)).toMatch(
    /more than a spreadsheet can tell apart/,
  );
  const partners = Array.from({ length: 10_001 }, (_, index) => ({ id: `LP${index}`, commitment: '1' }));
  expect(twinRefusal(ran({ flows, partners }).outcome)).toMatch(/10001 partners with 2 flows/);
});

const office = spawnSync('soffice', ['--version']).status === 0;
test.skipIf(!office)('a spreadsheet program comes to the same', { timeout: 120_000 }, async () => {
  const given = { flows: life, ...three };
  const { outcome, given: checked } = ran(given);
  const folder = mkdtempSync(join(tmpdir(), 'clearway-twin-'));
  try {
    writeFileSync(join(folder, 'twin.xlsx'), await waterfallTwin(outcome, checked.currency));
    const done = spawnSync('soffice', ['--headless', '--convert-to', 'csv', '--outdir', folder, join(folder, 'twin.xlsx')], {
      timeout: 100_000,
    });
    expect(done.status).toBe(0);
    const lines = readFileSync(join(folder, 'twin.csv'), 'utf8')
      .split('\n')
      .slice(1, outcome.partners.length + 1);
    expect(lines.map((line) => line.trim().split(',').at(-1))).toEqual(outcome.partners.map(() => 'yes'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
