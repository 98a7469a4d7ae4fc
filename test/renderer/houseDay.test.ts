import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfDay } from '#renderer/app/houseDay.ts';
import { addDays, addMilliseconds, businessDate, dateOfDayNumber } from '#shared/dates.ts';

test.each([
  ['2026-11-20', 'UTC', '2026-11-20T23:59:59.999Z'],
  ['2026-11-20', 'America/New_York', '2026-11-21T04:59:59.999Z'],
  ['2026-07-01', 'America/New_York', '2026-07-02T03:59:59.999Z'],
  ['2026-03-29', 'Europe/Zurich', '2026-03-29T21:59:59.999Z'],
  ['2026-10-25', 'Europe/Zurich', '2026-10-25T22:59:59.999Z'],
  ['2024-02-29', 'Asia/Singapore', '2024-02-29T15:59:59.999Z'],
  ['2026-01-01', 'Asia/Kathmandu', '2026-01-01T18:14:59.999Z'],
])('%s ends in %s at %s', (day, zone, moment) => {
  expect(endOfDay(businessDate(day), zone)).toBe(moment);
});

test('a millisecond after the end of a day it is the next one there', () => {
  const zones = ['UTC', 'Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo', 'America/St_Johns'];
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 30_000 }), fc.constantFrom(...zones), (number, timeZone) => {
      const day = dateOfDayNumber(number);
      const shown = (moment: string) => new Date(moment).toLocaleDateString('en-CA', { timeZone });
      const end = endOfDay(day, timeZone);
      expect([shown(end), shown(addMilliseconds(end, 1))]).toEqual([day, addDays(day, 1)]);
    }),
    { numRuns: 500 },
  );
});
