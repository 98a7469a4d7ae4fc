import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { journalOf, type ReadDb } from '../handles.ts';
import { calledMoves, commitmentEvents, holdingDefaults } from '../schema/index.ts';
import { insert, select, statement, update } from '../statements.ts';

export type CommitmentEventRow = (typeof commitmentEvents)['$inferSelect'];
export type CalledMoveRow = (typeof calledMoves)['$inferSelect'];
export type HoldingDefaultRow = (typeof holdingDefaults)['$inferSelect'];

/** What one holding has of something, on a day. */
export type HoldingAmount = Readonly<{ investorId: InvestorId; classId: string; minor: bigint }>;

/** Every reading of commitments stands on the record `commitments` of the fund. */
const stands = (fundId: string) => [{ entity: 'commitments', id: fundId }];
function note(db: ReadDb, fundId: string): void {
  const journal = journalOf(db);
  if (journal?.notesSubjects) for (const subject of stands(fundId)) journal.noteRead(subject);
}

const ofFund = select(commitmentEvents, 'WHERE fund_id = ? ORDER BY ordinal', stands);
const ofHolding = select(
  commitmentEvents,
  'WHERE fund_id = ? AND investor_id = ? AND class_id = ? ORDER BY effective_on, ordinal',
  stands as (fundId: string, investorId: string, classId: string) => ReturnType<typeof stands>,
);
export const readEvents = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const readEventsOf = (db: ReadDb, fundId: string, investorId: string, classId: string) =>
  ofHolding.all(db, fundId, investorId, classId);
export const insertEvent = insert(commitmentEvents);

const counted = statement('SELECT count(*) FROM commitment_events WHERE fund_id = ?');
/** The number the next event of a fund gets. */
export function nextEvent(db: ReadDb, fundId: string): number {
  note(db, fundId);
  return Number(counted(db).pluck().get(fundId) as bigint);
}

const amounts = (table: string, known: string) =>
  statement(`SELECT investor_id AS investorId, class_id AS classId, sum(minor) AS minor FROM ${table}
    WHERE fund_id = ? AND effective_on <= ?${known} GROUP BY investor_id, class_id HAVING sum(minor) <> 0 ORDER BY investor_id, class_id`);
const KNOWN = ' AND recorded_at <= ?';
const commitmentsNow = amounts('commitment_events', '');
const commitmentsThen = amounts('commitment_events', KNOWN);
const movesNow = amounts('called_moves', '');
const movesThen = amounts('called_moves', KNOWN);

type Summed = ReturnType<typeof amounts>;
function amountsOn(db: ReadDb, [now, then]: readonly [Summed, Summed], fundId: string, on: BusinessDate, knownAt?: Instant) {
  note(db, fundId);
  return (knownAt === undefined ? now(db).all(fundId, on) : then(db).all(fundId, on, knownAt)) as HoldingAmount[];
}

/** What each holding of a fund has committed on a day, as known at a moment; holdings of nothing left out, by investor, then class. */
export const commitmentsOn = (db: ReadDb, fundId: string, on: BusinessDate, knownAt?: Instant): HoldingAmount[] =>
  amountsOn(db, [commitmentsNow, commitmentsThen], fundId, on, knownAt);

/**
 * What closings and transfers moved of the amounts called inside commitments. What a holding was called is its lines of calls of kind
 * 'capital' plus this; calls of kind 'equalisation' only collect it and are not counted beside it.
 */
export const calledMovesOn = (db: ReadDb, fundId: string, on: BusinessDate, knownAt?: Instant): HoldingAmount[] =>
  amountsOn(db, [movesNow, movesThen], fundId, on, knownAt);

const movesOfFund = select(calledMoves, 'WHERE fund_id = ? ORDER BY source_id, ordinal', stands);
const movesOfSource = select(calledMoves, 'WHERE source_id = ? ORDER BY ordinal');
const anyMove = statement('SELECT 1 FROM called_moves WHERE call_id = ? LIMIT 1');
export const readMoves = (db: ReadDb, fundId: string) => movesOfFund.all(db, fundId);
/** What one closing or one transfer moved, call by call. */
export const readMovesOf = (db: ReadDb, sourceId: string) => movesOfSource.all(db, sourceId);
/** Whether a closing or a transfer stands on this call, so that it can no longer be taken back. */
export const isCallMoved = (db: ReadDb, fundId: string, callId: string): boolean => {
  note(db, fundId);
  return anyMove(db).get(callId) !== undefined;
};
export const insertMove = insert(calledMoves);

const defaultById = select(holdingDefaults, 'WHERE id = ?');
const defaultsOfFund = select(holdingDefaults, 'WHERE fund_id = ? ORDER BY effective_on, proposed_at, id', stands);
const defaultsProposed = select(holdingDefaults, "WHERE state = 'proposed' ORDER BY proposed_at, id");
export const readDefault = (db: ReadDb, id: string) => defaultById.get(db, id);
export const readDefaults = (db: ReadDb, fundId: string) => defaultsOfFund.all(db, fundId);
export const readProposedDefaults = (db: ReadDb) => defaultsProposed.all(db);
export const insertDefault = insert(holdingDefaults);
export const decideDefault = update(holdingDefaults, ['state', 'decidedBy', 'decidedAt', 'decisionReason']);

export type HoldingInDefault = Readonly<{ investorId: InvestorId; classId: string; since: BusinessDate }>;

/** The holdings in default on a day: those whose last approved move until then declared it. */
export function defaultsOn(db: ReadDb, fundId: string, on: BusinessDate): HoldingInDefault[] {
  const last = new Map<string, HoldingDefaultRow>();
  for (const row of readDefaults(db, fundId))
    if (row.state === 'approved' && row.effectiveOn <= on) last.set(`${row.investorId} ${row.classId}`, row);
  return [...last.values()]
    .filter(({ move }) => move === 'declare')
    .map(({ investorId, classId, effectiveOn }) => ({ investorId, classId, since: effectiveOn }));
}
