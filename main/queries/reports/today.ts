import type { ReadDb } from '#db/handles.ts';
import { readFailedJobs, readNewestBackup, readOpenSecurityEvents } from '#db/operational.ts';
import { readRecentSteps } from '#db/tables/commandLog.ts';
import { readApprovedValues, readOpenProposals } from '#db/tables/settingValues.ts';
import { grantOf, nameIn, othersWho, permittedScopes, readAllRoles, readUsers } from '#db/tables/users.ts';
import { changeText, isWaiting } from '#main/engine/settings/rules.ts';
import type { todayKinds } from '#shared/contract/reports.ts';
import { addDays, addMinutes, type Instant } from '#shared/dates.ts';
import { covers, type GrantScope, isInForce, type Permission, roleTitles } from '#shared/model/access.ts';
import { holdsFrom, type SettingValue } from '#shared/model/settings.ts';
import { putAllocations } from '../allocations/waiting.ts';
import { logScope } from '../audit/log.ts';
import { putCalls } from '../capital/callsWaiting.ts';
import { putReceipts } from '../capital/receiptsWaiting.ts';
import { putCommitments } from '../commitments/waiting.ts';
import { putNavs } from '../funds/waiting.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { putInvestors } from '../investors/waiting.ts';
import { putJournals, putPeriods } from '../ledger/waiting.ts';

type Item = Readonly<{ kind: (typeof todayKinds)[number]; count: number; oldest: Instant | null; late: boolean; examples: string[] }>;
type Finding = Readonly<{ at: Instant | null; text: string }>;

const EXAMPLES = 3;
const EXPIRING_DAYS = 14;
const RECENT = 8;

/** What waits for this person: only kinds they can act on, only those with something in them. */
export const today: QueryHandler<'reports.today'> = (context) => {
  const { db, userId } = context;
  const scopesFor = (permission: Permission): readonly GrantScope[] => permittedScopes(db, userId, permission, context.today);
  const may = (permission: Permission): boolean => scopesFor(permission).some(isHouse);
  const items: Item[] = [];
  const put = (kind: Item['kind'], findings: readonly Finding[], late = false): void => {
    if (findings.length === 0) return;
    const dates = findings.flatMap(({ at }) => (at ? [at] : [])).sort();
    items.push({
      kind,
      count: findings.length,
      oldest: dates[0] ?? null,
      late,
      examples: findings.slice(0, EXAMPLES).map(({ text }) => text),
    });
  };
  putProposals(context, scopesFor('settings.approve'), put);
  putNavs(context, scopesFor('funds.approveNav'), put);
  putCommitments(context, scopesFor('commitments.approve'), put);
  putAllocations(context, scopesFor('allocations.approve'), put);
  putCalls(context, scopesFor('calls.approve'), put);
  putReceipts(context, { records: scopesFor('receipts.record'), approves: scopesFor('receipts.approveWaiver') }, put);
  putPeriods(context, scopesFor('ledger.approveLock'), put);
  putJournals(context, scopesFor('ledger.approveJournal'), put);
  if (may('audit.security'))
    put(
      'securityEvents',
      readOpenSecurityEvents(db)
        .filter((event) => event.userId !== userId || othersWho(db, userId, 'audit.security', context.today).length === 0)
        .map((event) => ({ at: event.occurredAt, text: `${event.who}: ${event.detail}` })),
    );
  if (may('health.operate')) {
    put(
      'failedJobs',
      readFailedJobs(db).map((job) => ({ at: job.finishedAt, text: `${job.title}: ${job.message ?? ''}` })),
    );
    put('backupOld', oldBackup(context));
  }
  if (may('access.manageUsers')) putPeople(context, put);
  putInvestors(context, put);
  if (may('settings.view'))
    put(
      'upcomingRules',
      readApprovedValues(db)
        .filter((value) => holdsFrom(value) > context.today)
        .map((value) => ({ at: null, text: `${changeText(value)} on ${value.effectiveOn}` })),
    );
  return { items, recent: recentSteps(db, scopesFor('audit.view')) };
};

const isHouse = ({ kind }: GrantScope): boolean => kind === 'house';

function recentSteps(db: ReadDb, scopes: readonly GrantScope[]) {
  const where = logScope({ wholeHouse: scopes.some(isHouse), scopes });
  return readRecentSteps(db, RECENT, where).map(({ seq, at, actorId, name }) => ({ seq, at, who: nameIn(db, actorId), name }));
}

type Put = (kind: Item['kind'], findings: readonly Finding[], late?: boolean) => void;

function putProposals({ db, now, today: day, userId, settings }: QueryContext, approves: readonly GrantScope[], put: Put): void {
  const waiting = readOpenProposals(db).filter((value) => isWaiting(value, day, settings.integer('settings.proposalDays')));
  const lateBefore = addMinutes(now, -60 * settings.integer('audit.lateApprovalHours'));
  const found = (values: readonly SettingValue[]): Finding[] =>
    values.map((value) => ({ at: value.proposedAt, text: `${changeText(value)}, proposed by ${nameIn(db, value.proposedBy)}` }));
  const isLate = (values: readonly SettingValue[]): boolean => values.some(({ proposedAt }) => proposedAt < lateBefore);
  const mayApprove = ({ scope }: SettingValue): boolean =>
    approves.some((held) => covers(held, scope.kind === 'fund' ? { kind: 'fund', id: scope.id } : { kind: 'house', id: null }));
  const others = waiting.filter((value) => value.proposedBy !== userId && mayApprove(value));
  const own = waiting.filter((value) => value.proposedBy === userId);
  put('toApprove', found(others), isLate(others));
  put('ownProposals', found(own), isLate(own));
}

function putPeople({ db, today: day }: QueryContext, put: Put): void {
  const nameOf = new Map(
    readUsers(db)
      .filter(({ status }) => status === 'active')
      .map(({ id, name }) => [id as string, name]),
  );
  const roles = readAllRoles(db).filter((role) => nameOf.has(role.userId));
  const ending = roles.filter(
    (role) => isInForce(grantOf(role), day) && role.untilOn !== null && role.untilOn <= addDays(day, EXPIRING_DAYS),
  );
  put(
    'expiringRoles',
    ending.map((role) => ({ at: null, text: `${nameOf.get(role.userId)}: ${roleTitles[role.role]} until ${role.untilOn}` })),
  );
  const withRole = new Set(
    roles.filter((role) => !grantOf(role).revoked && (role.untilOn === null || role.untilOn >= day)).map(({ userId }) => userId as string),
  );
  put(
    'usersWithoutRoles',
    [...nameOf].filter(([id]) => !withRole.has(id)).map(([, name]) => ({ at: null, text: name })),
  );
}

function oldBackup({ db, now, settings }: QueryContext): Finding[] {
  const newest = readNewestBackup(db as ReadDb);
  const limit = addMinutes(now, -60 * settings.integer('health.backupHours'));
  if (newest !== null && newest >= limit) return [];
  return [{ at: newest, text: newest === null ? 'No backup was made yet' : `The newest backup is from ${newest.slice(0, 10)}` }];
}
