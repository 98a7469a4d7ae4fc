import {
  type CallFact,
  readCallFacts,
  readCommitted,
  readCommittedByMonth,
  readDeployments,
  readDistributed,
  readFundHeads,
  readPayments,
  readRefunded,
  readRefundedByMonth,
} from '#db/tables/capitalFigures.ts';
import {
  type AgeBucket,
  ageBuckets,
  bucketOf,
  expectedCollection,
  lastDayOf,
  type PaymentHistory,
  ratio,
} from '#main/engine/performance/collection.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import { addMonths, type BusinessDate, daysBetween } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { money } from '#shared/money.ts';
import { maySee, noFund, seenFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import type { Known } from './navShares.ts';
import { type Figure, figure, summed, told } from './seen.ts';

type Payment = ReturnType<typeof readPayments>[number];
type Totals = Readonly<Record<'committed' | 'called' | 'asked' | 'collected' | 'overdue' | 'distributed', bigint>>;

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => bigint): bigint => rows.reduce((sum, row) => sum + of(row), 0n);

/** One fund's totals from its calls, what was paid on them, and sums that one statement gave for every fund. */
function totalsOf(
  calls: readonly CallFact[],
  paid: ReadonlyMap<string, bigint>,
  on: BusinessDate,
  sums: Readonly<{ committed: bigint; refunded: bigint; distributed: bigint }>,
): Totals {
  const paidOn = (call: CallFact): bigint => paid.get(call.callId) ?? 0n;
  return {
    committed: sums.committed,
    called: sumOf(calls, ({ inside }) => inside) + sums.refunded,
    asked: sumOf(calls, ({ asked }) => asked),
    collected: sumOf(calls, paidOn),
    overdue: sumOf(
      calls.filter(({ dueOn }) => dueOn < on),
      (call) => call.asked - paidOn(call),
    ),
    distributed: sums.distributed,
  };
}

function paidByCall(payments: readonly Payment[]): Map<string, bigint> {
  const paid = new Map<string, bigint>();
  for (const { callId, minor } of payments) paid.set(callId, (paid.get(callId) ?? 0n) + minor);
  return paid;
}

export const funds: QueryHandler<'capital.funds'> = ({ db, rows: scope, today }, { on = today, knownAt }) => {
  const known = { on, knownAt };
  const heads = readFundHeads(db).filter(({ id }) => maySee(scope, id));
  const [committed, refunded] = [readCommitted(db, known), readRefunded(db, known)];
  const calls = Map.groupBy(readCallFacts(db, known), ({ fundId }) => fundId);
  const paid = paidByCall(readPayments(db, known));
  const distributed = new Map<string, bigint>();
  for (const { fundId, minor } of readDistributed(db, known)) distributed.set(fundId, (distributed.get(fundId) ?? 0n) + minor);
  const rows = heads.map(({ id, name, currency }) => {
    const totals = totalsOf(calls.get(id) ?? [], paid, on, {
      committed: committed.get(id) ?? 0n,
      refunded: refunded.get(id) ?? 0n,
      distributed: distributed.get(id) ?? 0n,
    });
    const amount = (minor: bigint) => money(minor, currency);
    return {
      fundId: id,
      fund: name,
      currency,
      committed: amount(totals.committed),
      called: amount(totals.called),
      uncalled: amount(totals.committed - totals.called),
      asked: amount(totals.asked),
      collected: amount(totals.collected),
      open: amount(totals.asked - totals.collected),
      overdue: amount(totals.overdue),
      distributed: amount(totals.distributed),
      calledRate: ratio(totals.called, totals.committed, '').value,
      collectionRate: ratio(totals.collected, totals.asked, '').value,
    };
  });
  return { on, rows };
};

