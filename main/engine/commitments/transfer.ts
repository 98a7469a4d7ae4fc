import { withRole } from '#main/engine/ledger/revalue.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { canonicalJson } from '#shared/json.ts';
import type { StepState } from '#shared/model/commitments.ts';
import type { FundStatus } from '#shared/model/funds.ts';
import type { ChartAccount, Line } from '#shared/model/ledger.ts';
import { allocateMinor, formatMoney } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { kycFault, type Party, partyFault } from './closing.ts';
import { type HoldingAmount, keyOf, type Layer, layersOf, type PriorMove, type PriorShare } from './layers.ts';

export type TransferContent = Readonly<{
  classId: string;
  fromInvestorId: InvestorId;
  toInvestorId: InvestorId;
  effectiveOn: BusinessDate;
  minor: bigint;
}>;

/** What an account kept per investor holds for both sides, in the ledger's signs. */
export type CapitalBalance = Readonly<{ account: string; name: string; from: bigint; to: bigint }>;
/** What a transfer moves of one earlier call, always from the seller to the buyer. */
export type MovedCall = Readonly<{ callId: string; useOrdinal: number; minor: bigint }>;

/** The transfer that is to be reversed, with all it moved. */
export type Original = Readonly<{
  number: number;
  state: StepState;
  isReversal: boolean;
  reversedBy: number | null;
  effectiveOn: BusinessDate;
  calls: readonly MovedCall[];
  capital: readonly Readonly<{ account: string; minor: bigint }>[];
}>;

export type TransferFacts = Readonly<{
  fund: Readonly<{ name: string; status: FundStatus; currency: Currency }>;
  parties: ReadonlyMap<string, Party>;
  commitments: readonly HoldingAmount[];
  inDefault: ReadonlySet<string>;
  steps: readonly Step[];
  layers: readonly Layer[];
  capital: readonly CapitalBalance[];
  /** Null unless this is a reversal; then also whether either holding changed, or was called, after it. */
  original: Original | null;
  changedSince: string | null;
  today: BusinessDate;
}>;

type Step = Readonly<{ what: string; on: BusinessDate }>;

/** What took effect on a holding and must not come after its transfer: closings, calls and its own changes, the newest first. */
export function stepsBefore({
  closings,
  lastCall,
  events,
}: Readonly<{
  closings: readonly Readonly<{ number: number; heldOn: BusinessDate }>[];
  lastCall: Readonly<{ number: number; issuedOn: BusinessDate }> | null;
  events: readonly Readonly<{ effectiveOn: BusinessDate }>[];
}>): Step[] {
  return [
    ...closings.map(({ number, heldOn }) => ({ what: `Closing ${number}`, on: heldOn })),
    ...(lastCall ? [{ what: `Call ${lastCall.number}`, on: lastCall.issuedOn }] : []),
    ...events.map(({ effectiveOn }) => ({ what: 'A change of this commitment', on: effectiveOn })),
  ].sort((left, right) => (left.on < right.on ? 1 : left.on > right.on ? -1 : 0));
}

/** On which day either holding changed after a transfer, or nothing. Events come in the order they were recorded. */
export function changedAfter(events: readonly Event[], transferId: string): BusinessDate | null {
  const at = Math.max(...events.filter((event) => event.transferId === transferId).map(({ ordinal }) => ordinal));
  return events.find(({ ordinal }) => ordinal > at)?.effectiveOn ?? null;
}

type Balance = Readonly<{ account: string; currency: Currency; minor: bigint }>;

/** The capital accounts of both sides: what stands per investor in the equity of the fund, in the currency of its books. */
export function capitalOf(
  chart: readonly ChartAccount[],
  currency: Currency,
  from: readonly Balance[],
  to: readonly Balance[],
): CapitalBalance[] {
  const balance = (balances: readonly Balance[], code: string): bigint =>
    balances.find((each) => each.account === code && each.currency === currency)?.minor ?? 0n;
  return chart
    .filter(({ kind, isControl }) => kind === 'equity' && isControl)
    .map(({ code, name }) => ({ account: code, name, from: balance(from, code), to: balance(to, code) }))
    .filter((each) => each.from !== 0n || each.to !== 0n);
}

/** What goes over in the books: one pair that comes to zero, the sign of the capital that moves deciding who is debited. */
export function transferEntry(
  { fromInvestorId, toInvestorId }: TransferContent,
  { capital }: TransferOutcome,
  chart: readonly ChartAccount[],
  currency: Currency,
): Result<readonly Line[], 'roleMissing'> {
  const moved = capital.reduce((sum, each) => sum + each.moved, 0n);
  if (moved === 0n) return done([]);
  const account = withRole(chart, 'transferredInterest');
  if (!account.ok) return account;
  const line = (investorId: string, minor: bigint): Line => ({ account: account.value, investorId, amount: { minor, currency } });
  return done([line(fromInvestorId, -moved), line(toInvestorId, moved)]);
}

