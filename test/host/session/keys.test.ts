import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoPassphrase } from '#main/host/session/demo/published.ts';
import { codeOf, TestDesk } from './desks.ts';

const personOf = async (desk: TestDesk, login: string) => {
  const { rows } = await desk.tell('access.users', { filter: { search: `${login}@` } });
  return rows.find((row) => row.login === login)!;
};

const newcomer = (desk: TestDesk, login: string) => ({
  commandId: desk.id(),
  user: {
    userId: desk.id() as never,
    login,
    name: 'Nils Ek',
    roles: [{ role: 'viewer' as const, scope: { kind: 'house' as const, id: null } }],
  },
  passphrase: 'a secret of his own',
});

test('a new user gets key and record together, and can unlock at once', async () => {
  await using desk = new TestDesk();
  await desk.demo('priya');
  const order = newcomer(desk, 'nils');
  await desk.hosted('host.addUser', order);
  expect((await desk.told('host.keys', {})).slots.map(({ login }) => login)).toContain('nils');
  expect(codeOf(await desk.ask('host.addUser', { ...order, passphrase: 'some other secret' }))).toBe('ok');
  await desk.hosted('host.lock', {});
  await desk.signIn('nils', 'a secret of his own');
  expect((await desk.tell('access.me', {})).roles).toEqual(['viewer']);
});

test('a refused user leaves no key behind', async () => {
  await using desk = new TestDesk();
  const folder = await desk.demo('priya');
  const keyring = () => readFileSync(join(folder, 'keyring.json'), 'utf8');
  const before = keyring();
  expect(codeOf(await desk.ask('host.addUser', newcomer(desk, 'helena')))).toBe('loginTaken');
  expect(codeOf(await desk.ask('host.addUser', { ...newcomer(desk, 'nils'), passphrase: 'short' }))).toBe('passphraseTooShort');
  const owner = newcomer(desk, 'nils');
  const roles = [{ role: 'owner', scope: { kind: 'house', id: null } }];
  expect(codeOf(await desk.ask('host.addUser', { ...owner, user: { ...owner.user, roles } }))).toBe('ownerOnly');
  desk.clock.advance(21);
  expect(codeOf(await desk.ask('host.addUser', newcomer(desk, 'nils')))).toBe('stepUpNeeded');
  expect(keyring()).toBe(before);
  await desk.hosted('host.lock', {});
  await desk.signIn('grace');
  expect(codeOf(await desk.ask('host.addUser', newcomer(desk, 'nils')))).toBe('notPermitted');
  expect(keyring()).toBe(before);
});

test('a passphrase is set by an administrator, on the record, and works', async () => {
  await using desk = new TestDesk();
  await desk.demo('priya');
  const jonas = await personOf(desk, 'jonas');
  await desk.hosted('host.removeSlot', { userId: jonas.id });
  expect((await desk.told('host.keys', {})).needsPassphrase.map(({ login }) => login)).toContain('jonas');
  expect(codeOf(await desk.ask('host.removeSlot', { userId: jonas.id }))).toBe('needsPassphrase');
  await desk.hosted('host.setPassphrase', { userId: jonas.id, passphrase: 'set with him present' });
  await desk.hosted('host.setPassphrase', { userId: jonas.id, passphrase: 'and again, longer' });
  const { rows } = await desk.tell('audit.log', { filter: { name: 'access.notePassphrase', entityId: jonas.id } });
  const what = await Promise.all(rows.map(async ({ seq }) => ((await desk.tell('audit.entry', { seq }))!.input as { what: string }).what));
  expect(what).toEqual(['passphraseChanged', 'passphraseSet', 'slotRemoved']);
  await desk.hosted('host.lock', {});
  await desk.signIn('helena');
  const { rows: events } = await desk.tell('audit.securityEvents', { filter: { kind: 'passphraseSet' } });
  expect(events).toHaveLength(2);
  for (const event of events)
    expect(event).toMatchObject({ mustClose: true, who: 'Priya Nair', detail: `Priya Nair set the passphrase of ${jonas.name}` });
  await desk.hosted('host.lock', {});
  await desk.signIn('jonas', 'and again, longer');
});

