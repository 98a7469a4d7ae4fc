import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calculators } from '#main/host/cli/calculators.ts';

const usual = {
  currency: 'USD',
  style: 'european',
  carry: '0.20',
  catchUp: '1',
  pref: { rate: '0.08', compounding: 'annual', dayCount: 'act/365f' },
  flows: [
    { date: '2020-01-01', contribution: '100000000.00', deal: 'A' },
    { date: '2025-01-01', distribution: '200000000.00', deal: 'A' },
  ],
};
const run = (given: unknown, ...more: string[]) =>
  calculators.waterfall!.run(['--file', 'case.json', ...more], () => (typeof given === 'string' ? given : JSON.stringify(given)));
const lineOf = (given: unknown, ...more: string[]) => (run(given, ...more) as { line: Record<string, never> }).line;

test('a case as the issue writes it', () => {
  expect(lineOf(usual)).toEqual({
    currency: 'USD',
    events: [
      {
        ...{ date: '2025-01-01', deal: 'A', distribution: '200000000.00', returnOfCapital: '100000000.00', pref: '46932807.68' },
        ...{ catchUpGp: '11733201.92', catchUpLp: '0.00', splitLp: '33067192.32', splitGp: '8266798.08', residue: '0.00' },
      },
    ],
    lp: '180000000.00',
    gp: '20000000.00',
    notes: [expect.stringMatching(/a whole year counts as one year/)],
  });
});

test('partners, clawback and everything else a file may say', () => {
  const given = {
    ...usual,
    style: 'american',
    lossCarryForward: true,
    pref: { ...usual.pref, compounding: 'quarterly', clock: 'days', basis: 'unreturnedCapital', start: 'dueDate' },
    hurdles: [{ irr: '0.15', carry: '0.25', clause: '8.2(e)' }],
    clauses: { returnOfCapital: '8.2(a)', pref: '8.2(b)', catchUp: '8.2(c)', split: '8.2(d)' },
    flows: [{ ...usual.flows[0], dueDate: '2020-01-10' }, usual.flows[1]],
    partners: [
      { id: 'LP1', commitment: '60' },
      { id: 'GP', commitment: '40.5', carryFree: true },
    ],
    clawback: { taxRate: '0.40' },
  };
  const line = lineOf(given, '--explain', 'LP1');
  expect(Object.keys(line)).toEqual(['currency', 'events', 'lp', 'gp', 'partners', 'clawback', 'notes', 'explain']);
  const partners = line.partners! as Record<string, Record<string, unknown>>;
  expect(partners.GP).toMatchObject({ contributed: '40298507.46', distributed: '80597014.93', lp: '80597014.93', gp: '0.00' });
  expect(partners.LP1).toMatchObject({ clawback: { excess: '0.00', shortfall: '0.00', due: '0.00' } });
  expect(line.notes).toEqual([expect.stringMatching(/counted in days/), expect.stringMatching(/Deal “A” counts as realised/)]);
  const [event] = line.explain! as { from: { what: string; clause?: string; tier?: number }[] }[];
  expect(event?.from.map(({ tier, clause }) => [tier, clause])).toEqual([
    [undefined, undefined],
    [1, '8.2(a)'],
    [2, '8.2(b)'],
    [3, '8.2(c)'],
    [4, '8.2(d)'],
    [4, '8.2(d)'],
  ]);
});

test('the reasons for one amount go down to what was paid in', () => {
  const line = lineOf({ ...usual, catchUp: '1/2' }, '--explain', 'LP');
  const text = JSON.stringify(line.explain);
  for (const part of [
    'grown to 2025-01-01: 5 and 0/365 years under act/365f, × 1.4693280768',
    '"exact":"15644269.22666666666667"',
    'Cash left for this step',
    'Catch-up in all',
  ])
    expect(text).toContain(part);
});

test('a preferred return that is simple or a multiple leaves nothing open', () => {
  expect(lineOf({ ...usual, pref: { multiple: '1.5' } }).notes).toEqual([]);
  expect(lineOf({ ...usual, pref: { ...usual.pref, compounding: 'none' } }).notes).toEqual([]);
  const quarterly = lineOf({ ...usual, style: 'american', lossCarryForward: false, pref: { ...usual.pref, compounding: 'quarterly' } });
  expect(quarterly.notes).toEqual([expect.stringMatching(/a whole quarter counts/)]);
  expect(lineOf({ ...usual, pref: { ...usual.pref, dayCount: 'act/360' } }).notes).toEqual([
    expect.stringMatching(/under act\/360 throughout/),
  ]);
});

test('a deal said to be still held is not told of', () => {
  const flows = [usual.flows[0], { ...usual.flows[1], final: false }];
  expect(lineOf({ ...usual, style: 'hybrid', flows }).notes).toHaveLength(1);
});

