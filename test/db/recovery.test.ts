import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRecoverySlot, openRecoverySlot } from '#db/keySlots.ts';
import { parseRecoveryPhrase, recoveryPhrase } from '#db/recovery.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf, must, newHouse, secondsLater, start, workspaceId } from './houses.ts';

const key = new Uint8Array(32).fill(3);
const entropies = fc.uint8Array({ minLength: 32, maxLength: 32 });
const problemOf = (typed: string): unknown => {
  const parsed = parseRecoveryPhrase(typed);
  return parsed.ok ? null : parsed.error.detail.problem;
};
const phrase = recoveryPhrase(new Uint8Array(32).fill(11));
const words = phrase.split(' ');

test('the phrase comes back as the same 32 bytes, however it is typed', () => {
  fc.assert(
    fc.property(entropies, fc.constantFrom(' ', '\n', '  ', ', ', '\t'), (entropy, gap) => {
      const printed = recoveryPhrase(entropy).split(' ');
      expect(printed).toHaveLength(24);
      expect(must(parseRecoveryPhrase(printed.join(gap)))).toEqual(new Uint8Array(entropy));
      const numbered = printed.map((word, index) => `${index + 1}. ${word.toUpperCase()}`).join('\n');
      expect(must(parseRecoveryPhrase(numbered))).toEqual(new Uint8Array(entropy));
    }),
  );
});

test('any one changed word is caught, or opens nothing', () => {
  fc.assert(
    fc.property(entropies, fc.nat(23), fc.constantFrom(...wordlist), (entropy, at, other) => {
      const slot = makeRecoverySlot(key, workspaceId, entropy, start);
      const printed = recoveryPhrase(entropy).split(' ');
      fc.pre(printed[at] !== other);
      const parsed = parseRecoveryPhrase(printed.with(at, other).join(' '));
      expect(parsed.ok ? openRecoverySlot(slot, workspaceId, parsed.value) : null).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('any two swapped words are caught, or open nothing', () => {
  fc.assert(
    fc.property(entropies, fc.nat(23), fc.nat(23), (entropy, one, other) => {
      const slot = makeRecoverySlot(key, workspaceId, entropy, start);
      const printed = recoveryPhrase(entropy).split(' ');
      fc.pre(printed[one] !== printed[other]);
      const swapped = printed.with(one, printed[other]!).with(other, printed[one]!);
      const parsed = parseRecoveryPhrase(swapped.join(' '));
      expect(parsed.ok ? openRecoverySlot(slot, workspaceId, parsed.value) : null).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('what is wrong is said exactly', () => {
  expect(problemOf(words.with(6, 'foo').join(' '))).toBe('word 7 “foo” is not in the list');
  expect(problemOf(words.slice(0, 23).join(' '))).toBe('24 words are needed, 23 were given');
  expect(problemOf([...words, words[0]].join(' '))).toBe('24 words are needed, 25 were given');
  expect(problemOf(words[0]!)).toBe('24 words are needed, 1 was given');
  expect(problemOf('')).toBe('24 words are needed, 0 were given');
  const changed = words[0] === 'zoo' ? words.with(0, 'abandon') : words.with(0, 'zoo');
  expect(problemOf(changed.join(' '))).toBe('the checksum does not fit: a word is wrong or two are swapped');
  expect(problemOf('x'.repeat(100_000))).toHaveLength('word 1 “” is not in the list'.length + 40);
});

test('a good phrase of another workspace, or a replaced one, opens nothing and counts as a failure', async () => {
  using house = await newHouse();
  const old = house.recoveryPhrase;
  const fresh = house.workspace.keys.newRecoveryPhrase(secondsLater(1));
  expect(codeOf(house.workspace.keys.checkRecoveryPhrase(fresh))).toBe('ok');
  expect(codeOf(house.workspace.keys.checkRecoveryPhrase(old))).toBe('wrongRecoveryPhrase');
  house.workspace.close();
  for (const wrong of [old, phrase]) {
    const refused = await house.open({ unlock: { recoveryPhrase: wrong } });
    expect(codeOf(refused)).toBe('wrongRecoveryPhrase');
    expect(!refused.ok && sentenceOf(refused.error)).toContain('another workspace or to a replaced phrase');
  }
  const mistyped = await house.open({ unlock: { recoveryPhrase: 'foo' } });
  expect(codeOf(mistyped)).toBe('wrongRecoveryPhrase');
  const opened = must(await house.open({ unlock: { recoveryPhrase: fresh } }));
  expect(opened.unlockFailures.map(({ way }) => way)).toEqual(['recoveryPhrase', 'recoveryPhrase']);
});

test('a slot of one workspace does not open another', () => {
  const entropy = new Uint8Array(32).fill(1);
  const slot = makeRecoverySlot(key, workspaceId, entropy, start);
  expect(openRecoverySlot(slot, workspaceId, entropy)).toEqual(key);
  expect(openRecoverySlot(slot, workspaceId.replace('1', '2'), entropy)).toBeNull();
});
