import type { WriteDb } from '#db/handles.ts';
import { type CallRow, readCall } from '#db/tables/calls.ts';
import { readInvestor } from '#db/tables/investors.ts';
import { insertPart, interestBillsOf, issuedLine, issuedLinesOfCall, nextPart } from '#db/tables/receipts.ts';
import { accountOfPart, type CallFact, type OpenBook, type OwedFact, owedKey, type PlacedPart } from '#main/engine/capital/receipts.ts';
import type { ReceiptPart } from '#shared/contract/receipts.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { Line } from '#shared/model/ledger.ts';
import { type Context, type Guard, reads, writes } from '../handler.ts';
import { postingGuards } from '../ledger/post.ts';
import { type Books, line as posting } from './booksOf.ts';

export const PLACE_ROLES = ['callsReceivable', 'paidInAdvance', 'suspense'] as const;
export type PlaceBooks = Books<(typeof PLACE_ROLES)[number] | 'operatingCash'>;

const callsIn = (parts: readonly ReceiptPart[]): string[] => [...new Set(parts.flatMap((part) => ('callId' in part ? [part.callId] : [])))];

/** What placing money stands on: every receipt of the fund, the calls it pays, the investors it is held for. */
export const placingGuards = (fundId: string, parts: readonly ReceiptPart[]): Guard[] => [
  writes('receipts', fundId),
  ...callsIn(parts).map((id) => reads('call', id)),
  ...postingGuards(
    fundId,
    parts.flatMap((part) => ('investorId' in part ? [part.investorId] : [])),
  ),
];

export const labelOfCall = ({ number, title }: Pick<CallRow, 'number' | 'title'>): string => `Call ${number} “${title}”`;

export const callFact = ({ number, title, state, issuedOn, rescindedOn }: CallRow): CallFact => ({
  label: labelOfCall({ number, title }),
  state,
  issuedOn,
  rescindedOn,
});

/** From so many parts of one call on, its lines are read at once. */
const FEW = 20;

/** What is open of the calls these parts name. */
export function openBook(db: WriteDb, fundId: FundId, currency: Currency, parts: readonly ReceiptPart[]): OpenBook {
  const calls = new Map<string, CallFact>();
  const lines = new Map<string, OwedFact>();
  for (const callId of callsIn(parts)) {
    const call = readCall(db, callId);
    if (call?.fundId !== fundId) continue;
    calls.set(callId, callFact(call));
    const named = parts.flatMap((part) => (part.kind === 'call' && part.callId === callId ? [part.lineOrdinal] : []));
    const found = named.length > FEW ? issuedLinesOfCall(db, callId) : named.flatMap((ordinal) => issuedLine(db, callId, ordinal) ?? []);
    for (const { lineOrdinal, investorId, investor, called, paid } of found)
      lines.set(owedKey(callId, lineOrdinal), {
        label: `${investor} in ${labelOfCall(call)}`,
        investorId,
        lineOrdinal,
        open: called - paid,
      });
  }
  const bills = parts.some(({ kind }) => kind === 'interest') ? billsOf(db, fundId) : new Map<string, OwedFact>();
  const known = new Map<string, boolean>();
  const isInvestor = (id: string): boolean => {
    const answer = known.get(id) ?? (readInvestor(db, id)?.status ?? 'removed') !== 'removed';
    known.set(id, answer);
    return answer;
  };
  return { currency, calls, lines, bills, isInvestor };
}

const billsOf = (db: WriteDb, fundId: string): Map<string, OwedFact> =>
  new Map(
    interestBillsOf(db, fundId).map(({ callId, billOrdinal, lineOrdinal, investorId, billed, paid, waived }) => [
      owedKey(callId, billOrdinal),
      { label: `Bill ${billOrdinal + 1} of late interest`, investorId, lineOrdinal, open: billed - paid - waived },
    ]),
  );

export type Dated = Readonly<{ receiptId: string; fundId: FundId; effectiveOn: BusinessDate; valueOn: BusinessDate }>;

/** Appends parts to a receipt, numbered after those it has. */
export function appendParts(
  { db, commandId, now }: Context,
  { receiptId, ...dated }: Dated,
  parts: readonly PlacedPart[],
  first = nextPart(db, receiptId),
): void {
  parts.forEach((part, index) => {
    insertPart(db, { receiptId, ordinal: first + index, ...dated, ...part, commandId, recordedAt: now });
  });
}

/** The credits of money placed: what is owed goes down, or what is held goes up. */
export const creditsOf = (parts: readonly PlacedPart[], { code, currency }: PlaceBooks): Line[] =>
  parts.map((part) => posting(accountOfPart(part, code), -part.minor, currency, part.kind === 'suspense' ? null : part.investorId));

export const negated = (part: PlacedPart): PlacedPart => ({ ...part, minor: -part.minor });

export const suspensePart = (minor: bigint): PlacedPart => ({
  kind: 'suspense',
  callId: null,
  lineOrdinal: null,
  billOrdinal: null,
  investorId: null,
  minor,
});
export const advancePart = (investorId: string, minor: bigint): PlacedPart => ({ ...suspensePart(minor), kind: 'advance', investorId });
