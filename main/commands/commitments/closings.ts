import type { WriteDb } from '#db/handles.ts';
import {
  approveClosingRow,
  type ClosingRow,
  endClosingRow,
  insertClosing,
  insertClosingLine,
  readClosing,
  readClosings,
  reviseClosingRow,
} from '#db/tables/closings.ts';
import { type FundRow, readFund } from '#db/tables/funds.ts';
import { checkClosing, checkReady, outcomeOf } from '#main/engine/commitments/closing.ts';
import { checkApproval, moveClosing } from '#main/engine/commitments/steps.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { done, type Result } from '#shared/result.ts';
import { inFund, noFund } from '../funds/fund.ts';
import type { Handler } from '../handler.ts';
import { closingGuards, closingTitle, contentGiven, factsOf, hashOf, ofFund, storedGuards, workedOut } from './facts.ts';

type Drawn = Pick<CommandInput<'commitments.draftClosing'>, 'closingId' | 'fundId' | 'lines' | 'accountId'>;
const drawnGuards = ({ fundId, accountId, lines }: Drawn) =>
  closingGuards(
    fundId,
    accountId,
    lines.map(({ investorId }) => investorId),
  );

function insertLines(db: WriteDb, { closingId, fundId, lines }: Drawn, revision: number): void {
  lines.forEach((line, ordinal) => {
    insertClosingLine(db, { closingId, revision, ordinal, fundId, ...line });
  });
}

/** The columns of the equalisation terms; none of them at a first closing. */
const termColumns = ({ terms }: Pick<CommandInput<'commitments.draftClosing'>, 'terms'>) => ({
  rate: terms?.rate ?? null,
  compounding: terms?.compounding ?? null,
  dayCount: terms?.dayCount ?? null,
  dueOn: terms?.dueOn ?? null,
});

const notApproved = { state: 'draft', contentHash: null, approvedBy: null, approvedAt: null } as const;

export const draftClosing: Handler<'commitments.draftClosing'> = {
  guards: drawnGuards,
  claims: ({ closingId }) => [`closing:${closingId}`],
  scope: inFund,

  run(context, input) {
    const { db, actor, now } = context;
    const { closingId, fundId, kind, heldOn, accountId, note } = input;
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    const closings = readClosings(db, fundId);
    const open = closings.find(({ state }) => state === 'draft' || state === 'approved');
    if (open) return refuse('closingOpen', { fund: fund.name, number: open.number });
    const content = contentGiven(input);
    const facts = factsOf(context, fund, closingId, content);
    const checked = checkClosing(content, facts);
    if (!checked.ok) return checked;
    const number = closings.length + 1;
    insertClosing(db, {
      id: closingId,
      fundId,
      number,
      kind,
      heldOn,
      ...termColumns(input),
      accountId,
      note,
      revision: 1,
      ...notApproved,
      preparedBy: actor.userId,
      preparedAt: now,
      endedBy: null,
      endedAt: null,
      endReason: null,
      version: 1,
    });
    insertLines(db, input, 1);
    return done({ number, version: 1, contentHash: hashOf(content, outcomeOf(content, facts)) });
  },
};

type Found = Readonly<{ fund: FundRow; closing: ClosingRow; what: string }>;

/** The closing, as long as it is the one and the version that was looked at. */
export function openClosing(
  db: WriteDb,
  { closingId, fundId }: Readonly<{ closingId: string; fundId: FundId }>,
  expectedVersion?: number,
): Result<Found, 'notFound' | 'staleVersion'> {
  const fund = readFund(db, fundId);
  if (!fund) return noFund(fundId);
  const closing = readClosing(db, closingId);
  if (closing?.fundId !== fundId) return refuse('notFound', { what: `closing of ${fund.name}`, id: closingId });
  const what = closingTitle(closing, fund);
  if (expectedVersion !== undefined && expectedVersion !== closing.version) return refuse('staleVersion', { what });
  return done({ fund, closing, what });
}

export const reviseClosing: Handler<'commitments.reviseClosing'> = {
  guards: drawnGuards,
  scope: inFund,

  run(context, input) {
    const { db, actor, now } = context;
    const found = openClosing(db, input, input.expectedVersion);
    if (!found.ok) return found;
    const { fund, closing, what } = found.value;
    const moved = moveClosing(what, closing, 'revise');
    if (!moved.ok) return moved;
    const content = contentGiven(input);
    const facts = factsOf(context, fund, closing.id, content);
    const checked = checkClosing(content, facts);
    if (!checked.ok) return checked;
    const { kind, heldOn, accountId, note } = input;
    const revision = closing.revision + 1;
    const version = closing.version + 1;
    const author = { preparedBy: actor.userId, preparedAt: now };
    reviseClosingRow(db, closing, { kind, heldOn, ...termColumns(input), accountId, note, revision, ...notApproved, ...author, version });
    insertLines(db, input, revision);
    return done({ version, contentHash: hashOf(content, outcomeOf(content, facts)) });
  },
};

export const approveClosing: Handler<'commitments.approveClosing'> = {
  guards: (input, db) => storedGuards(db, input),
  scope: inFund,

  run(context, input) {
    const { db, actor, now } = context;
    const found = openClosing(db, input);
    if (!found.ok) return found;
    const { fund, closing, what } = found.value;
    const moved = moveClosing(what, closing, 'approve');
    if (!moved.ok) return moved;
    const { content, facts, outcome, contentHash } = workedOut(context, fund, closing);
    const approval = checkApproval(what, closing, actor.userId, input.contentHash, contentHash);
    if (!approval.ok) return approval;
    const checked = checkClosing(content, facts);
    if (!checked.ok) return checked;
    const ready = checkReady(content, facts, outcome);
    if (!ready.ok) return ready;
    const version = closing.version + 1;
    approveClosingRow(db, closing, { state: moved.value, contentHash, approvedBy: actor.userId, approvedAt: now, version });
    return done({ version });
  },
};

export const cancelClosing: Handler<'commitments.cancelClosing'> = {
  guards: ofFund,
  scope: inFund,

  run({ db, actor, now }, input) {
    const found = openClosing(db, input, input.expectedVersion);
    if (!found.ok) return found;
    const { closing, what } = found.value;
    const moved = moveClosing(what, closing, 'cancel');
    if (!moved.ok) return moved;
    const version = closing.version + 1;
    endClosingRow(db, closing, { state: moved.value, endedBy: actor.userId, endedAt: now, endReason: input.reason, version });
    return done({ version });
  },
};
