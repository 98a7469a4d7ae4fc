import { insertIssuedCall, nextCallNumber } from '#db/tables/calls.ts';
import { endClosingRow } from '#db/tables/closings.ts';
import { insertEvent, insertMove, nextEvent } from '#db/tables/commitments.ts';
import { readChart } from '#db/tables/ledger.ts';
import { checkClosing, checkReady } from '#main/engine/commitments/closing.ts';
import { equalisationLines } from '#main/engine/commitments/entry.ts';
import { type Net, netOf } from '#main/engine/commitments/equalise.ts';
import { moveClosing } from '#main/engine/commitments/steps.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done, type Result } from '#shared/result.ts';
import { inFund } from '../funds/fund.ts';
import { type Context, type Handler, touches, writes } from '../handler.ts';
import { openOn, postEntry, postingGuards } from '../ledger/post.ts';
import { openClosing } from './closings.ts';
import { type Approved, equalisationCall } from './equalisationCall.ts';
import { storedGuards, type Worked, workedOut } from './facts.ts';

export const postClosing: Handler<'commitments.postClosing'> = {
  guards: (input, db) => [
    ...storedGuards(db, input),
    touches('fundCalls', input.fundId),
    writes('call', input.callId),
    ...postingGuards(input.fundId),
  ],
  claims: ({ callId }) => [`call:${callId}`],
  scope: inFund,

  run(context, input) {
    const { db, actor, now, today } = context;
    const found = openClosing(db, input, input.expectedVersion);
    if (!found.ok) return found;
    const { fund, closing, what } = found.value;
    const moved = moveClosing(what, closing, 'post');
    if (!moved.ok) return moved;
    if (closing.heldOn > today) return refuse('dateInFuture', { what, on: closing.heldOn, today });
    const worked = workedOut(context, fund, closing);
    const checked = checkClosing(worked.content, worked.facts);
    if (!checked.ok) return checked;
    if (worked.contentHash !== closing.contentHash) return refuse('stepChanged', { what });
    const ready = checkReady(worked.content, worked.facts, worked.outcome);
    if (!ready.ok) return ready;
    const approved: Approved = { fund, closing, what };
    const nets = netOf(worked.outcome.moves);
    const equalised =
      nets.length === 0
        ? openOn(context, fund.id, closing.heldOn)
        : writeEqualisation(context, approved, { nets, rows: worked.outcome.rows, callId: input.callId });
    if (!equalised.ok) return equalised;
    insertEvents(context, approved, worked);
    const version = closing.version + 1;
    endClosingRow(db, closing, { state: moved.value, endedBy: actor.userId, endedAt: now, endReason: null, version });
    return done({ commitments: worked.content.lines.length, equalised: nets.length, version });
  },
};

/** What the equalisation owes and is owed, in the books and as a call that newcomers pay like any other. */
function writeEqualisation(
  context: Context,
  { fund, closing, what }: Approved,
  { nets, rows, callId }: Readonly<{ nets: readonly Net[]; rows: Worked['outcome']['rows']; callId: string }>,
): Result<null, 'roleMissing' | 'periodLocked'> {
  const { db } = context;
  const lines = equalisationLines(nets, readChart(db, fund.id), fund.currency);
  if (!lines.ok) return lines;
  const entry = postEntry(context, {
    fundId: fund.id,
    kind: 'event',
    source: 'commitments.postClosing',
    effectiveOn: closing.heldOn,
    memo: `Equalisation at ${what}`,
    reason: null,
    evidence: [],
    lines: lines.value,
  });
  if (!entry.ok) return entry;
  const [call, content] = equalisationCall(context, {
    fund,
    closing,
    what,
    nets,
    rows,
    callId,
    number: nextCallNumber(db, fund.id),
    entryId: entry.value,
  });
  insertIssuedCall(db, call, content);
  return done(null);
}

function insertEvents({ db, actor, now }: Context, { fund, closing, what }: Approved, { content, outcome }: Worked): void {
  const first = nextEvent(db, fund.id);
  const before = new Map(outcome.rows.map((row) => [row.key, row.before]));
  content.lines.forEach(({ investorId, classId, minor }, index) => {
    const isNew = before.get(`${investorId} ${classId}`) === 0n;
    insertEvent(db, {
      fundId: fund.id,
      ordinal: first + index,
      classId,
      investorId,
      kind: isNew ? 'initial' : 'increase',
      minor,
      effectiveOn: closing.heldOn,
      closingId: closing.id,
      transferId: null,
      reason: what,
      recordedBy: actor.userId,
      recordedAt: now,
    });
  });
  outcome.moves.forEach((move, ordinal) => {
    const source = { sourceId: closing.id, ordinal, fundId: fund.id, closingId: closing.id, transferId: null };
    insertMove(db, { ...source, ...move, effectiveOn: closing.heldOn, recordedAt: now });
  });
}
