import { expect, test } from 'vitest';
import { sweep } from '#db/checks/index.ts';
import { rawOf, withJournal } from '#db/handles.ts';
import { Journal } from '#db/journal.ts';
import { readPreferences, readRoles, readUser } from '#db/tables/users.ts';
import { instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { codeOf, House, house } from '#test/kit/house.ts';

const look = { preferences: { theme: 'dark' as const } };

test('a workspace begins once, with its owner', () => {
  using firm = house();
  expect(firm.answer('access.me', {}).roles).toEqual(['owner']);
  const again = firm.run('access.createWorkspace', {
    workspaceId: firm.id(),
    house: 'Other',
    profile: 'live',
    timeZone: 'Europe/Zurich',
    currency: 'EUR',
    owner: { userId: firm.owner, login: 'x1', name: 'X' },
  });
  expect(codeOf(again)).toBe('notPermitted');
});

test('the same id with the same input is answered again, and writes nothing', () => {
  using firm = house();
  const id = firm.id();
  const userId = firm.id() as never;
  const input = { userId, login: 'maker', name: 'Mae Maker', roles: [] };
  const first = firm.outcome('access.addUser', input, { id });
  const second = firm.outcome('access.addUser', input, { id });
  expect(second.reply).toEqual(first.reply);
  expect(second.seq).toBeNull();
  expect(firm.answer('audit.log', { totals: true }).total).toBe(2);
});

test('the same id with other input is refused, years later too', () => {
  using firm = house();
  const id = firm.id();
  firm.done('access.setPreferences', look, { id });
  firm.now = instant('2031-01-01T00:00:00.000Z');
  expect(codeOf(firm.run('access.setPreferences', { preferences: { theme: 'light' } }, { id }))).toBe('commandIdReused');
  expect(codeOf(firm.run('settings.withdraw', { valueId: firm.id() }, { id }))).toBe('commandIdReused');
});

test('a refusal writes nothing and leaves its id free', () => {
  using firm = house();
  const id = firm.id();
  const input = { userId: firm.id() as never, login: 'olivia', name: 'Second Olivia', roles: [] };
  expect(codeOf(firm.run('access.addUser', input, { id }))).toBe('loginTaken');
  expect(codeOf(firm.run('access.addUser', { ...input, login: 'other' }, { id }))).toBe('ok');
});

test('a preview shows exactly what would be written, and keeps nothing', () => {
  using firm = house();
  const userId = firm.id() as never;
  const { reply, written, seq } = firm.outcome(
    'access.addUser',
    { userId, login: 'maker', name: 'Mae', roles: [{ role: 'viewer', scope: { kind: 'house', id: null } }] },
    { preview: true },
  );
  expect(codeOf(reply)).toBe('ok');
  expect(seq).toBeNull();
  expect(written?.counts).toEqual({ users: 1, user_roles: 1 });
  expect(written?.changes[0]).toMatchObject({ table: 'users', before: null, after: { login: 'maker' } });
  expect(codeOf(firm.ask('access.user', { userId }))).toBe('notFound');
});

test('a clock set back never makes a row older than the one before it', () => {
  using firm = house();
  firm.done('access.setPreferences', look, { now: instant('2027-01-01T12:00:00.000Z') });
  firm.done('access.setPreferences', { preferences: { theme: 'light' } }, { now: instant('2020-01-01T12:00:00.000Z') });
  const [newest] = firm.answer('audit.log', { limit: 1 }).rows;
  expect(newest?.at).toBe('2027-01-01T12:00:00.000Z');
});

test.each([
  ['an unknown command', 'access.destroyEverything', {}, 'unknownName'],
  ['a name from the prototype', 'constructor', {}, 'unknownName'],
  ['an unknown field', 'access.setPreferences', { preferences: {}, also: 1 }, 'invalidInput'],
  ['a prototype key', 'access.setPreferences', JSON.parse('{"preferences":{"__proto__":{"theme":"dark"}}}'), 'invalidInput'],
  ['no input at all', 'access.setPreferences', undefined, 'invalidInput'],
  ['a list for an object', 'access.setPreferences', [], 'invalidInput'],
  ['a huge string', 'settings.withdraw', { valueId: 'x'.repeat(5_000_000) }, 'invalidInput'],
  [
    'text with a NUL',
    'access.addUser',
    { userId: '0195a0a0-0000-7000-8000-000000000001', login: 'nul', name: 'a\u0000b', roles: [] },
    'invalidInput',
  ],
  [
    'half a character',
    'access.addUser',
    { userId: '0195a0a0-0000-7000-8000-000000000001', login: 'nul', name: 'a\ud800', roles: [] },
    'invalidInput',
  ],
  ['an upper-case id', 'settings.withdraw', { valueId: '0195A0A0-0000-7000-8000-000000000001' }, 'invalidInput'],
])('%s is refused with a sentence', (_what, name, input, code) => {
  using firm = house();
  const { reply } = firm.outcome(name, input);
  expect(codeOf(reply)).toBe(code);
  expect(firm.answer('audit.log', { totals: true }).total).toBe(1);
});

test('a command id must be an id', () => {
  using firm = house();
  expect(codeOf(firm.run('access.setPreferences', look, { id: 'click-1' }))).toBe('invalidInput');
});

test.each([
  ['a NUL', '\u0000'],
  ['a broken character', '\ud800'],
])('a filter that holds %s is refused, not an accident', (_what, text) => {
  using firm = house();
  const note = (filter: never) =>
    codeOf(firm.run('audit.noteExport', { grantId: firm.id(), query: 'audit.log', format: 'csv', rows: 1, filter }));
  expect(note({ search: text } as never)).toBe('invalidInput');
  expect(note({ [text]: [1] } as never)).toBe('invalidInput');
  expect(note({ search: 'fine \\u0000 \\ud800' } as never)).toBe('ok');
});

test('a filter nested without end is refused, not an accident', () => {
  using firm = house();
  let deep: unknown = 1;
  for (let level = 0; level < 20_000; level += 1) deep = [deep];
  const filter = { from: deep } as never;
  const note = { grantId: firm.id(), query: 'audit.log', format: 'csv', rows: 1, filter } as const;
  expect(codeOf(firm.run('audit.noteExport', note))).toBe('invalidInput');
});

test.each(['\u001b[2J', '\u001f', '\u007f'])('a reason with the control character %j is refused', (reason) => {
  using firm = house();
  const eventId = firm.id();
  expect(codeOf(firm.run('audit.closeSecurityEvent', { eventId, kind: 'newDevice', note: `looked${reason}at` }))).toBe('invalidInput');
  expect(codeOf(firm.run('audit.closeSecurityEvent', { eventId, kind: 'newDevice', note: 'looked\tat\r\nand closed' }))).toBe('ok');
});

test('looking for somebody who is not there is noted like finding them', () => {
  using firm = house();
  const journal = new Journal(true);
  const [nobody, noRoles, noPreferences] = [firm.id(), firm.id(), firm.id() as UserId];
  withJournal(firm.db, journal, () => {
    readUser(firm.db, nobody);
    readRoles(firm.db, noRoles);
    readPreferences(firm.db, noPreferences);
  });
  expect([...journal.reads.values()]).toEqual([
    { entity: 'user', id: nobody },
    { entity: 'user', id: noRoles },
    { entity: 'preferences', id: noPreferences },
  ]);
});

test('step-up commands ask for the passphrase again', () => {
  using firm = house();
  expect(
    codeOf(firm.run('access.addUser', { userId: firm.id() as never, login: 'maker', name: 'Mae', roles: [] }, { steppedUp: false })),
  ).toBe('stepUpNeeded');
});

test('a stranger and a disabled user are nobody', () => {
  using firm = house();
  const viewer = firm.addUser('vera', 'viewer');
  firm.done('access.disableUser', { userId: viewer, expectedVersion: 1, reason: 'left' });
  expect(codeOf(firm.run('access.setPreferences', look, { as: viewer }))).toBe('notSignedIn');
  expect(codeOf(firm.run('access.setPreferences', look, { as: firm.id() as never }))).toBe('notSignedIn');
  expect(codeOf(firm.ask('access.me', {}, viewer))).toBe('notSignedIn');
});

test('the log cannot be changed, emptied or overwritten', () => {
  using firm = house();
  const raw = rawOf(firm.db);
  expect(() => raw.exec("UPDATE command_log SET name = 'x'")).toThrow(/append-only/);
  expect(() => raw.exec('DELETE FROM command_log')).toThrow(/append-only/);
  expect(() => raw.exec('INSERT OR REPLACE INTO command_log SELECT * FROM command_log')).toThrow(/append-only/);
});

test('every row names the hash of the row before it', () => {
  using firm = house();
  firm.done('access.setPreferences', look);
  firm.done('access.setPreferences', { preferences: { density: 'dense' } });
  const entries = [1, 2, 3].map((seq) => firm.answer('audit.entry', { seq }));
  expect(entries[0]?.previousHash).toBe('0'.repeat(64));
  expect(entries[1]?.previousHash).toBe(entries[0]?.hash);
  expect(entries[2]?.previousHash).toBe(entries[1]?.hash);
});

test('replay tells a workspace that was edited behind the runner', () => {
  using firm = house();
  rawOf(firm.db).exec("UPDATE users SET name = 'Somebody Else'");
  firm.leaveUnchecked();
  expect(sweep(firm.db)).toEqual([]);
  expect(() => firm.check()).toThrow(/name differs/);
});

test('nothing but the bootstrap can be the first command', () => {
  using firm = new House();
  expect(codeOf(firm.run('access.setPreferences', look))).toBe('notSignedIn');
  firm.begin();
});

test('a full disk is a refusal: nothing is half-written, and the next command works', () => {
  using firm = house();
  const raw = rawOf(firm.db);
  const pages = Number(raw.pragma('page_count', { simple: true }));
  raw.pragma(`max_page_count = ${pages}`);
  const views = Array.from({ length: 5000 }, (_, index) => ({ entity: 'house', entityId: `record-${index}`, hour: '2026-03-02T09' }));
  expect(codeOf(firm.run('audit.noteViews', { views }))).toBe('diskFull');
  raw.pragma('max_page_count = 1000000');
  expect(firm.done('audit.noteViews', { views })).toEqual({ noted: 5000 });
});
