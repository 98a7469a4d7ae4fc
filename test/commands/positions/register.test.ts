import { describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { addClass, approvedNav } from '#test/commands/funds/fundHouse.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { all, approveKyc, event, fifo, held, lastEntry, redemption, subscribe, subscription, unitHouse, units } from './unitHouse.ts';

describe('a split', () => {
  test('multiplies everybody’s units, keeps their cost, and shows what was cut off', () => {
    using at = unitHouse();
    const { firm, birch, fundId, classId } = at;
    subscribe(at, 10_001);
    subscribe(at, 30_000, { investorId: birch });
    const done = firm.done('positions.split', { ...event(at, '2026-02-20'), from: 3, to: 2 });
    expect(done).toEqual({ holders: 2, before: 40_001n, after: 26_667n, dropped: '0.0000333333333333' });
    expect(held(at)).toEqual({ 'Alder Trust': '0.6667', 'Birch Pension': '2' });
    expect(held(at, '2026-02-19')).toEqual({ 'Alder Trust': '1.0001', 'Birch Pension': '3' });
    expect(firm.answer('positions.holding', { fundId, classId, investorId: birch }).cost.minor).toBe(30_000n);
    expect(codeOf(firm.run('positions.split', { ...event(at, '2026-02-20'), from: 2, to: 2 }))).toBe('splitNothing');
    expect(codeOf(firm.run('positions.split', { ...event(at, '2026-02-20'), from: 1_000_000, to: 1 }))).toBe('splitErases');
    expect(codeOf(firm.run('positions.split', { ...event(at, '2025-01-14'), from: 1, to: 2 }))).toBe('unitDateEarly');
    expect(codeOf(firm.run('positions.split', { ...event(at, '2026-02-20'), fundId: firm.id() as FundId, from: 1, to: 2 }))).toBe(
      'notFound',
    );
  });

  test('reaches what is recorded later for an earlier day; as known before, it did not', () => {
    using at = unitHouse();
    const { firm } = at;
    firm.done('positions.split', { ...event(at, '2026-02-20'), from: 1, to: 2 });
    const before = firm.now;
    subscribe(at, 10_000);
    expect(held(at)).toEqual({ 'Alder Trust': '2' });
    expect(held(at, '2026-02-19')).toEqual({ 'Alder Trust': '1' });
    expect(held(at, '2026-03-01', before)).toEqual({});
  });
});

test('what is recorded late changes which lots were given up, from then on, and only as known from then on', () => {
  using at = unitHouse();
  const { firm, fundId, classId, alder } = at;
  subscribe(at, 10_000, { effectiveOn: '2026-02-12' });
  const redeemed = redemption(at, units(10_000));
  firm.done('positions.redeem', redeemed);
  const before = firm.now;
  approvedNav(at, '2026-02-01', 50);
  approvedNav(at, '2026-02-15', 100);
  expect(codeOf(firm.run('positions.subscribe', subscription(at, 10_000, { effectiveOn: '2026-02-05' })))).toBe('unitsBooked');
  firm.done('positions.reverse', { ...event(at, '2026-02-20'), reversesId: redeemed.eventId });
  subscribe(at, 10_000, { effectiveOn: '2026-02-05' });
  firm.done('positions.redeem', redemption(at, units(10_000)));
  const lots = (knownAt?: string) =>
    firm.answer('positions.holding', { fundId, classId, investorId: alder, ...(knownAt ? { knownAt } : {}) });
  expect(lots().lots).toMatchObject([
    { acquiredOn: '2026-02-05', unitsText: '1', cost: { minor: 5000n } },
    { acquiredOn: '2026-02-12', unitsText: '1', cost: { minor: 10_000n } },
  ]);
  expect(lots().realised?.minor).toBe(5000n);
  expect(lots(before)).toMatchObject({ unitsText: '0', realised: { minor: 0n }, lots: [] });
});

test('a relief in a closed period stands: what would change it is refused', () => {
  using at = unitHouse();
  const { firm, fundId, approver } = at;
  subscribe(at, 10_000, { effectiveOn: '2026-02-12' });
  firm.done('positions.redeem', redemption(at, units(5000)));
  const lockId = firm.id();
  const { contentHash } = firm.done('ledger.lockPeriod', {
    lockId,
    fundId,
    fromOn: '2026-02-18',
    untilOn: '2026-02-22',
    level: 'hard',
    reason: 'closed',
  });
  firm.done('ledger.approveLock', { lockId, contentHash }, { as: approver });
  const reply = firm.run('positions.subscribe', subscription(at, 10_000, { effectiveOn: '2026-02-05' }));
  expect(reply).toMatchObject({ error: { code: 'periodLocked', detail: { on: '2026-02-20' } } });
  expect(codeOf(firm.run('positions.subscribe', subscription(at, 10_000, { effectiveOn: '2026-02-14' })))).toBe('ok');
});

describe('a correction', () => {
  test('adds a lot or takes units away, with its reason, and posts nothing', () => {
    using at = unitHouse();
    const { firm, alder, fundId } = at;
    const correct = (count: string, lot: { cost: string; acquiredOn: string } | null, more = {}) =>
      firm.run('positions.correct', { ...event(at, '2026-02-20'), investorId: alder, units: count, lot, relief: fifo, ...more });
    const bought = { cost: '900', acquiredOn: '2025-06-30' };
    expect(correct('10000', bought)).toMatchObject({ value: { units: 10_000n, cost: { minor: 900n }, lots: [] } });
    expect(correct('-4000', null)).toMatchObject({ value: { units: -4000n, cost: { minor: -360n }, lots: [{ units: 4000n }] } });
    expect(held(at)).toEqual({ 'Alder Trust': '0.6' });
    expect(firm.answer('ledger.journal', { filter: { fundId } }).rows).toEqual([]);
    expect(codeOf(correct('-6001', null))).toBe('unitsShort');
    expect(codeOf(correct('10', null))).toBe('correctionWithoutCost');
    expect(codeOf(correct('-10', bought))).toBe('correctionWithoutCost');
    expect(codeOf(correct('10', { ...bought, acquiredOn: '2026-02-21' }))).toBe('acquiredLate');
    expect(codeOf(correct('0', null))).toBe('invalidInput');
    expect(codeOf(correct('10', bought, { investorId: firm.id() }))).toBe('notFound');
    expect(codeOf(correct('-10', null, { investorId: firm.id() }))).toBe('notFound');
    expect(codeOf(correct('10', bought, { fundId: firm.id() }))).toBe('notFound');
    expect(codeOf(correct('10', { ...bought, cost: String(10n ** 17n) }))).toBe('unitsTooMany');
    expect(codeOf(correct('-1', null, { relief: { method: 'specific', lots: [{ eventId: firm.id(), ordinal: 0, units: '2' }] } }))).toBe(
      'lotsDoNotTie',
    );
  });
});

describe('taking over a register', () => {
  const row = (line: number, investorId: string, more = {}) => ({
    line,
    investorId,
    units: '50000',
    cost: '40000',
    acquiredOn: '2024-05-31',
    priceOn: '2024-04-30',
    ...more,
  });

  test('brings every lot with its date and cost, and posts nothing', () => {
    using at = unitHouse();
    const { firm, alder, birch, fundId, classId } = at;
    const rows = [
      row(2, alder),
      row(3, alder, { acquiredOn: '2025-02-28', units: '10000', cost: '10001' }),
      row(4, birch, { priceOn: null }),
    ];
    const taken = firm.done('positions.importRegister', { ...event(at, '2026-01-31'), rows });
    expect(taken).toMatchObject({ lots: 3, units: 110_000n, cost: { minor: 90_001n } });
    expect(held(at)).toEqual({ 'Alder Trust': '6', 'Birch Pension': '5' });
    expect(held(at, '2026-01-30')).toEqual({});
    expect(firm.answer('positions.holding', { fundId, classId, investorId: alder }).lots).toMatchObject([
      { source: 'opening', acquiredOn: '2024-05-31', priceOn: '2024-04-30', ordinal: 0 },
      { source: 'opening', acquiredOn: '2025-02-28', ordinal: 1 },
    ]);
    expect(firm.answer('ledger.journal', { filter: { fundId } }).rows).toEqual([]);
    firm.done('positions.redeem', redemption(at, units(55_000)));
    expect(held(at)).toEqual({ 'Alder Trust': '0.5', 'Birch Pension': '5' });
  });

  test('checks every row and names each that is wrong', () => {
    using at = unitHouse();
    const { firm, alder, birch } = at;
    const cedar = addInvestor(firm, 'Cedar LLC');
    firm.done('investors.merge', { investorId: cedar, expectedVersion: 1, intoId: birch, reason: 'the same' });
    const rows = [
      row(2, alder),
      row(3, cedar),
      row(4, '00000000-0000-7000-8000-000000000000'),
      row(5, alder, { acquiredOn: '2026-02-01' }),
      row(6, alder, { priceOn: '2026-02-01' }),
    ];
    const reply = firm.run('positions.importRegister', { ...event(at, '2026-01-31'), rows });
    expect(reply.ok || sentenceOf(reply.error)).toBe(
      '4 rows cannot be taken over: line 3: Cedar LLC was merged into another investor; name that one; line 4: there is no investor with the id 00000000-0000-7000-8000-000000000000; line 5: the units of Alder Trust were acquired on 2026-02-01, after 2026-01-31; line 6: the price date 2026-02-01 lies after 2026-01-31. Correct them and import again.',
    );
    const many = [row(1, alder, { units: String(10n ** 17n) }), row(2, alder)];
    expect(codeOf(firm.run('positions.importRegister', { ...event(at, '2026-01-31'), rows: many }))).toBe('unitsTooMany');
    expect(codeOf(firm.run('positions.importRegister', { ...event(at, '2026-01-31'), fundId: firm.id() as FundId, rows }))).toBe(
      'notFound',
    );
    firm.done('funds.updateClass', {
      classId: at.classId,
      fundId: at.fundId,
      expectedVersion: 1,
      name: 'A',
      kind: 'class',
      unitDigits: 4,
      openedOn: '2025-01-15',
      closedOn: '2026-02-15',
    });
    expect(codeOf(firm.run('positions.importRegister', { ...event(at, '2026-02-16'), rows: [row(1, alder)] }))).toBe('classClosed');
  });
});

describe('taking a change back', () => {
  test('leaves the register as if it had never been, and cancels its entry', () => {
    using at = unitHouse();
    const { firm, fundId, alder, classId } = at;
    const wrong = subscribe(at, 10_000);
    subscribe(at, 5000, { effectiveOn: '2026-02-11' });
    const back = { ...event(at, '2026-02-15'), reversesId: wrong };
    expect(codeOf(firm.run('positions.reverse', { ...back, effectiveOn: '2026-02-09' }))).toBe('reversalTooEarly');
    const known = firm.now;
    expect(firm.done('positions.reverse', back).units).toBe(5000n);
    expect(lastEntry(at)).toEqual(['1000 -10000', '3000 10000 Alder Trust']);
    expect(held(at, '2026-02-10')).toEqual({});
    expect(held(at, '2026-02-10', known)).toEqual({ 'Alder Trust': '1' });
    expect(codeOf(firm.run('positions.reverse', { ...event(at, '2026-02-15'), reversesId: wrong }))).toBe('unitEventReversed');
    expect(codeOf(firm.run('positions.reverse', { ...event(at, '2026-02-15'), reversesId: back.eventId }))).toBe('unitEventIsReversal');
    expect(codeOf(firm.run('positions.reverse', { ...event(at, '2026-02-15'), reversesId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.run('positions.reverse', { ...back, eventId: firm.id(), fundId: firm.id() as FundId }))).toBe('notFound');
    const { rows } = firm.answer('positions.events', { filter: { fundId } });
    expect(rows.map(({ kind, reverses, reversed, entryId }) => [kind, reverses?.kind, reversed !== null, entryId !== null])).toEqual([
      ['reversal', 'subscription', false, true],
      ['subscription', undefined, false, true],
      ['subscription', undefined, true, true],
    ]);
    expect(firm.answer('positions.holding', { fundId, classId, investorId: alder }).changes).toHaveLength(1);
  });

  test('is refused where units were given up since, and where the period is closed; its entry goes with it alone', () => {
    using at = unitHouse();
    const { firm, fundId } = at;
    const first = subscribe(at, 10_000);
    const redeemed = redemption(at, units(10_000));
    firm.done('positions.redeem', redeemed);
    const back = (reversesId: string) => firm.run('positions.reverse', { ...event(at, '2026-03-01'), reversesId });
    expect(codeOf(back(first))).toBe('unitsShort');
    const [entry] = firm.answer('ledger.journal', { filter: { fundId }, sort: { by: 'recordedAt', descending: true }, limit: 1 }).rows;
    expect(codeOf(firm.run('ledger.reverse', { entryId: entry!.id, effectiveOn: '2026-02-25', reason: 'by hand' }))).toBe('entryOfEvent');
    const lockId = firm.id();
    const { contentHash } = firm.done('ledger.lockPeriod', {
      lockId,
      fundId,
      fromOn: '2026-02-01',
      untilOn: '2026-02-15',
      level: 'hard',
      reason: 'closed',
    });
    firm.done('ledger.approveLock', { lockId, contentHash }, { as: at.approver });
    const later = subscribe(at, 10_000, { effectiveOn: '2026-02-26' });
    expect(codeOf(back(later))).toBe('ok');
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 10_000)))).toBe('periodLocked');
  });

  test('of what posted nothing posts nothing; of a split everybody has again what they had', () => {
    using at = unitHouse();
    const { firm, fundId } = at;
    subscribe(at, 10_000);
    const split = { ...event(at, '2026-02-20'), from: 1, to: 3 };
    firm.done('positions.split', split);
    firm.done('positions.reverse', { ...event(at, '2026-03-01'), reversesId: split.eventId });
    expect(held(at)).toEqual({ 'Alder Trust': '1' });
    expect(firm.answer('ledger.journal', { filter: { fundId } }).rows).toHaveLength(1);
  });
});

