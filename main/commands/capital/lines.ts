import type { WriteDb } from '#db/handles.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import {
  closeFacilityRow,
  insertFacility,
  insertLineTerm,
  readFacilities,
  readFacility,
  readLineTerms,
  readMovements,
} from '#db/tables/lines.ts';
import { balanceOn, checkOpen, checkTerms } from '#main/engine/capital/line.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { later } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { formatMoney } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { fundScope, postingGuards } from '../ledger/post.ts';
import { booksOf, usableAccount } from './booksOf.ts';

const LINE_ROLES = ['subscriptionLine', 'lineInterestPayable', 'lineInterest'] as const;

export const openLine: Handler<'line.open'> = {
  guards: ({ fundId, facilityId }) => [
    writes('lines', fundId),
    writes('line', facilityId),
    reads('fundBankAccounts', 'all'),
    ...postingGuards(fundId),
  ],
  claims: ({ facilityId }) => [`line:${facilityId}`],
  scope: fundScope,

  run({ db, actor, now, today }, input) {
    const { facilityId, fundId, name, openedOn, maturesOn, limitMinor, rate, baseShare, reason, ...facts } = input;
    const books = booksOf(db, fundId, LINE_ROLES);
    if (!books.ok) return books;
    if (openedOn > today) return refuse('dateInFuture', { what: `The line “${name}”`, on: openedOn, today });
    if (maturesOn <= openedOn) return refuse('lineDates', { opened: openedOn, matures: maturesOn });
    const same = readFacilities(db, fundId).find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (same) return refuse('lineNameTaken', { name: same.name, fund: fundNameIn(db, fundId) });
    const { currency } = books.value;
    const account = usableAccount(db, { fundId, accountId: facts.accountId, currency, on: openedOn });
    if (!account.ok) return account;
    const recorded = { recordedBy: actor.userId, recordedAt: now };
    const opened = { openedBy: actor.userId, openedAt: now };
    insertFacility(db, { id: facilityId, fundId, name, currency, openedOn, maturesOn, ...facts, closedOn: null, ...opened, version: 1 });
    insertLineTerm(db, { facilityId, ordinal: 0, effectiveOn: openedOn, limitMinor, rate, baseShare, reason, ...recorded });
    return done({ version: 1 });
  },
};

/** The line, if it is one of this fund. */
export function lineOf(db: WriteDb, { fundId, facilityId }: Readonly<{ fundId: FundId; facilityId: string }>) {
  const line = readFacility(db, facilityId);
  return line?.fundId === fundId ? line : undefined;
}

export const noLine = (id: string) => refuse('notFound', { what: 'subscription line of this fund', id });

export const changeLineTerms: Handler<'line.changeTerms'> = {
  guards: ({ fundId, facilityId }) => [reads('lines', fundId), writes('line', facilityId)],
  scope: fundScope,

  run({ db, actor, now }, { fundId, facilityId, expectedVersion, reason, ...term }) {
    const line = lineOf(db, { fundId, facilityId });
    if (!line) return noLine(facilityId);
    if (line.version !== expectedVersion) return refuse('staleVersion', { what: line.name });
    const terms = readLineTerms(db, facilityId);
    const decision = checkTerms(line, terms, readMovements(db, facilityId), term);
    if (!decision.ok) return decision;
    const ordinal = terms.length;
    insertLineTerm(db, { facilityId, ordinal, ...term, reason, recordedBy: actor.userId, recordedAt: now });
    return done({ ordinal });
  },
};

export const closeLine: Handler<'line.close'> = {
  guards: ({ fundId, facilityId }) => [writes('lines', fundId), reads('line', facilityId)],
  scope: fundScope,

  run({ db, today }, { fundId, facilityId, expectedVersion, closedOn }) {
    const line = lineOf(db, { fundId, facilityId });
    if (!line) return noLine(facilityId);
    if (line.version !== expectedVersion) return refuse('staleVersion', { what: line.name });
    if (closedOn > today) return refuse('dateInFuture', { what: `The end of “${line.name}”`, on: closedOn, today });
    const open = checkOpen(line, closedOn);
    if (!open.ok) return open;
    const movements = readMovements(db, facilityId);
    const last = movements.map(({ effectiveOn }) => effectiveOn).reduce(later, closedOn);
    if (last > closedOn) return refuse('lineNotOpen', { line: line.name, on: closedOn, because: `it moved on ${last}` });
    const { principal, interest } = balanceOn(movements, closedOn);
    if (principal !== 0n || interest !== 0n)
      return refuse('lineOwes', {
        line: line.name,
        owed: formatMoney({ minor: principal + interest, currency: line.currency }),
        on: closedOn,
      });
    const version = line.version + 1;
    closeFacilityRow(db, line, { closedOn, version });
    return done({ version });
  },
};