const [paidIn, paidOut] = usual.flows as [object, object];
const partner = { id: 'LP1', commitment: '1' };
test.each<[string, unknown, RegExp]>([
  ['no JSON', '{', /case\.json is not JSON/],
  ['a list', [], /the case must be an object/],
  ['nothing', {}, /currency is missing; style is missing; carry is missing.*; and 2 more|currency is missing/],
  ['an unknown field', { ...usual, hurdle: '0.08' }, /the case holds what is not known here: “hurdle”/],
  ['an unknown field deep inside', { ...usual, pref: { ...usual.pref, rates: '1' } }, /pref holds what is not known here: “rates”/],
  ['an unknown field of a flow', { ...usual, flows: [{ ...paidIn, fee: '1' }, paidOut] }, /flows\.0 holds what is not known here: “fee”/],
  ['an unknown currency', { ...usual, currency: 'DOLLARS' }, /currency must be a currency code/],
  ['an unknown style', { ...usual, style: 'swiss' }, /style must be one of european, american, hybrid/],
  ['carry above one', { ...usual, carry: '20' }, /carry must be text from 0 to 1/],
  ['carry as a number', { ...usual, carry: 0.2 }, /carry must be text/],
  ['a half of nothing', { ...usual, catchUp: '1/0' }, /catchUp must be text from 0 to 1/],
  ['a catch-up at the carry', { ...usual, catchUp: '0.2' }, /catchUp makes a catch-up that never catches up/],
  [
    'a partner’s carry at its catch-up',
    { ...usual, catchUp: '1/2', partners: [{ ...partner, terms: { carry: '0.6' } }] },
    /partners\.0\.terms\.carry makes a catch-up/,
  ],
  [
    'a partner’s catch-up below the carry',
    { ...usual, partners: [{ ...partner, terms: { catchUp: '0.1' } }] },
    /partners\.0\.terms\.catchUp makes/,
  ],
  ['no preferred return', { ...usual, pref: undefined }, /pref is missing|pref must be an object/],
  ['a rate of eight', { ...usual, pref: { ...usual.pref, rate: '8' } }, /pref\.rate must be a yearly rate from 0 to 1/],
  ['a negative rate', { ...usual, pref: { ...usual.pref, rate: '-0.08' } }, /pref\.rate must be a yearly rate/],
  ['an unknown day count', { ...usual, pref: { ...usual.pref, dayCount: '31/365' } }, /pref\.dayCount must be one of act\/365f/],
  [
    'an unknown compounding',
    { ...usual, pref: { ...usual.pref, compounding: 'monthly' } },
    /pref\.compounding must be one of none, annual/,
  ],
  ['a multiple below one', { ...usual, pref: { multiple: '0.5' } }, /pref\.multiple must be a multiple from 1 up/],
  ['a hurdle without its kind', { ...usual, hurdles: [{ carry: '0.3' }] }, /hurdles\.0 must hold either irr or multiple/],
  [
    'falling hurdles',
    {
      ...usual,
      hurdles: [
        { irr: '0.2', carry: '0.3' },
        { irr: '0.1', carry: '0.4' },
      ],
    },
    /hurdles\.1\.irr must be above/,
  ],
  [
    'falling multiples',
    {
      ...usual,
      hurdles: [
        { multiple: '2', carry: '0.3' },
        { multiple: '2', carry: '0.4' },
      ],
    },
    /hurdles\.1\.multiple must be above/,
  ],
  ['losses carried in a whole fund', { ...usual, lossCarryForward: true }, /lossCarryForward has a meaning only in an american/],
  ['a day that does not exist', { ...usual, flows: [{ ...paidIn, date: '2021-02-29' }, paidOut] }, /flows\.0\.date must be a date/],
  ['a negative amount', { ...usual, flows: [{ ...paidIn, contribution: '-1.00' }, paidOut] }, /flows\.0\.contribution must be above zero/],
  ['nothing paid out', { ...usual, flows: [paidIn, { ...paidOut, distribution: '0.00' }] }, /flows\.1\.distribution must be above zero/],
  [
    'half a cent',
    { ...usual, flows: [paidIn, { ...paidOut, distribution: '1.005' }] },
    /flows\.1\.distribution is finer than USD, which has 2/,
  ],
  ['a word', { ...usual, flows: [paidIn, { ...paidOut, distribution: '1e6' }] }, /flows\.1\.distribution must be an exact amount as text/],
  [
    'too much',
    { ...usual, flows: [paidIn, { ...paidOut, distribution: '10000000000000000.01' }] },
    /flows\.1\.distribution is above 10,000,000,000,000,000\.00/,
  ],
  ['two amounts at once', { ...usual, flows: [{ ...paidIn, distribution: '1.00' }] }, /flows\.0\.date must come with exactly one/],
  ['no amount', { ...usual, flows: [{ date: '2020-01-01' }] }, /flows\.0\.date must come with exactly one/],
  ['no flows', { ...usual, flows: [] }, /flows must hold at least 1 entry/],
  [
    'a distribution before anything',
    { ...usual, flows: [paidIn, { ...paidOut, date: '2019-01-01' }] },
    /flows\.1\.distribution comes out of the fund before anything was paid into it on 2020-01-01/,
  ],
  [
    'a distribution of nothing',
    { ...usual, flows: [paidOut] },
    /flows\.0\.distribution comes out of the fund, into which nothing was paid/,
  ],
  [
    'a deal that is not named',
    { ...usual, style: 'american', flows: [paidIn, { date: '2025-01-01', distribution: '1.00' }] },
    /flows\.1\.deal is missing/,
  ],
  [
    'a deal nobody paid for',
    { ...usual, style: 'american', flows: [paidIn, { ...paidOut, deal: 'B' }] },
    /comes out of deal “B”, into which nothing was paid/,
  ],
  [
    'a write-down of a whole fund',
    { ...usual, flows: [paidIn, { date: '2021-01-01', writeDown: '1.00' }] },
    /flows\.1\.writeDown has no effect/,
  ],
  ['a final contribution', { ...usual, flows: [{ ...paidIn, final: true }, paidOut] }, /flows\.0\.final belongs to a distribution/],
  [
    'a due date of a distribution',
    { ...usual, flows: [paidIn, { ...paidOut, dueDate: '2025-01-01', lineDrawDate: '2025-01-01' }] },
    /flows\.1\.dueDate belongs to a contribution; flows\.1\.lineDrawDate/,
  ],
  ['a missing due date', { ...usual, pref: { ...usual.pref, start: 'dueDate' } }, /flows\.0\.dueDate is missing/],
  ['the same partner twice', { ...usual, partners: [partner, partner] }, /partners\.1\.id repeats “LP1”/],
  [
    'a negative commitment',
    { ...usual, partners: [{ ...partner, commitment: '-1' }] },
    /partners\.0\.commitment must be a number from zero up/,
  ],
  [
    'no commitment at all',
    { ...usual, partners: [{ ...partner, commitment: '0.0' }] },
    /partners must hold at least one commitment above zero/,
  ],
  [
    'part of a strange deal',
    { ...usual, partners: [{ ...partner, participation: { B: '1' } }] },
    /partners\.0\.participation\.B is a deal no flow names/,
  ],
  ['no part of a deal', { ...usual, partners: [{ ...partner, participation: { A: '0' } }] }, /partners give no one a part of deal “A”/],
  [
    'a part that is no number',
    { ...usual, partners: [{ ...partner, participation: { A: 'x' } }] },
    /partners\.0\.participation\.A must be a number/,
  ],
  ['tax above all', { ...usual, clawback: { taxRate: '1.4' } }, /clawback\.taxRate must be text from 0 to 1/],
])('%s is refused by name', (_what, given, sentence) => {
  expect(run(given)).toEqual({ problem: expect.stringMatching(sentence) });
});

