import ExcelJS from 'exceljs';
import type { Shared } from '#main/engine/distributions/waterfall/flows.ts';
import { hurdleOf, type Outcome } from '#main/engine/distributions/waterfall/run.ts';
import type { Accrual, Hurdle } from '#main/engine/distributions/waterfall/terms.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import { dayNumber } from '#shared/dates.ts';
import type { Ratio } from '#shared/ratio.ts';
import { growthFormulas } from './twinGrowth.ts';
import { type PartnerBlock, partnerBlock } from './twinPartner.ts';
import { planOf, splitsOf, type TwinPlan } from './twinPlan.ts';
import { columnLetters } from './xlsx.ts';

/** Day 0 of a spreadsheet is 1899-12-30. */
const DAYS_BEFORE_1970 = 25_569;
/**
 * The same waterfall as a workbook of live formulas: terms, dates, commitments and amounts can be changed in it and everything follows.
 * The last sheet sets its results beside the ones computed here.
 */
export async function waterfallTwin(outcome: Outcome, currency: Currency): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.calcProperties.fullCalcOnLoad = true;
  const digits = digitsOf(currency);
  const plan = planOf(outcome);
  const results = book.addWorksheet('Results', { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] });
  writeTerms(book.addWorksheet('Terms'), plan);
  writeFlows(book.addWorksheet('Flows'), outcome, digits);
  writeShares(book.addWorksheet('Shares'), outcome, plan);
  const waterfall = book.addWorksheet('Waterfall', { views: [{ state: 'frozen', ySplit: 1, xSplit: 3 }] });
  const blocks = outcome.partners.map((_, index) => partnerBlock(plan, outcome, index));
  waterfall.addRow(blocks[0]!.titles).font = { bold: true };
  for (const { rows } of blocks) for (const row of rows) waterfall.addRow(row);
  waterfall.getColumn(3).numFmt = 'yyyy-mm-dd';
  writeGrowth(book.addWorksheet('Growth'), plan);
  writeResults(results, blocks, outcome, digits);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const formula = (text: string, result?: number): ExcelJS.CellFormulaValue =>
  ({ formula: text, ...(result === undefined ? {} : { result }) }) as never;

/** Ratios stay divisions, so that a third is one here too. */
const ratioCell = ({ over, under }: Ratio) => formula(`${over}/${under}`, Number(over) / Number(under));

function writeTerms(sheet: ExcelJS.Worksheet, { sets, splits }: TwinPlan): void {
  const steps = Array.from({ length: splits - 1 }, (_, index) => [`Hurdle ${index + 1}`, `Carry beyond hurdle ${index + 1}`]).flat();
  sheet.addRow([
    'Terms',
    'Preferred return',
    'Rate or multiple',
    'How it accrues',
    'Catch-up to the general partner',
    'Carry',
    'Clauses',
    ...steps,
  ]).font = { bold: true };
  for (const [index, terms] of sets.entries()) {
    const pref = hurdleOf(terms);
    const catchUp = terms.tiers.find((tier) => tier.kind === 'catchUp');
    const [first, ...rest] = splitsOf(terms);
    const accrues = pref.kind === 'rate' ? `${pref.compounding}, ${pref.dayCount}, ${pref.clock}, ${pref.basis}` : '';
    sheet.addRow([
      ...[index + 1, pref.kind, ratioCell(pref.kind === 'rate' ? pref.rate : pref.times), accrues],
      ...[catchUp ? ratioCell(catchUp.share) : 0, ratioCell(first!.carry)],
      [...new Set(terms.tiers.flatMap(({ clause }) => clause ?? []))].join(', '),
      ...rest.flatMap(({ carry }, place) => [ratioCell(hurdleRatio(splitsOf(terms)[place]!.until!)), ratioCell(carry)]),
    ]);
  }
  for (const [index, width] of [8, 18, 18, 44, 30, 10, 24].entries()) sheet.getColumn(index + 1).width = width;
}

