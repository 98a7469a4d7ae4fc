import { copyFileSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readAnchor } from '#db/anchor.ts';
import { inTransaction } from '#db/transaction.ts';
import { appendRows, codeOf, newHouse, temporaryFolder, workspaceId } from './houses.ts';

afterEach(() => void vi.useRealTimers());
const seqIn = (folder: string): number => JSON.parse(readFileSync(join(folder, 'anchor.json'), 'utf8')).seq;

test('follows the log within a second, never in the commit itself, and at most once a second', async () => {
  using house = await newHouse();
  vi.useFakeTimers();
  const { write, anchorSoon } = house.workspace;
  for (const rows of [1, 2, 3]) {
    appendRows(write, rows);
    anchorSoon();
    expect(seqIn(house.folder)).toBe(0);
  }
  vi.advanceTimersByTime(999);
  expect(seqIn(house.folder)).toBe(0);
  vi.advanceTimersByTime(1);
  expect(seqIn(house.folder)).toBe(7);
  vi.advanceTimersByTime(5000);
  expect(vi.getTimerCount()).toBe(0);
});

test('is tried again when the disk refused it, and written on closing at the latest', async () => {
  using house = await newHouse();
  vi.useFakeTimers();
  const blocked = join(house.folder, 'anchor.json.partial');
  mkdirSync(blocked);
  appendRows(house.workspace.write, 1);
  house.workspace.anchorSoon();
  vi.advanceTimersByTime(2000);
  expect(seqIn(house.folder)).toBe(0);
  rmdirSync(blocked);
  vi.advanceTimersByTime(1000);
  expect(seqIn(house.folder)).toBe(2);
  appendRows(house.workspace.write, 1);
  house.workspace.anchorSoon();
  house.workspace.close();
  expect(seqIn(house.folder)).toBe(3);
  expect(vi.getTimerCount()).toBe(0);
});

test('does not move inside a transaction that may still be undone, and answers only to its key', async () => {
  using house = await newHouse();
  inTransaction(house.workspace.write, () => {
    house.workspace.anchorNow();
    return { keep: false, value: undefined };
  });
  expect(seqIn(house.folder)).toBe(0);
  house.workspace.anchorNow();
  const { key } = house.workspace.forWorker();
  expect(readAnchor(house.folder, key, workspaceId)?.seq).toBe(1);
  expect(readAnchor(house.folder, key.fill(1), workspaceId)).toBeNull();
});

test('notices a database taken without its write-ahead log', async () => {
  using house = await newHouse();
  appendRows(house.workspace.write, 5);
  house.workspace.anchorNow();
  using temporary = temporaryFolder();
  for (const name of ['workspace.clearway', 'keyring.json', 'anchor.json'])
    copyFileSync(join(house.folder, name), join(temporary.path, name));
  expect(codeOf(await house.open({ folder: temporary.path }))).toBe('behindAnchor');
});