test('two redemptions of the same units: one holds, the other is told why not', () => {
  using at = unitHouse();
  const { firm } = at;
  subscribe(at, 10_000);
  const codes = [1, 2].map(() => codeOf(firm.run('positions.redeem', redemption(at, units(6000)))));
  expect(codes).toEqual(['ok', 'unitsShort']);
});

test('what a merged investor holds stays under its own record, and is shown with the one that stands for it', () => {
  using at = unitHouse();
  const { firm, alder, birch, fundId, classId } = at;
  subscribe(at, 10_000);
  subscribe(at, 30_000, { investorId: birch });
  firm.done('investors.merge', { investorId: alder, expectedVersion: 3, intoId: birch, reason: 'one trust' });
  const [row] = firm.answer('positions.register', { fundId }).rows;
  expect(row).toMatchObject({
    investor: 'Birch Pension',
    unitsText: '4',
    share: '1',
    heldUnder: [
      { name: 'Alder Trust', units: 10_000n },
      { name: 'Birch Pension', units: 30_000n },
    ],
  });
  firm.done('positions.redeem', redemption(at, all));
  expect(firm.answer('positions.holding', { fundId, classId, investorId: alder })).toMatchObject({
    investorId: birch,
    unitsText: '3',
    heldUnder: [{ name: 'Birch Pension' }],
  });
  const cedar = addInvestor(firm, 'Cedar LLC');
  approveKyc(firm, cedar);
  expect(firm.answer('positions.ofInvestor', { investorId: alder }).units).toMatchObject([{ fund: 'Harbour Fund I', unitsText: '3' }]);
  expect(firm.answer('positions.ofInvestor', { investorId: cedar })).toMatchObject({ units: [], commitments: [], tokens: [] });
});

test('the class keeps the digits and the days its register stands on', () => {
  using at = unitHouse();
  const { firm, fundId } = at;
  const classId = addClass(firm, fundId, 'B');
  const row = { line: 1, investorId: at.alder, units: '5', cost: '5', acquiredOn: '2025-03-01', priceOn: null };
  const opening = { ...event(at, '2025-06-30'), classId };
  firm.done('positions.importRegister', { ...opening, rows: [row] });
  const change = (more: object) =>
    codeOf(
      firm.run('funds.updateClass', {
        classId,
        fundId,
        expectedVersion: 1,
        name: 'B',
        kind: 'class',
        unitDigits: 4,
        openedOn: '2025-01-15',
        closedOn: null,
        ...more,
      }),
    );
  expect(change({ unitDigits: 8 })).toBe('classHasUnits');
  expect(change({ openedOn: '2025-07-01' })).toBe('unitDateEarly');
  expect(change({ closedOn: '2025-06-29' })).toBe('unitsAfterClosing');
  expect(change({ closedOn: '2025-06-30' })).toBe('ok');
});