type Event = Readonly<{ ordinal: number; transferId: string | null; effectiveOn: BusinessDate }>;
type Read = Readonly<{
  parties: TransferFacts['parties'];
  commitments: readonly HoldingAmount[];
  inDefault: ReadonlySet<string>;
  closings: Parameters<typeof stepsBefore>[0]['closings'];
  lastCall: Parameters<typeof stepsBefore>[0]['lastCall'];
  shares: readonly PriorShare[];
  moves: readonly PriorMove[];
  fromEvents: readonly Event[];
  toEvents: readonly Event[];
  chart: readonly ChartAccount[];
  fromBalances: readonly Balance[];
  toBalances: readonly Balance[];
  original: Readonly<{
    transfer: Readonly<{
      id: string;
      number: number;
      state: StepState;
      reversesId: string | null;
      effectiveOn: BusinessDate;
      toInvestorId: string;
    }>;
    reversal: Readonly<{ number: number }> | null;
    moves: readonly (MovedCall & Readonly<{ investorId: string }>)[];
    lines: readonly Readonly<{ kind: string; account: string | null; minor: bigint }>[];
    calledSince: BusinessDate | null;
  }> | null;
}>;

/** What was read of a transfer, in the shape its rules look at. */
export function transferFactsOf(fund: TransferFacts['fund'], read: Read, today: BusinessDate): TransferFacts {
  const { parties, commitments, inDefault, closings, lastCall, shares, moves, fromEvents, toEvents, original } = read;
  return {
    fund,
    parties,
    commitments,
    inDefault,
    steps: stepsBefore({ closings, lastCall, events: fromEvents }),
    layers: layersOf(shares, moves),
    capital: capitalOf(read.chart, fund.currency, read.fromBalances, read.toBalances),
    original: original && originalOf(original),
    changedSince: original && (changedAfter([...fromEvents, ...toEvents], original.transfer.id) ?? original.calledSince),
    today,
  };
}

function originalOf({ transfer, reversal, moves, lines }: NonNullable<Read['original']>): Original {
  const { number, state, reversesId, effectiveOn, toInvestorId } = transfer;
  return {
    number,
    state,
    isReversal: reversesId !== null,
    reversedBy: reversal?.number ?? null,
    effectiveOn,
    calls: moves.filter(({ investorId }) => investorId === toInvestorId),
    capital: lines.flatMap(({ account, minor }) => (account === null ? [] : [{ account, minor }])),
  };
}

type TransferRefusal =
  | 'fundClosed'
  | 'transferToSelf'
  | 'transferBeyond'
  | 'transferOutOfOrder'
  | 'transferPartyWrong'
  | 'transferNotReversible'
  | 'dateInFuture';

const nameOf = (parties: ReadonlyMap<string, Party>, id: string): string => parties.get(id)?.name ?? id;
const heldBy = (investorId: InvestorId, { classId }: TransferContent, { commitments }: TransferFacts): bigint =>
  commitments.find((amount) => amount.investorId === investorId && amount.classId === classId)?.minor ?? 0n;

/** Whether a holding can go from one to the other as it is drawn up. */
export function checkTransfer(content: TransferContent, facts: TransferFacts): Result<null, TransferRefusal> {
  const { fromInvestorId, toInvestorId, classId, effectiveOn, minor } = content;
  const { fund, parties, today, inDefault, original } = facts;
  if (fund.status === 'closed') return refuse('fundClosed', { fund: fund.name });
  const seller = nameOf(parties, fromInvestorId);
  if (fromInvestorId === toInvestorId) return refuse('transferToSelf', { investor: seller });
  if (effectiveOn > today) return refuse('dateInFuture', { what: `The transfer of ${seller}`, on: effectiveOn, today });
  const because =
    partyFault(parties.get(toInvestorId)) ??
    (inDefault.has(keyOf({ investorId: toInvestorId, classId })) ? 'its holding is in default' : undefined);
  if (because !== undefined) return refuse('transferPartyWrong', { investor: nameOf(parties, toInvestorId), because });
  if (original) {
    const fault = reversalFault(original, facts);
    if (fault !== undefined) return refuse('transferNotReversible', { number: original.number, because: fault });
  }
  const held = heldBy(fromInvestorId, content, facts);
  const asText = (amount: bigint): string => formatMoney({ minor: amount, currency: fund.currency });
  if (minor > held) return refuse('transferBeyond', { investor: seller, held: asText(held), asked: asText(minor) });
  const later = facts.steps.find(({ on }) => on > effectiveOn);
  return later ? refuse('transferOutOfOrder', { what: later.what, on: effectiveOn, last: later.on }) : done(null);
}

