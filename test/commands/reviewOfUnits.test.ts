import { expect, test } from 'vitest';
import { codeOf } from '#test/kit/house.ts';
import { approvedNav } from './funds/fundHouse.ts';
import { event, fifo, redemption, subscribe, subscription, transfer, unitHouse, units } from './positions/unitHouse.ts';

test('what is recorded late does not change the cost at which units left that are in the books', () => {
  using at = unitHouse();
  const { firm, alder } = at;
  approvedNav(at, '2026-02-15', 200);
  const first = subscribe(at, 1_000_000, { effectiveOn: '2026-02-10' });
  const redeemed = redemption(at, units(500_000));
  firm.done('positions.redeem', redeemed);
  const cheaper = { ...event(at, '2026-02-01'), investorId: alder, units: '1000000', relief: fifo } as const;
  const lot = { acquiredOn: '2025-01-20', cost: '10000' };
  expect(firm.run('positions.correct', { ...cheaper, lot })).toMatchObject({
    error: { code: 'unitsBooked', detail: { on: '2026-02-20' } },
  });
  expect(codeOf(firm.run('positions.split', { ...event(at, '2026-02-15'), from: 1, to: 2 }))).toBe('unitsBooked');
  expect(codeOf(firm.run('positions.reverse', { ...event(at, '2026-03-01'), reversesId: first }))).toBe('unitsShort');
  expect(codeOf(firm.run('positions.subscribe', subscription(at, 500_000, { effectiveOn: '2026-02-12' })))).toBe('ok');
  firm.done('positions.reverse', { ...event(at, '2026-03-01'), reversesId: redeemed.eventId });
  expect(codeOf(firm.run('positions.correct', { ...cheaper, lot }))).toBe('ok');
  expect(firm.done('positions.redeem', redemption(at, units(500_000)))).toMatchObject({ cost: { minor: 5000n } });
});

test('nor the cost that went along with a transfer', () => {
  using at = unitHouse();
  const { firm, alder } = at;
  subscribe(at, 1_000_000, { effectiveOn: '2026-02-10' });
  firm.done('positions.transfer', transfer(at, units(500_000)));
  const early = { ...event(at, '2026-02-01'), investorId: alder, units: '1000000', relief: fifo } as const;
  expect(codeOf(firm.run('positions.correct', { ...early, lot: { acquiredOn: '2025-01-20', cost: '10000' } }))).toBe('unitsBooked');
});