test('the command line itself', () => {
  expect(calculators.waterfall!.run([], () => '')).toEqual({ problem: expect.stringMatching(/Say which case/) });
  expect(calculators.waterfall!.run(['--fil', 'x'], () => '')).toEqual({ problem: expect.stringMatching(/--fil/) });
  expect(run(usual, '--explain', 'LP9')).toEqual({ problem: 'case.json has no partner “LP9” to explain.' });
});

test('a workbook beside the line, where the case fits one', async () => {
  const found = run(usual, '--excel', 'twin.xlsx') as { line: unknown; file: { path: string; bytes(): Promise<Uint8Array> } };
  expect(found.line).toEqual(lineOf(usual));
  expect(found.file.path).toBe('twin.xlsx');
  expect(new TextDecoder().decode((await found.file.bytes()).slice(0, 2))).toBe('PK');
  const flows = [...usual.flows, { date: '2021-01-01', writeDown: '1.00', deal: 'A' }];
  expect(run({ ...usual, style: 'american', flows }, '--excel', 'twin.xlsx')).toEqual({
    problem: expect.stringMatching(/cannot follow a write-down/),
  });
});

const vectors = new URL('../../../shared/data/waterfall/vectors.json', import.meta.url);

describe.skipIf(!existsSync(vectors))('reference vectors', () => {
  test('the same through the command line', () => {
    type Vector = { given: Record<'contributed' | 'distributed' | 'gp_catch_up', string>; expect: Record<string, string> };
    for (const { given, expect: wanted } of JSON.parse(readFileSync(vectors, 'utf8')) as Vector[]) {
      const [[contribution, from], [distribution, to]] = [given.contributed, given.distributed].map((text) => text.split(' on ')) as [
        string[],
        string[],
      ];
      const line = lineOf({
        ...usual,
        catchUp: given.gp_catch_up,
        flows: [
          { date: from, contribution },
          { date: to, distribution },
        ],
      });
      expect(line).toMatchObject({
        lp: wanted.lp_total,
        gp: wanted.gp_carry,
        events: [
          {
            pref: wanted.pref_lp,
            catchUpGp: wanted.catchup_gp,
            catchUpLp: wanted.catchup_lp,
            splitLp: wanted.split_lp,
            splitGp: wanted.split_gp,
          },
        ],
      });
    }
  });
});
