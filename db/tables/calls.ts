import type { BusinessDate } from '#shared/dates.ts';
import type { ReadDb, WriteDb } from '../handles.ts';
import { callApprovals, callLines, callParts, callUses, capitalCalls } from '../schema/index.ts';
import { insert, removeAll, select, statement, update } from '../statements.ts';

export type CallRow = (typeof capitalCalls)['$inferSelect'];
export type CallUseRow = (typeof callUses)['$inferSelect'];
export type CallLineRow = (typeof callLines)['$inferSelect'];
export type CallPartRow = (typeof callParts)['$inferSelect'];
export type CallApprovalRow = (typeof callApprovals)['$inferSelect'];

/** What a call is made of beside its head. */
export type CallContent = Readonly<{
  uses: readonly CallUseRow[];
  lines: readonly CallLineRow[];
  parts: readonly CallPartRow[];
}>;

const ofFund = (fundId: string) => [{ entity: 'fundCalls', id: fundId }];
const byId = select(capitalCalls, 'WHERE id = ?');
const inFund = select(capitalCalls, 'WHERE fund_id = ? ORDER BY number', ofFund);
const replacing = select(capitalCalls, 'WHERE replaces_id = ? ORDER BY number', (id: string) => [{ entity: 'call', id }]);
const waiting = select(capitalCalls, "WHERE state = 'inApproval' ORDER BY submitted_at, id");
const ofCall = (callId: string) => [{ entity: 'call', id: callId }];
const usesOf = select(callUses, 'WHERE call_id = ? ORDER BY ordinal', ofCall);
const linesOf = select(callLines, 'WHERE call_id = ? ORDER BY ordinal', ofCall);
const partsOf = select(callParts, 'WHERE call_id = ? ORDER BY use_ordinal, line_ordinal', ofCall);
const partsOfLine = select(callParts, 'WHERE call_id = ? AND line_ordinal = ? ORDER BY use_ordinal');
const approvalsOf = select(callApprovals, 'WHERE call_id = ? ORDER BY revision, tier', ofCall);

export const readCall = (db: ReadDb, id: string): CallRow | undefined => byId.get(db, id);
export const readCalls = (db: ReadDb, fundId: string): CallRow[] => inFund.all(db, fundId);
export const readReplacements = (db: ReadDb, callId: string): CallRow[] => replacing.all(db, callId);
export const readWaitingCalls = (db: ReadDb): CallRow[] => waiting.all(db);
export const readCallUses = (db: ReadDb, callId: string): CallUseRow[] => usesOf.all(db, callId);
export const readCallLines = (db: ReadDb, callId: string): CallLineRow[] => linesOf.all(db, callId);
export const readCallParts = (db: ReadDb, callId: string): CallPartRow[] => partsOf.all(db, callId);
export const readLineParts = (db: ReadDb, callId: string, ordinal: number): CallPartRow[] => partsOfLine.all(db, callId, BigInt(ordinal));
export const readCallApprovals = (db: ReadDb, callId: string): CallApprovalRow[] => approvalsOf.all(db, callId);

const highest = statement('SELECT coalesce(max(number), 0) AS number FROM capital_calls WHERE fund_id = ?');
export const nextCallNumber = (db: ReadDb, fundId: string): number => Number((highest(db).get(fundId) as { number: bigint }).number) + 1;

const insertHead = insert(capitalCalls);
const insertUse = insert(callUses);
const insertLine = insert(callLines);
const insertPart = insert(callParts);
export const insertCallApproval = insert(callApprovals);

export function insertCallContent(db: WriteDb, { uses, lines, parts }: CallContent): void {
  for (const use of uses) insertUse(db, use);
  for (const line of lines) insertLine(db, line);
  for (const part of parts) insertPart(db, part);
}

/** A call with everything it is made of; a closing writes its equalisation this way, issued at once. */
export function insertCall(db: WriteDb, call: CallRow, content: CallContent): void {
  insertHead(db, call);
  insertCallContent(db, content);
}
export const insertIssuedCall = insertCall;

const dropParts = removeAll(callParts, 'call_id = ?', ofCall);
const dropLines = removeAll(callLines, 'call_id = ?', ofCall);
const dropUses = removeAll(callUses, 'call_id = ?', ofCall);

