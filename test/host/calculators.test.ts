import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calculators } from '#main/host/cli/calculators.ts';
import { allocateMinor } from '#shared/money.ts';

const files: Record<string, string> = {
  'flows.csv': 'date,amount\r\n2009-04-01,2750\r\n2008-01-01,-10000\r\n2008-03-01,2750\n"2008-10-30","4250"\n2009-02-15,3250\n',
  'index.csv': '2007-12-31,100\n2009-04-01,120\n',
  'bad.csv': '2008-01-01,-10000\n2008-13-01,5\n',
  'empty.csv': 'date,amount\n',
};
const run = (name: string, ...args: string[]) => calculators[name]!.run(args, (path) => files[path]!);

test('an amount is split to the cent, and says where the odd cents went', () => {
  expect(run('allocate', '--total', '100.01', '--currency', 'USD', '--weights', '2,18,30,50')).toEqual({
    line: { parts: ['2.00', '18.00', '30.00', '50.01'], residueTo: [3] },
  });
  expect(run('allocate', '--total', '-100', '--currency', 'JPY', '--weights', '0.5,0.25,0.25')).toEqual({
    line: { parts: ['-50', '-25', '-25'], residueTo: [] },
  });
  expect(run('allocate', '--total', '10000000000000000.00', '--currency', 'USD', '--weights', '999999999999999999,1')).toEqual({
    line: { parts: ['9999999999999999.99', '0.01'], residueTo: [] },
  });
});

test.each([
  ['a fraction of a cent', ['--total', '1.001', '--currency', 'USD', '--weights', '1'], /2 decimal digits/],
  ['no currency', ['--total', '1', '--currency', 'DOLLARS', '--weights', '1'], /not a currency/],
  ['a negative weight', ['--total', '1', '--currency', 'USD', '--weights', '1,-1'], /not a weight/],
  ['only zeros', ['--total', '1', '--currency', 'USD', '--weights', '0,0'], /above zero/],
  ['nothing', [], /Say what to split/],
  ['an unknown option', ['--totals', '1'], /totals/],
])('allocate refuses %s', (_what, args, sentence) => {
  expect(run('allocate', ...args)).toEqual({ problem: expect.stringMatching(sentence) });
});

test('flows in any order, with or without a header, have one rate', () => {
  expect(run('irr', '--file', 'flows.csv')).toEqual({
    line: { irr: expect.closeTo(0.3733625335188314, 13), roots: [expect.closeTo(0.3733625335188314, 13)], reason: 'published' },
  });
  expect(run('irr', '--file', 'flows.csv', '--day-count', 'ACT/360')).toMatchObject({ line: { irr: expect.closeTo(0.367, 2) } });
});

test('performance against an index', () => {
  const { line } = run('performance', '--file', 'flows.csv', '--nav', '2009-06-30,1000', '--index', 'index.csv') as {
    line: Record<string, unknown>;
  };
  expect(line).toMatchObject({ paidIn: '10000', distributed: '13000', dpi: 1.3, rvpi: 0.1, tvpi: 1.4, irrReason: 'published' });
  expect(line.ksPme).toBeCloseTo((1.2 * (2750 + 4250 + 3250) + 2750 + 1000) / 12000, 12);
});

test.each([
  ['a date that does not exist', 'irr', ['--file', 'bad.csv'], /line 2/],
  ['an unknown day count', 'irr', ['--file', 'flows.csv', '--day-count', '31/365'], /not a day count/],
  ['no file', 'irr', [], /Say which flows/],
  ['a value before the last flow', 'performance', ['--file', 'flows.csv', '--nav', '2009-01-01,1'], /2009-04-01/],
  ['an index that starts too late', 'performance', ['--file', 'flows.csv', '--index', 'bad.csv'], /line 2/],
  ['no flows', 'performance', ['--file', 'empty.csv'], /no flows/],
  ['no file', 'performance', [], /Say which flows/],
])('%s is named (%s)', (_what, name, args, sentence) => {
  expect(run(name, ...args)).toEqual({ problem: expect.stringMatching(sentence) });
});

const vectors = new URL('../../../shared/data/alloc/vectors.json', import.meta.url);

describe.skipIf(!existsSync(vectors))('reference vectors', () => {
  test('every split is the one the vectors name', () => {
    const cases = JSON.parse(readFileSync(vectors, 'utf8')) as { minor_units: string; weights: string[]; largest_remainder: string[] }[];
    for (const { minor_units: total, weights, largest_remainder: expected } of cases) {
      expect(allocateMinor(BigInt(total), weights.map(BigInt)).parts.map(String)).toEqual(expected);
    }
  });
});
