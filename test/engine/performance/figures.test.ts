import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayFlow, dayFlows, measuringDay, partOfLine, shareNav, withoutLine } from '#main/engine/performance/cashFlows.ts';
import { measure } from '#main/engine/performance/figures.ts';
import { performance } from '#main/engine/performance/multiples.ts';
import { addDays, businessDate } from '#shared/dates.ts';

const start = businessDate('2020-01-01');
const day = (on: string, contribution: bigint, distribution: bigint, line = 0n): DayFlow => ({
  on: businessDate(on),
  contribution,
  distribution,
  line,
});
const near = (found: number, expected: number) => Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
const nav = (on: string, minor: bigint) => ({ on: businessDate(on), minor });

test('agrees with the calculator of the shell on any series of payments', () => {
  const flows = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.bigInt({ min: 0n, max: 10n ** 12n })),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(flows, fc.bigInt({ min: 0n, max: 10n ** 13n }), (rows, worth) => {
      const byDay = new Map(rows.map(([at, paidIn, paidOut]) => [at, day(addDays(start, at), paidIn, paidOut)]));
      const own = [...byDay.values()].sort((left, right) => (left.on < right.on ? -1 : 1));
      const end = addDays(start, 3001);
      const levels = [
        { date: start, level: '100' },
        { date: addDays(start, 1500), level: '137.5' },
      ];
      const found = measure(own, { on: end, minor: worth }, { name: 'Index', levels });
      const plain = own.flatMap(({ on, contribution, distribution }) => [
        { date: on, amount: String(-contribution) },
        { date: on, amount: String(distribution) },
      ]);
      const expected = performance(plain, { date: end, amount: String(worth) }, levels);
      if ('kind' in expected) throw new Error(expected.kind);
      expect(found.irr.value === null).toBe(expected.irr.irr === null);
      if (expected.irr.irr !== null) expect(near(Number(found.irr.value), expected.irr.irr)).toBe(true);
      expect(near(Number(found.tvpi.value), expected.tvpi!.toNumber())).toBe(true);
      expect(near(Number(found.dpi.value) + Number(found.rvpi.value), Number(found.tvpi.value))).toBe(true);
      expect(near(Number(found.ksPme.value), expected.ksPme!.toNumber())).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a rate nobody can name is given in words', () => {
  const reason = (flows: DayFlow[], worth: bigint) => measure(flows, nav('2022-01-01', worth), null).irr;
  expect(Number(reason([day('2020-01-01', 100n, 0n)], 121n).value)).toBeCloseTo(0.0998, 3);
  expect(reason([], 0n).reason).toBe('There are no flows yet.');
  expect(reason([day('2020-01-01', 100n, 0n)], 0n).reason).toBe('All flows go one way, so no rate brings them to nothing.');
  expect(reason([day('2020-01-01', 100n, 0n), day('2021-01-01', 0n, 230n), day('2021-12-31', 132n, 0n)], 0n).reason).toMatch(
    /^Several rates/,
  );
  expect(reason([day('2020-01-01', 100n, 0n), day('2021-01-01', 0n, 100n), day('2021-12-31', 100n, 0n)], 0n).reason).toMatch(
    /^No rate brings/,
  );
  const turned = [day('2020-01-01', 0n, 10n), day('2020-06-01', 100n, 0n), day('2021-06-01', 0n, 50n)];
  expect(measure(turned, nav('2021-06-01', 0n), null).irr.reason).not.toBeNull();
});

test('under a year the rate of the whole time stands beside the yearly one', () => {
  const found = measure([day('2020-01-01', 100n, 0n)], nav('2020-07-01', 110n), null);
  expect([found.days, found.notAnnualised]).toEqual([182, '10.00 %']);
  expect(measure([day('2020-01-01', 100n, 0n)], nav('2021-07-01', 110n), null).notAnnualised).toBeNull();
});

test('what is missing is named: payments, a NAV, an index, its levels', () => {
  const flows = [day('2020-01-01', 0n, 5n)];
  expect(measure(flows, null, null)).toMatchObject({
    dpi: { reason: 'Nothing was paid in yet.' },
    tvpi: { reason: 'No NAV is approved for a day by then.' },
  });
  const index = { name: 'World', levels: [{ date: businessDate('2020-06-01'), level: '1' }] };
  expect(measure(flows, null, index).ksPme.reason).toBe('No NAV is approved for a day by then.');
  expect(measure(flows, nav('2020-07-01', 5n), index).ksPme.reason).toBe('“World” has no level on or before 2020-01-01.');
  expect(measure([day('2020-06-02', 0n, 5n)], nav('2020-07-01', 5n), index).ksPme.reason).toBe('Nothing was paid in yet.');
});

test('without the line, what it advanced is paid in earlier and not twice', () => {
  const flows = [day('2020-01-01', 0n, 0n, 100n), day('2020-03-01', 100n, 0n, -100n), day('2021-01-01', 0n, 150n)];
  expect(withoutLine(flows).map(({ contribution }) => contribution)).toEqual([100n, 0n, 0n]);
  const [withIt, without] = [measure(flows, nav('2021-01-01', 0n), null), measure(withoutLine(flows), nav('2021-01-01', 0n), null)];
  expect(Number(withIt.irr.value)).toBeGreaterThan(Number(without.irr.value));
  expect(withIt.tvpi).toEqual(without.tvpi);
});

test('parts of the line never drift from the whole', () => {
  const draws = fc.array(fc.bigInt({ min: 1n, max: 999n }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(draws, fc.bigInt({ min: 1n, max: 1000n }), fc.bigInt({ min: 0n, max: 1000n }), (lines, own, others) => {
      const flows = lines.map((line, index) => ({ on: addDays(start, index), contribution: 0n, distribution: 0n, line }));
      const total = lines.reduce((sum, line) => sum + line, 0n);
      const mine = [...partOfLine(flows, own, others).values()].reduce((sum, part) => sum + part, 0n);
      const exact = (Number(total) * Number(own)) / Number(own + others);
      expect(Math.abs(Number(mine) - exact)).toBeLessThanOrEqual(1);
    }),
  );
  expect(partOfLine([day('2020-01-01', 0n, 0n, 5n), day('2020-01-02', 1n, 0n)], 0n, 5n).size).toBe(0);
});

test('moves are counted by the account they stand on', () => {
  const move = (role: Parameters<typeof dayFlows>[0][number]['role'], minor: bigint, more = {}) => ({
    investorId: 'p',
    on: start,
    role,
    isRefund: false,
    minor,
    ...more,
  });
  const one = (...moves: ReturnType<typeof move>[]) => dayFlows(moves)[0];
  expect(one(move('callsReceivable', -7n))).toMatchObject({ contribution: 7n, distribution: 0n });
  expect(one(move('callsReceivable', 7n))).toMatchObject({ contribution: -7n, distribution: 0n });
  expect(one(move('distributionsPayable', 7n))).toMatchObject({ contribution: 0n, distribution: 7n });
  expect(one(move('distributionsPayable', 7n, { isRefund: true }))).toMatchObject({ contribution: -7n, distribution: 0n });
  expect(one(move('allocatedIncome', -7n), move(null, 3n))).toMatchObject({ contribution: 7n, distribution: 3n });
  expect(one(move('subscriptionLine', -7n, { investorId: null }))).toMatchObject({ line: 7n });
  expect(one(move('callsReceivable', 7n), move('callsReceivable', -7n))).toBeUndefined();
});

test('a NAV is shared out to the cent, and not at all where nobody holds it', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.array(fc.bigInt({ min: -5n, max: 10n ** 9n }), { minLength: 1, maxLength: 20 }),
      (netAssets, all) => {
        const shares = shareNav(
          [{ classId: 'a', netAssets }],
          all.map((weight, index) => ({ investorId: `p${index}`, classId: 'a', weight })),
        );
        if (all.every((weight) => weight <= 0n)) expect(shares === null || netAssets === 0n).toBe(true);
        else expect([...shares!.values()].reduce((sum, share) => sum + share, 0n)).toBe(netAssets);
      },
    ),
  );
});

