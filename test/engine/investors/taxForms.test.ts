import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formExpiry, formState, planTaxProfile, profileOn, type TaxFacts } from '#main/engine/investors/taxForms.ts';
import { addDays, type BusinessDate, businessDate, dateOfDayNumber } from '#shared/dates.ts';
import { taxForms } from '#shared/model/investors.ts';

const day = (text: string): BusinessDate => businessDate(text);
const today = day('2026-03-02');
const foreign: TaxFacts = {
  classification: 'corporation',
  usPerson: false,
  form: 'W-8BEN-E',
  signedOn: day('2026-01-15'),
  untilChange: false,
  treatyCountry: null,
  treatyRate: null,
  tin: null,
  country: 'DE',
};
const fault = (more: object) => {
  const plan = planTaxProfile({ ...foreign, ...more } as TaxFacts, today);
  return plan.ok ? 'ok' : `${plan.error.code} ${String(plan.error.detail.why ?? plan.error.detail.expected)}`;
};

describe('the expiry of a form', () => {
  test.each([
    ['W-9', false, null],
    ['W-8BEN', false, '2029-12-31'],
    ['W-8BEN', true, null],
    ['W-8BEN-E', false, '2029-12-31'],
    ['W-8IMY', false, null],
    ['W-8ECI', true, '2029-12-31'],
    ['W-8EXP', true, null],
  ] as const)('%s, until circumstances change: %s, ends %s', (form, untilChange, expected) => {
    expect(formExpiry(form, day('2026-12-31'), untilChange)).toBe(expected);
  });

  test('is the last day of the third year after the signature, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.constantFrom(...taxForms), (number, form) => {
        const signed = dateOfDayNumber(number);
        const expiry = formExpiry(form, signed, false);
        if (expiry !== null) expect(expiry).toBe(`${Number(signed.slice(0, 4)) + 3}-12-31`);
      }),
    );
  });
});

describe('a tax profile', () => {
  test.each([
    ['no form', { form: null, signedOn: null }, 'ok'],
    ['a day of signing without a form', { form: null }, 'taxFormWrong cannot have a day of signing'],
    ['a form without a day', { signedOn: null }, 'taxFormWrong needs the day it was signed'],
    ['a form signed tomorrow', { signedOn: addDays(today, 1) }, 'taxFormWrong cannot be signed after today (2026-03-02)'],
    ['a W-9 of a foreign person', { form: 'W-9' }, 'taxFormWrong is for US persons, and this is a foreign person'],
    ['a W-8 of a US person', { usPerson: true }, 'taxFormWrong is for foreign persons, and this is a US person'],
    ['a W-8BEN of a company', { form: 'W-8BEN' }, 'taxFormWrong is for individuals; entities sign a W-8BEN-E'],
    ['a W-8BEN-E of a person', { classification: 'individual' }, 'taxFormWrong is for entities; individuals sign a W-8BEN'],
    ['a W-8EXP of a company', { form: 'W-8EXP' }, 'taxFormWrong is for governments and tax-exempt organisations only'],
    [
      'a W-8ECI without an end',
      { form: 'W-8ECI', untilChange: true },
      'taxFormWrong always ends three calendar years after the year of signing',
    ],
    ['half a treaty', { treatyRate: '0.15' }, 'taxFormWrong needs both the treaty country and its rate, or neither'],
    [
      'a treaty on a W-8ECI',
      { form: 'W-8ECI', treatyCountry: 'DE', treatyRate: '0.15' },
      'taxFormWrong carries no treaty claim; that takes a W-8BEN or W-8BEN-E',
    ],
    [
      'a treaty of a US person',
      { usPerson: true, form: 'W-9', treatyCountry: 'DE', treatyRate: '0.1' },
      'taxFormWrong cannot claim a treaty for a US person',
    ],
    ['a treaty rate over 30 %', { treatyCountry: 'DE', treatyRate: '0.31' }, 'taxFormWrong has a treaty rate outside 0 to 0.3 (30 %)'],
    ['a treaty rate below nothing', { treatyCountry: 'DE', treatyRate: '-0.1' }, 'taxFormWrong has a treaty rate outside 0 to 0.3 (30 %)'],
    ['a treaty', { treatyCountry: 'DE', treatyRate: '0.05' }, 'ok'],
    ['a US id of a person', { usPerson: true, form: 'W-9', tin: '123-45-6789' }, 'ok'],
    ['a US id misspelt', { usPerson: true, form: 'W-9', tin: '123456789' }, 'tinMalformed 12-3456789 (employer) or 123-45-6789 (person)'],
    ['a foreign id misspelt', { tin: 'x' }, 'tinMalformed four to twenty capital letters, digits, dots, dashes or spaces'],
  ])('%s', (_what, more, expected) => {
    expect(fault(more)).toBe(expected);
  });

  test('without a form says so in its refusal', () => {
    const plan = planTaxProfile({ ...foreign, form: null }, today);
    expect(plan.ok ? null : plan.error.detail.form).toBe('A profile without a form');
  });
});

test('a form warns before its end and is ended the day after it', () => {
  const end = day('2029-12-31');
  expect(formState(null, null, today, 90)).toBe('none');
  expect(formState('W-9', null, today, 90)).toBe('valid');
  expect(formState('W-8BEN', end, addDays(end, -91), 90)).toBe('valid');
  expect(formState('W-8BEN', end, addDays(end, -90), 90)).toBe('expiring');
  expect(formState('W-8BEN', end, end, 90)).toBe('expiring');
  expect(formState('W-8BEN', end, addDays(end, 1), 90)).toBe('expired');
});

test('of profiles with one beginning the one recorded last holds', () => {
  const profiles = [
    { id: 1, fromOn: day('2026-01-01'), recordedAt: 'b' },
    { id: 2, fromOn: day('2026-01-01'), recordedAt: 'a' },
    { id: 3, fromOn: day('2025-01-01'), recordedAt: 'c' },
  ];
  expect(profileOn(profiles, day('2024-12-31'))).toBeUndefined();
  expect(profileOn(profiles, day('2025-12-31'))?.id).toBe(3);
  expect(profileOn(profiles, day('2026-01-01'))?.id).toBe(1);
  expect(profileOn(profiles.toReversed(), day('2026-01-01'))?.id).toBe(1);
});
