import { expect, test } from 'vitest';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { businessDate } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { codeOf, House, house } from '#test/kit/house.ts';

const wholeHouse = { kind: 'house', id: null } as const;

test('a person is added with dated roles, and can be looked up', () => {
  using firm = house();
  const maker = firm.addUser('maker', 'administrator', 'auditor');
  const user = firm.answer('access.user', { userId: maker });
  expect(user.grants.map(({ role, inForce, untilOn }) => [role, inForce, untilOn])).toEqual([
    ['administrator', true, null],
    ['auditor', true, '2026-05-01'],
  ]);
  expect(firm.answer('access.me', {}, maker).permissions).toContain('access.manageUsers');
});

test.each([
  ['an owner made by an administrator', { role: 'owner', scope: wholeHouse }, 'ownerOnly'],
  ['an auditor without an end', { role: 'auditor', scope: wholeHouse }, 'auditorNeedsEnd'],
  ['an auditor for longer than the rule allows', { role: 'auditor', scope: wholeHouse, untilOn: '2027-01-01' }, 'auditorNeedsEnd'],
  ['an end before the start', { role: 'viewer', scope: wholeHouse, fromOn: '2026-05-02', untilOn: '2026-05-01' }, 'wrongDates'],
  ['a start in the past', { role: 'viewer', scope: wholeHouse, fromOn: '2025-01-01' }, 'startsInPast'],
  ['a fund role without the fund', { role: 'viewer', scope: { kind: 'fund', id: null } }, 'scopeNeedsId'],
  ['a house role with an id', { role: 'viewer', scope: { kind: 'house', id: 'fund-1' } }, 'scopeNeedsId'],
  ['an investor of the whole house', { role: 'investor', scope: wholeHouse }, 'scopeTooWide'],
  ['a date that does not exist', { role: 'viewer', scope: wholeHouse, fromOn: '2026-02-30' }, 'invalidInput'],
])('%s is refused', (_what, grant, code) => {
  using firm = house();
  const administrator = firm.addUser('adam', 'administrator');
  const reply = firm.run(
    'access.addUser',
    { userId: firm.id() as UserId, login: 'new', name: 'New', roles: [grant as never] },
    { as: administrator },
  );
  expect(codeOf(reply)).toBe(code);
});

test('the same role twice over the same time is refused, after its end it may come again', () => {
  using firm = house();
  const vera = firm.addUser('vera', 'viewer');
  const again = { role: 'viewer', scope: wholeHouse } as const;
  expect(codeOf(firm.run('access.grantRole', { userId: vera, expectedVersion: 1, grant: again, reason: 'twice' }))).toBe('roleHeld');
  firm.done('access.revokeRole', { userId: vera, expectedVersion: 1, ordinal: 0, reason: 'on leave' });
  expect(firm.done('access.grantRole', { userId: vera, expectedVersion: 2, grant: again, reason: 'back' })).toEqual({
    version: 3,
    ordinal: 1,
  });
});

test('two people changing the same user: the second is told to reload', () => {
  using firm = house();
  const vera = firm.addUser('vera', 'viewer');
  const change = { userId: vera, expectedVersion: 1, login: 'vera', name: 'Vera V.', email: null };
  expect(codeOf(firm.run('access.updateUser', change))).toBe('ok');
  expect(codeOf(firm.run('access.updateUser', { ...change, name: 'Vera W.' }))).toBe('staleVersion');
  expect(firm.answer('access.user', { userId: vera }).name).toBe('Vera V.');
});

test('nobody changes their own access', () => {
  using firm = house();
  const owner = { userId: firm.owner, expectedVersion: 1, reason: 'because' };
  expect(codeOf(firm.run('access.disableUser', owner))).toBe('ownAccess');
  expect(codeOf(firm.run('access.grantRole', { ...owner, grant: { role: 'approver', scope: wholeHouse } }))).toBe('ownAccess');
  expect(codeOf(firm.run('access.revokeRole', { ...owner, ordinal: 0 }))).toBe('ownAccess');
});

