import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysToQuarterEnd, dormantUsers, lateApprovals, nearPeriodEnd, withoutSecondPerson } from '#main/engine/audit/reports.ts';
import { businessDate, dateOfDayNumber, dayNumber, instant } from '#shared/dates.ts';
import type { SettingValue } from '#shared/model/settings.ts';

const value: SettingValue = {
  id: 'v',
  rule: 'access.autoLockMinutes',
  scope: { kind: 'house', id: null },
  value: 60,
  effectiveOn: businessDate('2026-06-01'),
  state: 'approved',
  loosens: true,
  proposedBy: 'ann' as never,
  proposedAt: instant('2026-05-01T09:00:00.000Z'),
  reason: 'why',
  decidedBy: 'bob' as never,
  decidedAt: instant('2026-05-04T09:00:00.000Z'),
  decisionReason: null,
  contentHash: '',
  inForceOn: null,
};
const period = { from: businessDate('2026-01-01'), until: businessDate('2026-12-31') };
const nameOf = (id: string) => id;

test('only loosenings decided by their proposer are without a second person', () => {
  const alone: SettingValue = { ...value, decidedBy: value.proposedBy };
  const found = withoutSecondPerson(
    [value, alone, { ...alone, loosens: false }, { ...alone, decidedAt: instant('2025-05-04T09:00:00.000Z') }],
    period,
    nameOf,
  );
  expect(found).toEqual([{ at: alone.decidedAt, who: 'ann', what: '“Lock after idle minutes”: 60 minutes', detail: 'why', seq: null }]);
});

test('a decision is late after its hours, and a waiting one counts until now', () => {
  const now = instant('2026-05-10T09:00:00.000Z');
  const waiting: SettingValue = { ...value, state: 'proposed', decidedBy: null, decidedAt: null };
  expect(lateApprovals([value, waiting], period, 72, now, nameOf).map(({ detail }) => detail)).toEqual(['still waiting after 216 hours']);
  expect(lateApprovals([value], period, 71, now, nameOf).map(({ detail }) => detail)).toEqual(['approved after 72 hours']);
  expect(lateApprovals([{ ...value, decidedBy: value.proposedBy }], period, 1, now, nameOf)).toEqual([]);
});

test('the nearest quarter end is never further than 46 days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30_000 }), (day) => {
      expect(daysToQuarterEnd(dateOfDayNumber(day))).toBeLessThanOrEqual(46);
    }),
  );
  expect(daysToQuarterEnd(businessDate('2026-12-31'))).toBe(0);
  expect(daysToQuarterEnd(businessDate('2027-01-03'))).toBe(3);
  expect(daysToQuarterEnd(businessDate('2026-06-25'))).toBe(5);
  expect(daysToQuarterEnd(dateOfDayNumber(dayNumber(businessDate('2026-03-31')) + 1))).toBe(1);
});

test('decisions near a quarter end are listed, notes are not', () => {
  const step = {
    seq: 4,
    at: instant('2026-03-30T09:00:00.000Z'),
    today: businessDate('2026-03-30'),
    name: 'settings.approve',
    actorId: 'ann',
    class: 'decision',
    reason: null,
  };
  const found = nearPeriodEnd(
    [step, { ...step, class: 'note' }, { ...step, today: businessDate('2026-03-31') }, { ...step, today: businessDate('2026-02-15') }],
    5,
    nameOf,
  );
  expect(found.map(({ detail }) => detail)).toEqual(['one day from the quarter end', 'on the quarter end']);
});

test('active users who did nothing for long are dormant', () => {
  const today = businessDate('2026-06-30');
  const person = { name: 'Ann', login: 'ann', status: 'active', createdAt: instant('2026-01-01T00:00:00.000Z'), lastActiveAt: null };
  const recent = { ...person, lastActiveAt: instant('2026-06-29T00:00:00.000Z') };
  const old = { ...person, lastActiveAt: instant('2026-02-01T00:00:00.000Z') };
  expect(dormantUsers([person, recent, old, { ...old, status: 'disabled' }], 60, today).map(({ detail }) => detail)).toEqual([
    'never active since 2026-01-01',
    'last active 2026-02-01',
  ]);
});
