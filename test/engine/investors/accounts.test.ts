import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAccount } from '#main/engine/investors/accounts.ts';
import { bicFault, compact, ibanFault, ibanLengthOf, routingFault } from '#shared/bankNumbers.ts';
import { account, swissIban } from '#test/kit/investors.ts';

/** From the registry of ISO 13616. */
const genuine = [
  'DE89 3704 0044 0532 0130 00',
  'GB29 NWBK 6016 1331 9268 19',
  'FR14 2004 1010 0505 0001 3M02 606',
  'NO93 8601 1117 947',
  swissIban,
];

describe('an IBAN', () => {
  test.each(genuine)('%s is accepted', (iban) => {
    expect(ibanFault(compact(iban))).toBeUndefined();
  });

  test('with one digit or letter changed for another is never accepted', () => {
    fc.assert(
      fc.property(fc.constantFrom(...genuine.map(compact)), fc.nat(), fc.nat(25), (iban, at, by) => {
        const index = 2 + (at % (iban.length - 2));
        const [kind] = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((characters) => characters.includes(iban[index]!));
        const changed = kind![by % kind!.length]!;
        fc.pre(iban[index] !== changed);
        expect(ibanFault(iban.slice(0, index) + changed + iban.slice(index + 1))).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['US12345678', /no country/],
    ['', /no country with IBANs begins with nothing/],
    ['DE8937040044053201300', /22 characters, this has 21/],
    ['DEA9370400440532013000', /two check digits/],
  ])('%j is refused in words', (iban, words) => {
    expect(ibanFault(iban)).toMatch(words);
  });
});

describe('a routing number', () => {
  test.each(['021000021', '011401533', '091000019', '121000358'])('%s is accepted', (routing) => {
    expect(routingFault(routing)).toBeUndefined();
  });

  test('with one digit changed is never accepted', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(9), (index, digit) => {
        const routing = '021000021';
        fc.pre(routing[index] !== String(digit));
        expect(routingFault(routing.slice(0, index) + digit + routing.slice(index + 1))).toBeDefined();
      }),
    );
  });

  test.each(['000000000', '990000000', '12345678', '02100002x'])('%s is refused', (routing) => {
    expect(routingFault(routing)).toBeDefined();
  });
});

test('a BIC belongs to the country of its bank', () => {
  expect(bicFault('UBSWCHZH80A', 'CH')).toBeUndefined();
  expect(bicFault('UBSWCHZH', 'DE')).toMatch(/bank in CH, not DE/);
  expect(bicFault('UBSWCHZ', 'CH')).toMatch(/eight or eleven/);
  expect(ibanLengthOf('US')).toBeUndefined();
});

describe('an account', () => {
  test('is kept as banks write it', () => {
    const iban = account({ bankCountry: 'CH', numberKind: 'iban', accountNumber: swissIban, routing: null, bic: 'ubswchzh80a' });
    const checked = checkAccount(iban as never);
    expect(checked.ok && checked.value).toMatchObject({ accountNumber: 'CH9300762011623852957', bic: 'UBSWCHZH80A' });
  });

  test.each([
    ['an IBAN of another country', { bankCountry: 'DE', numberKind: 'iban', accountNumber: swissIban, routing: null }, 'IBAN'],
    ['an IBAN entered as an account number', { bankCountry: 'CH', accountNumber: swissIban, routing: null }, 'Account number'],
    ['a number with signs', { accountNumber: '12/34' }, 'Account number'],
    ['no routing number in the US', { routing: null }, 'Routing number'],
    ['a routing number outside the US', { bankCountry: 'CA', bic: 'ROYCCAT2' }, 'Routing number'],
    ['a wrong routing number', { routing: '123456789' }, 'Routing number'],
    ['no BIC where there is no other way', { bankCountry: 'CA', routing: null }, 'BIC'],
    ['a BIC of another country', { bic: 'ROYCCAT2' }, 'BIC'],
  ])('%s is refused by its field', (_what, more, field) => {
    const checked = checkAccount(account(more) as never);
    expect(checked.ok ? null : checked.error.detail).toMatchObject({ field });
  });
});
