import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvValue, type Delimiter, guarded, parseCsv, sniffDelimiter, unguarded, writeCsv } from '#main/formats/csv.ts';

const delimiters: readonly Delimiter[] = [',', ';', '\t'];
const cellsOf = (text: string, delimiter?: Delimiter) => parseCsv(text, delimiter ? { delimiter } : {}).rows.map(({ cells }) => cells);

describe('writing', () => {
  test('ends every record with CRLF and quotes what must be quoted', () => {
    const rows = [
      ['Name', 'Note', 'Amount'],
      ['Vale, "the elder"', 'two\nlines', -12.5],
      [null, ' padded ', 9007199254740993n],
    ];
    expect(writeCsv(rows)).toBe('Name,Note,Amount\r\n"Vale, ""the elder""","two\nlines",-12.5\r\n," padded ",9007199254740993\r\n');
  });

  test('begins with a byte order mark where asked', () => {
    expect(writeCsv([['é']], { byteOrderMark: true })).toBe('\uFEFFé\r\n');
  });

  test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', "'=1"])('makes %j harmless', (text) => {
    const [[cell = ''] = []] = cellsOf(writeCsv([[text]]));
    expect(cell).toBe(`'${text}`);
    expect(unguarded(cell)).toBe(text);
  });

  test.each(['-5', '+5', '-0.75', '.5', '-.5', '1e5', "O'Brien", "'quoted'", '', 'a=b'])('leaves %j as it is', (text) => {
    expect(guarded(text)).toBe(text);
    expect(unguarded(text)).toBe(text);
  });

  test('refuses a number that is none', () => {
    expect(() => writeCsv([[Number.NaN]])).toThrow('must be finite');
  });

  test('any cells, with any delimiter, are read back as they were', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '=1', "'", '\r\n', ',', ';', '\t', ' ', '-1', "''@x", '\uFEFF'),
    );
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.constantFrom(...delimiters), fc.boolean(), (values, delimiter, byteOrderMark) => {
        const read = parseCsv(writeCsv(values, { delimiter, byteOrderMark }), { delimiter });
        expect(read.problems).toEqual([]);
        expect(read.rows.map(({ cells }) => cells.map(unguarded))).toEqual(values);
      }),
      { numRuns: 300 },
    );
  });

  test('no cell of text is ever read by a spreadsheet as a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [[cell = ''] = []] = cellsOf(writeCsv([['x', text]]).slice(2), ',');
        expect(/^[=+\-@\t\r\n]/.test(cell) && !/^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(cell)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('reading', () => {
  test('takes any line ending, skips blank lines, and numbers lines as an editor does', () => {
    const { rows, problems } = parseCsv('a,b\r\n\r\n"1\n2",3\r4,5\n');
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1\n2', '3'] },
      { line: 5, cells: ['4', '5'] },
    ]);
    expect(problems).toEqual([]);
  });

  test('keeps empty cells, also at the end of a line and of the file', () => {
    expect(cellsOf('a,,\n,b,\n""')).toEqual([['a', '', ''], ['', 'b', ''], ['']]);
  });

  test('lists every quote out of place with its line, and keeps what was there', () => {
    const { rows, problems } = parseCsv('ok,1\n5" pipe,2\n"well" said,3\nx,"never closed\ny,4');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['ok', '1'],
      ['5" pipe', '2'],
      ['well said', '3'],
      ['x', 'never closed\ny,4'],
    ]);
    expect(problems).toEqual([
      {
        line: 2,
        sentence: 'Line 2 has a quote inside a cell that does not begin with one. Quote the whole cell and double the quotes in it.',
      },
      { line: 3, sentence: 'Line 3 has text after a closing quote. Double the quotes that belong to the text.' },
      { line: 4, sentence: 'Line 4 opens a quote that is never closed. Close it, or double the quote if it belongs to the text.' },
    ]);
  });

  test.each<readonly [string, Delimiter]>([
    ['name;amount\nVale;1,50\nHarbour;2,75\n', ';'],
    ['name,amount\n"Vale; Sons",1.50\n', ','],
    ['name\tamount\nVale, Sons\t1\n', '\t'],
    ['one column only\nand another\n', ','],
    ['', ','],
  ])('finds the delimiter of %j', (text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
    expect(parseCsv(text).delimiter).toBe(delimiter);
  });

  test('any text at all is read without an error, and no character of a plain file is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { rows } = parseCsv(text);
        expect(rows.every(({ cells }) => cells.length > 0)).toBe(true);
      }),
    );
  });

  test('100,000 rows are read in a straight line of time', () => {
    const rows: CsvValue[][] = Array.from({ length: 100_000 }, (_, index) => [index, `investor "${index}"`, -index / 4]);
    expect(parseCsv(writeCsv(rows)).rows).toHaveLength(100_000);
  });
});