export const metrics: QueryHandler<'capital.metrics'> = (context, { fundId, on = context.today, knownAt }) => {
  const { db, rows: scope } = context;
  const fund = seenFund(db, scope, fundId);
  if (!fund) return noFund(fundId);
  const known = { on, knownAt };
  const calls = readCallFacts(db, known, fundId);
  const payments = readPayments(db, known, fundId);
  const paid = paidByCall(payments);
  const totals = totalsOf(calls, paid, on, {
    committed: readCommitted(db, known, fundId).get(fundId) ?? 0n,
    refunded: readRefunded(db, known, fundId).get(fundId) ?? 0n,
    distributed: sumOf(readDistributed(db, known, fundId), ({ minor }) => minor),
  });
  const expectation = expectedCollection(openByAge(calls, paid, on), historyOf(calls, payments, on));
  return {
    on,
    currency: fund.currency,
    figures: [
      ...capitalTiles(totals, calls, fund.currency),
      ...collectionTiles(totals, calls, paid, expectation, { currency: fund.currency, on }),
      ...deploymentTiles(context, known, fundId),
    ],
    ageing: expectation.buckets.map(({ bucket, open, probability }) => ({ bucket, open: money(open, fund.currency), probability })),
  };
};

function capitalTiles({ committed, called, distributed }: Totals, calls: readonly CallFact[], currency: Currency): Figure[] {
  const inside = sumOf(calls, (call) => call.inside);
  const [promised, asked] = [summed('Committed', committed, currency), summed('Called', called, currency)];
  return [
    figure('committed', { money: money(committed, currency) }),
    figure('called', { money: money(called, currency) }, [
      summed(`Inside the commitments of ${calls.length} calls`, inside, currency),
      summed('Given back by closings', called - inside, currency),
    ]),
    figure('uncalled', { money: money(committed - called, currency) }, [promised, asked]),
    figure('calledRate', ratio(called, committed, 'Nothing is committed yet.'), [asked, promised]),
    figure('distributed', { money: money(distributed, currency) }),
  ];
}

const bucketTitles: Readonly<Record<AgeBucket, string>> = {
  notDue: 'Not due yet',
  days30: '1 to 30 days late',
  days60: '31 to 60 days late',
  days90: '61 to 90 days late',
  older: 'More than 90 days late',
};

function collectionTiles(
  { asked, collected, overdue }: Totals,
  calls: readonly CallFact[],
  paid: ReadonlyMap<string, bigint>,
  expectation: ReturnType<typeof expectedCollection>,
  { currency, on }: Readonly<{ currency: Currency; on: BusinessDate }>,
): Figure[] {
  const late = calls.filter((call) => call.asked > (paid.get(call.callId) ?? 0n));
  const inputs = [summed('Asked for', asked, currency), summed('Collected', collected, currency)];
  const openOn = (call: CallFact) =>
    summed(`Call ${call.number}: ${call.title}, due ${call.dueOn}`, call.asked - (paid.get(call.callId) ?? 0n), currency);
  const byAge = expectation.buckets.filter(({ open }) => open !== 0n);
  return [
    figure(
      'asked',
      { money: money(asked, currency) },
      calls.slice(-20).map((call) => summed(`Call ${call.number}: ${call.title}`, call.asked, currency)),
    ),
    figure('collected', { money: money(collected, currency) }),
    figure('collectionRate', ratio(collected, asked, 'No call was issued yet.'), inputs),
    figure('open', { money: money(asked - collected, currency) }, [...inputs, ...late.slice(-20).map(openOn)]),
    figure(
      'overdue',
      { money: money(overdue, currency) },
      late
        .filter(({ dueOn }) => dueOn < on)
        .slice(-20)
        .map(openOn),
    ),
    figure(
      'expected',
      { money: expectation.expected === null ? null : money(expectation.expected, currency), reason: expectation.reason },
      byAge.map(({ bucket, open, probability }) => ({
        ...summed(bucketTitles[bucket], open, currency),
        text: probability === null ? 'Never seen before' : `× ${new Decimal(probability).times(100).toFixed(1)} %`,
      })),
    ),
  ];
}

function deploymentTiles({ db }: QueryContext, known: Known, fundId: string): Figure[] {
  const allocations = readDeployments(db, known, fundId);
  const called = allocations.flatMap(({ allocatedOn, dueOn }) => (dueOn === null ? [] : [daysBetween(allocatedOn, dueOn)]));
  const mean = called.length === 0 ? null : new Decimal(called.reduce((sum, days) => sum + days, 0)).div(called.length);
  return [
    figure('allocations', { value: String(allocations.length) }),
    figure('deployment', mean === null ? { reason: 'No allocation was called yet.' } : { value: decimalText(mean.toDecimalPlaces(1)) }, [
      told('Allocations that were called', String(called.length)),
      told('Not called yet', String(allocations.length - called.length)),
    ]),
  ];
}

