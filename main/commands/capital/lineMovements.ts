import type { WriteDb } from '#db/handles.ts';
import { readCall } from '#db/tables/calls.ts';
import { calledMovesOn, commitmentsOn, defaultsOn } from '#db/tables/commitments.ts';
import { readAccount } from '#db/tables/funds.ts';
import { readEntry, readPostings } from '#db/tables/ledger.ts';
import {
  calledInside,
  type FacilityRow,
  insertMovement,
  type MovementRow,
  readFacilities,
  readLineTerms,
  readMovements,
  readMovementsBeside,
} from '#db/tables/lines.ts';
import { accrue, balanceOn, checkDraw, checkPaid, checkUndo, uncalledOf } from '#main/engine/capital/line.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { Line } from '#shared/model/ledger.ts';
import { movementTitles } from '#shared/model/lines.ts';
import { money, negate } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Guard, type Handler, reads, writes } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from '../ledger/post.ts';
import { type Books, booksOf, line as posting } from './booksOf.ts';
import { lineOf, noLine } from './lines.ts';

type OfLine = Readonly<{ fundId: FundId; facilityId: string; expectedMovements: number }>;
type LineBooks = Books<'operatingCash' | 'subscriptionLine' | 'lineInterestPayable' | 'lineInterest'>;
type Held = Readonly<{ facility: FacilityRow; movements: readonly MovementRow[]; books: LineBooks; cash: string }>;

const guards = ({ fundId, facilityId }: OfLine): Guard[] => [
  reads('lines', fundId),
  writes('line', facilityId),
  reads('fundBankAccounts', 'all'),
  ...postingGuards(fundId),
];
const callGuards = (callId: string | null): Guard[] => (callId === null ? [] : [reads('call', callId)]);

/** The line as its reader saw it: one who saw fewer movements looks again. */
function hold(
  { db, today }: Context,
  input: OfLine,
  on: BusinessDate,
): Result<Held, 'notFound' | 'staleVersion' | 'dateInFuture' | 'booksMissing' | 'roleMissing'> {
  const facility = lineOf(db, input);
  if (!facility) return noLine(input.facilityId);
  const movements = readMovements(db, facility.id);
  if (movements.length !== input.expectedMovements) return refuse('staleVersion', { what: facility.name });
  if (on > today) return refuse('dateInFuture', { what: `The movement of “${facility.name}”`, on, today });
  const books = booksOf(db, facility.fundId, ['subscriptionLine', 'lineInterestPayable', 'lineInterest']);
  if (!books.ok) return books;
  return done({ facility, movements, books: books.value, cash: books.value.cashOf(readAccount(db, facility.accountId)!) });
}

type Movement = Pick<MovementRow, 'kind' | 'minor' | 'effectiveOn' | 'reference'> & Partial<Pick<MovementRow, 'callId' | 'fromOn'>>;

/** Writes the movement and its entry: the first account takes the amount, the second gives it. */
function move(
  context: Context,
  { facility, movements }: Held,
  source: string,
  movement: Movement,
  [debit, credit]: readonly [string, string],
) {
  const { db, actor, now, commandId } = context;
  const { id: facilityId, fundId, currency, name } = facility;
  const { kind, minor, effectiveOn, reference, callId = null, fromOn = null } = movement;
  const lines = [posting(debit, minor, currency), posting(credit, -minor, currency)];
  const memo = `${movementTitles[kind]}: ${name}${reference === '' ? '' : `, ${reference}`}`;
  const entry = postEntry(context, { fundId, kind: 'event', source, effectiveOn, memo, reason: null, evidence: [], lines });
  if (!entry.ok) return entry;
  const row: MovementRow = {
    facilityId,
    ordinal: movements.length,
    fundId,
    kind,
    minor,
    fromOn,
    effectiveOn,
    callId,
    reference,
    undoes: null,
    reason: null,
    commandId,
    entryOrdinal: 0,
    recordedBy: actor.userId,
    recordedAt: now,
  };
  insertMovement(db, row);
  return done(after(facility, [...movements, row], effectiveOn));
}

function after({ currency }: FacilityRow, movements: readonly MovementRow[], on: BusinessDate) {
  const { principal, interest } = balanceOn(movements, on);
  return { ordinal: movements.length - 1, principal: money(principal, currency), interest: money(interest, currency) };
}

/** The call that is to repay a draw, or whose money repays it: of this fund, and not taken back. */
function checkCall(db: WriteDb, fundId: string, callId: string | null): Result<null, 'notFound' | 'callElsewhere'> {
  if (callId === null) return done(null);
  const call = readCall(db, callId);
  if (call?.fundId !== fundId) return refuse('notFound', { what: 'call of this fund', id: callId });
  const shown = `${call.number} “${call.title}”`;
  return call.state === 'rescinded' ? refuse('callElsewhere', { call: shown, because: 'it was rescinded' }) : done(null);
}

export const uncalledOn = (db: WriteDb, fundId: string, on: BusinessDate): bigint =>
  uncalledOf(
    commitmentsOn(db, fundId, on),
    [...calledInside(db, fundId, on), ...calledMovesOn(db, fundId, on)],
    defaultsOn(db, fundId, on),
  );