test('nobody becomes an owner by giving an owner a passphrase', async () => {
  await using desk = new TestDesk();
  await desk.demo('priya');
  const marcus = await personOf(desk, 'marcus');
  const priya = await personOf(desk, 'priya');
  expect(codeOf(await desk.ask('host.setPassphrase', { userId: marcus.id, passphrase: 'mine from now on' }))).toBe('ownerOnly');
  expect(codeOf(await desk.ask('host.removeSlot', { userId: marcus.id }))).toBe('ownerOnly');
  expect(codeOf(await desk.ask('host.setPassphrase', { userId: priya.id, passphrase: 'mine from now on' }))).toBe('ownAccess');
  await desk.hosted('host.lock', {});
  await desk.signIn('helena');
  await desk.hosted('host.setPassphrase', { userId: marcus.id, passphrase: 'given by the other owner' });
});

test('keys of others need the right, a fresh passphrase, and somebody active', async () => {
  await using desk = new TestDesk();
  await desk.demo('helena');
  const [victor, jonas] = [await personOf(desk, 'victor'), await personOf(desk, 'jonas')];
  expect(codeOf(await desk.ask('host.setPassphrase', { userId: victor.id, passphrase: 'long enough indeed' }))).toBe('userDisabled');
  expect(codeOf(await desk.ask('host.setPassphrase', { userId: desk.id(), passphrase: 'long enough indeed' }))).toBe('notFound');
  expect(codeOf(await desk.ask('host.setPassphrase', { userId: jonas.id, passphrase: 'short' }))).toBe('passphraseTooShort');
  desk.clock.advance(21);
  for (const name of ['host.setPassphrase', 'host.removeSlot']) {
    const input = name === 'host.removeSlot' ? { userId: jonas.id } : { userId: jonas.id, passphrase: 'long enough indeed' };
    expect(codeOf(await desk.ask(name, input))).toBe('stepUpNeeded');
  }
  expect(codeOf(await desk.ask('host.newRecoveryPhrase', {}))).toBe('stepUpNeeded');
  await desk.hosted('host.lock', {});
  await desk.signIn('grace');
  expect(codeOf(await desk.ask('host.removeSlot', { userId: jonas.id }))).toBe('notPermitted');
  expect(codeOf(await desk.host.query({ name: 'host.keys', input: {} }, { transport: 'window', device: '', origin: null }))).toBe(
    'notPermitted',
  );
});

test('one’s own passphrase changes only with the old one', async () => {
  await using desk = new TestDesk();
  await desk.demo('ines');
  expect(codeOf(await desk.ask('host.changePassphrase', { current: 'a guess', next: 'long enough indeed' }))).toBe('wrongPassphrase');
  expect(codeOf(await desk.ask('host.changePassphrase', { current: demoPassphrase, next: 'short' }))).toBe('passphraseTooShort');
  await desk.hosted('host.changePassphrase', { current: demoPassphrase, next: 'mine, and nobody else’s' });
  await desk.hosted('host.lock', {});
  expect(codeOf(await desk.ask('host.unlock', { login: 'ines', passphrase: demoPassphrase }))).toBe('wrongPassphrase');
  await desk.signIn('ines', 'mine, and nobody else’s');
});

test('locking waits until a new passphrase is whole', async () => {
  await using desk = new TestDesk({ argon: { m: 8192, t: 3, p: 1 } });
  await desk.demo('ines');
  const changing = desk.ask('host.changePassphrase', { current: demoPassphrase, next: 'mine, and nobody else’s' });
  const locking = desk.host.suspend();
  expect(codeOf(await changing)).toBe('ok');
  await locking;
  expect((await desk.state()).workspace?.locked).toBe(true);
  await desk.signIn('ines', 'mine, and nobody else’s');
  expect((await desk.tell('access.me', {})).login).toBe('ines');
});
