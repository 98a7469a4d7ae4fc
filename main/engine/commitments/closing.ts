import { kycBlock } from '#main/engine/investors/kyc.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { canonicalJson } from '#shared/json.ts';
import type { ClosingKind, EqualisationTerms, StepState } from '#shared/model/commitments.ts';
import type { FundStatus } from '#shared/model/funds.ts';
import type { KycState } from '#shared/model/investors.ts';
import { formatMoney, LARGEST_MINOR } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { type CalledMove, equalise, type Standing } from './equalise.ts';
import { calledIn, type HoldingAmount, holdingOf, keyOf, type Layer } from './layers.ts';

/** What a closing or a transfer must know of an investor it names. */
export type Party = Readonly<{
  id: string;
  name: string;
  status: string;
  mergedInto: string | null;
  kyc: KycState;
  kycExpiresOn: BusinessDate | null;
}>;

export type ClosingContent = Readonly<{
  kind: ClosingKind;
  heldOn: BusinessDate;
  terms: EqualisationTerms | null;
  accountId: string | null;
  lines: readonly HoldingAmount[];
}>;

export type ClosingFacts = Readonly<{
  fund: Readonly<{
    id: string;
    name: string;
    status: FundStatus;
    currency: Currency;
    inceptionOn: BusinessDate | null;
    targetSize: bigint | null;
  }>;
  isCapped: boolean;
  classes: readonly Readonly<{ id: string; name: string; openedOn: BusinessDate; closedOn: BusinessDate | null }>[];
  /** Posted closings and transfers of the fund, this one left out. */
  closings: readonly Readonly<{ kind: ClosingKind; heldOn: BusinessDate; state: StepState }>[];
  transfers: readonly Readonly<{ effectiveOn: BusinessDate; state: StepState }>[];
  account: Readonly<{ title: string; fundId: string; currency: Currency; closedOn: BusinessDate | null }> | null;
  parties: ReadonlyMap<string, Party>;
  commitments: readonly HoldingAmount[];
  inDefault: ReadonlySet<string>;
  layers: readonly Layer[];
  nameOf: (investorId: string) => string;
}>;

type DateRefusal =
  | 'fundClosed'
  | 'closingBeforeInception'
  | 'closingBeforeFirst'
  | 'closingFirstTwice'
  | 'closingAfterFinal'
  | 'closingOutOfOrder'
  | 'closingTerms'
  | 'closingDueBefore';
type ContentRefusal = 'closingLinesWrong' | 'closingOverTarget' | 'amountTooLarge' | 'closingAccountWrong';

/** Whether a closing can stand as it is drawn up: its day among the others, its terms, its commitments. */
export function checkClosing(content: ClosingContent, facts: ClosingFacts): Result<null, DateRefusal | ContentRefusal> {
  const dates = checkDay(content, facts);
  if (!dates.ok) return dates;
  const account = checkAccount(content, facts);
  if (!account.ok) return account;
  const problems = problemsOf(content, facts);
  if (problems.length > 0) return refuse('closingLinesWrong', { problems: problems.slice(0, SHOWN), count: problems.length });
  return checkSize(content, facts);
}

const SHOWN = 10;

