import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, findDuplicates } from '#main/engine/investors/duplicates.ts';
import { emailKey, nameKey, tinKey } from '#main/engine/investors/nameKey.ts';

describe('names that are the same to a person', () => {
  test.each([
    ['Alder Trust', 'THE ALDER TRUST, L.L.C.'],
    ['Müller & Söhne GmbH', 'Muller Sohne'],
    ['Ørsted Pension', 'Orsted  Pension'],
    ['A.B.C. Partners LP', 'ABC Partners'],
    ['Groß AG', 'Gross'],
  ])('%s and %s have one key', (left, right) => {
    expect(nameKey(left)).toBe(nameKey(right));
  });

  test.each(['LLC', '张伟', 'Ольга', '…', 'محمد'])('%s keeps a key', (name) => {
    expect(nameKey(name)).not.toBe('');
  });

  test('case never matters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), (name) => {
        expect(nameKey(name.toUpperCase())).toBe(nameKey(name));
      }),
    );
  });

  test('addresses and ids are compared without what people vary', () => {
    expect(emailKey(' Tess@Example.COM ')).toBe('tess@example.com');
    expect(tinKey('12-3456789')).toBe(tinKey('123456789'));
  });
});

const candidate = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel'),
  emails: fc.array(fc.constantFrom('a@x.com', 'b@x.com', 'c@x.com', 'd@x.com'), { maxLength: 2 }),
  tinHashes: fc.array(fc.constantFrom('h1', 'h2', 'h3', 'h4'), { maxLength: 1 }),
});
const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 12 });
const share = (left: Candidate, right: Candidate): boolean =>
  left.name === right.name ||
  left.emails.some((one) => right.emails.includes(one)) ||
  left.tinHashes.some((one) => right.tinHashes.includes(one));

describe('groups of duplicates', () => {
  test('hold exactly those reached by something shared', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const groupOf = new Map(findDuplicates(all).flatMap(({ ids }, index) => ids.map((id) => [id, index])));
        for (const left of all)
          for (const right of all) if (left.id !== right.id && share(left, right)) expect(groupOf.get(left.id)).toBe(groupOf.get(right.id));
        for (const left of all) {
          const alone = all.every((right) => right.id === left.id || !share(left, right));
          expect(groupOf.has(left.id)).toBe(!alone);
        }
      }),
    );
  });

  test('do not depend on the order', () => {
    fc.assert(
      fc.property(candidates, fc.integer(), (all, seed) => {
        const shuffled = all.toSorted((left, right) => (left.id > right.id ? 1 : -1) * (seed % 2 === 0 ? 1 : -1));
        expect(findDuplicates(shuffled)).toEqual(findDuplicates(all));
      }),
    );
  });

  test('say what is shared', () => {
    const [alder, birch, cedar] = ['Alder', 'Birch', 'Cedar'].map((name) => ({ id: name, name, emails: ['x@x.com'], tinHashes: ['h'] }));
    expect(findDuplicates([alder!, { ...birch!, tinHashes: [] }])).toEqual([{ ids: ['Alder', 'Birch'], reasons: ['email'] }]);
    expect(findDuplicates([alder!, { ...cedar!, emails: [] }])).toEqual([{ ids: ['Alder', 'Cedar'], reasons: ['tin'] }]);
    expect(findDuplicates([alder!, { ...alder!, id: 'Twin', emails: ['X@x.com'] }])).toEqual([
      { ids: ['Alder', 'Twin'], reasons: ['name', 'email', 'tin'] },
    ]);
  });
});