function reversalFault({ state, isReversal, reversedBy }: Original, { changedSince }: TransferFacts): string | undefined {
  if (state !== 'posted') return `it is ${state}`;
  if (isReversal) return 'it is itself a reversal';
  if (reversedBy !== null) return `transfer ${reversedBy} reversed it`;
  return changedSince === null ? undefined : `one of the holdings has changed since (${changedSince})`;
}

export type Side = Readonly<{ commitment: bigint; called: bigint; capital: bigint }>;
export type MovedCapital = CapitalBalance & Readonly<{ moved: bigint }>;
export type TransferOutcome = Readonly<{
  calls: readonly MovedCall[];
  capital: readonly MovedCapital[];
  from: Readonly<{ before: Side; after: Side }>;
  to: Readonly<{ before: Side; after: Side }>;
}>;

/** The part of an amount that goes along when `minor` of `whole` is transferred; all of it when everything is. */
const partOf = (amount: bigint, minor: bigint, whole: bigint): bigint => allocateMinor(amount, [minor, whole - minor]).parts[0]!;

/** What goes along of each call, so that together they are the part of all that was called: rounded call by call it could pass the commitment. */
function movedOf(layers: readonly Layer[], seller: string, minor: bigint, whole: bigint): MovedCall[] {
  let [called, gone] = [0n, 0n];
  return layers.flatMap(({ callId, useOrdinal, held }) => {
    called += held.get(seller) ?? 0n;
    const before = gone;
    gone = partOf(called, minor, whole);
    return gone === before ? [] : [{ callId, useOrdinal, minor: gone - before }];
  });
}

/**
 * Both sides before and after: the commitment as asked, what was called of it call by call, and of the capital account the share that the
 * commitment is of all the seller has committed to the fund. A reversal gives back exactly what the first transfer moved.
 */
export function outcomeOfTransfer(content: TransferContent, facts: TransferFacts): TransferOutcome {
  const { fromInvestorId, toInvestorId, classId, minor } = content;
  const { original, layers } = facts;
  const [seller, buyer] = [keyOf({ investorId: fromInvestorId, classId }), keyOf({ investorId: toInvestorId, classId })];
  const held = heldBy(fromInvestorId, content, facts);
  const inFund = facts.commitments.reduce((sum, amount) => (amount.investorId === fromInvestorId ? sum + amount.minor : sum), 0n);
  const calls = original?.calls ?? movedOf(layers, seller, minor, held);
  const capital = facts.capital.map((balance) => ({
    ...balance,
    moved: original ? sumOf(original.capital.filter(({ account }) => account === balance.account)) : partOf(balance.from, minor, inFund),
  }));
  const called = (key: string): bigint => layers.reduce((sum, layer) => sum + (layer.held.get(key) ?? 0n), 0n);
  const moved: Side = { commitment: minor, called: sumOf(calls), capital: capital.reduce((sum, each) => sum + each.moved, 0n) };
  const from: Side = { commitment: held, called: called(seller), capital: capital.reduce((sum, each) => sum + each.from, 0n) };
  const to: Side = {
    commitment: heldBy(toInvestorId, content, facts),
    called: called(buyer),
    capital: capital.reduce((sum, each) => sum + each.to, 0n),
  };
  return { calls, capital, from: { before: from, after: shifted(from, moved, -1n) }, to: { before: to, after: shifted(to, moved, 1n) } };
}

const sumOf = (amounts: readonly Readonly<{ minor: bigint }>[]): bigint => amounts.reduce((sum, { minor }) => sum + minor, 0n);
const shifted = (side: Side, by: Side, sign: bigint): Side => ({
  commitment: side.commitment + sign * by.commitment,
  called: side.called + sign * by.called,
  capital: side.capital + sign * by.capital,
});

/** What must be true beside the draft before a transfer is approved or posted; a reversal gives back to who had it. */
export function checkBuyer({ toInvestorId, effectiveOn }: TransferContent, facts: TransferFacts): Result<null, 'transferKyc'> {
  const buyer = facts.parties.get(toInvestorId)!;
  const because = facts.original ? undefined : kycFault(buyer, effectiveOn);
  return because === undefined ? done(null) : refuse('transferKyc', { investor: buyer.name, because });
}

/** What a second person approves: the transfer as it is drawn up, and all it would do. */
export const transferText = (content: TransferContent & Readonly<{ reversesId: string | null }>, outcome: TransferOutcome): string => {
  const { classId, fromInvestorId, toInvestorId, effectiveOn, minor, reversesId } = content;
  const { calls, capital, from, to } = outcome;
  return canonicalJson({
    classId,
    fromInvestorId,
    toInvestorId,
    effectiveOn,
    minor,
    reversesId,
    calls: calls.map((moved) => [moved.callId, moved.useOrdinal, moved.minor]),
    capital: capital.map(({ account, moved }) => [account, moved]),
    from: [from.before.commitment, from.before.called],
    to: [to.before.commitment, to.before.called],
  });
};
