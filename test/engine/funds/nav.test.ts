import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDraft, currentNavs, type NavFact, navOn } from '#main/engine/funds/nav.ts';
import { currency } from '#shared/currencies.ts';
import { addDays, businessDate, daysBetween, type Instant } from '#shared/dates.ts';
import { navStates } from '#shared/model/funds.ts';

const start = businessDate('2026-01-01');

const nav = (id: number, day: number, more: Partial<NavFact> = {}): NavFact => ({
  id: String(id),
  classId: 'a',
  asOfOn: addDays(start, day),
  netAssets: 100n,
  units: '1',
  navPerUnit: '1',
  state: 'approved',
  correctsId: null,
  preparedBy: 'p',
  decidedAt: `2026-06-01T00:00:${String(id).padStart(2, '0')}.000Z` as Instant,
  contentHash: '',
  ...more,
});

test('the NAV of a date is the newest approved one, never later, never too old, never one that was corrected', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
  const states = fc.array(fc.constantFrom(...navStates), { minLength: 12, maxLength: 12 });
  const corrected = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(days, states, corrected, fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 30 }), (at, state, fix, asked, age) => {
      const first = at.map((day, index) => nav(index, day, { state: state[index]! }));
      const fixes = first
        .filter((_, index) => fix[index] && state[index] === 'approved')
        .map((one) => ({ ...one, id: `${one.id}x`, correctsId: one.id }));
      const all = [...fixes, ...first];
      const on = addDays(start, asked);
      const usable = first.filter((one) => one.state === 'approved' && one.asOfOn <= on).sort((a, b) => (a.asOfOn < b.asOfOn ? 1 : -1));
      const found = navOn(all, { className: 'A', on, stalenessDays: age });
      if (!usable[0]) expect(found).toMatchObject({ error: { code: 'navMissing' } });
      else if (daysBetween(usable[0].asOfOn, on) > age) expect(found).toMatchObject({ error: { code: 'navStale' } });
      else
        expect(found).toMatchObject({
          value: {
            asOfOn: usable[0].asOfOn,
            correctsId: fixes.some(({ correctsId }) => correctsId === usable[0]!.id) ? usable[0].id : null,
          },
        });
      expect(currentNavs(all).filter(({ asOfOn }) => asOfOn === usable[0]?.asOfOn).length).toBeLessThanOrEqual(1);
    }),
  );
});

test.each([
  ['JPY', '1000', 1_000n, '1'],
  ['KWD', '3', 10_000n, '3.333333'],
  ['USD', '0.00000003', 1n, '333333.33333333'],
  ['TKN8:PIER', '3', 100_000_000n, '0.33333333'],
  ['USD', '99999999.99999999', 10n ** 17n, '10000000'],
])('a price ties in %s whatever its digits', (code, units, netAssets, navPerUnit) => {
  const standing = {
    fund: { name: 'F', status: 'investing', basis: 'units', currency: currency(code) },
    fundClass: { name: 'A', unitDigits: 8, openedOn: start, closedOn: null },
    navs: [],
    today: addDays(start, 10),
  } as const;
  const draft = { classId: 'a', asOfOn: start, netAssets, units, navPerUnit, corrects: null, reason: undefined };
  expect(checkDraft(draft, standing)).toMatchObject({ ok: true });
  expect(checkDraft({ ...draft, netAssets: netAssets * 2n }, standing)).toMatchObject({ error: { code: 'navDoesNotTie' } });
});
