import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balancesOn, changeTokens, type TokenChange } from '#main/engine/projects/register.ts';
import { addDays, businessDate } from '#shared/dates.ts';
import { tokenChangeKinds } from '#shared/model/projects.ts';

const opened = businessDate('2026-01-01');
const today = businessDate('2026-12-31');

test('whatever changes are accepted, in whatever order of dates, nobody is ever below none and the total ties', () => {
  const change = fc.record({
    kind: fc.constantFrom(...tokenChangeKinds),
    day: fc.integer({ min: 0, max: 20 }),
    lines: fc.uniqueArray(fc.record({ investorId: fc.constantFrom('a', 'b', 'c'), amount: fc.bigInt({ min: -9n, max: 20n }) }), {
      selector: ({ investorId }) => investorId,
      minLength: 1,
    }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const register: TokenChange[] = [];
      let tokensIssued = 0n;
      for (const { kind, day, lines } of changes) {
        const effectiveOn = addDays(opened, day);
        const project = { title: 'Pier', tokenDigits: 0, tokensIssued, openedOn: opened };
        const decision = changeTokens({ kind, effectiveOn, lines }, project, register, today, (id) => id);
        if (!decision.ok) continue;
        tokensIssued = decision.value;
        register.push(...lines.map((line) => ({ ...line, effectiveOn })));
      }
      for (let day = 0; day <= 20; day += 1)
        for (const balance of balancesOn(register, addDays(opened, day)).values()) expect(balance).toBeGreaterThan(0n);
      expect([...balancesOn(register, today).values()].reduce((sum, balance) => sum + balance, 0n)).toBe(tokensIssued);
    }),
  );
});
