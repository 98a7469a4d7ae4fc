import { expect, test } from 'vitest';
import { type BankDetails, checkBankDetails } from '#main/engine/funds/bankDetails.ts';

const iban: BankDetails = {
  scheme: 'iban',
  country: 'CH',
  accountNumber: 'CH93 0076 2011 6238 5295 7',
  routingNumber: null,
  bic: 'ubswchzh80a',
};
const us: BankDetails = { scheme: 'us', country: 'US', accountNumber: '00 1234', routingNumber: '021000021', bic: null };
const problemsOf = (details: BankDetails) => {
  const checked = checkBankDetails(details);
  return checked.ok ? [] : checked.error.detail.problems;
};

test('numbers are stored as banks write them', () => {
  expect(checkBankDetails(iban)).toEqual({
    ok: true,
    value: { accountNumber: 'CH9300762011623852957', routingNumber: null, bic: 'UBSWCHZH80A' },
  });
  expect(checkBankDetails(us)).toMatchObject({ value: { accountNumber: '001234' } });
  expect(checkBankDetails({ ...us, scheme: 'other', country: 'IN', routingNumber: null })).toMatchObject({ ok: true });
});

test.each<[string, BankDetails, string]>([
  [
    'a wrong check digit',
    { ...iban, accountNumber: 'CH9400762011623852957' },
    'The IBAN is wrong: the check digits do not agree with the number.',
  ],
  ['an IBAN of another country', { ...iban, country: 'DE', bic: null }, 'The IBAN is of CH, but the bank is in DE.'],
  ['a routing number beside an IBAN', { ...iban, routingNumber: '021000021' }, 'Only a US account has a routing number.'],
  ['a US account without one', { ...us, routingNumber: null }, 'A US account needs a routing number.'],
  [
    'a wrong routing number',
    { ...us, routingNumber: '021000022' },
    'The routing number is wrong: the check digit does not agree with the number.',
  ],
  [
    'a US account number too long',
    { ...us, accountNumber: '1'.repeat(18) },
    'A US account number has four to seventeen digits or letters.',
  ],
  [
    'another account number too short',
    { ...us, scheme: 'other', routingNumber: null, accountNumber: '123' },
    'An account number has four to thirty-four letters, digits or dashes.',
  ],
  ['a BIC of another country', { ...iban, bic: 'DEUTDEFF' }, 'The BIC is wrong: this BIC is of a bank in DE, not CH.'],
])('%s is refused', (_what, details, problem) => {
  expect(problemsOf(details)).toEqual([problem]);
});

test('every fault is named at once', () => {
  expect(problemsOf({ ...us, accountNumber: '1', routingNumber: '1', bic: '1' })).toHaveLength(3);
});