/** What a draft said, before it is drawn up again. */
export function removeCallContent(db: WriteDb, callId: string): void {
  dropParts(db, callId);
  dropLines(db, callId);
  dropUses(db, callId);
}

export const redraftCallRow = update(capitalCalls, [
  'title',
  'method',
  'priority',
  'total',
  'lineCount',
  'cashOnHand',
  'asOfOn',
  'noticeOn',
  'dueOn',
  'urgentReason',
  'accountId',
  'reason',
  'preparedBy',
  'preparedAt',
  'contentHash',
]);
export const moveCallRow = update(capitalCalls, ['state', 'submittedBy', 'submittedAt', 'approversNeeded', 'revision', 'version']);
export const issueCallRow = update(capitalCalls, ['state', 'issuedOn', 'issuedBy', 'issuedAt', 'entryId', 'version']);
export const rescindCallRow = update(capitalCalls, [
  'state',
  'rescindedOn',
  'rescindedBy',
  'rescindedAt',
  'rescindReason',
  'reversalId',
  'version',
]);

export type Called = Readonly<{ investorId: string; classId: string; insideMinor: bigint; outsideMinor: bigint }>;

const standing = 'capital_calls.issued_on <= ? AND (capital_calls.rescinded_on IS NULL OR capital_calls.rescinded_on > ?)';
const called = statement(`SELECT investor_id AS investorId, class_id AS classId,
    sum(call_lines.minor >> 32) AS high, sum(call_lines.minor & 4294967295) AS low,
    sum(inside_minor >> 32) AS insideHigh, sum(inside_minor & 4294967295) AS insideLow
  FROM capital_calls JOIN call_lines ON call_lines.call_id = capital_calls.id
  WHERE capital_calls.fund_id = ? AND ${standing} AND capital_calls.id <> ? GROUP BY investor_id, class_id ORDER BY investor_id, class_id`);
type CalledSums = Readonly<{ investorId: string; classId: string; high: bigint; low: bigint; insideHigh: bigint; insideLow: bigint }>;

/**
 * What every holding of a fund was called by a day, inside and outside its commitment: calls in force on that day,
 * those of closings with them; one call may be left out, because its amendment stands in its place.
 */
export function calledOn(db: ReadDb, fundId: string, on: BusinessDate, without = ''): Called[] {
  const rows = called(db).all(fundId, on, on, without) as CalledSums[];
  return rows.map(({ investorId, classId, high, low, insideHigh, insideLow }) => {
    const insideMinor = insideHigh * 4_294_967_296n + insideLow;
    return { investorId, classId, insideMinor, outsideMinor: high * 4_294_967_296n + low - insideMinor };
  });
}

const onBasis = statement(`SELECT call_lines.investor_id AS investorId, call_lines.class_id AS classId,
    sum(call_parts.minor >> 32) AS high, sum(call_parts.minor & 4294967295) AS low
  FROM call_uses JOIN capital_calls ON capital_calls.id = call_uses.call_id
    JOIN call_parts ON call_parts.call_id = call_uses.call_id AND call_parts.use_ordinal = call_uses.ordinal
    JOIN call_lines ON call_lines.call_id = call_parts.call_id AND call_lines.ordinal = call_parts.line_ordinal
  WHERE call_uses.basis_hash = ? AND capital_calls.fund_id = ? AND call_uses.inside_commitment = ?
    AND capital_calls.state = 'issued' AND capital_calls.id <> ?
  GROUP BY call_lines.investor_id, call_lines.class_id`);
export type OnBasis = Readonly<{ investorId: string; classId: string; minor: bigint }>;

/** What calls that were shared among the same holdings with the same weights have given each of them so far. */
export function calledOnBasis(db: ReadDb, fundId: string, basisHash: string, isInside: boolean, without = ''): OnBasis[] {
  const rows = onBasis(db).all(basisHash, fundId, isInside ? 1n : 0n, without) as {
    investorId: string;
    classId: string;
    high: bigint;
    low: bigint;
  }[];
  return rows.map(({ investorId, classId, high, low }) => ({ investorId, classId, minor: high * 4_294_967_296n + low }));
}
