import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { calendarOf } from '#shared/model/calendars.ts';
import type { SideLetterTerm } from '#shared/model/investors.ts';
import { type TermFact, valueInForce } from '../funds/terms.ts';
import { termsOn } from '../investors/sideLetters.ts';
import type { LongerNotice } from './callDates.ts';
import type { Holding } from './callShares.ts';
import type { CallFacts } from './drawUpCall.ts';

type Agreed = Readonly<{
  investorId: string;
  fundId: string | null;
  term: SideLetterTerm;
  fromOn: BusinessDate;
  untilOn: BusinessDate | null;
}>;

/** The records of a call as they are kept. */
export type Records = Pick<CallFacts, 'hash' | 'calledOnBasis' | 'percentsOnBasis'> &
  Readonly<{
    fund: Readonly<{ id: string; name: string; currency: Currency; status: string }>;
    hasBooks: boolean;
    holdings: readonly (Holding & Readonly<{ isDefaulted: boolean }>)[];
    names: ReadonlyMap<string, string>;
    sideLetters: readonly Agreed[];
    terms: readonly TermFact[];
  }>;

type At = Readonly<{ on: BusinessDate; today: BusinessDate; isNoticeFixed: boolean }>;

export function callFactsOf(records: Records, { on, today, isNoticeFixed }: At): CallFacts {
  const { fund, hasBooks, holdings, names, terms, hash, calledOnBasis, percentsOnBasis } = records;
  const notice = valueInForce(terms, 'noticeDays', { on });
  const nameOf = (investorId: string): string => names.get(investorId) ?? investorId;
  return {
    fund: { name: fund.name, currency: fund.currency, isClosed: fund.status === 'closed', hasBooks },
    holdings: holdings.filter(({ isDefaulted }) => !isDefaulted),
    nameOf,
    hash,
    calledOnBasis,
    percentsOnBasis,
    noticeTerm: notice && { days: notice.calls, businessDays: notice.businessDays },
    longerNotice: longerNoticeIn(records, on, nameOf),
    calendar: calendarOf(fund.currency),
    today,
    isNoticeFixed,
  };
}

/** What holds for each investor on a day: the term of this fund before the one for every fund. */
function agreedOf({ sideLetters, fund }: Records, on: BusinessDate): readonly Agreed[] {
  const byInvestor = Map.groupBy(sideLetters, ({ investorId }) => investorId);
  return [...byInvestor.values()].flatMap((terms) => termsOn(terms, on, fund.id));
}

function longerNoticeIn(records: Records, on: BusinessDate, nameOf: (id: string) => string): LongerNotice[] {
  const callable = new Set(records.holdings.filter(({ isDefaulted }) => !isDefaulted).map(({ investorId }) => investorId));
  return agreedOf(records, on).flatMap(({ investorId, term }) =>
    term.kind === 'noticeDays' && callable.has(investorId) ? [{ investor: nameOf(investorId), days: term.days }] : [],
  );
}

/** Who has a right to be excused on a day, and the words of it. */
export function excusesIn(records: Records, on: BusinessDate): ReadonlyMap<string, string> {
  return new Map(
    agreedOf(records, on).flatMap(({ investorId, term }) => (term.kind === 'excuse' ? [[investorId, term.text] as const] : [])),
  );
}
