import { copyFileSync, cpSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareTables } from '#db/compare.ts';
import type { ReadDb } from '#db/handles.ts';
import { readLogHead } from '#db/tables/commandLog.ts';
import { verifyWorkspace } from '#db/verify.ts';
import { openWorkspace, type Workspace } from '#db/workspace.ts';
import { refusals } from '#shared/contract/refusals.ts';
import { ann, appendRows, cheap, command, newHouse, start } from '../db/houses.ts';
import { expectSound, place } from './judge.ts';

const DATABASE = 'workspace.clearway';
const PAGE = 4096;
const unlock = { login: ann.login, passphrase: ann.passphrase };

type Told = Readonly<
  { told: 'refused'; code: string } | { told: 'found'; checks: readonly string[] } | { told: 'nothing'; workspace: Workspace }
>;

/** What a person learns about a folder: why it does not open, or what the verification of the opened one finds. */
async function tell(folder: string): Promise<Told> {
  const opening = await openWorkspace({ folder, unlock, mode: 'write', now: start, argon: cheap });
  if (!opening.ok) return { told: 'refused', code: opening.error.code };
  const workspace = opening.value;
  const { key } = workspace.forWorker();
  const { findings } = verifyWorkspace(workspace.read, { folder, key, workspaceId: workspace.id });
  if (findings.length === 0) return { told: 'nothing', workspace };
  workspace.close();
  return { told: 'found', checks: findings.map(({ check }) => check) };
}

/** Damage nobody is told about must be damage to nothing: every row is still what it was. */
function expectNamedOrHarmless(told: Told, intact: ReadDb, what: string): void {
  if (told.told === 'refused') expect(Object.keys(refusals), what).toContain(told.code);
  if (told.told !== 'nothing') return;
  expect(compareTables(intact, told.workspace.read), what).toEqual([]);
  told.workspace.close();
}

/** A workspace with a few hundred rows, closed, and a way to open copies of it. */
async function closedHouse() {
  const house = await newHouse();
  appendRows(house.workspace.write, 200, 'x'.repeat(300));
  house.workspace.close();
  const here = place();
  let copies = 0;
  return {
    folder: house.folder,
    size: statSync(join(house.folder, DATABASE)).size,
    copy(): string {
      copies += 1;
      const folder = join(here.folder, `house-${copies}`);
      cpSync(house.folder, folder, { recursive: true });
      return folder;
    },
    async intact(): Promise<Workspace> {
      const told = await tell(this.copy());
      if (told.told !== 'nothing') throw new Error('the workspace is damaged before anything was done to it');
      return told.workspace;
    },
    [Symbol.dispose]() {
      house[Symbol.dispose]();
      here[Symbol.dispose]();
    },
  };
}

test('one flipped bit on any page is named or has harmed nothing', async () => {
  using house = await closedHouse();
  const intact = await house.intact();
  const pages = house.size / PAGE;
  const outcomes = new Map<string, number>();
  for (let page = 0; page < pages; page += 1) {
    const folder = house.copy();
    const bytes = readFileSync(join(folder, DATABASE));
    const at = page * PAGE + ((page * 977 + 61) % PAGE);
    bytes[at] = bytes[at]! ^ (1 << (page % 8));
    writeFileSync(join(folder, DATABASE), bytes);
    const told = await tell(folder);
    outcomes.set(told.told, (outcomes.get(told.told) ?? 0) + 1);
    expectNamedOrHarmless(told, intact.read, `bit on page ${page + 1}`);
  }
  intact.close();
  expect((outcomes.get('refused') ?? 0) + (outcomes.get('found') ?? 0)).toBeGreaterThan(pages * 0.9);
}, 60_000);

test('a file cut short anywhere is named', async () => {
  using house = await closedHouse();
  const cuts = Array.from({ length: 24 }, (_, cut) => Math.floor((house.size * cut) / 24) + (cut % 3 === 0 ? 0 : 1000 * (cut % 3)));
  for (const length of cuts) {
    const folder = house.copy();
    truncateSync(join(folder, DATABASE), length);
    const told = await tell(folder);
    expect(told.told, `cut to ${length} of ${house.size} bytes`).not.toBe('nothing');
  }
}, 60_000);

test('a WAL cut anywhere opens with all that was acknowledged, or the anchor says what is missing', async () => {
  using house = await newHouse();
  using here = place();
  const { workspace, folder } = house;
  workspace.anchorNow();
  for (let at = 2; at < 12; at += 1)
    command(workspace.write, at, 'access.setPreferences', { preferences: { density: at % 2 ? 'dense' : 'comfortable' } });
  workspace.anchorNow();
  const acknowledged = readLogHead(workspace.read)!.seq;
  const wal = `${DATABASE}-wal`;
  const size = statSync(join(folder, wal)).size;
  const outcomes = new Set<string>();
  for (let cut = 0; cut <= 40; cut += 1) {
    const copy = join(here.folder, `cut-${cut}`);
    cpSync(folder, copy, { recursive: true, filter: (path) => !/-shm$|lock\./.test(path) });
    truncateSync(join(copy, wal), Math.floor((size * cut) / 40));
    const told = await tell(copy);
    outcomes.add(told.told === 'refused' ? told.code : told.told);
    if (told.told !== 'nothing') continue;
    expect(readLogHead(told.workspace.read)!.seq, `WAL cut to ${cut}/40`).toBe(acknowledged);
    expectSound(told.workspace.read);
    told.workspace.close();
  }
  expect([...outcomes].sort()).toEqual(['behindAnchor', 'nothing']);
}, 60_000);

test('a WAL with a flipped bit opens with all that was acknowledged, or the anchor says what is missing', async () => {
  using house = await newHouse();
  using here = place();
  const { workspace, folder } = house;
  for (let at = 2; at < 8; at += 1)
    command(workspace.write, at, 'access.setPreferences', { preferences: { density: at % 2 ? 'dense' : 'comfortable' } });
  workspace.anchorNow();
  const acknowledged = readLogHead(workspace.read)!.seq;
  const wal = `${DATABASE}-wal`;
  const bytes = readFileSync(join(folder, wal));
  for (let flip = 0; flip < 30; flip += 1) {
    const copy = join(here.folder, `flip-${flip}`);
    cpSync(folder, copy, { recursive: true, filter: (path) => !/-shm$|lock\./.test(path) });
    const damaged = Buffer.from(bytes);
    const at = Math.floor((bytes.length * flip) / 30) + 7;
    damaged[at] = damaged[at]! ^ 0x10;
    writeFileSync(join(copy, wal), damaged);
    const told = await tell(copy);
    if (told.told !== 'nothing') continue;
    expect(readLogHead(told.workspace.read)!.seq, `bit ${at} of the WAL`).toBe(acknowledged);
    told.workspace.close();
  }
}, 60_000);

test('the WAL of another workspace is never taken in', async () => {
  using house = await newHouse();
  using other = await newHouse();
  using here = place();
  appendRows(other.workspace.write, 5);
  house.workspace.close();
  const copy = join(here.folder, 'house');
  cpSync(house.folder, copy, { recursive: true });
  copyFileSync(join(other.folder, `${DATABASE}-wal`), join(copy, `${DATABASE}-wal`));
  const told = await tell(copy);
  expect(told.told).not.toBe('nothing');
}, 60_000);
