import { describe, expect, test } from 'vitest';
import { fractionOf, percentText, quantityText, termText } from '#renderer/screens/funds/fundText.ts';
import { termFields, termInitial, termOf } from '#renderer/screens/funds/termForm.ts';
import { Term } from '#shared/contract/fundTerms.ts';
import { type TermKind, termKinds } from '#shared/model/funds.ts';

/** What a person types into every field of a kind that is shown. */
function typed(kind: TermKind, more: Readonly<Record<string, string>> = {}) {
  const start = { ...termInitial, kind, ...more };
  const filled = termFields
    .filter(({ id, kind: control, required }) => id.startsWith(`${kind}/`) && required && control === 'text' && !(id in more))
    .map(({ id, label }) => [id, /days|Days/.test(label) ? '10' : '8']);
  return { ...Object.fromEntries(filled), ...start };
}

test.each(termKinds)('the form of a %s, filled in, is a term the contract takes and a line a person can read', (kind) => {
  const read = termOf(kind, typed(kind));
  if ('problem' in read) throw new Error(read.problem);
  const term = Term.parse(read.term);
  expect(termText(term)).toMatch(/8 %|10/);
});

test('a step-down, what is recallable and no end are read as typed', () => {
  const fee = termOf(
    'managementFee',
    typed('managementFee', { 'managementFee/step.fromOn': '2030-01-01', 'managementFee/step.rate': '1,25' }),
  );
  expect(fee).toMatchObject({
    term: { value: { rate: '0.08', stepDowns: [{ fromOn: '2030-01-01', rate: '0.0125', base: 'committed' }] } },
  });
  const recycling = termOf('recycling', typed('recycling', { 'recycling/recallable.fees': 'yes', 'recycling/cap': '120 %' }));
  expect(recycling).toEqual({ term: { kind: 'recycling', value: { cap: '1.2', expiresOn: null, recallable: ['fees'] } } });
  expect(termOf('waterfall', { none: 'yes' })).toEqual({ term: { kind: 'waterfall', value: null } });
  expect(termText({ kind: 'waterfall', value: null })).toBe('None from this date on');
});

describe('figures that cannot be read', () => {
  test.each([
    ['waterfall', { 'waterfall/carry': 'twenty' }, 'Carry: '],
    ['noticeDays', { 'noticeDays/calls': '2.5' }, 'Days before a call: write a whole number.'],
  ] as const)('%s says which', (kind, values, problem) => {
    const read = termOf(kind, typed(kind, values));
    expect('problem' in read && read.problem).toContain(problem);
  });
});

test('shares are exact in both directions', () => {
  expect(fractionOf('8.25 %', 'Rate')).toEqual({ value: '0.0825' });
  expect(percentText('0.0825')).toBe('8.25 %');
  expect(percentText('0.333333333', 7)).toBe('33.3333333 %');
  expect([quantityText('1234567.00000001'), quantityText(null)]).toEqual(['1,234,567.00000001', '']);
});