test('the last owner stays, however the others leave', () => {
  using firm = house();
  const second = firm.addUser('oscar', 'owner');
  firm.done('access.disableUser', { userId: firm.owner, expectedVersion: 1, reason: 'retired' }, { as: second });
  const third = firm.id() as UserId;
  firm.done(
    'access.addUser',
    { userId: third, login: 'otto', name: 'Otto', roles: [{ role: 'owner', scope: wholeHouse, untilOn: '2026-12-31' }] },
    { as: second },
  );
  expect(codeOf(firm.run('access.revokeRole', { userId: second, expectedVersion: 1, ordinal: 0, reason: 'mine' }, { as: third }))).toBe(
    'lastOwner',
  );
  expect(codeOf(firm.run('access.disableUser', { userId: second, expectedVersion: 1, reason: 'mine' }, { as: third }))).toBe('lastOwner');
});

test('an administrator cannot touch an owner', () => {
  using firm = house();
  const administrator = firm.addUser('adam', 'administrator');
  const as = { as: administrator };
  expect(
    codeOf(firm.run('access.updateUser', { userId: firm.owner, expectedVersion: 1, login: 'taken', name: 'Mine', email: null }, as)),
  ).toBe('ownerOnly');
  expect(codeOf(firm.run('access.disableUser', { userId: firm.owner, expectedVersion: 1, reason: 'coup' }, as))).toBe('ownerOnly');
  expect(codeOf(firm.run('access.revokeRole', { userId: firm.owner, expectedVersion: 1, ordinal: 0, reason: 'coup' }, as))).toBe(
    'ownerOnly',
  );
});

test('a role ends by itself on its last day', () => {
  using firm = house();
  const auditor = firm.addUser('audrey', 'auditor');
  firm.today = businessDate('2026-05-01');
  expect(codeOf(firm.ask('audit.log', {}, auditor))).toBe('ok');
  firm.today = businessDate('2026-05-02');
  expect(codeOf(firm.ask('audit.log', {}, auditor))).toBe('notPermitted');
});

test('disabling and enabling keep the history and the roles', () => {
  using firm = house();
  const vera = firm.addUser('vera', 'viewer');
  firm.done('access.disableUser', { userId: vera, expectedVersion: 1, reason: 'leave' });
  expect(codeOf(firm.run('access.disableUser', { userId: vera, expectedVersion: 2, reason: 'again' }))).toBe('userDisabled');
  expect(
    codeOf(firm.run('access.grantRole', { userId: vera, expectedVersion: 2, grant: { role: 'approver', scope: wholeHouse }, reason: 'x' })),
  ).toBe('userDisabled');
  firm.done('access.enableUser', { userId: vera, expectedVersion: 2, reason: 'back' });
  expect(codeOf(firm.run('access.enableUser', { userId: vera, expectedVersion: 3, reason: 'again' }))).toBe('userActive');
  expect(firm.answer('access.users', { filter: { search: 'vera' } }).rows[0]?.roles).toEqual(['viewer']);
  expect(firm.answer('audit.timeline', { entity: 'user', id: vera }).rows.map(({ name }) => name)).toEqual([
    'access.enableUser',
    'access.disableUser',
    'access.addUser',
  ]);
});

test('preferences are kept per person', () => {
  using firm = house();
  const vera = firm.addUser('vera', 'viewer');
  firm.done('access.setPreferences', { preferences: { theme: 'dark', negatives: 'parentheses' } }, { as: vera });
  firm.done('access.setPreferences', { preferences: { theme: 'contrast' } }, { as: vera });
  expect(firm.answer('access.me', {}, vera).preferences).toEqual({ theme: 'contrast', negatives: 'parentheses' });
  expect(firm.answer('access.me', {}).preferences).toEqual({});
});

test('a note about somebody else’s passphrase needs the right to manage users', () => {
  using firm = house();
  const vera = firm.addUser('vera', 'viewer');
  expect(codeOf(firm.run('access.notePassphrase', { userId: firm.owner, what: 'passphraseSet' }, { as: vera }))).toBe('notPermitted');
  expect(codeOf(firm.run('access.notePassphrase', { userId: vera, what: 'passphraseSet' }, { as: vera }))).toBe('ok');
  expect(codeOf(firm.run('access.notePassphrase', { userId: vera, what: 'passphraseSet' }))).toBe('ok');
});

