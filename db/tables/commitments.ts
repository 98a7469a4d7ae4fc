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

const grouped = (rows: string) =>
  statement(`SELECT investor_id AS investorId, class_id AS classId, sum(minor) AS minor FROM (${rows})
    GROUP BY investor_id, class_id HAVING sum(minor) <> 0 ORDER BY investor_id, class_id`);
const events = (known: string) =>
  grouped(`SELECT investor_id, class_id, minor FROM commitment_events WHERE fund_id = ? AND effective_on <= ?${known}`);
/** A holding that gained by an equalisation is called for it; one that lost is owed a refund, which no call shows. */
const moves = (known: string) =>
  grouped(`SELECT investor_id, class_id, CASE WHEN closing_id IS NULL THEN sum(minor) ELSE min(sum(minor), 0) END AS minor
    FROM called_moves WHERE fund_id = ? AND effective_on <= ?${known} GROUP BY source_id, investor_id, class_id`);
const KNOWN = ' AND recorded_at <= ?';
const commitmentsNow = events('');
const commitmentsThen = events(KNOWN);
const movesNow = moves('');
const movesThen = moves(KNOWN);

type Summed = ReturnType<typeof grouped>;
function amountsOn(db: ReadDb, [now, then]: readonly [Summed, Summed], fundId: string, on: BusinessDate, knownAt?: Instant) {
  note(db, fundId);
  return (knownAt === undefined ? now(db).all(fundId, on) : then(db).all(fundId, on, knownAt)) as HoldingAmount[];
}

/** What each holding of a fund has committed on a day, as known at a moment; holdings of nothing left out, by investor, then class. */
export const commitmentsOn = (db: ReadDb, fundId: string, on: BusinessDate, knownAt?: Instant): HoldingAmount[] =>
  amountsOn(db, [commitmentsNow, commitmentsThen], fundId, on, knownAt);

/**
 * What must be added to the lines of issued calls (those of equalisations among them) to know what a holding was called inside its
 * commitment: the refunds of closings (negative), and what transfers moved from one holding to another.
 */
export const calledMovesOn = (db: ReadDb, fundId: string, on: BusinessDate, knownAt?: Instant): HoldingAmount[] =>
  amountsOn(db, [movesNow, movesThen], fundId, on, knownAt);

const movesOfFund = select(calledMoves, 'WHERE fund_id = ? ORDER BY source_id, ordinal', stands);
const movesOfSource = select(calledMoves, 'WHERE source_id = ? ORDER BY ordinal');
const anyMove = statement('SELECT 1 FROM called_moves WHERE call_id = ? LIMIT 1');
const anyTransfer = statement(`SELECT 1 FROM capital_calls JOIN call_lines ON call_lines.call_id = capital_calls.id
    JOIN transfers ON transfers.fund_id = capital_calls.fund_id AND transfers.from_investor_id = call_lines.investor_id
  WHERE capital_calls.id = ? AND call_lines.minor > 0 AND transfers.state = 'posted' AND transfers.ended_at >= capital_calls.issued_at LIMIT 1`);
const anyEvent = statement('SELECT 1 FROM commitment_events WHERE fund_id = ? AND effective_on <= ? LIMIT 1');
const lastChange = statement('SELECT max(effective_on) FROM commitment_events WHERE fund_id = ?');
const calledSince = statement(`SELECT min(day) FROM (
    SELECT issued_on AS day FROM capital_calls JOIN call_lines ON call_lines.call_id = capital_calls.id
    WHERE fund_id = ?1 AND state = 'issued' AND issued_at >= ?2 AND minor > 0 AND class_id = ?3 AND investor_id IN (?4, ?5)
    UNION ALL SELECT effective_on FROM called_moves
    WHERE fund_id = ?1 AND recorded_at >= ?2 AND class_id = ?3 AND investor_id IN (?4, ?5) AND source_id <> ?6)`);
export const readMoves = (db: ReadDb, fundId: string) => movesOfFund.all(db, fundId);
/** What one closing or one transfer moved, call by call: newcomers' catch-up positive, refunds negative. */
export const readMovesOf = (db: ReadDb, sourceId: string) => movesOfSource.all(db, sourceId);
/** Whether a closing or a transfer stands on this call, or took along the capital it brought, so that it can no longer be taken back. */
export const isCallMoved = (db: ReadDb, fundId: string, callId: string): boolean => {
  note(db, fundId);
  return anyMove(db).get(callId) !== undefined || anyTransfer(db).get(callId) !== undefined;
};

/** Whether anybody had committed to a fund by a day. */
export function hasCommitments(db: ReadDb, fundId: string, on: BusinessDate): boolean {
  note(db, fundId);
  return anyEvent(db).get(fundId, on) !== undefined;
}

/** The last day on which any commitment to a fund changed. */
export function lastCommitmentChange(db: ReadDb, fundId: string): BusinessDate | null {
  note(db, fundId);
  return lastChange(db).pluck().get(fundId) as BusinessDate | null;
}

type Posted = Readonly<{
  id: string;
  fundId: string;
  classId: string;
  fromInvestorId: string;
  toInvestorId: string;
  endedAt: Instant | null;
}>;

/** The first day on which either side of a posted transfer was called, or what it was called was moved, after the transfer. */
export function holdingsCalledSince(db: ReadDb, transfer: Posted): BusinessDate | null {
  const { id, fundId, classId, fromInvestorId, toInvestorId, endedAt } = transfer;
  note(db, fundId);
  return calledSince(db)
    .pluck()
    .get({ 1: fundId, 2: endedAt, 3: classId, 4: fromInvestorId, 5: toInvestorId, 6: id }) as BusinessDate | null;
}
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
