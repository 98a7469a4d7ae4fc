import { expect, test } from 'vitest';
import { traceOf } from '#renderer/app/incidents.ts';
import { strengthOf } from '#renderer/app/passphraseStrength.ts';
import { throttle } from '#renderer/app/usePresence.ts';
import { detectedTimeZone, loginFrom, startingHouse } from '#renderer/screens/access/newHouse.ts';
import { checkedPlaces, wordsIn, wrongPlaces } from '#renderer/screens/access/recoveryWords.ts';
import { Login } from '#shared/contract/access.ts';

test('recovery words are found however they were written down', () => {
  expect(wordsIn('1. Zoo\n2) apple, 3 BRAVE;  charlie')).toEqual(['zoo', 'apple', 'brave', 'charlie']);
  expect(wordsIn(' \n ')).toEqual([]);
});

test('the check names the places that are wrong', () => {
  const words = Array.from({ length: 24 }, (_, index) => `word${index + 1}`);
  expect(wrongPlaces(words, {})).toEqual([...checkedPlaces]);
  expect(wrongPlaces(words, { 4: ' WORD4 ', 11: 'word12', 19: 'word19' })).toEqual([11]);
  expect(wrongPlaces(words, { 4: 'word4', 11: 'word11', 19: 'word19' })).toEqual([]);
});

test.each([
  ['Olivia Brandt', 'olivia'],
  ['Zoë Brandt', 'zoe'],
  ['Łucja Nowak', 'lucja'],
  ['Søren', 'soren'],
  ['李 Wei', 'wei'],
  ['', ''],
])('the login suggested for %s is %s', (name, login) => {
  expect(loginFrom(name)).toBe(login);
  if (login) expect(Login.safeParse(login).success).toBe(true);
});

test('a new house starts live, in this machine’s zone where it is known, otherwise in UTC', () => {
  expect(startingHouse()).toMatchObject({ profile: 'live', name: '' });
  expect(detectedTimeZone('Europe/Zurich')).toBe('Europe/Zurich');
  expect(detectedTimeZone('Mars/Olympus')).toBe('UTC');
});

test('the strength of a passphrase is said in words', () => {
  expect(strengthOf('short', 12)).toBe('Too short: 7 more characters needed.');
  expect(strengthOf('elevenchars', 12)).toBe('Too short: 1 more character needed.');
  expect(strengthOf('mypassword2026', 12)).toContain('everybody tries first');
  expect(strengthOf('aaaaaaaaaaaaaaaaaaaa', 12)).toContain('Weak');
  expect(strengthOf('tiger lily boat', 12)).toContain('Fair');
  expect(strengthOf('correct horse battery staple', 12)).toBe('Very strong.');
});

test('a throttled call runs at once, then at most once per span', () => {
  let clock = 0;
  let calls = 0;
  const touch = throttle(
    () => calls++,
    20_000,
    () => clock,
  );
  touch();
  clock = 19_999;
  touch();
  expect(calls).toBe(1);
  clock = 20_000;
  touch();
  expect(calls).toBe(2);
});

test('an incident holds where an error arose, bounded', () => {
  const trace = traceOf(new RangeError('x'.repeat(5000)));
  expect(trace.startsWith('RangeError: xxx')).toBe(true);
  expect(trace).toContain('at ');
  expect(trace.length).toBeLessThanOrEqual(2000);
  const unreadable = (() => {
    try {
      return JSON.parse('04-7719283 is no JSON');
    } catch (error) {
      return error;
    }
  })();
  expect(traceOf(unreadable)).not.toContain('7719283');
  expect(traceOf('text that a person typed')).toBe('Not an error but string');
});
