import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '#shared/dates.ts';
import { Decimal, decimalText, isDecimalText } from '#shared/decimal.ts';
import { isUuid, uuidv7 } from '#shared/ids.ts';
import { canonicalJson, isCleanText, toWire } from '#shared/json.ts';

test('canonical text does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }).filter(isCleanText), fc.jsonValue({ noUnicodeString: true })), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});

test('canonical text says what JSON says', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: true }), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('undefined members vanish, bigint becomes digits, -0 becomes 0', () => {
  expect(canonicalJson({ b: undefined, a: [1n, -0, null, undefined], é: 'x' })).toBe('{"a":["1",0,null,null],"é":"x"}');
  expect(toWire({ minor: 10n ** 17n })).toBe('{"minor":"100000000000000000"}');
});

test.each([
  ['NaN', Number.NaN],
  ['a NUL', 'a\u0000'],
  ['half a character', '\ud800'],
  ['a function', () => 1],
  ['an infinite number', { a: Number.POSITIVE_INFINITY }],
])('%s has no canonical form', (_what, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

test('decimals have one text', () => {
  expect(decimalText(new Decimal('1e-30'))).toBe(`0.${'0'.repeat(29)}1`);
  expect(decimalText(new Decimal('-0'))).toBe('0');
  expect(decimalText(new Decimal('1.500'))).toBe('1.5');
  expect(['1.50', '01', '1e3', '-0', '.5', '1.'].filter(isDecimalText)).toEqual([]);
  expect(['1.5', '-0.01', '0', '123456789012345678901234567890'].filter((text) => !isDecimalText(text))).toEqual([]);
});

test('ids sort by time and are well-formed whatever the random bytes are', () => {
  const at = instant('2026-11-20T18:24:00.000Z');
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      expect(isUuid(uuidv7(at, bytes))).toBe(true);
      expect(uuidv7(at, bytes) < uuidv7(instant('2026-11-20T18:24:00.001Z'), new Uint8Array(10))).toBe(true);
    }),
  );
  expect(() => uuidv7(at, new Uint8Array(9))).toThrow(RangeError);
});

test('text that only looks like an escape, keys that look like numbers and nested disorder are written alike by both ways', () => {
  expect(canonicalJson(['\\u0000', '\\ud800', 'a"b\\c\n'])).toBe(JSON.stringify(['\\u0000', '\\ud800', 'a"b\\c\n']));
  expect(canonicalJson({ 2: 'b', 10: 'a' })).toBe('{"10":"a","2":"b"}');
  expect(canonicalJson({ a: [{ z: 1, y: ['\u2028', 'é'] }] })).toBe('{"a":[{"y":["\u2028","é"],"z":1}]}');
  expect(() => canonicalJson([{ a: 'x', b: ['\ud800'] }])).toThrow(TypeError);
  expect(() => canonicalJson({ 'a\u0000': 1 })).toThrow(TypeError);
  const keys = Array.from({ length: 40 }, (_, number) => `k${(number * 7) % 40}`);
  expect(Object.keys(JSON.parse(canonicalJson(Object.fromEntries(keys.map((key) => [key, 1])))) as object)).toEqual([...keys].sort());
});
