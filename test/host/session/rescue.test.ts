import { randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, cpSync, openSync, readdirSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demoPassphrase } from '#main/host/session/demo/published.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf, TestDesk, valueIn, window } from './desks.ts';

const fileIn = (folder: string): string => join(folder, 'workspace.clearway');
const replacedIn = (folder: string): string[] => readdirSync(folder).filter((entry) => entry.startsWith('replaced-'));

function spoilFirstPage(folder: string): void {
  const file = openSync(fileIn(folder), 'r+');
  writeSync(file, randomBytes(4096), 0, 4096, 0);
  closeSync(file);
}

/** A locked demo firm with a backup and one change after it. */
async function lockedFirm(desk: TestDesk): Promise<{ folder: string; name: string; early: string }> {
  const folder = await desk.demo();
  await desk.hosted('host.startJob', { kind: 'health.backup', input: {} });
  await desk.until(async () => {
    const { running, waiting } = (await desk.state()).jobs;
    return running + waiting === 0;
  });
  const [backup] = (await desk.told('host.backups', {})).backups;
  await desk.hosted('host.lock', {});
  const early = join(desk.folder, 'early');
  cpSync(folder, early, { recursive: true });
  await desk.signIn('helena');
  await desk.run('access.setPreferences', { preferences: { theme: 'contrast' } });
  await desk.hosted('host.lock', {});
  return { folder, name: backup!.name, early };
}

/** The same workspace, carried on elsewhere in another way. */
async function carryOn(early: string): Promise<void> {
  await using other = new TestDesk();
  valueIn(await other.host.offerWorkspace(early));
  await other.signIn('helena');
  for (const theme of ['dark', 'light', 'dark'] as const) await other.run('access.setPreferences', { preferences: { theme } });
}

type Break = (folder: string, early: string) => void | Promise<void>;
const breaks: readonly (readonly [string, string, Break])[] = [
  ['the file is missing', 'damagedWorkspace', (folder) => rmSync(fileIn(folder))],
  ['the file is empty', 'damagedWorkspace', (folder) => truncateSync(fileIn(folder), 0)],
  ['the first page is not its own', 'damagedWorkspace', spoilFirstPage],
  ['an older copy lies in its place', 'behindAnchor', (folder, early) => copyFileSync(fileIn(early), fileIn(folder))],
  [
    'a copy with another history lies in its place',
    'anotherHistory',
    async (folder, early) => {
      await carryOn(early);
      copyFileSync(fileIn(early), fileIn(folder));
    },
  ],
  ['the anchor is missing', 'anchorDamaged', (folder) => rmSync(join(folder, 'anchor.json'))],
];

const order = (name: string, login = 'helena', passphrase = demoPassphrase) => ({ name, login, passphrase, reason: 'the disk failed' });

describe('rescuing', () => {
  test.each(breaks)('when %s (%s), an owner puts a backup in place and is signed in', async (_, code, spoil) => {
    await using desk = new TestDesk();
    const { folder, name, early } = await lockedFirm(desk);
    await spoil(folder, early);
    const before = code === 'damagedWorkspace' && readdirSync(folder).includes('workspace.clearway') ? readFileSync(fileIn(folder)) : null;
    expect(codeOf(await desk.ask('host.unlock', { login: 'helena', passphrase: demoPassphrase }))).toBe(code);
    expect((await desk.told('host.rescueBackups', {})).backups[0]).toMatchObject({ name, seq: expect.any(Number) });
    const { keptAs } = (await desk.hosted('host.rescue', order(name))) as { keptAs: string | null };

    expect((await desk.state()).user?.login).toBe('helena');
    expect((await desk.tell('access.me', {})).preferences.theme).toBeUndefined();
    const { rows } = await desk.tell('audit.log', { limit: 1 });
    expect(rows).toMatchObject([{ name: 'health.noteRestore', reason: 'the disk failed', actor: 'Helena Vale' }]);
    const events = await desk.tell('audit.securityEvents', { filter: { kind: 'restored' } });
    expect(events.rows).toMatchObject([{ mustClose: true, detail: expect.stringContaining(name) }]);
    expect(replacedIn(folder)).toEqual(keptAs === null ? [] : [keptAs]);
    expect(keptAs === null).toBe(code === 'damagedWorkspace' && before === null);
    if (before?.length && keptAs !== null) expect(readFileSync(join(folder, keptAs)).equals(before)).toBe(true);
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
  });

  test('is for owners, with a backup of the list, and moves nothing when it is refused', async () => {
    await using desk = new TestDesk();
    const { folder, name } = await lockedFirm(desk);
    spoilFirstPage(folder);
    const before = readFileSync(fileIn(folder));
    for (const login of ['priya', 'oliver']) expect(codeOf(await desk.ask('host.rescue', order(name, login)))).toBe('notPermitted');
    for (const trick of ['../workspace', `${name}.clearway`, 'keyring', '..'])
      expect(codeOf(await desk.ask('host.rescue', order(trick)))).toBe('noSuchBackup');
    expect(codeOf(await desk.ask('host.rescue', { ...order(name), reason: ' ' }))).toBe('invalidInput');
    expect(readFileSync(fileIn(folder)).equals(before)).toBe(true);
    expect(replacedIn(folder)).toEqual([]);
    expect((await desk.state()).workspace?.locked).toBe(true);
  });

  test('is refused while the workspace opens, locked or not, and sends to Health', async () => {
    await using desk = new TestDesk();
    const { folder, name } = await lockedFirm(desk);
    const refused = await desk.ask('host.rescue', order(name));
    expect(codeOf(refused)).toBe('opensNormally');
    expect(refused.ok ? '' : sentenceOf(refused.error)).toContain('Harbour & Vale Partners opens normally');
    await desk.signIn('helena');
    expect(codeOf(await desk.ask('host.rescue', order(name)))).toBe('opensNormally');
    expect((await desk.tell('access.me', {})).preferences.theme).toBe('contrast');
    expect(replacedIn(folder)).toEqual([]);
  });

  test.each([
    ['damaged', spoilFirstPage],
    ['missing', (folder: string) => rmSync(fileIn(folder))],
  ])('over a %s file, wrong passphrases wait longer each time and are told after the rescue', async (_, spoil) => {
    await using desk = new TestDesk();
    const { folder, name } = await lockedFirm(desk);
    spoil(folder);
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect(codeOf(await desk.ask('host.rescue', order(name, 'helena', 'not this one')))).toBe('wrongPassphrase');
    expect((await desk.state()).waitSeconds).toBe(1);
    expect(codeOf(await desk.ask('host.rescue', order(name)))).toBe('tooEarly');
    desk.clock.advance(1);
    await desk.hosted('host.rescue', order(name));
    const { rows } = await desk.tell('audit.securityEvents', { filter: { kind: 'failedUnlock' } });
    expect(rows.filter(({ who }) => who === 'helena')).toMatchObject([{ mustClose: true, detail: expect.stringContaining('3 failed') }]);
  });

  test('without a backup or a workspace there is nothing to choose from', async () => {
    await using desk = new TestDesk();
    expect(codeOf(await desk.host.query({ name: 'host.rescueBackups', input: {} }, window))).toBe('unknownToken');
    const folder = await desk.demo();
    await desk.hosted('host.lock', {});
    rmSync(fileIn(folder));
    expect(await desk.told('host.rescueBackups', {})).toEqual({ backups: [] });
    expect(codeOf(await desk.ask('host.rescue', order('2026-11-20-170000')))).toBe('noSuchBackup');
  });
});
