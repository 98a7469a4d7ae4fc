import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type TokenChangeKind, tokenChangeTitles } from '#shared/model/projects.ts';
import { formatMinor, LARGEST_MINOR } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';

export type TokenChange = Readonly<{ investorId: string; amount: bigint; effectiveOn: BusinessDate }>;
export type TokenLines = Readonly<{
  kind: TokenChangeKind;
  effectiveOn: BusinessDate;
  lines: readonly Readonly<{ investorId: string; amount: bigint }>[];
}>;
export type TokenProject = Readonly<{ title: string; tokenDigits: number; tokensIssued: bigint; openedOn: BusinessDate }>;

/** Who holds how many at the end of a date; holders of none are left out. */
export function balancesOn(changes: readonly TokenChange[], on: BusinessDate): ReadonlyMap<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { investorId, amount, effectiveOn } of changes)
    if (effectiveOn <= on) balances.set(investorId, (balances.get(investorId) ?? 0n) + amount);
  for (const [investorId, balance] of balances) if (balance === 0n) balances.delete(investorId);
  return balances;
}

type TokenRefusal =
  | 'tokenSign'
  | 'tokensUnbalanced'
  | 'tokenHolderTwice'
  | 'tokensShort'
  | 'tokensTooMany'
  | 'tokenDateEarly'
  | 'dateInFuture';

/** Decides a change of the register: the new number of tokens issued, with nobody below none on any date. */
export function changeTokens(
  change: TokenLines,
  project: TokenProject,
  register: readonly TokenChange[],
  today: BusinessDate,
  nameOf: (investorId: string) => string,
): Result<bigint, TokenRefusal> {
  const { kind, effectiveOn, lines } = change;
  const { title, tokenDigits, openedOn } = project;
  if (effectiveOn < openedOn) return refuse('tokenDateEarly', { title, on: effectiveOn, opened: openedOn });
  if (effectiveOn > today) return refuse('dateInFuture', { what: `The change of tokens of ${title}`, on: effectiveOn, today });
  const wrong = lines.findIndex(({ amount }) => !isOfSign(kind, amount));
  if (wrong >= 0) return refuse('tokenSign', { kind: tokenChangeTitles[kind].toLowerCase(), line: wrong + 1 });
  const seen = new Set<string>();
  for (const { investorId } of lines) {
    if (seen.has(investorId)) return refuse('tokenHolderTwice', { investor: nameOf(investorId) });
    seen.add(investorId);
  }
  const sum = lines.reduce((running, { amount }) => running + amount, 0n);
  if (kind === 'transfer' && sum !== 0n) return refuse('tokensUnbalanced', { over: formatMinor(sum, tokenDigits) });
  const short = firstShortfall(lines, effectiveOn, register);
  if (short) return refuse('tokensShort', { ...short, investor: nameOf(short.investor), balance: formatMinor(short.balance, tokenDigits) });
  const issued = project.tokensIssued + sum;
  return issued > LARGEST_MINOR ? refuse('tokensTooMany', { title }) : done(issued);
}

function isOfSign(kind: TokenChangeKind, amount: bigint): boolean {
  if (kind === 'issue') return amount > 0n;
  return kind === 'redemption' ? amount < 0n : amount !== 0n;
}

/** A change dated back can leave somebody short on a later date, so every date from its own on is looked at. */
function firstShortfall(lines: TokenLines['lines'], effectiveOn: BusinessDate, register: readonly TokenChange[]) {
  const taken = new Map(lines.filter(({ amount }) => amount < 0n).map(({ investorId, amount }) => [investorId, amount]));
  const theirs = Map.groupBy(
    register.filter(({ investorId }) => taken.has(investorId)),
    ({ investorId }) => investorId,
  );
  for (const [investor, amount] of taken) {
    const short = shortfallOf([...(theirs.get(investor) ?? []), { investorId: investor, amount, effectiveOn }], effectiveOn);
    if (short) return { investor, ...short };
  }
  return undefined;
}

function shortfallOf(changes: readonly TokenChange[], from: BusinessDate): Readonly<{ on: string; balance: bigint }> | undefined {
  const byDate = [...Map.groupBy(changes, ({ effectiveOn }) => effectiveOn)].sort(([a], [b]) => (a < b ? -1 : 1));
  let balance = 0n;
  for (const [on, ofDate] of byDate) {
    balance = ofDate.reduce((running, { amount }) => running + amount, balance);
    if (on >= from && balance < 0n) return { on, balance };
  }
  return undefined;
}
