import type { ReadDb } from '#db/handles.ts';
import { BadCursor } from '#db/list.ts';
import { type LogHead, readLogHead } from '#db/tables/commandLog.ts';
import { readSettingFacts } from '#db/tables/settingValues.ts';
import { permittedScopes, readUser } from '#db/tables/users.ts';
import { inSnapshot } from '#db/transaction.ts';
import { SettingsInForce } from '#main/engine/settings/resolve.ts';
import { isQueryName, type QueryName, queries } from '#shared/contract/index.ts';
import { issuesOf } from '#shared/contract/issues.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, type Instant, later } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { permissions } from '#shared/model/access.ts';
import { done, type Refused, type Result } from '#shared/result.ts';
import type { QueryHandler, RowScope } from './handler.ts';
import { queryHandlers } from './handlers.ts';

export type Question = Readonly<{ name: string; input: unknown; userId: UserId; now: Instant; today: BusinessDate }>;

/** Parse, authorise, work out whose rows may be seen, then ask within one snapshot. Nothing here can write. */
export function runQuery(db: ReadDb, question: Question): Result<unknown> {
  const { name, userId } = question;
  if (!isQueryName(name)) return refuse('unknownName', { name });
  const parsed = queries[name].input.safeParse(question.input);
  if (!parsed.success) return refuse('invalidInput', { issues: issuesOf(parsed.error) });
  try {
    return inSnapshot(db, () => {
      const { now, today } = neverBefore(question, readLogHead(db));
      const rows = rowScope(db, name, userId, today);
      if ('ok' in rows) return rows;
      const handler = queryHandlers[name] as unknown as QueryHandler<QueryName>;
      const answer = handler(
        { db, now, today, userId, rows, settings: new SettingsInForce(readSettingFacts(db), today) },
        parsed.data as never,
      );
      return isRefused(answer) ? answer : done(answer);
    });
  } catch (error) {
    if (error instanceof BadCursor) return refuse('invalidInput', { issues: [{ path: 'after', message: error.message }] });
    throw error;
  }
}

/** As for commands: a clock that was set back brings no ended role and no ended grant to life. */
const neverBefore = ({ now, today }: Question, newest: LogHead | undefined) =>
  newest ? { now: later(now, newest.at), today: later(today, newest.today) } : { now, today };

const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false && 'error' in answer;

function rowScope(db: ReadDb, name: QueryName, userId: UserId, today: BusinessDate): RowScope | Refused {
  const { permission, scope } = queries[name];
  if (readUser(db, userId)?.status !== 'active') return refuse('notSignedIn', { workspace: 'this workspace' });
  if (permission === 'signedIn') return { wholeHouse: false, scopes: [] };
  const scopes = permittedScopes(db, userId, permission, today);
  const wholeHouse = scopes.some(({ kind }) => kind === 'house');
  if (scopes.length === 0 || (scope === 'house' && !wholeHouse))
    return refuse('notPermitted', { name, needs: permissions[permission].title });
  return { wholeHouse, scopes };
}
