import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import type { Calendar } from '#shared/model/calendars.ts';
import type { CallMethod, CallPurpose, Treatment } from '#shared/model/calls.ts';
import type { Priority } from '#shared/model/tiers.ts';
import { done, type Result } from '#shared/result.ts';
import { type PlannedCall, type PlanRefusal, planCall } from './callAllocation.ts';
import { type AskedUse, type SettledUse, settleAmounts } from './callAmounts.ts';
import { checkDates, checkNotice, type DateRefusal, type LongerNotice, type NoticeCheck, type NoticeTerm } from './callDates.ts';
import { type Basis, basisFor, basisText, countedSoFar, type Holding, holdingKey } from './callShares.ts';

export type AskedTreatment = Readonly<{ investorId: string; classId: string; treatment: Exclude<Treatment, 'full'>; reason: string }>;

/** A call as somebody asks for it. */
export type AskedCall = Readonly<{
  method: CallMethod;
  priority: Priority;
  currency: Currency;
  noticeOn: BusinessDate;
  dueOn: BusinessDate;
  urgentReason: string | null;
  cashOnHand: bigint | null;
  uses: readonly (AskedUse & Readonly<{ purpose: CallPurpose }>)[];
  treatments: readonly AskedTreatment[];
}>;

/** What the records say that a call stands on. */
export type CallFacts = Readonly<{
  fund: Readonly<{ name: string; currency: Currency; isClosed: boolean; hasBooks: boolean }>;
  /** Holdings that may be called, by investor and class; those in default are left out of it. */
  holdings: readonly Holding[];
  nameOf: (investorId: string) => string;
  hash: (text: string) => string;
  calledOnBasis: (basisHash: string, isInside: boolean) => ReadonlyMap<string, bigint>;
  percentsOnBasis: (basisHash: string) => readonly string[];
  noticeTerm: NoticeTerm | null;
  longerNotice: readonly LongerNotice[];
  calendar: Calendar;
  today: BusinessDate;
  isNoticeFixed: boolean;
}>;

export type DrawnLine = Readonly<{
  holding: Holding;
  treatment: Treatment;
  reason: string | null;
  minor: bigint;
  insideMinor: bigint;
}>;
export type DrawnPart = Readonly<{ use: number; line: number; minor: bigint; calledBefore: bigint; exact: bigint }>;
export type DrawnUse = SettledUse & Readonly<{ basisHash: string; basisTotal: bigint; calledBefore: bigint }>;
export type DrawnCall = Readonly<{
  total: bigint;
  uses: readonly DrawnUse[];
  lines: readonly DrawnLine[];
  parts: readonly DrawnPart[];
}>;

export type DrawRefusal =
  | 'fundClosed'
  | 'booksMissing'
  | 'callCurrencyWrong'
  | 'callHoldingUnknown'
  | 'callNoHoldings'
  | DateRefusal
  | 'callUseWrong'
  | PlanRefusal;

export const noticeOf = ({ noticeOn, dueOn }: Pick<AskedCall, 'noticeOn' | 'dueOn'>, facts: CallFacts): NoticeCheck =>
  checkNotice(noticeOn, dueOn, facts.noticeTerm, facts.longerNotice, facts.calendar);

/** Draws a call up: every amount, every share, every line; or the first reason why it cannot be. */
export function drawUpCall(asked: AskedCall, facts: CallFacts): Result<DrawnCall, DrawRefusal> {
  const { fund } = facts;
  if (fund.isClosed) return refuse('fundClosed', { fund: fund.name });
  if (!fund.hasBooks) return refuse('booksMissing', { fund: fund.name });
  if (asked.currency !== fund.currency)
    return refuse('callCurrencyWrong', { fund: fund.name, currency: fund.currency, given: asked.currency });
  const dates = checkDates(asked, noticeOf(asked, facts), facts);
  if (!dates.ok) return dates;
  return drawLines(asked, facts);
}

