import ExcelJS from 'exceljs';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { startJson } from '#main/documents/json.ts';
import { startPdf } from '#main/documents/pdf.ts';
import type { Column, Heading, Row } from '#main/documents/table.ts';
import { columnLetters, sheetName, startXlsx } from '#main/documents/xlsx.ts';
import { byteSink } from '#main/jobs/audit/sink.ts';
import { currency } from '#shared/currencies.ts';
import { instant } from '#shared/dates.ts';
import { money } from '#shared/money.ts';
import { pdfTexts } from './pdfTexts.ts';

const heading: Heading = {
  title: 'Payments: all / every one',
  subtitle: 'Everything that left the house.',
  house: 'Harbour & Vale',
  preparedBy: 'Olivia Owner',
  at: instant('2026-03-02T09:30:15.000Z'),
};
const columns: readonly Column[] = [
  { key: 'payee', title: 'Payee', kind: 'text', total: false },
  { key: 'on', title: 'Paid on', kind: 'date', total: false },
  { key: 'at', title: 'Recorded', kind: 'instant', total: false },
  { key: 'amount', title: 'Amount', kind: 'money', total: true },
  { key: 'units', title: 'Units', kind: 'decimal', total: true },
  { key: 'ok', title: 'Settled', kind: 'flag', total: false },
];
const usd = (minor: bigint) => money(minor, currency('USD'));
const rows: readonly Row[] = [
  ['=HYPERLINK("x")', '2026-02-28', '2026-03-01T12:00:00.000Z', usd(10_000_050n), '0.125', true],
  ['Vale', '2024-02-29', null, usd(-25n), '2.5', false],
];

async function workbook(given: readonly Row[], of: readonly Column[] = columns) {
  const writer = startXlsx(heading, of, byteSink());
  writer.add(given);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await writer.finish()).buffer as ArrayBuffer);
  return book;
}

