import type { ReadDb } from '#db/handles.ts';
import { readPage } from '#db/list.ts';
import { type CallRow, readCall, readCallUses, readLineParts } from '#db/tables/calls.ts';
import { defaultsOn } from '#db/tables/commitments.ts';
import { issuedLinesOfCall } from '#db/tables/receipts.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { inScope, maySee } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { callList, type ListedCall, type ListedLine, lineList, shownCall, shownLine } from './callRows.ts';

const noCall = (id: string) => refuse('notFound', { what: 'capital call', id });

/** The call, if there is one and the person may see its fund. */
export function seenCall({ db, rows }: Pick<QueryContext, 'db' | 'rows'>, callId: string): CallRow | undefined {
  const call = readCall(db, callId);
  return call && maySee(rows, call.fundId) ? call : undefined;
}

/** Who of a fund is in default today, asked once per fund of a page. */
function defaultersOf(db: ReadDb, today: BusinessDate) {
  const known = new Map<string, ReadonlySet<string>>();
  return (fundId: string): ReadonlySet<string> => {
    const found = known.get(fundId) ?? new Set(defaultsOn(db, fundId, today).map(({ investorId, classId }) => `${investorId} ${classId}`));
    known.set(fundId, found);
    return found;
  };
}

/** Whether everybody who still owes is in default. Where nobody is, no line is looked at. */
function isInDefault(db: ReadDb, callId: string, defaulters: ReadonlySet<string>): boolean {
  if (defaulters.size === 0) return false;
  return issuedLinesOfCall(db, callId).every(
    ({ called, paid, investorId, classId }) => paid >= called || defaulters.has(`${investorId} ${classId}`),
  );
}

export const list: QueryHandler<'calls.list'> = ({ db, today, rows: scope }, input) => {
  const page = readPage(db, callList(today), input, inScope(scope, 'capital_calls.fund_id'));
  const defaulters = defaultersOf(db, today);
  const rows = (page.rows as unknown as readonly ListedCall[]).map((row) =>
    shownCall(db, row, today, row.state === 'issued' && isInDefault(db, row.id, defaulters(row.fund_id))),
  );
  return { rows, next: page.next, total: page.total };
};

/** One call as the list shows it. */
export function listedCall({ db, today }: Pick<QueryContext, 'db' | 'today'>, call: CallRow) {
  const page = readPage(db, callList(today), { filter: { id: call.id } });
  const isDefaulted = call.state === 'issued' && isInDefault(db, call.id, defaultersOf(db, today)(call.fundId));
  return shownCall(db, page.rows[0] as unknown as ListedCall, today, isDefaulted);
}

export const lines: QueryHandler<'calls.lines'> = (context, input) => {
  const { db, today } = context;
  const callId = input.filter?.callId;
  const call = callId === undefined ? undefined : seenCall(context, callId);
  if (!call) return { rows: [], next: null, total: input.totals === true ? 0 : null };
  const page = readPage(db, lineList(), input);
  const defaulters = defaultersOf(db, today)(call.fundId);
  return { rows: (page.rows as unknown as readonly ListedLine[]).map(shown(call, today, defaulters)), next: page.next, total: page.total };
};

const shown = (call: CallRow, today: BusinessDate, defaulters: ReadonlySet<string>) => (row: ListedLine) =>
  shownLine(row, call, today, defaulters.has(`${row.investor_id} ${row.class_id}`));

export const usesOf = (db: ReadDb, callId: string): QueryOutput<'calls.line'>['uses'] =>
  readCallUses(db, callId).map(({ ordinal, purpose, insideCommitment, minor, percent, need, basisTotal, calledBefore }) => ({
    ordinal,
    purpose,
    insideCommitment,
    minor,
    percent,
    need,
    basisTotal,
    calledBefore,
  }));

export const line: QueryHandler<'calls.line'> = (context, { callId, ordinal }) => {
  const { db, today } = context;
  const call = seenCall(context, callId);
  if (!call) return noCall(callId);
  const [row] = readPage(db, lineList(), { filter: { callId, ordinal } }).rows as unknown as readonly ListedLine[];
  if (!row) return refuse('notFound', { what: 'line of this call', id: String(ordinal) });
  const parts = readLineParts(db, callId, ordinal).map(({ useOrdinal, minor, calledBefore, exact }) => ({
    use: useOrdinal,
    minor,
    before: calledBefore,
    exact,
  }));
  return { line: shown(call, today, defaultersOf(db, today)(call.fundId))(row), uses: usesOf(db, callId), parts };
};