/** The money of a call alone, without its dates: what a preview shows while they are still wrong. */
export function drawLines(asked: AskedCall, facts: CallFacts): Result<DrawnCall, DrawRefusal> {
  const { holdings, fund } = facts;
  if (holdings.length === 0) return refuse('callNoHoldings', { fund: fund.name, on: asked.noticeOn });
  const treated = new Map(asked.treatments.map((one) => [holdingKey(one), one]));
  const known = new Set(holdings.map(holdingKey));
  const stranger = asked.treatments.find((one) => !known.has(holdingKey(one)));
  if (stranger) return refuse('callHoldingUnknown', { fund: fund.name, investor: facts.nameOf(stranger.investorId) });
  const treatmentOf = (holding: Holding): Treatment => treated.get(holdingKey(holding))?.treatment ?? 'full';
  const bases = basesOf(facts, treatmentOf);
  const amounts = settleAmounts(asked, {
    commitments: holdings.reduce((sum, { commitment }) => sum + commitment, 0n),
    percentSoFar: ({ purpose }) => {
      const { basisHash } = bases(purpose);
      return { basis: basisHash, percent: facts.percentsOnBasis(basisHash).reduce((sum, text) => sum.plus(text), new Decimal(0)) };
    },
  });
  if (!amounts.ok) return amounts;
  const planned = planCall(amounts.value, {
    holdings,
    treatmentOf,
    currency: fund.currency,
    nameOf: facts.nameOf,
    soFar: (basis, isInside) => soFarOn(basis, facts, facts.calledOnBasis(facts.hash(basisText(holdings, basis)), isInside), isInside),
  });
  if (!planned.ok) return planned;
  return done({
    total: planned.value.total,
    ...usesAndParts(amounts.value, planned.value, bases),
    lines: holdings.map((holding, index) => ({
      holding,
      treatment: treatmentOf(holding),
      reason: treated.get(holdingKey(holding))?.reason ?? null,
      ...planned.value.lines[index]!,
    })),
  });
}

function basesOf({ holdings, hash }: CallFacts, treatmentOf: (holding: Holding) => Treatment) {
  const known = new Map<number, Readonly<{ basisHash: string; basis: Basis }>>();
  return (purpose: CallPurpose): Readonly<{ basisHash: string; basis: Basis }> => {
    const basis = basisFor(holdings, treatmentOf, purpose);
    const found = known.get(basis.members.length) ?? { basis, basisHash: hash(basisText(holdings, basis)) };
    known.set(basis.members.length, found);
    return found;
  };
}

function soFarOn(basis: Basis, { holdings }: CallFacts, onBasis: ReadonlyMap<string, bigint>, isInside: boolean): readonly bigint[] {
  const members = basis.members.map((index) => holdings[index]!);
  const everything = members.map(({ calledInside, calledOutside }) => (isInside ? calledInside : calledOutside));
  return countedSoFar(
    basis,
    everything,
    members.map((holding) => onBasis.get(holdingKey(holding)) ?? 0n),
  );
}

function usesAndParts(
  amounts: readonly SettledUse[],
  planned: PlannedCall,
  bases: (purpose: CallPurpose) => Readonly<{ basisHash: string; basis: Basis }>,
): Pick<DrawnCall, 'uses' | 'parts'> {
  const uses = amounts.map((use, index) => {
    const { basis, calledBefore } = planned.uses[index]!;
    return { ...use, basisHash: bases(use.purpose as CallPurpose).basisHash, basisTotal: basis.total, calledBefore };
  });
  const parts = planned.uses.flatMap(({ basis, shares }, use) =>
    shares.map(({ minor, before, exact }, place) => ({ use, line: basis.members[place]!, minor, calledBefore: before, exact })),
  );
  return { uses, parts };
}

/** Whose share differs between a call as it was drawn up and as it would be today: positions in today's lines. */
export function changedShares(
  stored: readonly Readonly<{ investorId: string; classId: string; minor: bigint; insideMinor: bigint }>[],
  drawn: DrawnCall,
): string[] {
  const before = new Map(stored.map((line) => [holdingKey(line), `${line.minor} ${line.insideMinor}`]));
  const after = new Map(drawn.lines.map((line) => [holdingKey(line.holding), `${line.minor} ${line.insideMinor}`]));
  const keys = new Set([...before.keys(), ...after.keys()]);
  const changed = [...keys].filter((key) => before.get(key) !== after.get(key));
  return [...new Set(changed.map((key) => key.slice(0, key.indexOf(' '))))];
}
