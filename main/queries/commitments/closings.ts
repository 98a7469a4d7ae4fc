import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { type ClosingRow, readClosing, readClosingLines, readPayouts } from '#db/tables/closings.ts';
import { readEvents, readMovesOf } from '#db/tables/commitments.ts';
import { type FundRow, readAccount, readClasses, readFund } from '#db/tables/funds.ts';
import { nameIn } from '#db/tables/users.ts';
import { netOf } from '#main/engine/commitments/equalise.ts';
import { owedBy } from '#main/engine/commitments/refunds.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { money } from '#shared/money.ts';
import { inScope, maySee, noFund, seenFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { type Pending, pendingOf, shownPending } from './pending.ts';
import { shownName } from './rows.ts';

type Steps = Pick<
  ClosingRow,
  'state' | 'preparedBy' | 'preparedAt' | 'approvedBy' | 'approvedAt' | 'endedBy' | 'endedAt' | 'endReason' | 'version'
>;

/** Who prepared, approved and ended a closing or a transfer. */
export function shownSteps(db: ReadDb, row: Steps) {
  const { state, preparedBy, preparedAt, approvedBy, approvedAt, endedBy, endedAt, endReason, version } = row;
  return {
    state,
    preparedBy: nameIn(db, preparedBy),
    preparedById: preparedBy,
    preparedAt,
    approvedBy: approvedBy && nameIn(db, approvedBy),
    approvedAt,
    endedBy: endedBy && nameIn(db, endedBy),
    endedAt,
    endReason,
    version,
  };
}

function shownClosing(db: ReadDb, fund: FundRow, closing: ClosingRow): QueryOutput<'commitments.closings'>['rows'][number] {
  const { id, fundId, number, kind, heldOn } = closing;
  const lines = readClosingLines(db, closing);
  const added = lines.reduce((sum, { minor }) => sum + minor, 0n);
  const about = { id, fundId, fund: fund.name, number, kind, heldOn };
  return { ...about, commitments: lines.length, added: money(added, fund.currency), ...shownSteps(db, closing) };
}

const closingList: ListDefinition = {
  select: 'id',
  from: 'closings',
  key: 'id',
  keyIsInteger: false,
  sort: { heldOn: 'held_on', preparedAt: 'prepared_at' },
  defaultSort: { by: 'heldOn', descending: true },
  filter: { fundId: equals('fund_id'), state: equals('state'), kind: equals('kind') },
};

export const closings: QueryHandler<'commitments.closings'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, closingList, input, inScope(scope, 'fund_id'));
  const rows = page.rows.map(({ id }) => {
    const closing = readClosing(db, id as string)!;
    return shownClosing(db, readFund(db, closing.fundId)!, closing);
  });
  return { rows, next: page.next, total: page.total };
};

/** What a posted closing did, from what it wrote: the holdings it named or moved something of. */
function postedWork(context: QueryContext, fund: FundRow, closing: ClosingRow): Pending {
  const { db } = context;
  const events = readEvents(db, fund.id);
  const at = events.find(({ closingId }) => closingId === closing.id)?.ordinal ?? events.length;
  const keyOf = ({ investorId, classId }: Readonly<{ investorId: string; classId: string }>) => `${investorId} ${classId}`;
  const before = new Map<string, bigint>();
  for (const event of events) if (event.ordinal < at) before.set(keyOf(event), (before.get(keyOf(event)) ?? 0n) + event.minor);
  const added = new Map(readClosingLines(db, closing).map((line) => [keyOf(line), line.minor]));
  const nets = new Map(netOf(readMovesOf(db, closing.id)).map((net) => [net.key, net]));
  const keys = [...new Set([...before.keys(), ...added.keys()])];
  const bare = keys.map((key) => {
    const [investorId, classId] = key.split(' ') as [never, string];
    const [held, more] = [before.get(key) ?? 0n, added.get(key) ?? 0n];
    const { minor, interest } = nets.get(key) ?? { minor: 0n, interest: 0n };
    const amounts = { before: held, added: more, after: held + more, calledBefore: null, calledAfter: null };
    return { investorId, classId, ...amounts, moved: minor, interest };
  });
  const classNames = new Map(readClasses(db, fund.id).map(({ id, name }) => [id, name]));
  return {
    ...shownPending(
      context,
      fund,
      classNames,
      bare.filter(({ after }) => after !== 0n),
    ),
    problem: null,
    unmet: null,
  };
}

function refundsOf(db: ReadDb, closing: ClosingRow): Pick<QueryOutput<'commitments.closing'>, 'refunds' | 'payouts'> {
  const moves = readMovesOf(db, closing.id);
  const payouts = readPayouts(db, closing.id);
  const open = owedBy(moves, payouts);
  const refunds = [...owedBy(moves, [])].map(([investorId, owed]) => {
    return { investorId: investorId as never, investor: shownName(db, investorId), owed, paid: owed - (open.get(investorId) ?? 0n) };
  });
  const shown = payouts.map(({ ordinal, investorId, minor, paidOn, reference, reversesOrdinal, recordedBy }) => {
    return { ordinal, investor: shownName(db, investorId), minor, paidOn, reference, reversesOrdinal, by: nameIn(db, recordedBy) };
  });
  return { refunds: refunds.sort((left, right) => (left.investor < right.investor ? -1 : 1)), payouts: shown };
}

export const closing: QueryHandler<'commitments.closing'> = (context, { closingId }) => {
  const { db, rows: scope } = context;
  const row = readClosing(db, closingId);
  const fund = row && seenFund(db, scope, row.fundId);
  if (!row || !fund) return refuse('notFound', { what: 'closing', id: closingId });
  const { kind, heldOn, accountId, note, rate, compounding, dayCount, dueOn } = row;
  const terms = rate === null ? null : { rate, compounding: compounding!, dayCount: dayCount!, dueOn: dueOn! };
  const lines = readClosingLines(db, row).map(({ investorId, classId, minor }) => ({ investorId, classId, minor }));
  const worked =
    row.state === 'posted'
      ? { pending: postedWork(context, fund, row), contentHash: row.contentHash! }
      : pendingOf(context, fund, row.id, { kind, heldOn, terms, accountId, lines });
  return {
    closing: {
      ...shownClosing(db, fund, row),
      terms,
      accountId,
      account: accountId && (readAccount(db, accountId)?.title ?? null),
      note,
      lines,
    },
    contentHash: worked.contentHash,
    isChanged: row.state === 'approved' && worked.contentHash !== row.contentHash,
    ...worked.pending,
    ...refundsOf(db, row),
  };
};

export const previewClosing: QueryHandler<'commitments.previewClosing'> = (context, { fundId, closingId, ...content }) => {
  const fund = maySee(context.rows, fundId) ? readFund(context.db, fundId) : undefined;
  return fund ? pendingOf(context, fund, closingId, content).pending : noFund(fundId);
};
