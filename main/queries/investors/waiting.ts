import { investorName } from '#db/tables/investors.ts';
import { readOpenCases } from '#db/tables/payees.ts';
import { permittedScopes } from '#db/tables/users.ts';
import { approvableFrom, payeeStateTitles } from '#main/engine/investors/payees.ts';
import { addMinutes, type Instant } from '#shared/dates.ts';
import type { Permission } from '#shared/model/access.ts';
import type { QueryContext } from '../handler.ts';
import { expiringRows } from './due.ts';

type Finding = Readonly<{ at: Instant | null; text: string }>;
type Put = (kind: 'payeesToHandle' | 'payeesToApprove' | 'expiringForms', findings: readonly Finding[], late?: boolean) => void;

/** What of investors waits for a person of the house: calls to make, changes to approve, forms that end. */
export function putInvestors(context: QueryContext, put: Put): void {
  const { db, now, today, userId, settings } = context;
  // A right for one fund does not reach the investors of the house.
  const may = (permission: Permission): boolean => permittedScopes(db, userId, permission, today).some(({ kind }) => kind === 'house');
  const coolOffDays = settings.integer('investors.payeeCoolOffDays');
  const lateBefore = addMinutes(now, -60 * settings.integer('audit.lateApprovalHours'));
  const cases = readOpenCases(db);
  const found = (kept: typeof cases): Finding[] =>
    kept.map((row) => ({ at: row.requestedAt, text: `${investorName(db, row.investorId)}: ${payeeStateTitles[row.state]}` }));
  if (may('investors.payeeCallback')) {
    const toHandle = cases.filter(({ state }) => state !== 'callbackRecorded');
    put(
      'payeesToHandle',
      found(toHandle),
      toHandle.some(({ requestedAt }) => requestedAt < lateBefore),
    );
  }
  if (may('investors.payeeApprove')) {
    const ready = cases.filter(
      (row) => row.state === 'callbackRecorded' && row.requestedBy !== userId && approvableFrom(row, coolOffDays) <= today,
    );
    put(
      'payeesToApprove',
      found(ready),
      ready.some(({ callbackAt }) => callbackAt !== null && callbackAt < lateBefore),
    );
  }
  if (may('investors.edit')) {
    const rows = expiringRows({ ...context, rows: { wholeHouse: true, scopes: [] } });
    const text = rows.map((row) => ({
      at: null,
      text: `${row.investor}: ${row.what === 'kyc' ? 'KYC' : row.detail} ${row.ended ? 'ended' : 'ends'} on ${row.expiresOn}`,
    }));
    put(
      'expiringForms',
      text,
      rows.some(({ ended }) => ended),
    );
  }
}