describe('a workbook', () => {
  test('has typed cells, a frozen header, a filter, widths and live totals', async () => {
    const sheet = (await workbook(rows)).worksheets[0]!;
    expect(sheet.name).toBe('Payments all every one');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBe('A1:G3');
    expect(sheet.getRow(1).values).toEqual([undefined, 'Payee', 'Paid on', 'Recorded', 'Amount', 'Amount currency', 'Units', 'Settled']);
    expect(sheet.getCell('A2').value).toBe('=HYPERLINK("x")');
    expect(sheet.getCell('A2').type).toBe(ExcelJS.ValueType.String);
    expect(sheet.getCell('B2').value).toEqual(new Date('2026-02-28T00:00:00.000Z'));
    expect(sheet.getCell('B3').value).toEqual(new Date('2024-02-29T00:00:00.000Z'));
    expect(sheet.getCell('C2').value).toEqual(new Date('2026-03-01T12:00:00.000Z'));
    expect(sheet.getCell('C3').value).toBeNull();
    expect(sheet.getCell('D2')).toMatchObject({ value: 100_000.5, numFmt: '[$USD] #,##0.00' });
    expect(sheet.getCell('E2').value).toBe('USD');
    expect(sheet.getCell('F3').value).toBe(2.5);
    expect(sheet.getCell('G2').value).toBe('yes');
    expect(sheet.getCell('D4').value).toEqual({ formula: 'SUM(D2:D3)', result: 100_000.25 });
    expect(sheet.getCell('F4').value).toEqual({ formula: 'SUM(F2:F3)', result: 2.625 });
    expect(sheet.getColumn(1).width).toBeGreaterThan(sheet.getColumn(7).width ?? 0);
  });

  test('never adds amounts of different currencies', async () => {
    const sheet = (await workbook([...rows, ['Tokyo', null, null, money(500n, currency('JPY')), null, true]])).worksheets[0]!;
    expect(sheet.getCell('D4').numFmt).toBe('[$JPY] #,##0');
    expect(sheet.getCell('D5').value).toEqual({ formula: 'SUMIF(E2:E4,"JPY",D2:D4)', result: 500 });
    expect(sheet.getCell('D6').value).toEqual({ formula: 'SUMIF(E2:E4,"USD",D2:D4)', result: 100_000.25 });
    expect([sheet.getCell('A5').value, sheet.getCell('A6').value]).toEqual(['Total JPY', 'Total USD']);
  });

  test('keeps a number Excel would round as text, and says so', async () => {
    const book = await workbook([['Large', null, null, usd(10n ** 17n), '0.1234567890123456789', true]]);
    expect(book.worksheets[0]!.getCell('D2').value).toBe('1000000000000000.00');
    expect(book.worksheets[0]!.getCell('F2').value).toBe('0.1234567890123456789');
    const about = book.getWorksheet('About this file')!;
    expect(about.getColumn(2).values).toContain(
      '2 numbers have more than 15 digits. Excel cannot hold them, so they are text and not in any total.',
    );
    expect(about.getColumn(2).values).toContain('Olivia Owner');
    expect(about.getColumn(2).values).toContain('2026-03-02 09:30:15 UTC');
  });

  test('without rows is still a workbook', async () => {
    const sheet = (await workbook([])).worksheets[0]!;
    expect(sheet.rowCount).toBe(1);
    expect(sheet.autoFilter).toBe('A1:G1');
  });

  test.each([
    ['a/b\\c?d*e[f]g:h', 'a b c d e f g h'],
    ["'quoted'", 'quoted'],
    ['', 'Rows'],
    ['History', 'Rows'],
    ['x'.repeat(40), 'x'.repeat(31)],
  ])('named %j has the sheet %j', (title, name) => {
    expect(sheetName(title)).toBe(name);
  });

  test('names further sheets within the limit', () => {
    expect(sheetName('x'.repeat(40), 2)).toBe(`${'x'.repeat(27)} (2)`);
    expect([1, 26, 27, 52, 53, 702, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});

describe('a PDF', () => {
  const paper = async (given: readonly Row[], of: readonly Column[] = columns) => {
    const writer = await startPdf(heading, of);
    writer.add(given);
    return writer.finish();
  };

  test('carries every cell, its header on every page, and page x of y', async () => {
    const many = Array.from({ length: 120 }, (_, index): Row => [`Payee ${index}`, '2026-02-28', null, usd(BigInt(index)), '1', true]);
    const bytes = await paper(many);
    const pages = await pdfTexts(bytes);
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((texts, index) => {
      expect(texts).toContain('Paid on');
      expect(texts).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(texts).toContain('Prepared by Olivia Owner, 2026-03-02 09:30:15 UTC · 120 rows');
    });
    const all = pages.flat();
    for (let index = 0; index < 120; index += 1) expect(all).toContain(`Payee ${index}`);
    expect(all).toContain('USD 1.19');
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(document.getTitle()).toBe('Payments: all / every one');
    expect(document.getCreationDate()).toEqual(new Date(heading.at));
  });

  test('wraps a long text instead of cutting it', async () => {
    const hash = 'f'.repeat(300);
    const texts = (await pdfTexts(await paper([[hash, null, null, null, null, null]]))).flat();
    expect(texts.filter((text) => /^f+$/.test(text)).join('')).toBe(hash);
  });

  test('shows letters it cannot write as the nearest ones or “?”, and says so on every page', async () => {
    const texts = (await pdfTexts(await paper([['Škoda Łódź 東京', null, null, null, null, null]]))).flat();
    expect(texts).toContain('Škoda Lódz ??');
    expect(texts.some((text) => text.startsWith('Letters this PDF cannot write'))).toBe(true);
    const plain = (await pdfTexts(await paper([['Müller & Søn – “x”', null, null, null, null, null]]))).flat();
    expect(plain).toContain('Müller & Søn – “x”');
    expect(plain.some((text) => text.startsWith('Letters this PDF cannot write'))).toBe(false);
  });

  test('without rows says so', async () => {
    expect((await pdfTexts(await paper([]))).flat()).toContain('There are no rows.');
  });
});

test('JSON holds exact amounts as text and canonical dates', async () => {
  const writer = startJson(heading, columns);
  writer.add([]);
  writer.add([rows[0]!]);
  writer.add([rows[1]!]);
  const read = JSON.parse(new TextDecoder().decode(await writer.finish()));
  expect(read.title).toBe(heading.title);
  expect(read.at).toBe('2026-03-02T09:30:15.000Z');
  expect(read.rows).toEqual([
    {
      ...{ payee: '=HYPERLINK("x")', on: '2026-02-28', at: '2026-03-01T12:00:00.000Z' },
      ...{ amount: { minor: '10000050', currency: 'USD' }, units: '0.125', ok: true },
    },
    { payee: 'Vale', on: '2024-02-29', at: null, amount: { minor: '-25', currency: 'USD' }, units: '2.5', ok: false },
  ]);
});