function openByAge(calls: readonly CallFact[], paid: ReadonlyMap<string, bigint>, on: BusinessDate): Record<AgeBucket, bigint> {
  const open = Object.fromEntries(ageBuckets.map((bucket) => [bucket, 0n])) as Record<AgeBucket, bigint>;
  for (const call of calls) open[bucketOf(daysBetween(call.dueOn, on))] += call.asked - (paid.get(call.callId) ?? 0n);
  return open;
}

/** Only calls due long enough ago teach what amounts of every age come to. */
function historyOf(calls: readonly CallFact[], payments: readonly Payment[], on: BusinessDate): PaymentHistory {
  const old = new Map(calls.filter(({ dueOn }) => daysBetween(dueOn, on) >= lastDayOf.days90).map((call) => [call.callId, call]));
  const paidBy = { notDue: 0n, days30: 0n, days60: 0n, days90: 0n };
  let paid = 0n;
  for (const { callId, on: paidOn, minor } of payments) {
    const call = old.get(callId);
    if (!call) continue;
    paid += minor;
    const days = daysBetween(call.dueOn, paidOn);
    for (const bucket of ['notDue', 'days30', 'days60', 'days90'] as const) if (days <= lastDayOf[bucket]) paidBy[bucket] += minor;
  }
  return { asked: sumOf([...old.values()], ({ asked }) => asked), paidBy, paid };
}

type Month = QueryOutput<'capital.history'>['months'][number];

export const history: QueryHandler<'capital.history'> = ({ db, rows: scope, today }, { fundId, on = today, knownAt }) => {
  const fund = seenFund(db, scope, fundId);
  if (!fund) return noFund(fundId);
  const known = { on, knownAt };
  const committed = byMonth(readCommittedByMonth(db, known, fundId));
  const called = byMonth([
    ...readCallFacts(db, known, fundId).map(({ issuedOn, inside }) => ({ month: issuedOn.slice(0, 7), minor: inside })),
    ...readRefundedByMonth(db, known, fundId),
  ]);
  const collected = byMonth(readPayments(db, known, fundId).map(({ on: paidOn, minor }) => ({ month: paidOn.slice(0, 7), minor })));
  const distributed = byMonth(readDistributed(db, known, fundId));
  const first = [...committed.keys(), ...called.keys(), ...collected.keys(), ...distributed.keys()].sort()[0];
  const amount = (minor: bigint) => money(minor, fund.currency);
  const sums = { committed: 0n, called: 0n, collected: 0n, distributed: 0n };
  const months: Month[] = [];
  for (const month of first === undefined ? [] : monthsUntil(first, on)) {
    const inMonth = {
      committed: committed.get(month) ?? 0n,
      called: called.get(month) ?? 0n,
      collected: collected.get(month) ?? 0n,
      distributed: distributed.get(month) ?? 0n,
    };
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += inMonth[key];
    months.push({
      month,
      committed: amount(sums.committed),
      called: amount(sums.called),
      collected: amount(sums.collected),
      distributed: amount(sums.distributed),
      calledInMonth: amount(inMonth.called),
      collectedInMonth: amount(inMonth.collected),
      distributedInMonth: amount(inMonth.distributed),
    });
  }
  return { currency: fund.currency, months };
};

function byMonth(rows: readonly Readonly<{ month: string; minor: bigint }>[]): Map<string, bigint> {
  const months = new Map<string, bigint>();
  for (const { month, minor } of rows) months.set(month, (months.get(month) ?? 0n) + minor);
  return months;
}

function monthsUntil(first: string, on: BusinessDate): string[] {
  const months: string[] = [];
  for (let day = `${first}-01` as BusinessDate; day <= on; day = addMonths(day, 1)) months.push(day.slice(0, 7));
  return months;
}
