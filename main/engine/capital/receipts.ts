import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { CallState } from '#shared/model/calls.ts';
import type { PartKind, ReceiptState } from '#shared/model/receipts.ts';
import { formatMoney } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { smaller } from './line.ts';

export type WantedPart =
  | Readonly<{ kind: 'call'; callId: string; lineOrdinal: number; minor: bigint }>
  | Readonly<{ kind: 'interest'; callId: string; billOrdinal: number; minor: bigint }>
  | Readonly<{ kind: 'advance'; investorId: string; minor: bigint }>
  | Readonly<{ kind: 'suspense'; minor: bigint }>;

/** A part with everything that is stored of it. */
export type PlacedPart = Readonly<{
  kind: PartKind;
  callId: string | null;
  lineOrdinal: number | null;
  billOrdinal: number | null;
  investorId: string | null;
  minor: bigint;
}>;

export type CallFact = Readonly<{ label: string; state: CallState; issuedOn: BusinessDate | null; rescindedOn: BusinessDate | null }>;
export type OwedFact = Readonly<{ label: string; investorId: string; lineOrdinal: number; open: bigint }>;
/** What is known of the calls that parts name; what is open goes down as parts are placed. */
export type OpenBook = Readonly<{
  currency: Currency;
  calls: ReadonlyMap<string, CallFact>;
  lines: Map<string, OwedFact>;
  bills: Map<string, OwedFact>;
  /** Whether money may be held for this investor. */
  isInvestor: (id: string) => boolean;
}>;

export const owedKey = (callId: string, ordinal: number): string => `${callId} ${ordinal}`;

export type PlacingRefusal =
  | 'notFound'
  | 'callNotIssued'
  | 'callRescinded'
  | 'beforeCallIssued'
  | 'partOverOpen'
  | 'partTwice'
  | 'investorsUnknown';

const stateWords: Partial<Record<CallState, string>> = { inApproval: 'in approval', draft: 'a draft' };

/** Whether a call takes money on a day: only while it is issued. */
export function checkCallTakes(call: CallFact | undefined, callId: string, on: BusinessDate): Result<null, PlacingRefusal> {
  if (!call) return refuse('notFound', { what: 'call of this fund', id: callId });
  const { label, state, issuedOn, rescindedOn } = call;
  if (state === 'rescinded') return refuse('callRescinded', { call: label, on: rescindedOn ?? 'before it was issued' });
  if (state !== 'issued') return refuse('callNotIssued', { call: label, state: stateWords[state] ?? state });
  return on < issuedOn! ? refuse('beforeCallIssued', { call: label, on, issued: issuedOn! }) : done(null);
}

/** Places parts one after another, each within what is still open when its turn comes. */
export function place(book: OpenBook, parts: readonly WantedPart[], on: BusinessDate): Result<PlacedPart[], PlacingRefusal> {
  const placed: PlacedPart[] = [];
  const named = new Set<string>();
  for (const part of parts) {
    const key = nameOf(part);
    if (named.has(key)) return refuse('partTwice', { what: labelOf(book, part) });
    named.add(key);
    const one = placeOne(book, part, on);
    if (!one.ok) return one;
    placed.push(one.value);
  }
  for (const part of parts) take(book, part);
  return done(placed);
}

const nameOf = (part: WantedPart): string => {
  if (part.kind === 'call') return `call ${owedKey(part.callId, part.lineOrdinal)}`;
  if (part.kind === 'interest') return `interest ${owedKey(part.callId, part.billOrdinal)}`;
  return part.kind === 'advance' ? `advance ${part.investorId}` : 'suspense';
};

function owedBy(book: OpenBook, part: WantedPart): OwedFact | undefined {
  if (part.kind === 'call') return book.lines.get(owedKey(part.callId, part.lineOrdinal));
  return part.kind === 'interest' ? book.bills.get(owedKey(part.callId, part.billOrdinal)) : undefined;
}

const labelOf = (book: OpenBook, part: WantedPart): string =>
  owedBy(book, part)?.label ?? (part.kind === 'suspense' ? 'Suspense' : 'This investor’s advance');

const NOTHING = { callId: null, lineOrdinal: null, billOrdinal: null, investorId: null } as const;

