import type { Term } from '#shared/contract/fundTerms.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { SideLetterTerm } from '#shared/model/investors.ts';
import { journalOf, type ReadDb } from '../handles.ts';
import { sha256 } from '../hash.ts';
import { statement } from '../statements.ts';
import { calledOn, calledOnBasis } from './calls.ts';
import { calledMovesOn, commitmentsOn, defaultsOn, hasCommitments } from './commitments.ts';
import { type FundRow, readFund } from './funds.ts';
import { type FundTermRow, readTerms } from './fundTerms.ts';
import { readLedger } from './ledger.ts';

/** The end of time: commitments, defaults and what was called count from the moment they are recorded, whatever day they take effect. */
const EVER = '9999-12-31' as BusinessDate;

export type HoldingFacts = Readonly<{
  investorId: string;
  classId: string;
  commitment: bigint;
  calledInside: bigint;
  calledOutside: bigint;
  isDefaulted: boolean;
}>;

/**
 * Every holding of a fund as it stands, with what it was called so far, one call left out; by investor, then class. None on a day
 * before anybody committed.
 */
export function readHoldings(db: ReadDb, fundId: string, on: BusinessDate, without?: string): HoldingFacts[] {
  if (!hasCommitments(db, fundId, on)) return [];
  const inside = new Map<string, bigint>();
  const outside = new Map<string, bigint>();
  const add = (sums: Map<string, bigint>, key: string, minor: bigint) => sums.set(key, (sums.get(key) ?? 0n) + minor);
  for (const { investorId, classId, insideMinor, outsideMinor } of calledOn(db, fundId, EVER, without)) {
    add(inside, `${investorId} ${classId}`, insideMinor);
    add(outside, `${investorId} ${classId}`, outsideMinor);
  }
  for (const { investorId, classId, minor } of calledMovesOn(db, fundId, EVER)) add(inside, `${investorId} ${classId}`, minor);
  const defaulted = new Set(defaultsOn(db, fundId, EVER).map(({ investorId, classId }) => `${investorId} ${classId}`));
  noteCalls(db, fundId);
  return commitmentsOn(db, fundId, EVER)
    .filter(({ minor }) => minor > 0n)
    .map(({ investorId, classId, minor }) => {
      const key = `${investorId} ${classId}`;
      return {
        investorId,
        classId,
        commitment: minor,
        calledInside: inside.get(key) ?? 0n,
        calledOutside: outside.get(key) ?? 0n,
        isDefaulted: defaulted.has(key),
      };
    });
}

function noteCalls(db: ReadDb, fundId: string): void {
  const journal = journalOf(db);
  if (journal?.notesSubjects) journal.noteRead({ entity: 'fundCalls', id: fundId });
}

export type Unfunded = Readonly<{ investorId: string; classId: string; commitment: bigint; called: bigint; unfunded: bigint }>;

/** What every holding of a fund has left to be called on a day: its commitment less what was called inside it, refunds given back. */
export function unfundedOn(db: ReadDb, fundId: string, on: BusinessDate): Unfunded[] {
  const called = new Map<string, bigint>();
  const add = (key: string, minor: bigint) => called.set(key, (called.get(key) ?? 0n) + minor);
  for (const { investorId, classId, insideMinor } of calledOn(db, fundId, on)) add(`${investorId} ${classId}`, insideMinor);
  for (const { investorId, classId, minor } of calledMovesOn(db, fundId, on)) add(`${investorId} ${classId}`, minor);
  return commitmentsOn(db, fundId, on).map(({ investorId, classId, minor }) => {
    const sum = called.get(`${investorId} ${classId}`) ?? 0n;
    return { investorId, classId, commitment: minor, called: sum, unfunded: minor - sum };
  });
}

const names = statement(`SELECT id, name FROM investors
  WHERE id IN (SELECT investor_id FROM commitment_events WHERE fund_id = ?1 UNION SELECT call_lines.investor_id FROM call_lines
    JOIN capital_calls ON capital_calls.id = call_id WHERE capital_calls.fund_id = ?1)`);
/** The names of everybody who holds or held a part of a fund: for sentences, they decide nothing. */
export const readHolderNames = (db: ReadDb, fundId: string): ReadonlyMap<string, string> =>
  new Map((names(db).all({ 1: fundId }) as { id: string; name: string }[]).map(({ id, name }) => [id, name]));

export type SideLetterFact = Readonly<{
  investorId: string;
  fundId: string | null;
  term: SideLetterTerm;
  fromOn: BusinessDate;
  untilOn: BusinessDate | null;
}>;
const agreed =
  statement(`SELECT investor_id AS investorId, fund_id AS fundId, term, from_on AS fromOn, until_on AS untilOn FROM side_letters
  WHERE kind IN ('excuse', 'noticeDays') AND (fund_id IS NULL OR fund_id = ?1) AND from_on <= ?2 AND (until_on IS NULL OR until_on >= ?2)
    AND investor_id IN (SELECT investor_id FROM commitment_events WHERE fund_id = ?1)
  ORDER BY investor_id, from_on, id`);
/** What side letters say about calls of a fund on a day: longer notice, and rights to be excused. */
export const readCallSideLetters = (db: ReadDb, fundId: string, on: BusinessDate): SideLetterFact[] =>
  (agreed(db).all({ 1: fundId, 2: on }) as (Omit<SideLetterFact, 'term'> & { term: string })[]).map((row) => ({
    ...row,
    term: JSON.parse(row.term) as SideLetterTerm,
  }));

const percents = statement(`SELECT percent FROM call_uses JOIN capital_calls ON capital_calls.id = call_id
  WHERE basis_hash = ? AND capital_calls.fund_id = ? AND percent IS NOT NULL AND capital_calls.state = 'issued' AND capital_calls.id <> ?
  ORDER BY capital_calls.number, ordinal`);
/** The percentages that issued calls called of the same holdings with the same weights. */
export const readPercents = (db: ReadDb, fundId: string, basisHash: string, without: string): string[] =>
  percents(db).pluck().all(basisHash, fundId, without) as string[];

/** Everything on record that a call of a fund on a day stands on. */
export type CallRecords = Readonly<{
  fund: FundRow;
  hasBooks: boolean;
  holdings: readonly HoldingFacts[];
  names: ReadonlyMap<string, string>;
  sideLetters: readonly SideLetterFact[];
  terms: readonly (Omit<FundTermRow, 'kind' | 'value'> & Readonly<{ term: Term }>)[];
  hash: (text: string) => string;
  calledOnBasis: (basisHash: string, isInside: boolean) => ReadonlyMap<string, bigint>;
  percentsOnBasis: (basisHash: string) => readonly string[];
}>;

/** The records a call stands on, one call left out: the one it takes the place of. */
export function readCallRecords(db: ReadDb, fundId: string, on: BusinessDate, without = ''): CallRecords | undefined {
  const fund = readFund(db, fundId);
  return (
    fund && {
      fund,
      hasBooks: readLedger(db, fundId) !== undefined,
      holdings: readHoldings(db, fundId, on, without),
      names: readHolderNames(db, fundId),
      sideLetters: readCallSideLetters(db, fundId, on),
      terms: readTerms(db, fundId).map(({ kind, value, ...rest }) => ({ ...rest, term: { kind, value } as unknown as Term })),
      hash: sha256,
      calledOnBasis: (basisHash, isInside) =>
        new Map(calledOnBasis(db, fundId, basisHash, isInside, without).map((row) => [`${row.investorId} ${row.classId}`, row.minor])),
      percentsOnBasis: (basisHash) => readPercents(db, fundId, basisHash, without),
    }
  );
}
