import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import type { Treatment, UsePurpose } from '#shared/model/calls.ts';
import type { KycState } from '#shared/model/investors.ts';
import { journalOf, type ReadDb } from '../handles.ts';
import { statement } from '../statements.ts';

function noteAll(db: ReadDb, entity: string, ids: readonly string[]): void {
  const journal = journalOf(db);
  if (journal?.notesSubjects) for (const id of ids) journal.noteRead({ entity, id });
}

export type PriorShare = Readonly<{
  callId: string;
  useOrdinal: number;
  dueOn: BusinessDate;
  purpose: UsePurpose;
  treatment: Treatment;
  investorId: InvestorId;
  classId: string;
  minor: bigint;
}>;

const shares = statement(`SELECT capital_calls.id AS callId, call_uses.ordinal AS useOrdinal, due_on AS dueOn, purpose, treatment,
    investor_id AS investorId, class_id AS classId, call_parts.minor AS minor
  FROM capital_calls JOIN call_uses ON call_uses.call_id = capital_calls.id
    JOIN call_parts ON call_parts.call_id = capital_calls.id AND call_parts.use_ordinal = call_uses.ordinal
    JOIN call_lines ON call_lines.call_id = capital_calls.id AND call_lines.ordinal = call_parts.line_ordinal
  WHERE fund_id = ? AND kind = 'capital' AND state = 'issued' AND inside_commitment = 1
  ORDER BY due_on, capital_calls.number, call_uses.ordinal, call_parts.line_ordinal`);

/** What every holding was called of every issued call of a fund inside its commitment, use by use, in the order the calls fell due. */
export function readPriorShares(db: ReadDb, fundId: string): PriorShare[] {
  noteAll(db, 'fundCalls', [fundId]);
  return (shares(db).all(fundId) as (Omit<PriorShare, 'useOrdinal'> & { useOrdinal: bigint })[]).map((share) => ({
    ...share,
    useOrdinal: Number(share.useOrdinal),
  }));
}

const lastCall = statement(
  "SELECT number, issued_on AS issuedOn FROM capital_calls WHERE fund_id = ? AND state = 'issued' ORDER BY issued_on DESC, number DESC LIMIT 1",
);
/** The call that was issued last of those in force. */
export function readLastCall(db: ReadDb, fundId: string): Readonly<{ number: number; issuedOn: BusinessDate }> | undefined {
  noteAll(db, 'fundCalls', [fundId]);
  const row = lastCall(db).get(fundId) as { number: bigint; issuedOn: BusinessDate } | undefined;
  return row && { number: Number(row.number), issuedOn: row.issuedOn };
}

export type Party = Readonly<{
  id: string;
  name: string;
  status: string;
  mergedInto: string | null;
  kyc: KycState;
  kycExpiresOn: BusinessDate | null;
}>;

const parties =
  statement(`SELECT investors.id, name, status, merged_into AS mergedInto, coalesce(state, 'notStarted') AS kyc, expires_on AS kycExpiresOn
  FROM json_each(?) AS asked JOIN investors ON investors.id = asked.value LEFT JOIN investor_kyc ON investor_kyc.investor_id = investors.id`);

/** The investors of a closing or a transfer, each with where it and its KYC stand, in one reading however many they are. */
export function readParties(db: ReadDb, ids: readonly string[]): ReadonlyMap<string, Party> {
  const asked = [...new Set(ids)];
  noteAll(db, 'investor', asked);
  return new Map((parties(db).all(JSON.stringify(asked)) as Party[]).map((party) => [party.id, party]));
}

const balances = statement(`SELECT account, currency, sum(minor >> 32) AS high, sum(minor & 4294967295) AS low
  FROM postings INDEXED BY postings_investor WHERE fund_id = ? AND investor_id = ? AND effective_on <= ? GROUP BY account, currency ORDER BY account, currency`);
type Halves = Readonly<{ account: string; currency: Currency; high: bigint; low: bigint }>;

/** What every account kept per investor holds for one of them at the end of a day. */
export function readInvestorBalances(
  db: ReadDb,
  fundId: string,
  investorId: string,
  on: BusinessDate,
): Readonly<{ account: string; currency: Currency; minor: bigint }>[] {
  noteAll(db, 'ledger', [fundId]);
  return (balances(db).all(fundId, investorId, on) as Halves[]).map(({ account, currency, high, low }) => ({
    account,
    currency,
    minor: high * 4_294_967_296n + low,
  }));
}
