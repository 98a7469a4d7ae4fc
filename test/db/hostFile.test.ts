import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clearFailures, noteFailure, noteSuccess, noteTry, readHostFile, waitAfter, waitSeconds } from '#db/hostFile.ts';
import { secondsLater, start, temporaryFolder } from './houses.ts';

test('the wait doubles from the third failure up to a quarter of an hour', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 1000].map(waitAfter)).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 256, 512, 900, 900, 900]);
});

test('the wait runs down with the clock and never grows beyond its full length', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.integer({ min: -1_000_000, max: 1_000_000 }), (inARow, seconds) => {
      const left = waitSeconds({ inARow, lastAt: start, failures: [] }, secondsLater(seconds));
      expect(left).toBe(Math.min(waitAfter(inARow), Math.max(0, waitAfter(inARow) - seconds)));
    }),
  );
});

test('tries are counted before they are made, so killing the program gives none away', () => {
  using temporary = temporaryFolder();
  for (const _ of [1, 2, 3]) noteTry(temporary.path, start);
  expect(waitSeconds(readHostFile(temporary.path), start)).toBe(1);
  expect(readHostFile(temporary.path).failures).toEqual([]);
});

test('failures are kept through a success until they are on record, the newest hundred of them', () => {
  using temporary = temporaryFolder();
  for (let at = 0; at < 130; at += 1)
    noteFailure(temporary.path, { at: secondsLater(at), way: 'passphrase', login: `user${at}`, code: 'wrongPassphrase' });
  const failures = noteSuccess(temporary.path);
  expect([failures.length, failures[0]?.login, failures.at(-1)?.login]).toEqual([100, 'user30', 'user129']);
  expect(noteSuccess(temporary.path)).toHaveLength(100);
  clearFailures(temporary.path);
  expect(noteSuccess(temporary.path)).toEqual([]);
});

test('a missing or broken file counts as untouched', () => {
  using temporary = temporaryFolder();
  const untouched = { inARow: 0, lastAt: null, failures: [] };
  expect(readHostFile(temporary.path)).toEqual(untouched);
  for (const text of [
    '',
    '{',
    '[]',
    'null',
    '{"inARow":-1}',
    '{"inARow":"3"}',
    '{"inARow":0,"lastAt":"yesterday","failures":[1,{"at":"x"}]}',
  ]) {
    writeFileSync(join(temporary.path, 'host.json'), text);
    expect(readHostFile(temporary.path), text).toEqual(untouched);
  }
});

test('holds no passphrase', () => {
  using temporary = temporaryFolder();
  noteFailure(temporary.path, { at: start, way: 'passphrase', login: 'ann', code: 'wrongPassphrase' });
  chmodSync(join(temporary.path, 'host.json'), 0o400);
  expect(Object.keys(JSON.parse(readFileSync(join(temporary.path, 'host.json'), 'utf8')).failures[0])).toEqual([
    'at',
    'way',
    'login',
    'code',
  ]);
});
