import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRows, guessMapping, likelyTwice, readFile } from '#main/engine/investors/importRows.ts';
import { csvRecord } from '#main/formats/csv.ts';
import { investorKinds, investorKindTitles, MOST_IMPORT_ROWS } from '#shared/model/investors.ts';

test('columns are found by their headings, each once', () => {
  expect(guessMapping(['Investor Name', 'E-mail address', 'Name', 'CCY', 'whatever'])).toEqual({ name: 0, email: 1, currency: 3 });
  expect(guessMapping([])).toEqual({});
});

test('a given mapping stands before a guess', () => {
  const { rows } = readFile('a,b\nDE,Alder', { name: 1, country: 0 });
  expect(rows).toEqual([{ line: 2, fields: { name: 'Alder', country: 'DE' } }]);
});

test('an empty file and one too long are said', () => {
  expect(readFile('').problems).toEqual([{ line: 1, sentence: 'The file has no rows below its headings.' }]);
  const long = readFile(`Name\n${'Alder\n'.repeat(MOST_IMPORT_ROWS + 1)}`);
  expect(long.rows).toHaveLength(MOST_IMPORT_ROWS);
  expect(long.problems[0]?.sentence).toMatch(/10001 rows; at most 10000/);
});

test('every kind is known by its key, its title and the words files use', () => {
  for (const kind of investorKinds)
    for (const text of [kind, investorKindTitles[kind].toUpperCase()])
      expect(checkRows([{ line: 2, fields: { name: 'A', kind: text, country: 'US' } }]).ready[0]?.kind).toBe(kind);
});

test('each row is either ready or has a problem, never both and never neither', () => {
  const cell = fc.option(
    fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('US', 'usd', 'trust', 'en', 'a@b.co', '+1 617 555 0100', 'R-1')),
    { nil: undefined },
  );
  const fields = fc.record(
    { name: cell, kind: cell, country: cell, currency: cell, language: cell, reference: cell, contactName: cell, email: cell, phone: cell },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 8 }), (all) => {
      const rows = all.map((one, index) => ({
        line: index + 2,
        fields: Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined && value !== '')) as never,
      }));
      const { ready, problems } = checkRows(rows);
      const lines = [...ready.map(({ line }) => line), ...new Set(problems.map(({ line }) => line))].sort((left, right) => left - right);
      expect(lines).toEqual(rows.map(({ line }) => line));
    }),
  );
});

test('what was written as CSV is read back, formulas and all', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text && !/[\r\n\uFEFF]/.test(text)),
        { minLength: 1 },
      ),
      (names) => {
        const text = ['Name', ...names].map((name) => csvRecord([name, 'x'])).join('');
        expect(readFile(text).rows.map(({ fields }) => fields.name)).toEqual(names);
      },
    ),
  );
});

test('a contact takes the name of the investor where it has none, and needs a way to be reached', () => {
  const row = { name: 'Alder', kind: 'trust', country: 'us', currency: 'usd', language: 'DE' };
  const { ready } = checkRows([{ line: 2, fields: { ...row, email: 'T@X.com' } }]);
  expect(ready[0]).toMatchObject({
    country: 'US',
    currency: 'USD',
    language: 'de',
    contact: { name: 'Alder', email: 't@x.com', phone: null },
  });
  expect(checkRows([{ line: 2, fields: { ...row, contactName: 'Tess' } }]).problems).toMatchObject([{ field: 'contactName' }]);
  expect(checkRows([{ line: 2, fields: row }]).ready[0]?.contact).toBeNull();
});

test('rows that look alike are said, once each', () => {
  const { ready } = checkRows(
    ['Alder', 'alder llc', 'Birch'].map((name, index) => ({ line: index + 2, fields: { name, kind: 'trust', country: 'US' } })),
  );
  expect(likelyTwice(ready, new Map([['birch', 'Birch AG']]))).toEqual([
    { line: 3, field: 'name', sentence: 'alder llc may be the investor of line 2.' },
    { line: 4, field: 'name', sentence: 'Birch may be Birch AG, who is here already.' },
  ]);
});
