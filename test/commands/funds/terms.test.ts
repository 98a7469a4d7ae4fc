import { expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import { codeOf } from '#test/kit/house.ts';
import { addClass, fundHouse } from './fundHouse.ts';

type Term = CommandRequest<'funds.recordTerm'>['term'];
const notice = (calls: number): Term => ({ kind: 'noticeDays', value: { calls, distributions: 5, businessDays: true } });
const waterfall = (carry: string, catchUp: string): Term => ({
  kind: 'waterfall',
  value: {
    style: 'wholeFund',
    carry,
    catchUp,
    pref: { rate: '0.08', compounding: 'annual', dayCount: 'act/365f', basis: 'hurdleBalance', start: 'dueDate' },
    clawback: 'final',
  },
});

test('terms hold from their date, the class’s own before the fund’s, and as they were known', () => {
  using at = fundHouse();
  const { firm, fundId, classId } = at;
  const record = (term: Term, effectiveOn: string, more: Partial<CommandRequest<'funds.recordTerm'>> = {}) =>
    firm.run('funds.recordTerm', { termId: firm.id(), fundId, classId: null, effectiveOn, clause: '4.2', term, ...more });
  expect(record(notice(10), '2025-01-15')).toMatchObject({ value: { ordinal: 0 } });
  expect(codeOf(record(notice(10), '2025-06-01'))).toBe('termUnchanged');
  expect(codeOf(record(notice(10), '2025-06-01', { clause: '4.2 as amended' }))).toBe('ok');
  const known = firm.now;
  expect(codeOf(record(notice(15), '2025-06-01', { reason: 'misread' }))).toBe('ok');
  expect(codeOf(record(notice(20), '2026-06-01'))).toBe('ok');
  expect(codeOf(record(notice(3), '2025-01-15', { classId }))).toBe('ok');
  expect(codeOf(record({ kind: 'noticeDays', value: null }, '2026-01-01', { classId }))).toBe('ok');
  const callsOn = (on: string, more: object = {}) =>
    firm.answer('funds.terms', { fundId, on, ...more } as never).terms.map(({ term }) => term.kind === 'noticeDays' && term.value?.calls);
  expect(callsOn('2025-01-14')).toEqual([]);
  expect(callsOn('2025-01-15')).toEqual([10]);
  expect(callsOn('2025-06-01')).toEqual([15]);
  expect(callsOn('2025-06-01', { knownAt: known })).toEqual([10]);
  expect(callsOn('2026-06-01')).toEqual([20]);
  expect(callsOn('2025-06-01', { classId })).toEqual([3]);
  expect(callsOn('2026-01-01', { classId })).toEqual([undefined]);
  expect(callsOn('2025-06-01', { classId: addClass(firm, fundId, 'B') })).toEqual([15]);
  expect(firm.answer('funds.home', { fundId }).terms.map(({ state, classId: of }) => `${state}${of ? ' class' : ''}`)).toEqual([
    'past',
    'past',
    'inForce',
    'upcoming',
    'past class',
    'inForce class',
  ]);
});

test('terms that cannot be meant are refused with the reason', () => {
  using at = fundHouse();
  const { firm, fundId } = at;
  const record = (term: Term, more: Partial<CommandRequest<'funds.recordTerm'>> = {}) =>
    firm.run('funds.recordTerm', { termId: firm.id(), fundId, classId: null, effectiveOn: '2026-01-01', clause: '7', term, ...more });
  expect(codeOf(record(waterfall('0.2', '1')))).toBe('ok');
  expect(codeOf(record(waterfall('0.2', '0')))).toBe('ok');
  expect(codeOf(record(waterfall('0.2', '0.5')))).toBe('ok');
  expect(codeOf(record(waterfall('0.2', '0.2')))).toBe('termIncoherent');
  expect(codeOf(record(waterfall('1', '1')))).toBe('termIncoherent');
  expect(codeOf(record(waterfall('1.2', '1')))).toBe('invalidInput');
  expect(codeOf(record(waterfall('20', '1')))).toBe('invalidInput');
  const fee = (...dates: string[]): Term => ({
    kind: 'managementFee',
    value: {
      rate: '0.02',
      base: 'committed',
      frequency: 'quarterly',
      inAdvance: true,
      dayCount: 'act/act',
      stepDowns: dates.map((fromOn) => ({ fromOn, rate: '0.015', base: 'invested' })),
      offset: '1',
    },
  });
  expect(codeOf(record(fee('2030-01-01', '2032-01-01')))).toBe('ok');
  expect(codeOf(record(fee('2032-01-01', '2030-01-01')))).toBe('termIncoherent');
  expect(codeOf(record(fee('2026-01-01')))).toBe('termIncoherent');
  const recycling = (expiresOn: string | null): Term => ({ kind: 'recycling', value: { cap: '1.2', expiresOn, recallable: ['fees'] } });
  expect(codeOf(record(recycling('2025-12-31')))).toBe('termIncoherent');
  expect(codeOf(record(recycling('2031-12-31')))).toBe('ok');
  expect(codeOf(record({ kind: 'defaultInterest', value: { rate: '10', compounding: 'none', dayCount: 'act/360', graceDays: 5 } }))).toBe(
    'invalidInput',
  );
  expect(codeOf(record({ kind: 'priceDate', value: { rule: 'recordDate', stalenessDays: 45, cumDistribution: 'refuse' } }))).toBe('ok');
  expect(codeOf(record(notice(5), { classId: firm.id() }))).toBe('notFound');
  expect(codeOf(record(notice(5), { fundId: firm.id() as FundId }))).toBe('notFound');
});
