import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectDecimalMark, parseAmount, parsePercent } from '#shared/amountText.ts';
import { formatMinor, groupThousands } from '#shared/money.ts';

const read = (text: string, options: Partial<Parameters<typeof parseAmount>[1]> = {}) => {
  const result = parseAmount(text, { digits: 2, ...options });
  return result.ok ? result.minor : result.reason;
};

describe('what people write', () => {
  test.each([
    ['1234.5', 123_450n],
    ['1,234.50', 123_450n],
    ['(1,234.50)', -123_450n],
    ['1.234,50', 123_450n],
    ['1 234,50', 123_450n],
    ['1\u202f234,50', 123_450n],
    ["1'234.50", 123_450n],
    ['12.5m', 1_250_000_000n],
    ['12,5m', 1_250_000_000n],
    ['3k', 300_000n],
    ['1.234m', 123_400_000n],
    ['2bn', 200_000_000_000n],
    ['$1,000', 100_000n],
    ['USD 1,000.25', 100_025n],
    ['1,000.25 EUR', 100_025n],
    ['-$5', -500n],
    ['$(5.00)', -500n],
    ['5-', -500n],
    ['\u22125', -500n],
    ['+7', 700n],
    ['1,234', 123_400n],
    ['1,234,567', 123_456_700n],
    ['12,34,567.00', 123_456_700n],
    ['.5', 50n],
    ['0.500', 50n],
    ['0', 0n],
    ['(0.00)', 0n],
    ['007', 700n],
  ])('%s', (text, minor) => {
    expect(read(text)).toBe(minor);
  });

  test('a percentage is a share of its base, half a cent away from zero', () => {
    expect(read('12.5%', { percentOf: 100_000n })).toBe(12_500n);
    expect(read('50%', { percentOf: 1n })).toBe(1n);
    expect(read('50%', { percentOf: -1n })).toBe(-1n);
    expect(read('33.333%', { percentOf: 10_000n })).toBe(3_333n);
    expect(read('10%')).toContain('percentage');
  });

  test('digits belong to the currency', () => {
    expect(read('1,234', { digits: 0 })).toBe(1_234n);
    expect(read('1234.5', { digits: 0 })).toContain('this currency has none');
    expect(read('1.234', { digits: 3 })).toBe(1_234n);
    expect(read('0.12345678', { digits: 8 })).toBe(12_345_678n);
  });
});

describe('what is refused, with a sentence', () => {
  test.each([
    ['1.234', 'two ways'],
    ['12.345', 'two ways'],
    ['1234.567', 'finer than this currency'],
    ['1,23,4.50', 'grouped oddly'],
    ['1,2345.00', 'grouped oddly'],
    ['1.2.3,4,5', 'more than one'],
    ['abc', 'not an amount'],
    ['1e5', 'not an amount'],
    ['--5', 'not an amount'],
    ['', 'no amount'],
    ['.', 'no digits'],
    ['9'.repeat(80), 'too long'],
    ['=1+1', 'not an amount'],
  ])('%s', (text, part) => {
    expect(read(text)).toContain(part);
  });

  test.each(['10mln', '10 mil', '3bln', '10 bps', '5pct', 'abc10', 'USD 10 EUR'])(
    '%s, whose letters are no size and no currency',
    (text) => {
      expect(read(text)).toContain('not an amount');
    },
  );

  test('an amount of another currency than the field’s', () => {
    expect(read('EUR 10', { currency: 'USD' })).toContain('is in EUR; this amount is in USD');
    expect(read('(10 chf)', { currency: 'USD' })).toContain('is in CHF');
    expect(read('€10', { currency: 'USD' })).toContain('is in EUR');
    expect(read('USD 10', { currency: 'USD' })).toBe(1_000n);
    expect(read('$10', { currency: 'CAD' })).toBe(1_000n);
    expect(read('EUR 10')).toBe(1_000n);
  });

  test('a lone comma before three digits, where it could be either', () => {
    expect(read('1,234', { digits: 3 })).toContain('two ways');
    expect(read('1,234m')).toContain('two ways');
    expect(read('1,234%', { percentOf: 100n })).toContain('two ways');
    expect(read('1,234', { digits: 3, decimalMark: '.' })).toBe(1_234_000n);
    expect(read('1,234k', { decimalMark: '.' })).toBe(123_400_000n);
  });

  test('a known mark settles what could be read two ways', () => {
    expect(read('1.234', { decimalMark: ',' })).toBe(123_400n);
    expect(read('1,234', { decimalMark: ',' })).toContain('finer');
  });
});

test('one clear cell decides for a pasted block, and two that disagree decide nothing', () => {
  expect(detectDecimalMark(['1.234', '5,5'])).toBe(',');
  expect(detectDecimalMark(['1.234', '1,234.00'])).toBe('.');
  expect(detectDecimalMark(['5,5', '5.5'])).toBeUndefined();
  expect(detectDecimalMark(['100', '1.234'])).toBeUndefined();
});

test('percentages keep every digit', () => {
  expect(parsePercent('12,50 %')).toEqual({ ok: true, percent: '12.5' });
  expect(parsePercent('33.333')).toEqual({ ok: true, percent: '33.333' });
  expect(parsePercent('(2)')).toEqual({ ok: true, percent: '-2' });
  expect(parsePercent('12k')).toMatchObject({ ok: false });
});

test('any amount written by us is read back, grouped or in parentheses, at any number of digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), fc.integer({ min: 0, max: 8 }), (minor, digits) => {
      const magnitude = formatMinor(minor < 0n ? -minor : minor, digits);
      const grouped = groupThousands(magnitude);
      const options = { digits, decimalMark: '.' } as const;
      expect(parseAmount(minor < 0n ? `(${grouped})` : grouped, options)).toEqual({ ok: true, minor });
      expect(parseAmount(minor < 0n ? `-${magnitude}` : magnitude, options)).toEqual({ ok: true, minor });
    }),
  );
});

test('no text throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,()-+%kmb $€'.split('')), maxLength: 12 }), (text) => {
      expect(typeof parseAmount(text, { digits: 2, percentOf: 100n }).ok).toBe('boolean');
    }),
  );
});
