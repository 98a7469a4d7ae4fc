import { grantOf, mayInHouse, readRoles, readUsers } from '#db/tables/users.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { isInForce, permissions, roleTitles } from '#shared/model/access.ts';
import { done } from '#shared/result.ts';
import { houseDay, timeZoneOf } from '../session/houseDay.ts';
import type { Parsed } from './arguments.ts';
import { type ExitCode, type Io, tellPeople } from './io.ts';
import { openAs } from './opening.ts';

/** `clearway users DIR`: who works here, with which roles, and who has a passphrase. */
export async function users(parsed: Parsed, io: Io): Promise<ExitCode> {
  const asJson = parsed.options.json === true;
  const opened = await openAs(parsed, io, 'read', parsed.words[0]);
  if (!opened.ok) return tellPeople(io, asJson, opened, () => []);
  const { workspace, user, now } = opened.value;
  try {
    const today = houseDay(now(), timeZoneOf(workspace.read));
    if (!mayInHouse(workspace.read, user.id, 'access.view', today))
      return tellPeople(io, asJson, refuse('notPermitted', { name: 'users', needs: permissions['access.view'].title }), () => []);
    const people = readUsers(workspace.read).map(({ id, login, name, status }) => ({
      id,
      login,
      name,
      status,
      roles: readRoles(workspace.read, id)
        .map(grantOf)
        .filter((grant) => isInForce(grant, today))
        .map(({ role }) => role),
      hasPassphrase: workspace.keys.hasSlot(id),
    }));
    const width = (pick: (person: (typeof people)[number]) => string): number => Math.max(...people.map((person) => pick(person).length));
    const [loginWidth, nameWidth] = [width(({ login }) => login), width(({ name }) => name)];
    return tellPeople(io, asJson, done({ users: people }), () =>
      people.map(({ login, name, status, roles, hasPassphrase }) => {
        const held = roles.map((role) => roleTitles[role]).join(', ') || 'no role';
        const key = hasPassphrase || status === 'disabled' ? '' : ', needs a passphrase';
        return `${login.padEnd(loginWidth)}  ${name.padEnd(nameWidth)}  ${status === 'active' ? held : 'disabled'}${key}`;
      }),
    );
  } finally {
    workspace.close();
  }
}