test('a class that is worth nothing needs no holders', () => {
  expect(shareNav([{ classId: 'a', netAssets: 0n }], [])).toEqual(new Map());
  expect(shareNav([{ classId: 'a', netAssets: 5n }], [])).toBeNull();
  expect(partOfLine([day('2020-01-01', 0n, 0n, 5n)], 1n, -1n).size).toBe(0);
  const two = [
    { investorId: 'p', classId: 'a', weight: 1n },
    { investorId: 'p', classId: 'b', weight: 1n },
  ];
  const navs = [
    { classId: 'a', netAssets: 3n },
    { classId: 'b', netAssets: 4n },
  ];
  expect(shareNav(navs, two)).toEqual(new Map([['p', 7n]]));
});

test('a fund is measured on the newest day on which every open class has a NAV', () => {
  const classes = [
    { id: 'a', openedOn: start, closedOn: null },
    { id: 'b', openedOn: businessDate('2020-06-01'), closedOn: businessDate('2021-06-01') },
  ];
  const point = (classId: string, on: string) => ({ classId, asOfOn: businessDate(on), netAssets: 1n });
  const navs = [
    point('a', '2020-03-31'),
    point('a', '2020-12-31'),
    point('b', '2020-12-31'),
    point('a', '2021-03-31'),
    point('a', '2021-06-30'),
  ];
  const on = (text: string) => measuringDay(classes, navs, businessDate(text))?.on ?? null;
  expect(['2020-03-30', '2020-05-01', '2021-04-01', '2022-01-01'].map(on)).toEqual([null, '2020-03-31', '2020-12-31', '2021-06-30']);
});
