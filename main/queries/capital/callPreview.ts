import type { ReadDb } from '#db/handles.ts';
import { type CallRecords, readCallRecords } from '#db/tables/callFacts.ts';
import { readClasses } from '#db/tables/funds.ts';
import { checkDates, type NoticeCheck } from '#main/engine/capital/callDates.ts';
import { callFactsOf, excusesIn } from '#main/engine/capital/callFacts.ts';
import { holdingKey } from '#main/engine/capital/callShares.ts';
import { type AskedCall, type CallFacts, type DrawnCall, drawLines, noticeOf } from '#main/engine/capital/drawUpCall.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { approversNeeded } from '#main/engine/settings/tiers.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse, sentenceOf } from '#shared/contract/refusals.ts';
import type { Refusal } from '#shared/result.ts';
import { maySee, noFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { seenCall } from './calls.ts';

type Preview = QueryOutput<'calls.preview'>;

export const factsOn = (
  { today, settings }: Pick<QueryContext, 'today' | 'settings'>,
  records: CallRecords,
  on: AskedCall['noticeOn'],
): CallFacts => {
  const chain = chainOf({ id: records.fund.id, type: records.fund.vehicleType });
  return callFactsOf(records, { on, today, isNoticeFixed: settings.flag('calls.noticeAlways', chain) });
};

/** Everything a call would be, and everything that is still wrong with it at once: nothing is written. */
export const preview: QueryHandler<'calls.preview'> = (context, { fundId, amends, ...asked }) => {
  const { db, rows, settings } = context;
  const amended = amends === null ? undefined : seenCall(context, amends);
  if (!maySee(rows, fundId)) return noFund(fundId);
  if (amends !== null && amended?.fundId !== fundId) return refuse('notFound', { what: 'call of this fund', id: amends });
  const records = readCallRecords(db, fundId, asked.noticeOn, amended?.id);
  if (!records) return noFund(fundId);
  const facts = factsOn(context, records, asked.noticeOn);
  const notice = noticeOf(asked, facts);
  const drawn = drawLines(asked, facts);
  const { fund } = records;
  const tiers = settings.tiers('approvals.callTiers', chainOf({ id: fund.id, type: fund.vehicleType }));
  const total = drawn.ok ? drawn.value.total : 0n;
  return {
    fund: fund.name,
    currency: fund.currency,
    total,
    commitments: facts.holdings.reduce((sum, { commitment }) => sum + commitment, 0n),
    problems: problemsOf(asked, facts, notice, drawn.ok ? undefined : drawn.error),
    notice: { ...notice, shortFor: [...notice.shortFor] },
    approversNeeded: approversNeeded(tiers, { minor: total, currency: fund.currency }, asked.priority),
    uses: drawn.ok ? usesOf(drawn.value) : [],
    lines: linesOf(db, records, facts, asked, drawn.ok ? drawn.value : undefined),
    leftOut: leftOutOf(db, records),
  };
};

function problemsOf(asked: AskedCall, facts: CallFacts, notice: NoticeCheck, money: Refusal | undefined): Preview['problems'] {
  const { fund } = facts;
  const put = (about: 'dates' | 'amounts', refusal: Refusal) => ({ about, code: refusal.code, sentence: sentenceOf(refusal) });
  const dates = checkDates(asked, notice, facts);
  const wrongCurrency = { fund: fund.name, currency: fund.currency, given: asked.currency };
  return [
    ...(fund.isClosed ? [put('amounts', refuse('fundClosed', { fund: fund.name }).error)] : []),
    ...(fund.hasBooks ? [] : [put('amounts', refuse('booksMissing', { fund: fund.name }).error)]),
    ...(asked.currency === fund.currency ? [] : [put('amounts', refuse('callCurrencyWrong', wrongCurrency).error)]),
    ...(money ? [put('amounts', money)] : []),
    ...(dates.ok ? [] : [put('dates', dates.error)]),
  ];
}

const usesOf = (drawn: DrawnCall): Preview['uses'] =>
  drawn.uses.map(({ purpose, insideCommitment, minor, percent, need, basisTotal, calledBefore }, ordinal) => ({
    ordinal,
    purpose,
    insideCommitment,
    minor,
    percent,
    need,
    basisTotal: basisTotal.toString(),
    calledBefore,
  }));

function linesOf(db: ReadDb, records: CallRecords, facts: CallFacts, asked: AskedCall, drawn: DrawnCall | undefined): Preview['lines'] {
  const classes = new Map(readClasses(db, records.fund.id).map(({ id, name }) => [id, name]));
  const excuses = excusesIn(records, asked.noticeOn);
  const treated = new Map(asked.treatments.map((one) => [holdingKey(one), one]));
  const parts = Map.groupBy(drawn?.parts ?? [], ({ line }) => line);
  return facts.holdings.map((holding, index) => {
    const { investorId, classId, commitment, calledInside } = holding;
    const { minor, insideMinor } = drawn?.lines[index] ?? { minor: 0n, insideMinor: 0n };
    const exception = treated.get(holdingKey(holding));
    return {
      investorId,
      investor: facts.nameOf(investorId),
      classId,
      className: classes.get(classId) ?? classId,
      treatment: exception?.treatment ?? 'full',
      reason: exception?.reason ?? null,
      excuse: excuses.get(investorId) ?? null,
      commitment,
      before: calledInside,
      minor,
      insideMinor,
      after: calledInside + insideMinor,
      unfunded: commitment - calledInside - insideMinor,
      parts: (parts.get(index) ?? []).map((part) => ({ use: part.use, minor: part.minor, before: part.calledBefore, exact: part.exact })),
    };
  });
}

function leftOutOf(db: ReadDb, { fund, holdings, names }: CallRecords): Preview['leftOut'] {
  const classes = new Map(readClasses(db, fund.id).map(({ id, name }) => [id, name]));
  return holdings
    .filter(({ isDefaulted }) => isDefaulted)
    .map(({ investorId, classId, commitment }) => ({
      investorId,
      investor: names.get(investorId) ?? investorId,
      className: classes.get(classId) ?? classId,
      commitment,
    }));
}
