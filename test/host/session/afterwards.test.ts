import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type View, Views } from '#main/host/session/views.ts';
import { instant } from '#shared/dates.ts';
import { Clock, codeOf, TestDesk, window } from './desks.ts';

const tomIn = async (desk: TestDesk) => (await desk.tell('access.users', { filter: { search: 'tom@' } })).rows[0]!;

/** Nothing can be written where a folder stands in the way of the temporary file. */
function obstacle(path: string): { [Symbol.dispose](): void } {
  mkdirSync(`${path}.partial`);
  return { [Symbol.dispose]: () => rmdirSync(`${path}.partial`) };
}

test('a command that is written is answered as done, whatever fails afterwards', async () => {
  await using desk = new TestDesk();
  const folder = await desk.demo();
  const { id: userId, version, name, email } = await tomIn(desk);
  {
    using _ = obstacle(join(folder, 'keyring.json'));
    const input = { userId, expectedVersion: version, login: 'thomas', name, email };
    expect(codeOf(await desk.ask('access.updateUser', input))).toBe('ok');
  }
  expect((await desk.tell('audit.log', { limit: 1 })).rows[0]?.name).toBe('access.updateUser');
  expect((await desk.tell('health.incidents', {})).rows[0]?.where).toBe('after access.updateUser');
});

test('a key that could not be taken away with its user is gone at the next opening', async () => {
  await using desk = new TestDesk();
  const folder = await desk.demo();
  const { id: userId, version } = await tomIn(desk);
  const keyring = () => readFileSync(join(folder, 'keyring.json'), 'utf8');
  {
    using _ = obstacle(join(folder, 'keyring.json'));
    expect(codeOf(await desk.ask('access.disableUser', { userId, expectedVersion: version, reason: 'Left' }))).toBe('ok');
  }
  expect(keyring()).toContain('"tom"');
  await desk.hosted('host.lock', {});
  await desk.signIn('helena');
  expect(keyring()).not.toContain('"tom"');
});

test('whoever is let in is told so, though the list of workspaces cannot be written', async () => {
  await using desk = new TestDesk();
  await desk.demo();
  await desk.hosted('host.lock', {});
  using _ = obstacle(join(desk.platform.programFolder, 'workspaces.json'));
  await desk.signIn('helena');
  expect((await desk.state()).user?.login).toBe('helena');
});

test('views that could not be written are written later', () => {
  const clock = new Clock();
  const written: View[] = [];
  let full = true;
  const views = new Views(clock.timers, (some) => {
    if (!full) written.push(...some);
    return !full;
  });
  views.opened('settings.house', {}, instant('2026-11-20T17:00:00.000Z'), window);
  clock.advance(2);
  expect(written).toEqual([]);
  full = false;
  clock.advance(2);
  expect(written).toEqual([{ entity: 'house', entityId: 'house', hour: '2026-11-20T17' }]);
});

test('views that could not be written when the session ended are not tried for ever', () => {
  const clock = new Clock();
  let tries = 0;
  const views = new Views(clock.timers, () => {
    tries += 1;
    return false;
  });
  views.opened('settings.house', {}, instant('2026-11-20T17:00:00.000Z'), window);
  views.end();
  clock.advance(60);
  expect(tries).toBe(1);
});
