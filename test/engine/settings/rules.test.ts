import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainOf, houseScope, ruleInForce, SettingsInForce } from '#main/engine/settings/resolve.ts';
import { allowedText, isAllowed, isLoosening, textOf } from '#main/engine/settings/rules.ts';
import { masked, taxIdRule } from '#main/engine/settings/taxId.ts';
import { addDays, businessDate, instant } from '#shared/dates.ts';
import { movesFrom, nextState } from '#shared/model/lifecycle.ts';
import { profiles, type RuleFact, ruleKeys, rules, type SettingValue, settingLifecycle } from '#shared/model/settings.ts';

const day = businessDate('2026-06-01');
const base: SettingValue = {
  id: 'v0',
  rule: 'audit.periodEndDays',
  scope: houseScope,
  value: 1,
  effectiveOn: day,
  state: 'approved',
  loosens: false,
  proposedBy: 'u1' as never,
  proposedAt: instant('2026-01-01T00:00:00.000Z'),
  reason: '',
  decidedBy: 'u1' as never,
  decidedAt: instant('2026-01-01T00:00:00.000Z'),
  decisionReason: null,
  contentHash: '',
  inForceOn: null,
};
const fund = { kind: 'fund', id: 'f1' } as const;
const type = { kind: 'fundType', id: 'closedEnd' } as const;
const chain = chainOf({ id: 'f1', type: 'closedEnd' });

test('every default of every rule is one the rule allows, and says what it allows', () => {
  for (const key of ruleKeys) {
    for (const profile of profiles) expect(isAllowed(rules[key], rules[key].defaults[profile]), key).toBe(true);
    expect(allowedText(rules[key]).length, key).toBeGreaterThan(5);
  }
});

test('a fund goes before its type, its type before the house, the house before the profile', () => {
  const at = (values: SettingValue[]) => ruleInForce(values, 'live', 'audit.periodEndDays', chain, day);
  expect(at([])).toEqual({ value: 5, source: 'profile', since: null });
  expect(at([base])).toMatchObject({ value: 1, source: 'house' });
  expect(at([base, { ...base, id: 'v1', scope: type, value: 2 }])).toMatchObject({ value: 2, source: 'fundType' });
  expect(at([base, { ...base, id: 'v1', scope: type, value: 2 }, { ...base, id: 'v2', scope: fund, value: 3 }])).toMatchObject({
    value: 3,
    source: 'fund',
  });
  expect(ruleInForce([{ ...base, scope: fund }], 'live', 'audit.periodEndDays', chainOf(), day).source).toBe('profile');
});

test('what is proposed, rejected, withdrawn or dated ahead is not in force', () => {
  for (const state of ['proposed', 'rejected', 'withdrawn'] as const)
    expect(ruleInForce([{ ...base, state }], 'live', 'audit.periodEndDays', chain, day).source).toBe('profile');
  expect(ruleInForce([{ ...base, effectiveOn: addDays(day, 1) }], 'live', 'audit.periodEndDays', chain, day).source).toBe('profile');
});

test('in whatever order values are read, the newest one holds', () => {
  const dated = [0, 5, 10, 10].map(
    (offset, index): SettingValue => ({ ...base, id: `v${index}`, value: index, effectiveOn: addDays(day, offset) }),
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(dated, { minLength: 4 }), fc.integer({ min: -1, max: 20 }), (values, offset) => {
      const { value } = ruleInForce(values, 'live', 'audit.periodEndDays', chain, addDays(day, offset));
      expect(value).toBe(offset < 0 ? 5 : offset < 5 ? 0 : offset < 10 ? 1 : 3);
    }),
  );
});

test('loosening one way is tightening the other way', () => {
  fc.assert(
    fc.property(fc.constantFrom('larger', 'smaller'), fc.integer(), fc.integer(), (direction, from, to) => {
      expect(isLoosening(direction, from, to) && isLoosening(direction, to, from)).toBe(false);
      expect(isLoosening(direction, from, to) || isLoosening(direction, to, from)).toBe(from !== to);
    }),
  );
  expect(isLoosening('off', true, false)).toBe(true);
  expect(isLoosening('off', false, true)).toBe(false);
  expect(isLoosening('any', [1], [2])).toBe(true);
  expect(isLoosening('any', [1], [1])).toBe(false);
  expect(isLoosening('never', 1, 2)).toBe(false);
});

test('values out of range are not allowed', () => {
  const list: RuleFact = rules['health.retryMinutes'];
  expect([[0], [1, 2, 3, 4, 5, 6, 7], 5, true].filter((value) => isAllowed(list, value))).toEqual([]);
  expect(isAllowed(list, [])).toBe(true);
  expect(textOf([1, 10])).toBe('1, 10');
  expect([textOf(true), textOf(false), textOf(3)]).toEqual(['on', 'off', '3']);
});

test('settings are read by the type they have', () => {
  const settings = new SettingsInForce({ valuesOf: () => [], profile: 'practice' }, day);
  expect(settings.flag('settings.dualControl')).toBe(true);
  expect(settings.integer('access.autoLockMinutes')).toBe(60);
  expect(settings.integers('health.retryMinutes')).toEqual([1, 10, 60]);
  expect(() => settings.integer('settings.dualControl')).toThrow(TypeError);
  expect(() => settings.integers('settings.dualControl')).toThrow(TypeError);
});

test('the life cycle of a rule change ends where it says', () => {
  for (const state of settingLifecycle.final) expect(movesFrom(settingLifecycle, state)).toEqual([]);
  expect(movesFrom(settingLifecycle, 'proposed').map(({ name }) => name)).toEqual(['approve', 'reject', 'withdraw']);
  expect(nextState(settingLifecycle, 'approved', 'approve')).toBeUndefined();
});

test('masking shows four characters at most, and never half of a secret', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9-]{1,30}$/), (secret) => {
      const shown = masked(secret).replaceAll('•', '');
      expect(secret.endsWith(shown)).toBe(true);
      expect(shown.length).toBeLessThanOrEqual(Math.min(4, secret.length / 2));
      expect(masked(secret)).toHaveLength(secret.length);
    }),
  );
  expect(taxIdRule('US').pattern.test('12-3456789')).toBe(true);
  expect(taxIdRule('DE').pattern.test('DE123456789')).toBe(true);
  expect(taxIdRule('toString').expected).toBe(taxIdRule('DE').expected);
});