function placeOne(book: OpenBook, part: WantedPart, on: BusinessDate): Result<PlacedPart, PlacingRefusal> {
  const { kind, minor } = part;
  if (kind === 'suspense') return done({ ...NOTHING, kind, minor });
  if (kind === 'advance') {
    if (!book.isInvestor(part.investorId)) return refuse('investorsUnknown', { ids: [part.investorId] });
    return done({ ...NOTHING, kind, investorId: part.investorId, minor });
  }
  const takes = checkCallTakes(book.calls.get(part.callId), part.callId, on);
  if (!takes.ok) return takes;
  const owed = owedBy(book, part);
  if (!owed) {
    const [what, ordinal] = part.kind === 'call' ? (['line', part.lineOrdinal] as const) : (['bill', part.billOrdinal] as const);
    return refuse('notFound', { what: `${what} of ${book.calls.get(part.callId)!.label}`, id: String(ordinal) });
  }
  if (minor > owed.open) return refuse('partOverOpen', { what: owed.label, open: shown(book, owed.open), paid: shown(book, minor) });
  const billOrdinal = part.kind === 'interest' ? part.billOrdinal : null;
  return done({ kind, callId: part.callId, lineOrdinal: owed.lineOrdinal, billOrdinal, investorId: owed.investorId, minor });
}

function take(book: OpenBook, part: WantedPart): void {
  const owed = owedBy(book, part);
  if (!owed) return;
  const left = { ...owed, open: owed.open - part.minor };
  if (part.kind === 'call') book.lines.set(owedKey(part.callId, part.lineOrdinal), left);
  if (part.kind === 'interest') book.bills.set(owedKey(part.callId, part.billOrdinal), left);
}

const shown = ({ currency }: Pick<OpenBook, 'currency'>, minor: bigint): string => formatMoney({ minor, currency });

export const sumOfParts = (parts: readonly Readonly<{ minor: bigint }>[]): bigint => parts.reduce((sum, { minor }) => sum + minor, 0n);

type Position = Omit<PlacedPart, 'minor'>;
const positionKey = ({ kind, callId, lineOrdinal, billOrdinal, investorId }: Position): string =>
  [kind, callId, lineOrdinal, billOrdinal, investorId].join(' ');

/** Where the money of a receipt stands after all its parts: positions of nothing left out, in the order in which they first appeared. */
export function positionsOf(parts: readonly PlacedPart[]): PlacedPart[] {
  const positions = new Map<string, PlacedPart>();
  for (const { kind, callId, lineOrdinal, billOrdinal, investorId, minor } of parts) {
    const position = { kind, callId, lineOrdinal, billOrdinal, investorId };
    const key = positionKey(position);
    positions.set(key, { ...position, minor: (positions.get(key)?.minor ?? 0n) + minor });
  }
  return [...positions.values()].filter(({ minor }) => minor !== 0n);
}

export const inSuspense = (parts: readonly PlacedPart[]): bigint => sumOfParts(parts.filter(({ kind }) => kind === 'suspense'));

/** What a person reads of a receipt: never typed, always from where its money stands. */
export function receiptState(
  receipt: Readonly<{ minor: bigint; reversesId: string | null }>,
  suspense: bigint,
  isReturned: boolean,
): ReceiptState {
  if (receipt.reversesId !== null) return 'return';
  if (isReturned) return 'returned';
  if (suspense === 0n) return 'applied';
  return suspense === receipt.minor ? 'suspense' : 'partlyIdentified';
}

/** Takes an amount from what stands in advance, oldest first: how much of each receipt’s. */
export function takeOldest<Held extends Readonly<{ minor: bigint }>>(
  held: readonly Held[],
  wanted: bigint,
): Readonly<{ from: Held; minor: bigint }>[] {
  let left = wanted;
  return held.flatMap((from) => {
    const minor = smaller(from.minor, left);
    left -= minor;
    return minor > 0n ? [{ from, minor }] : [];
  });
}

/** The accounts an event of receipts posts to, by what the money stands for. */
export type PlaceAccounts = Readonly<{ callsReceivable: string; paidInAdvance: string; suspense: string }>;

export const accountOfPart = ({ kind }: Pick<PlacedPart, 'kind'>, accounts: PlaceAccounts): string => {
  if (kind === 'advance') return accounts.paidInAdvance;
  return kind === 'suspense' ? accounts.suspense : accounts.callsReceivable;
};
