import { describe, expect, test } from 'vitest';
import { commandNames, commands, queries, queryNames } from '#shared/contract/index.ts';
import { type Permission, permissions, type Role, roles } from '#shared/model/access.ts';
import { exampleCommand, exampleQuery } from '#test/kit/examples.ts';
import { codeOf, house } from '#test/kit/house.ts';

const may = (role: Role, permission: Permission | 'signedIn' | 'bootstrap'): boolean => {
  if (permission === 'signedIn') return true;
  if (permission === 'bootstrap') return false;
  const holders: readonly Role[] = permissions[permission].roles;
  return holders.includes(role);
};

/** These roles never cover the whole house, so a command of the house is not theirs whatever the table says. */
const narrow: readonly Role[] = ['agent', 'investor'];

describe.each(roles.filter((role) => role !== 'owner'))('%s', (role) => {
  test('every command is allowed or refused exactly as the permission table says', () => {
    using firm = house();
    const user = firm.addUser('subject', role);
    const wrong = commandNames.filter((name) => {
      const { permission } = commands[name];
      const code = codeOf(firm.outcome(name, exampleCommand(name, firm), { as: user, preview: true }).reply);
      const expected = may(role, permission) && !(narrow.includes(role) && permission !== 'signedIn');
      return expected === (code === 'notPermitted');
    });
    expect(wrong).toEqual([]);
  });

  test('every query is answered or refused exactly as the permission table says', () => {
    using firm = house();
    const user = firm.addUser('subject', role);
    const wrong = queryNames.filter((name) => {
      const { permission } = queries[name];
      const code = codeOf(firm.ask(name, exampleQuery(name, firm) as never, user));
      return may(role, permission) === (code === 'notPermitted');
    });
    expect(wrong).toEqual([]);
  });
});

test('every command of the contract has a summary, and every refusal it names has a sentence', async () => {
  const { refusals } = await import('#shared/contract/refusals.ts');
  for (const name of commandNames) {
    expect(commands[name].summary.length, name).toBeGreaterThan(20);
    for (const code of commands[name].refusals) expect(Object.keys(refusals), name).toContain(code);
  }
});

test('each attempt that was not permitted is noted, and nothing else', () => {
  using firm = house();
  const viewer = firm.addUser('vera', 'viewer');
  firm.run('access.disableUser', { userId: firm.owner, expectedVersion: 1, reason: 'mine now' }, { as: viewer });
  expect(firm.answer('audit.log', { totals: true }).total).toBe(2);
});
