import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseEcb } from '#main/formats/ecb.ts';

const daily = new URL('../../../shared/data/fx/eurofxref-daily_2022-07-08.xml', import.meta.url);

test.skipIf(!existsSync(daily))('the daily file of 8 July 2022, as the ECB wrote it', () => {
  const { days, leftOut, problems } = parseEcb(readFileSync(daily, 'utf8'));
  expect(problems).toEqual([]);
  expect(days.map(({ on, rates }) => [on, rates.length])).toEqual([['2022-07-08', 30]]);
  const rates = new Map(days[0]!.rates.map(({ currency, rate }) => [currency as string, rate]));
  expect([rates.get('USD'), rates.get('JPY'), rates.get('PLN'), rates.get('IDR')]).toEqual(['1.0163', '138.05', '4.763', '15210.73']);
  expect(leftOut).toEqual(['HRK']);
});

const envelope = (cubes: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope xmlns:gesmes="x"><Cube>${cubes}</Cube></gesmes:Envelope>`;

test('XML with either quotes, many days, comments and an unknown currency', () => {
  const file = parseEcb(
    envelope(`<Cube time="2022-07-08"><Cube currency="USD" rate="1.0160"/><!-- <Cube currency='GBP' rate='9'/> --></Cube>
      <Cube time='2022-07-07'><Cube rate='1' currency='HRK' /><Cube currency='JPY' rate='138'></Cube></Cube>`),
  );
  expect(file).toEqual({
    days: [
      { on: '2022-07-07', rates: [{ currency: 'JPY', rate: '138' }] },
      { on: '2022-07-08', rates: [{ currency: 'USD', rate: '1.016' }] },
    ],
    leftOut: ['HRK'],
    problems: [],
  });
});

test('the historic table, with its trailing comma and days without a rate', () => {
  const file = parseEcb('\uFEFFDate,USD,JPY,CYP,\r\n2022-07-08,1.0163,138.05,N/A,\r\n1999-01-04,1.1789,N/A,0.58231,\r\n');
  expect(file.days).toEqual([
    { on: '1999-01-04', rates: [{ currency: 'USD', rate: '1.1789' }] },
    {
      on: '2022-07-08',
      rates: [
        { currency: 'USD', rate: '1.0163' },
        { currency: 'JPY', rate: '138.05' },
      ],
    },
  ]);
  expect(file).toMatchObject({ leftOut: ['CYP'], problems: [] });
});

test('the daily table, which writes its date in words', () => {
  expect(parseEcb('Date, USD, JPY, \n08 July 2022, 1.0163, 138.05, \n').days).toMatchObject([{ on: '2022-07-08', rates: [{}, {}] }]);
});

test.each([
  ['a file cut short', '<Envelope><Cube><Cube time="2022-07-08"><Cube currency="USD" rate="1.0163"/>', /before its closing tag/],
  ['an impossible day', envelope(`<Cube time='2022-02-30'><Cube currency='USD' rate='1'/></Cube>`), /“2022-02-30” is not a date/],
  [
    'a day twice',
    envelope(`<Cube time='2022-07-08'><Cube currency='USD' rate='1'/></Cube><Cube time='2022-07-08'></Cube>`),
    /stands in the file twice/,
  ],
  ['a rate that is none', envelope(`<Cube time='2022-07-08'><Cube currency='USD' rate='1,02'/></Cube>`), /“1,02”, which is not a number/],
  ['a rate of zero', envelope(`<Cube time='2022-07-08'><Cube currency='USD' rate='0.0'/></Cube>`), /above zero/],
  [
    'a currency twice',
    envelope(`<Cube time='2022-07-08'><Cube currency='USD' rate='1'/><Cube currency='USD' rate='2'/></Cube>`),
    /USD stands twice/,
  ],
  ['a code that is none', envelope(`<Cube time='2022-07-08'><Cube currency='usd' rate='1'/></Cube>`), /not a currency code/],
  ['half a rate', envelope(`<Cube time='2022-07-08'><Cube currency='USD'/></Cube>`), /lacks its currency or its rate/],
  ['a rate without a day', envelope(`<Cube currency='USD' rate='1'/>`), /outside of a day/],
  ['another table', 'Name,Amount\nAlder,5\n', /does not begin with “Date”/],
  ['nothing', '', /holds no rate/],
  ['a line too wide', 'Date,USD,\n2022-07-08,1.01,,5\n', /more cells than the first line/],
  ['an open quote', 'Date,USD\n2022-07-08,"1.01\n', /never closed/],
  ['a month of another language', 'Date,USD\n08 Juli 2022,1.01\n', /is not a date/],
])('%s is told in words', (_what, text, problem) => {
  expect(parseEcb(text).problems.join('\n')).toMatch(problem);
});

test('a file of nonsense does not drown the reader in problems', () => {
  const lines = Array.from({ length: 500 }, (_, index) => `day ${index},x`);
  expect(parseEcb(['Date,USD', ...lines].join('\n')).problems).toHaveLength(20);
});