function checkDay({ kind, heldOn, terms }: ClosingContent, { fund, closings, transfers }: ClosingFacts): Result<null, DateRefusal> {
  const about = { fund: fund.name, on: heldOn };
  if (fund.status === 'closed') return refuse('fundClosed', { fund: fund.name });
  if (fund.inceptionOn !== null && heldOn < fund.inceptionOn)
    return refuse('closingBeforeInception', { ...about, inception: fund.inceptionOn });
  const posted = closings.filter(({ state }) => state === 'posted');
  const first = posted.find((closing) => closing.kind === 'first');
  if (kind === 'first' && first) return refuse('closingFirstTwice', { fund: fund.name, on: first.heldOn });
  if (kind !== 'first' && (first === undefined || heldOn < first.heldOn)) return refuse('closingBeforeFirst', about);
  const final = posted.find((closing) => closing.kind === 'final');
  if (final) return refuse('closingAfterFinal', { fund: fund.name, on: final.heldOn });
  const days = [
    ...posted.map((closing) => closing.heldOn),
    ...transfers.filter(({ state }) => state === 'posted').map(({ effectiveOn }) => effectiveOn),
  ];
  const last = days.sort().at(-1);
  if (last !== undefined && heldOn < last) return refuse('closingOutOfOrder', { ...about, last });
  if ((kind === 'first') !== (terms === null)) return refuse('closingTerms', { kind });
  return terms !== null && terms.dueOn < heldOn ? refuse('closingDueBefore', { held: heldOn, due: terms.dueOn }) : done(null);
}

function checkAccount({ accountId }: ClosingContent, { fund, account }: ClosingFacts): Result<null, 'closingAccountWrong'> {
  if (accountId === null) return done(null);
  if (account?.fundId !== fund.id)
    return refuse('closingAccountWrong', { account: accountId, because: `it is no account of ${fund.name}` });
  const because = accountFault(account, fund);
  return because === undefined ? done(null) : refuse('closingAccountWrong', { account: account.title, because });
}

/** Why money of a fund cannot go through this account, or nothing. */
export function accountFault(account: NonNullable<ClosingFacts['account']>, fund: Readonly<{ currency: Currency }>): string | undefined {
  if (account.closedOn !== null) return `it was closed on ${account.closedOn}`;
  return account.currency === fund.currency ? undefined : `it is kept in ${account.currency}, not ${fund.currency}`;
}

/** Why somebody cannot take part at all, or nothing. */
export function partyFault(party: Party | undefined): string | undefined {
  if (!party) return 'there is no such investor';
  if (party.status === 'removed') return 'its import was undone';
  if (party.status === 'inactive') return 'it is inactive';
  return party.mergedInto === null ? undefined : 'it was merged into another investor';
}

function problemsOf({ heldOn, lines }: ClosingContent, { classes, parties, inDefault }: ClosingFacts): string[] {
  const seen = new Set<string>();
  return lines.flatMap((line, index) => {
    const key = keyOf(line);
    const isTwice = seen.has(key);
    seen.add(key);
    const party = parties.get(line.investorId);
    const fundClass = classes.find(({ id }) => id === line.classId);
    const about = `Line ${index + 1}, ${party?.name ?? line.investorId}`;
    const fault = partyFault(party) ?? classFault(fundClass, heldOn);
    if (fault !== undefined) return [`${about}: ${fault}`];
    if (isTwice) return [`${about}: it stands twice for ${fundClass!.name}`];
    return inDefault.has(key) ? [`${about}: its holding is in default`] : [];
  });
}

function classFault(fundClass: ClosingFacts['classes'][number] | undefined, on: BusinessDate): string | undefined {
  if (!fundClass) return 'its class is none of this fund';
  if (on < fundClass.openedOn) return `${fundClass.name} opens on ${fundClass.openedOn}`;
  return fundClass.closedOn !== null && fundClass.closedOn < on ? `${fundClass.name} was closed on ${fundClass.closedOn}` : undefined;
}

function checkSize({ lines }: ClosingContent, facts: ClosingFacts): Result<null, 'closingOverTarget' | 'amountTooLarge'> {
  const { fund, isCapped, commitments } = facts;
  const total = [...commitments, ...lines].reduce((sum, { minor }) => sum + minor, 0n);
  const asText = (minor: bigint): string => formatMoney({ minor, currency: fund.currency });
  if (total > LARGEST_MINOR)
    return refuse('amountTooLarge', { what: `The total of the commitments of ${fund.name}`, most: asText(LARGEST_MINOR) });
  if (isCapped && fund.targetSize !== null && total > fund.targetSize)
    return refuse('closingOverTarget', { fund: fund.name, target: asText(fund.targetSize), total: asText(total) });
  return done(null);
}

