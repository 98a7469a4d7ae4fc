import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage, searchIn } from '#db/list.ts';
import { readCall } from '#db/tables/calls.ts';
import { calledMovesOn, commitmentsOn, defaultsOn } from '#db/tables/commitments.ts';
import { fundNameIn, readAccount } from '#db/tables/funds.ts';
import { readBalanceOn, readChart, readLedger } from '#db/tables/ledger.ts';
import {
  calledInside,
  type FacilityRow,
  type MovementRow,
  readFacilities,
  readFacility,
  readLineTerms,
  readMovements,
  readMovementsBeside,
} from '#db/tables/lines.ts';
import { nameIn } from '#db/tables/users.ts';
import { availableOn, balanceOn, borrowingBase, interestUpTo, termsOn, uncalledOf } from '#main/engine/capital/line.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, later } from '#shared/dates.ts';
import type { AccountRole } from '#shared/model/ledger.ts';
import { money } from '#shared/money.ts';
import { inScope, maySee } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';

const uncalledOn = (db: ReadDb, fundId: string, on: BusinessDate): bigint =>
  uncalledOf(
    commitmentsOn(db, fundId, on),
    [...calledInside(db, fundId, on), ...calledMovesOn(db, fundId, on)],
    defaultsOn(db, fundId, on),
  );

const definition: ListDefinition = {
  select: 'line_facilities.id',
  from: 'line_facilities JOIN funds ON funds.id = line_facilities.fund_id',
  key: 'line_facilities.id',
  keyIsInteger: false,
  sort: { name: 'line_facilities.name', fund: 'funds.name', maturesOn: 'matures_on' },
  defaultSort: { by: 'fund', descending: false },
  filter: {
    fundId: equals('line_facilities.fund_id'),
    open: (isOpen: boolean) => ({ sql: `closed_on IS ${isOpen ? '' : 'NOT '}NULL`, params: [] }),
    search: searchIn(['line_facilities.name', 'line_facilities.lender', 'funds.name']),
  },
};

function shownLine(db: ReadDb, line: FacilityRow, today: BusinessDate) {
  const { id, fundId, name, lender, currency, openedOn, maturesOn, closedOn } = line;
  const terms = readLineTerms(db, id);
  const term = termsOn(terms, today) ?? terms[0]!;
  const movements = readMovements(db, id);
  const uncalled = uncalledOn(db, fundId, today);
  const drawnElsewhere = balanceOn(readMovementsBeside(db, line), today).principal;
  const { principal, interest } = balanceOn(movements, today);
  return {
    terms,
    term,
    movements,
    uncalled,
    drawnElsewhere,
    row: {
      id,
      fundId,
      fund: fundNameIn(db, fundId),
      name,
      lender,
      currency,
      openedOn,
      maturesOn,
      closedOn,
      rate: term.rate,
      limit: money(term.limitMinor, currency),
      outstanding: money(principal, currency),
      interest: money(interest, currency),
      available: money(availableOn({ line, terms, movements, uncalled, drawnElsewhere }, today), currency),
    },
  };
}

export const lineList: QueryHandler<'line.list'> = ({ db, rows: scope, today }, input) => {
  const page = readPage(db, definition, input, inScope(scope, 'line_facilities.fund_id'));
  return { rows: page.rows.map(({ id }) => shownLine(db, readFacility(db, id as string)!, today).row), next: page.next, total: page.total };
};

export const lineHome: QueryHandler<'line.home'> = ({ db, rows: scope, today }, { facilityId }) => {
  const line = readFacility(db, facilityId);
  if (!line || !maySee(scope, line.fundId)) return refuse('notFound', { what: 'subscription line', id: facilityId });
  const { row, terms, term, movements, uncalled, drawnElsewhere } = shownLine(db, line, today);
  const { currency } = line;
  const undone = new Set(movements.map(({ undoes }) => undoes));
  const accrued = movements.filter(({ kind, undoes, ordinal }) => kind === 'accrual' && undoes === null && !undone.has(ordinal));
  const accruedUntil = accrued.map(({ effectiveOn }) => effectiveOn).reduce(later, line.openedOn);
  const soFar = BigInt(interestUpTo(line, terms, movements, later(today, accruedUntil)).toFixed(0));
  const posted = accrued.reduce((sum, { minor }) => sum + minor, 0n);
  return {
    ...row,
    dayCount: line.dayCount,
    accountId: line.accountId,
    account: readAccount(db, line.accountId)!.title,
    version: line.version,
    baseShare: term.baseShare,
    uncalled: money(uncalled, currency),
    borrowingBase: money(borrowingBase(uncalled, term.baseShare), currency),
    drawnElsewhere: money(drawnElsewhere, currency),
    unaccrued: money(line.closedOn === null ? soFar - posted : 0n, currency),
    accruedUntil,
    ledger: ledgerOf(db, line, today),
    terms: terms.map(({ facilityId: _, limitMinor, recordedBy, ...rest }) => ({
      ...rest,
      limit: money(limitMinor, currency),
      recordedBy: nameIn(db, recordedBy),
    })),
    movements: movements.map((movement, at) => shownMovement(db, line, movement, movements.slice(0, at + 1), undone.has(movement.ordinal))),
  };
};

const LAST_DAY = '9999-12-31' as BusinessDate;

function shownMovement(db: ReadDb, { currency }: FacilityRow, movement: MovementRow, upToIt: readonly MovementRow[], isUndone: boolean) {
  const { facilityId: _f, fundId: _u, minor, commandId, entryOrdinal, recordedBy, callId, ...rest } = movement;
  const { principal, interest } = balanceOn(upToIt, LAST_DAY);
  const call = callId === null ? undefined : readCall(db, callId);
  return {
    ...rest,
    amount: money(minor, currency),
    callId,
    call: call ? `${call.number} ${call.title}` : null,
    undone: isUndone,
    entryId: `${commandId}.${entryOrdinal}`,
    recordedBy: nameIn(db, recordedBy),
    principal: money(principal, currency),
    interest: money(interest, currency),
  };
}

/** What the books of the fund hold on the two accounts of its lines; null where other lines of the fund share them. */
function ledgerOf(db: ReadDb, { fundId, currency }: FacilityRow, on: BusinessDate) {
  if (readFacilities(db, fundId).length > 1 || !readLedger(db, fundId)) return null;
  const chart = readChart(db, fundId);
  const held = (role: AccountRole): bigint => {
    const account = chart.find((each) => each.role === role);
    return account ? -readBalanceOn(db, { fundId, account: account.code, currency }, on) : 0n;
  };
  return { principal: money(held('subscriptionLine'), currency), interest: money(held('lineInterestPayable'), currency) };
}
