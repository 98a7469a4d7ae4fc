import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage, searchIn } from '#db/list.ts';
import { calledOn } from '#db/tables/calls.ts';
import { readClosing } from '#db/tables/closings.ts';
import { commitmentsNow, EVERY_DAY } from '#db/tables/commitmentFacts.ts';
import { type CommitmentEventRow, calledMovesOn, defaultsOn, readDefaults, readEventsOf } from '#db/tables/commitments.ts';
import { readClass, readFund } from '#db/tables/funds.ts';
import { memberIds, survivorOf } from '#db/tables/investors.ts';
import { readTransfer } from '#db/tables/transfers.ts';
import { nameIn } from '#db/tables/users.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { money } from '#shared/money.ts';
import { inScope, noFund, seenFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { maySee } from '../investors/scope.ts';
import { shownDefault } from './defaults.ts';
import { shareOf, shownName, withMembers } from './rows.ts';

export type HoldingId = Readonly<{ fundId: FundId; classId: string; investorId: InvestorId }>;

const holdingList: ListDefinition = {
  select: 'h.fund_id, h.class_id, h.investor_id, h.minor, h.since',
  from: `(SELECT fund_id, class_id, investor_id, sum(minor) AS minor, min(effective_on) AS since FROM commitment_events
          GROUP BY fund_id, class_id, investor_id HAVING sum(minor) <> 0) h
         JOIN investors i ON i.id = h.investor_id JOIN funds f ON f.id = h.fund_id`,
  key: "(h.fund_id || ' ' || h.investor_id || ' ' || h.class_id)",
  keyIsInteger: false,
  sort: { investor: 'i.name_key', fund: 'f.name', commitment: 'h.minor', since: 'h.since' },
  defaultSort: { by: 'investor', descending: false },
  filter: {
    search: searchIn(['i.name', 'f.name']),
    fundId: equals('h.fund_id'),
    classId: equals('h.class_id'),
    investorId: withMembers(['h.investor_id']),
  },
};

type Found = Readonly<{ fund_id: FundId; class_id: string; investor_id: InvestorId; minor: bigint; since: BusinessDate }>;
type HoldingRow = QueryOutput<'commitments.holdings'>['rows'][number];

/** What the rows of one fund share: its total, what each holding was called, and who is in default. */
type FundFacts = Readonly<{ total: bigint; called: ReadonlyMap<string, bigint>; defaults: ReadonlyMap<string, BusinessDate> }>;

function factsOf(db: ReadDb, fundId: string, today: BusinessDate): FundFacts {
  const called = new Map<string, bigint>();
  const raise = ({ investorId, classId }: Readonly<{ investorId: string; classId: string }>, by: bigint): void => {
    const key = `${investorId} ${classId}`;
    called.set(key, (called.get(key) ?? 0n) + by);
  };
  for (const line of calledOn(db, fundId, EVERY_DAY)) raise(line, line.insideMinor);
  for (const move of calledMovesOn(db, fundId, EVERY_DAY)) raise(move, move.minor);
  return {
    total: commitmentsNow(db, fundId).reduce((sum, { minor }) => sum + minor, 0n),
    called,
    defaults: new Map(defaultsOn(db, fundId, today).map(({ investorId, classId, since }) => [`${investorId} ${classId}`, since])),
  };
}

function holdingRows({ db, today }: QueryContext, found: readonly Found[]): HoldingRow[] {
  const facts = new Map<string, FundFacts>();
  return found.map(({ fund_id: fundId, class_id: classId, investor_id: investorId, minor, since }) => {
    const { total, called, defaults } = facts.get(fundId) ?? factsOf(db, fundId, today);
    facts.set(fundId, { total, called, defaults });
    const { name: fund, currency } = readFund(db, fundId)!;
    const key = `${investorId} ${classId}`;
    const asked = called.get(key) ?? 0n;
    return {
      id: `${fundId} ${key}`,
      fundId,
      fund,
      classId,
      className: readClass(db, classId)!.name,
      investorId,
      investor: shownName(db, investorId),
      commitment: money(minor, currency),
      called: money(asked, currency),
      unfunded: money(minor - asked, currency),
      share: shareOf(minor, total),
      since,
      inDefaultSince: defaults.get(key) ?? null,
    };
  });
}

export const holdings: QueryHandler<'commitments.holdings'> = (context, input) => {
  const page = readPage(context.db, holdingList, input, inScope(context.rows, 'h.fund_id'));
  return { rows: holdingRows(context, page.rows as unknown as Found[]), next: page.next, total: page.total };
};

type EventRow = QueryOutput<'commitments.history'>['events'][number];

/** The events of one holding with what was committed after each, the newest last. */
function eventRows(db: ReadDb, { fundId, classId, investorId }: HoldingId): EventRow[] {
  const { name: fund, currency } = readFund(db, fundId)!;
  const about = {
    fundId,
    fund,
    classId,
    className: readClass(db, classId)?.name ?? classId,
    investorId,
    investor: shownName(db, investorId),
  };
  let balance = 0n;
  return readEventsOf(db, fundId, investorId, classId).map((event) => {
    balance += event.minor;
    return { ...about, ...shownEvent(db, event), amount: money(event.minor, currency), balance: money(balance, currency) };
  });
}

function shownEvent(db: ReadDb, event: CommitmentEventRow) {
  const { ordinal, kind, effectiveOn, closingId, transferId, reason, recordedBy, recordedAt } = event;
  return {
    ordinal,
    kind,
    effectiveOn,
    closing: closingId === null ? null : { id: closingId, number: readClosing(db, closingId)!.number },
    transfer: transferId === null ? null : { id: transferId, number: readTransfer(db, transferId)!.number },
    reason,
    by: nameIn(db, recordedBy),
    at: recordedAt,
  };
}

export const history: QueryHandler<'commitments.history'> = ({ db, rows }, holding) => {
  if (!seenFund(db, rows, holding.fundId)) return noFund(holding.fundId);
  const defaults = readDefaults(db, holding.fundId)
    .filter(({ investorId, classId }) => investorId === holding.investorId && classId === holding.classId)
    .map((row) => shownDefault(db, row));
  return { events: eventRows(db, holding), defaults };
};

export const ofInvestor: QueryHandler<'commitments.ofInvestor'> = (context, { investorId }) => {
  const { db } = context;
  const survivor = maySee(context, survivorOf(db, investorId)?.id ?? investorId) ? survivorOf(db, investorId) : undefined;
  if (!survivor) return refuse('notFound', { what: 'investor', id: investorId });
  const held = memberIds(db, survivor.id).flatMap((id) => readPage(db, holdingList, { filter: { investorId: id }, limit: 500 }).rows);
  const found = [
    ...new Map((held as unknown as Found[]).map((row) => [`${row.fund_id} ${row.investor_id} ${row.class_id}`, row])).values(),
  ];
  const rows = holdingRows(context, found).sort((left, right) => (left.fund < right.fund ? -1 : left.fund > right.fund ? 1 : 0));
  const events = rows.flatMap((row) => eventRows(db, row)).sort(byDay);
  return { holdings: rows, events };
};

const byDay = (left: EventRow, right: EventRow): number =>
  left.effectiveOn < right.effectiveOn ? -1 : left.effectiveOn > right.effectiveOn ? 1 : left.at < right.at ? -1 : 1;