export type ClosingRow = Standing & Readonly<{ added: bigint; calledBefore: bigint; calledAfter: bigint; interest: bigint }>;
export type ClosingOutcome = Readonly<{ rows: readonly ClosingRow[]; moves: readonly CalledMove[] }>;

/** What a closing would do to every holding: commitments, what each was called, and the interest that goes with it. */
export function outcomeOf({ heldOn, terms, lines }: ClosingContent, facts: ClosingFacts): ClosingOutcome {
  const { commitments, layers } = facts;
  const before = new Map(commitments.map((amount) => [keyOf(amount), amount.minor]));
  const added = new Map(lines.map((line) => [keyOf(line), line.minor]));
  const called = calledIn(layers);
  const keys = [...new Set([...before.keys(), ...added.keys(), ...called.keys()])].sort();
  const standings = keys.map((key) => {
    const held = before.get(key) ?? 0n;
    return { ...holdingOf(key), key, before: held, after: held + (added.get(key) ?? 0n) };
  });
  const moves = terms === null ? [] : equalise(standings, layers, terms, heldOn);
  const moved = new Map<string, { minor: bigint; interest: bigint }>();
  for (const move of moves) {
    const sum = moved.get(keyOf(move)) ?? { minor: 0n, interest: 0n };
    moved.set(keyOf(move), { minor: sum.minor + move.minor, interest: sum.interest + move.interest });
  }
  const rows = standings.map((standing) => {
    const calledBefore = called.get(standing.key) ?? 0n;
    const { minor, interest } = moved.get(standing.key) ?? { minor: 0n, interest: 0n };
    return { ...standing, added: standing.after - standing.before, calledBefore, calledAfter: calledBefore + minor, interest };
  });
  return { rows, moves };
}

type ReadyRefusal = 'closingKyc' | 'closingAccountMissing' | 'closingOverCommitment' | 'amountTooLarge';

/** What must be true beside the draft before a closing is approved or posted. */
export function checkReady(content: ClosingContent, facts: ClosingFacts, { rows }: ClosingOutcome): Result<null, ReadyRefusal> {
  const blocked = content.lines.flatMap(({ investorId }) => {
    const because = kycFault(facts.parties.get(investorId)!, content.heldOn);
    return because === undefined ? [] : [`${facts.parties.get(investorId)!.name}: ${because}`];
  });
  if (blocked.length > 0) return refuse('closingKyc', { investors: blocked.slice(0, SHOWN), count: blocked.length });
  const { currency, name } = facts.fund;
  const over = rows.find(({ after, calledAfter }) => calledAfter > after);
  if (over)
    return refuse('closingOverCommitment', {
      investor: facts.nameOf(over.investorId),
      called: formatMoney({ minor: over.calledAfter, currency }),
      commitment: formatMoney({ minor: over.after, currency }),
    });
  const collects = rows.some(({ calledBefore, calledAfter, interest }) => calledAfter > calledBefore || interest > 0n);
  return collects && content.accountId === null ? refuse('closingAccountMissing', { fund: name }) : done(null);
}

export const kycFault = ({ kyc, kycExpiresOn }: Party, on: BusinessDate): string | undefined =>
  kycBlock({ state: kyc, risk: null, approvedOn: null, expiresOn: kycExpiresOn }, on);

/** What a second person approves: the closing as it is drawn up, and all it would do. */
export const closingText = ({ kind, heldOn, terms, accountId, lines }: ClosingContent, { moves }: ClosingOutcome): string =>
  canonicalJson({
    kind,
    heldOn,
    terms,
    accountId,
    lines: lines.map(({ investorId, classId, minor }) => [investorId, classId, minor]),
    moves: moves.map(({ callId, useOrdinal, investorId, classId, minor, interest }) => [
      callId,
      useOrdinal,
      investorId,
      classId,
      minor,
      interest,
    ]),
  });