export const drawLine: Handler<'line.draw'> = {
  guards: (input, db) => [
    ...guards(input),
    ...callGuards(input.callId),
    reads('commitments', input.fundId),
    reads('fundCalls', input.fundId),
    ...readFacilities(db, input.fundId).flatMap(({ id }) => (id === input.facilityId ? [] : [reads('line', id)])),
  ],
  scope: fundScope,

  run(context, { minor, effectiveOn, callId, reference, ...input }) {
    const held = hold(context, input, effectiveOn);
    if (!held.ok) return held;
    const { facility, movements, books, cash } = held.value;
    const linked = checkCall(context.db, input.fundId, callId);
    if (!linked.ok) return linked;
    const uncalled = uncalledOn(context.db, input.fundId, effectiveOn);
    const terms = readLineTerms(context.db, facility.id);
    const drawnElsewhere = balanceOn(readMovementsBeside(context.db, facility), effectiveOn).principal;
    const decision = checkDraw({ line: facility, terms, movements, uncalled, drawnElsewhere }, { minor, on: effectiveOn });
    if (!decision.ok) return decision;
    const movement = { kind: 'draw', minor, effectiveOn, callId, reference } as const;
    return move(context, held.value, 'line.draw', movement, [cash, books.code.subscriptionLine]);
  },
};

export const repayLine: Handler<'line.repay'> = {
  guards: (input) => [...guards(input), ...callGuards(input.callId)],
  scope: fundScope,

  run(context, { minor, effectiveOn, callId, reference, ...input }) {
    const held = hold(context, input, effectiveOn);
    if (!held.ok) return held;
    const { facility, movements, books, cash } = held.value;
    const linked = checkCall(context.db, input.fundId, callId);
    if (!linked.ok) return linked;
    const decision = checkPaid(facility, movements, 'principal', { minor, on: effectiveOn });
    if (!decision.ok) return decision;
    const movement = { kind: 'repayment', minor, effectiveOn, callId, reference } as const;
    return move(context, held.value, 'line.repay', movement, [books.code.subscriptionLine, cash]);
  },
};

export const payLineInterest: Handler<'line.payInterest'> = {
  guards,
  scope: fundScope,

  run(context, { minor, effectiveOn, reference, ...input }) {
    const held = hold(context, input, effectiveOn);
    if (!held.ok) return held;
    const { facility, movements, books, cash } = held.value;
    const decision = checkPaid(facility, movements, 'interest', { minor, on: effectiveOn });
    if (!decision.ok) return decision;
    const movement = { kind: 'interestPayment', minor, effectiveOn, reference } as const;
    return move(context, held.value, 'line.payInterest', movement, [books.code.lineInterestPayable, cash]);
  },
};

export const accrueLine: Handler<'line.accrue'> = {
  guards,
  scope: fundScope,

  run(context, { untilOn, ...input }) {
    const held = hold(context, input, untilOn);
    if (!held.ok) return held;
    const { facility, movements, books } = held.value;
    const decision = accrue(facility, readLineTerms(context.db, facility.id), movements, untilOn);
    if (!decision.ok) return decision;
    const { fromOn, minor } = decision.value;
    const movement = { kind: 'accrual', minor, fromOn, effectiveOn: untilOn, reference: `${fromOn} to ${untilOn}` } as const;
    const moved = move(context, held.value, 'line.accrue', movement, [books.code.lineInterest, books.code.lineInterestPayable]);
    return moved.ok ? done({ ...moved.value, accrued: money(minor, facility.currency) }) : moved;
  },
};

const undoGuards = (input: CommandInput<'line.undo'>, db: WriteDb): Guard[] => {
  const movement = readMovements(db, input.facilityId).find(({ ordinal }) => ordinal === input.ordinal);
  return [...guards(input), ...(movement ? [writes('entry', `${movement.commandId}.${movement.entryOrdinal}`)] : [])];
};

export const undoLineMovement: Handler<'line.undo'> = {
  guards: undoGuards,
  scope: fundScope,

  run(context, { ordinal, effectiveOn, reason, ...input }) {
    const { db, actor, now, commandId } = context;
    const held = hold(context, input, effectiveOn);
    if (!held.ok) return held;
    const { facility, movements } = held.value;
    const movement = movements[ordinal];
    if (!movement) return refuse('notFound', { what: `movement of “${facility.name}”`, id: String(ordinal) });
    const decision = checkUndo(facility, movements, movement, effectiveOn);
    if (!decision.ok) return decision;
    const reverses = { commandId: movement.commandId, ordinal: movement.entryOrdinal };
    const { fundId } = facility;
    const lines: Line[] = readPostings(db, reverses).map(({ account, investorId, minor, currency }) => ({
      account,
      investorId,
      amount: negate({ minor, currency }),
    }));
    const memo = `Reversal of: ${readEntry(db, reverses)!.memo}`;
    const entry = postEntry(context, {
      fundId,
      kind: 'reversal',
      source: 'line.undo',
      effectiveOn,
      memo,
      reason,
      evidence: [],
      reverses,
      lines,
    });
    if (!entry.ok) return entry;
    const row: MovementRow = {
      ...movement,
      ordinal: movements.length,
      minor: -movement.minor,
      effectiveOn,
      undoes: ordinal,
      reason,
      commandId,
      entryOrdinal: 0,
      recordedBy: actor.userId,
      recordedAt: now,
    };
    insertMovement(db, row);
    return done(after(facility, [...movements, row], effectiveOn));
  },
};