test('changing an unknown user names the id', () => {
  using firm = house();
  const userId = firm.id() as UserId;
  for (const reply of [
    firm.run('access.disableUser', { userId, expectedVersion: 1, reason: 'x' }),
    firm.run('access.enableUser', { userId, expectedVersion: 1, reason: 'x' }),
    firm.run('access.updateUser', { userId, expectedVersion: 1, login: 'nobody', name: 'N', email: null }),
    firm.run('access.grantRole', { userId, expectedVersion: 1, grant: { role: 'viewer', scope: wholeHouse }, reason: 'x' }),
    firm.run('access.revokeRole', { userId, expectedVersion: 1, ordinal: 0, reason: 'x' }),
  ])
    expect(codeOf(reply)).toBe('notFound');
  expect(codeOf(firm.run('access.revokeRole', { userId: firm.owner, expectedVersion: 1, ordinal: 9, reason: 'x' }))).toBe('notFound');
});

test('every command that changes a user refuses an old version', () => {
  using firm = house();
  const vera = firm.addUser('vera', 'viewer');
  const stale = { userId: vera, expectedVersion: 7, reason: 'x' };
  expect(codeOf(firm.run('access.disableUser', stale))).toBe('staleVersion');
  expect(codeOf(firm.run('access.enableUser', stale))).toBe('staleVersion');
  expect(codeOf(firm.run('access.grantRole', { ...stale, grant: { role: 'approver', scope: wholeHouse } }))).toBe('staleVersion');
  expect(codeOf(firm.run('access.revokeRole', { ...stale, ordinal: 0 }))).toBe('staleVersion');
  firm.done('access.revokeRole', { userId: vera, expectedVersion: 1, ordinal: 0, reason: 'x' });
  expect(codeOf(firm.run('access.revokeRole', { userId: vera, expectedVersion: 2, ordinal: 0, reason: 'x' }))).toBe('roleRevoked');
});

test('an id used for one person cannot be used for another', () => {
  using firm = house();
  const vera = firm.addUser('vera', 'viewer');
  const again = firm.run('access.addUser', { userId: vera, login: 'other', name: 'Other', roles: [] });
  expect(codeOf(again)).toBe('claimTaken');
  expect(again.ok ? '' : sentenceOf(again.error)).toBe(
    'This was already done once for the same record (user) and cannot be done again. Reload to see it, or start anew for something new.',
  );
  expect(codeOf(firm.run('access.updateUser', { userId: vera, expectedVersion: 1, login: 'olivia', name: 'V', email: null }))).toBe(
    'loginTaken',
  );
});

test('a workspace in a place that has no time of its own does not begin', () => {
  using firm = new House();
  const begin = (timeZone: string) =>
    firm.run('access.createWorkspace', {
      workspaceId: firm.id(),
      house: 'H',
      profile: 'live',
      timeZone,
      currency: 'USD',
      owner: { userId: firm.owner, login: 'own', name: 'O' },
    });
  expect(codeOf(begin('Europe/Atlantis'))).toBe('unknownTimeZone');
  expect(codeOf(begin('Asia/Tokyo'))).toBe('ok');
});

test('a role that was never held cannot be taken, and setting the same preference changes nothing', () => {
  using firm = house();
  expect(firm.outcome('access.setPreferences', { preferences: { theme: 'dark' } }).changed).toContain('user_preferences');
  expect(firm.outcome('access.setPreferences', { preferences: { theme: 'dark', density: undefined } }).changed).toEqual(['command_log']);
});

test('an administrator takes an ordinary role away, and cannot take an owner’s while another owner stays', () => {
  using firm = house();
  const second = firm.addUser('oscar', 'owner');
  firm.done('access.revokeRole', { userId: second, expectedVersion: 1, ordinal: 0, reason: 'steps back' });
  expect(firm.answer('access.user', { userId: second }).grants[0]?.revoked).toBe(true);
  const vera = firm.addUser('vera', 'owner');
  firm.done('access.disableUser', { userId: vera, expectedVersion: 1, reason: 'leave' });
  const administrator = firm.addUser('adam', 'administrator');
  expect(codeOf(firm.run('access.enableUser', { userId: vera, expectedVersion: 2, reason: 'x' }, { as: administrator }))).toBe('ownerOnly');
});

test('whoever makes an owner changes who the owners are', () => {
  using firm = house();
  const modeOf = (role: 'owner' | 'viewer') => {
    firm.addUser(role, role);
    return firm
      .answer('audit.entry', { seq: firm.answer('audit.log', { limit: 1 }).rows[0]!.seq })
      ?.guards.find(({ entity }) => entity === 'owners')?.mode;
  };
  expect(modeOf('viewer')).toBe('r');
  expect(modeOf('owner')).toBe('w');
});
