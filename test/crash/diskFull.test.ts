import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareTables } from '#db/compare.ts';
import { closeDb, rawOf, type WriteDb } from '#db/handles.ts';
import { openReader } from '#db/open.ts';
import { readLogHead } from '#db/tables/commandLog.ts';
import type { Call } from '#main/commands/handler.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf, type House, house, KEY } from '../kit/house.ts';
import { type Bundle, bundledChild } from './children.ts';
import { callIn, expectKept, expectReplaysEqual, expectSound, place, reopened, retry, settle } from './judge.ts';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundledChild();
});
afterAll(() => bundle[Symbol.dispose]());

/** A command that writes about 100 KB: the log row and a few hundred small rows. */
function bulky(firm: House): Call {
  const group = firm.id();
  const views = Array.from({ length: 500 }, (_, row) => ({ entity: 'investor', entityId: `${group}-${row}`, hour: '2026-03-02T09' }));
  return callIn(firm, 'audit.noteViews', { views });
}

const pages = (db: WriteDb): number => Number(rawOf(db).pragma('page_count', { simple: true }));
const limitPages = (db: WriteDb, most: number): void => void rawOf(db).pragma(`max_page_count = ${most}`);
const PLENTY = 1_000_000;

test('a full disk refuses with a sentence, leaves nothing half-written, and the same command succeeds once there is room', () => {
  using firm = house();
  using here = place();
  const call = bulky(firm);
  for (const spare of [0, 1, 2, 5, 10]) {
    settle(firm.db);
    using before = reopened(here.copy(firm.file));
    limitPages(firm.db, pages(firm.db) + spare);
    const { reply, changed, seq } = runCommand(firm.db, call);
    expect(codeOf(reply)).toBe('diskFull');
    expect([changed, seq]).toEqual([[], null]);
    expect(reply.ok || sentenceOf(reply.error)).toMatch(/disk .* full/i);
    expect(rawOf(firm.db).inTransaction).toBe(false);
    expect(compareTables(firm.db, before)).toEqual([]);
    expectSound(firm.db);
    limitPages(firm.db, PLENTY);
  }
  retry(firm.db, call);
  firm.done('access.setPreferences', { preferences: { density: 'dense' } });
});

test('a person without the permission is told so even where the disk has no room to note it', () => {
  using firm = house();
  const viewer = firm.addUser('vera', 'viewer');
  settle(firm.db);
  limitPages(firm.db, pages(firm.db));
  const codes = Array.from({ length: 200 }, () =>
    codeOf(firm.run('settings.setTaxId', { expectedVersion: 1, taxId: 'x' }, { as: viewer })),
  );
  expect(new Set(codes)).toEqual(new Set(['notPermitted']));
  limitPages(firm.db, PLENTY);
});

const sizeInKib = (db: WriteDb): number => (pages(db) * 4096) / 1024;

test.each([
  ['the WAL cannot grow', (kib: number) => kib + 200],
  ['neither the file nor the WAL can grow', (kib: number) => Math.floor(kib / 2)],
])(
  'in a process whose disk is full because %s, commands are refused and nothing acknowledged is lost',
  async (_what, limit) => {
    using firm = house();
    for (let filled = 0; filled < 6; filled += 1) retry(firm.db, bulky(firm));
    settle(firm.db);
    using here = place();
    const file = here.copy(firm.file);
    const calls = Array.from({ length: 12 }, () => bulky(firm));
    const child = bundle.start({ file, calls }, { largestFile: limit(sizeInKib(firm.db)) });
    const { code, complaints } = await child.ended;
    expect([code, complaints]).toEqual([0, '']);
    expect(child.acknowledged.length).toBe(calls.length);
    const codes = child.acknowledged.map(({ reply }) => codeOf(reply));
    expect(new Set(codes)).toEqual(new Set(['ok', 'diskFull']));
    expect(codes.lastIndexOf('ok'), 'a command that fits may still follow one that did not').toBeLessThan(calls.length - 1);

    const reader = openReader(file, KEY);
    expectKept(reader, child.acknowledged);
    closeDb(reader);
    using db = reopened(file);
    expectKept(db, child.acknowledged);
    expectSound(db);
    for (const call of calls) retry(db, call);
    expect(readLogHead(db)!.seq).toBe(readLogHead(firm.db)!.seq + calls.length);
    expectReplaysEqual(db);
  },
  60_000,
);
