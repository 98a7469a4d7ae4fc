import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkElection, type Election, electionOn, noticesFor } from '#main/engine/investors/elections.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}` as BusinessDate;
const said = (ordinal: number, on: number, fundId: string | null, kind: Election['kind'] = 'cash'): Election => ({
  ordinal,
  fundId,
  effectiveOn: day(on),
  kind,
  percent: null,
  classId: null,
  recordedAt: `2026-02-01T00:00:0${ordinal}.000Z` as Instant,
});

test('its word for the fund holds before its word for every fund, the newest day before older ones, the later word on one day', () => {
  const all = [said(0, 5, null, 'automatic'), said(1, 10, 'vale'), said(2, 10, 'vale', 'automatic'), said(3, 8, 'vale')];
  const on = (number: number, fundId = 'vale', knownAt?: Instant) => electionOn(all, { fundId, on: day(number), knownAt })?.ordinal;
  expect([on(4), on(5), on(8), on(10), on(20)]).toEqual([undefined, 0, 3, 2, 2]);
  expect([on(20, 'harbour'), on(20, 'vale', all[1]!.recordedAt)]).toEqual([0, 1]);
});

test('any order of the words gives the same election', () => {
  const words = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(null, 'vale', 'harbour')), { maxLength: 8 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 9 }), (given, on) => {
      const all = given.map(([from, fundId], index) => said(index, from, fundId));
      const asked = { fundId: 'vale', on: day(on) };
      expect(electionOn(all.toReversed(), asked)?.ordinal).toBe(electionOn(all, asked)?.ordinal);
    }),
  );
});

test('a part is above none and below all; a class only where it goes into one that is open', () => {
  const code = (kind: Election['kind'], percent: string | null, classId: string | null, closedOn: BusinessDate | null = null) => {
    const reply = checkElection({ kind, percent, classId }, classId === null ? undefined : { name: 'A', closedOn }, day(10));
    return reply.ok ? 'ok' : reply.error.code;
  };
  expect([code('partial', '0.5', null), code('partial', '99.9', null), code('cash', null, null), code('automatic', null, null)]).toEqual(
    Array(4).fill('ok'),
  );
  expect([code('partial', '0', null), code('partial', '100', null), code('partial', null, null), code('cash', '50', null)]).toEqual(
    Array(4).fill('electionPercent'),
  );
  expect([code('alternative', null, null), code('cash', null, 'a')]).toEqual(['electionTarget', 'electionTarget']);
  expect([code('alternative', null, 'a'), code('alternative', null, 'a', day(10)), code('alternative', null, 'a', day(9))]).toEqual([
    'ok',
    'ok',
    'classClosed',
  ]);
});

test('notices go by e-mail until it says otherwise, by SMS only after it said so', () => {
  const word = (ordinal: number, fundId: string | null, email: boolean, sms: boolean) => ({ ordinal, fundId, email, sms });
  expect(noticesFor([], 'vale')).toEqual({ email: true, sms: false });
  const words = [word(0, null, false, true), word(1, 'vale', true, true), word(2, 'vale', false, false)];
  expect(noticesFor(words, 'vale')).toEqual({ email: false, sms: false });
  expect(noticesFor(words, 'harbour')).toEqual({ email: false, sms: true });
});
