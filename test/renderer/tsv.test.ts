import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { fromTsv, toTsv } from '#renderer/components/table/tsv.ts';
import { rowsAsTsv } from '#renderer/components/table/useGridEvents.ts';
import { currency } from '#shared/currencies.ts';
import type { Money } from '#shared/money.ts';

test('cells are separated by tabs, and awkward ones are quoted', () => {
  expect(
    toTsv([
      ['a', 'b c'],
      ['tab\there', 'say "hi"'],
    ]),
  ).toBe('a\tb c\n"tab\there"\t"say ""hi"""');
});

test('what would be a formula in a spreadsheet is text', () => {
  expect(toTsv([['=SUM(A1)', '+1', '@x', '-5.00']])).toBe("'=SUM(A1)\t'+1\t'@x\t-5.00");
});

test('a spreadsheet paste ends with a line break and may hold quoted line breaks', () => {
  expect(fromTsv('1\t2\r\n"a\nb"\t""\r\n')).toEqual([
    ['1', '2'],
    ['a\nb', ''],
  ]);
  expect(fromTsv('alone')).toEqual([['alone']]);
});

test('what is copied is pasted again unchanged', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', '\t', '\n', ' ', '.'), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(table, (lines) => {
      expect(fromTsv(`${toTsv(lines)}\n`)).toEqual(lines);
    }),
  );
});

test('copied rows name the currency once and carry exact plain amounts', () => {
  type Line = { name: string; net: Money | null };
  const columns: TableColumn<Line>[] = [
    { id: 'name', header: 'Investor', type: 'text', value: (row) => row.name },
    { id: 'net', header: 'Net', type: 'money', currency: 'USD', value: (row) => row.net },
  ];
  const usd = currency('USD');
  const rows = [
    { name: 'Alder', net: { minor: -123_456_789n, currency: usd } },
    { name: 'Birch', net: null },
  ];
  expect(rowsAsTsv(columns, rows)).toBe('Investor\tNet (USD)\nAlder\t-1234567.89\nBirch\t');
});