const hurdleRatio = (hurdle: Hurdle): Ratio => (hurdle.kind === 'irr' ? hurdle.rate : hurdle.times);

function writeFlows(sheet: ExcelJS.Worksheet, { prepared }: Outcome, digits: number): void {
  sheet.addRow(['Flow', 'What', 'Date', 'Counts from', 'Amount', 'In the smallest unit', 'Deal']).font = { bold: true };
  for (const [index, { flow, accruesAt }] of prepared.flows.entries()) {
    const row = index + 2;
    const amount = Number(flow.minor) / 10 ** digits;
    sheet.addRow([
      ...[index + 1, flow.kind, serial(flow.on), serial(prepared.dates[accruesAt]!), amount],
      ...[formula(`ROUND(E${row}*${10 ** digits},0)`, Number(flow.minor)), flow.deal],
    ]);
  }
  for (const column of [3, 4]) Object.assign(sheet.getColumn(column), { numFmt: 'yyyy-mm-dd', width: 14 });
  Object.assign(sheet.getColumn(5), { numFmt: amountFormat(digits), width: 20 });
  sheet.getColumn(6).width = 20;
}

const serial = (date: Shared['flow']['on']) => dayNumber(date) + DAYS_BEFORE_1970;
const amountFormat = (digits: number) => `#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;

/** Each flow over the partners by largest remainder: exact parts, their fractions, and the parts in whole units. */
function writeShares(sheet: ExcelJS.Worksheet, { prepared }: Outcome, { grain }: TwinPlan): void {
  const { partners, flows } = prepared;
  const count = partners.length;
  const column = (block: number, index: number) => columnLetters(2 + block * count + index);
  const blocks = ['Weight of', 'Exact part of', 'Fraction of', 'Part of'];
  sheet.addRow(['Flow', ...blocks.flatMap((title) => partners.map(({ id }) => `${title} ${id}`))]).font = { bold: true };
  for (const [index, { shares }] of flows.entries()) {
    const row = index + 2;
    const range = (block: number, last = count - 1) => `$${column(block, 0)}$${row}:$${column(block, last)}$${row}`;
    const weights = weightsOf(prepared, index);
    sheet.addRow([
      index + 1,
      ...weights,
      ...partners.map((_, place) => formula(`Flows!$F$${row}*${column(0, place)}${row}/SUM(${range(0)})`)),
      ...partners.map((_, place) =>
        formula(`ROUND(${column(1, place)}${row}-INT(${column(1, place)}${row}+${grain.half}),${grain.places})`),
      ),
      ...partners.map((_, place) => {
        const [exact, fraction] = [`${column(1, place)}${row}`, `${column(2, place)}${row}`];
        const before = place === 0 ? '0' : `SUMPRODUCT((${range(2, place - 1)}=${fraction})*1)`;
        const leftover = `ROUND(Flows!$F$${row}-SUMPRODUCT(INT(${range(1)}+${grain.half})),0)`;
        return formula(
          `INT(${exact}+${grain.half})+IF(SUMPRODUCT((${range(2)}>${fraction})*1)+${before}<${leftover},1,0)`,
          Number(shares[place]),
        );
      }),
    ]);
  }
}

/** Weights as a person wrote them, as far as a double holds them; parts given outright weigh as themselves. */
function weightsOf({ partners, flows }: Outcome['prepared'], index: number): number[] {
  const { flow, shares } = flows[index]!;
  if (flow.shares) return shares.map(Number);
  const { deal } = flow;
  const special = deal !== null && partners.some(({ participation }) => participation?.has(deal));
  return partners.map(({ weight, participation }) => Number(special ? (participation?.get(deal) ?? 0n) : weight) / 1e20);
}

function writeGrowth(sheet: ExcelJS.Worksheet, { tables, flows, sets }: TwinPlan): void {
  sheet.addRow(['Terms', 'Flow', 'From', 'To', 'Whole periods', 'Part', 'Grown to', 'Counted by']).font = { bold: true };
  for (const { set, hurdle, rateCell, row } of tables) {
    let at = row;
    const isPref = hurdle === hurdleOf(sets[set]!);
    const accrual: Pick<Accrual, 'compounding' | 'dayCount' | 'clock'> =
      hurdle.kind === 'rate' ? hurdle : { compounding: 'annual', dayCount: 'act/365f', clock: 'days' };
    for (const [to, { flow }] of flows.entries()) {
      if (flow.kind !== 'distribution') continue;
      for (let from = 0; from < to; from += 1) {
        const cells = { from: `C${at}`, to: `D${at}`, rate: rateCell, whole: `E${at}`, part: `F${at}` };
        const { whole, part, factor } = growthFormulas(accrual, cells);
        const start = `Flows!$${isPref ? 'D' : 'C'}$${from + 2}`;
        const isLater = `IF(${cells.to}<=${cells.from},0,`;
        sheet.addRow([
          ...[set + 1, from + 1, formula(start), formula(`Flows!$C$${to + 2}`)],
          ...[formula(`${isLater}${whole})`), formula(`${isLater}${part})`), formula(factor)],
          `${accrual.compounding}, ${accrual.dayCount}, ${accrual.clock}`,
        ]);
        at += 1;
      }
    }
  }
  for (const column of [3, 4]) Object.assign(sheet.getColumn(column), { numFmt: 'yyyy-mm-dd', width: 14 });
  Object.assign(sheet.getColumn(7), { numFmt: '0.000000000000', width: 20 });
}

const resultTitles = [
  'Partner',
  'Return of capital',
  'Preferred return',
  'Catch-up to partner',
  'Split to partner',
  'Catch-up to general partner',
  'Split to general partner',
];
const resultKinds = ['returnOfCapital', 'pref', 'catchUpLp', 'splitLp', 'catchUpGp', 'splitGp'] as const;

function writeResults(sheet: ExcelJS.Worksheet, blocks: readonly PartnerBlock[], outcome: Outcome, digits: number): void {
  const { partners, prepared } = outcome;
  sheet.addRow([
    ...resultTitles,
    'Partner in all',
    'General partner in all',
    ...resultTitles.slice(1).map((title) => `${title}, as computed`),
    'Ties',
  ]).font = { bold: true };
  const unit = 10 ** digits;
  for (const [index, run] of partners.entries()) {
    const row = index + 2;
    const { firstRow, lastRow, columns } = blocks[index]!;
    const sumOf = (letters: readonly string[]) =>
      letters.map((letter) => `SUM(Waterfall!${letter}${firstRow}:${letter}${lastRow})`).join('+');
    sheet.addRow([
      prepared.partners[index]!.id,
      ...resultKinds.map((kind) => formula(`(${sumOf(columns[kind])})/${unit}`, Number(run.totals[kind]) / unit)),
      ...[formula(`SUM(B${row}:E${row})`, Number(run.lp) / unit), formula(`SUM(F${row}:G${row})`, Number(run.gp) / unit)],
      ...resultKinds.map((kind) => Number(run.totals[kind]) / unit),
      formula(`IF(SUMPRODUCT((ROUND(B${row}:G${row}*${unit},0)<>ROUND(J${row}:O${row}*${unit},0))*1)=0,"yes","no")`, 'yes' as never),
    ]);
  }
  const last = partners.length + 1;
  const totals = sheet.addRow(['Total', ...'BCDEFGHIJKLMNO'.split('').map((letter) => formula(`SUM(${letter}2:${letter}${last})`))]);
  totals.font = { bold: true };
  for (let column = 2; column <= 15; column += 1) Object.assign(sheet.getColumn(column), { numFmt: amountFormat(digits), width: 22 });
  sheet.getColumn(1).width = 28;
}
