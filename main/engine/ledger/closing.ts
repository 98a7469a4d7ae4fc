import { sentenceOf } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import type { CloseItem } from '#shared/model/journals.ts';
import { formatMoney, type Money } from '#shared/money.ts';
import type { Result } from '#shared/result.ts';
import { levelOn } from './periods.ts';
import type { Rate } from './rates.ts';
import type { Revaluation } from './revalue.ts';
import type { Balance } from './trialBalance.ts';

export type ChecklistFacts = Readonly<{
  until: BusinessDate;
  /** Journals that wait, and events that are drafted but not posted, each in words. */
  waitingJournals: readonly string[];
  draftedEvents: readonly string[];
  /** Classes without an approved NAV at the end of the period. */
  missingNavs: readonly string[];
  foreign: readonly Currency[];
  rateTo: (from: Currency) => Result<Rate, 'rateMissing'>;
  revaluation: Result<Revaluation>;
  suspense: readonly Money[];
  balances: readonly Balance[];
  controls: ReadonlySet<string>;
  /** The same accounts summed from the postings that name an investor. */
  perInvestor: readonly Balance[];
}>;
export type ChecklistItem = Readonly<{ item: CloseItem; details: readonly string[] }>;

const UNTOLD = 'What is still to be posted cannot be told before every rate is there';

/** Everything that should be settled before a period is closed; an item without details is done. */
export function closeChecklist(facts: ChecklistFacts): ChecklistItem[] {
  const { waitingJournals, draftedEvents, missingNavs, suspense } = facts;
  const rates = facts.foreign.flatMap((currency) => {
    const rate = facts.rateTo(currency);
    return rate.ok ? [] : [sentenceOf(rate.error)];
  });
  return [
    { item: 'waitingJournals', details: waitingJournals },
    { item: 'draftedEvents', details: draftedEvents },
    { item: 'navs', details: missingNavs.map((name) => `${name} has no approved NAV of ${facts.until}`) },
    { item: 'rates', details: rates },
    { item: 'revaluation', details: facts.foreign.length === 0 ? [] : rates.length > 0 ? [UNTOLD] : unposted(facts) },
    { item: 'suspense', details: suspense.map((amount) => `${formatMoney(amount)} is not identified yet`) },
    { item: 'trialBalance', details: untied(facts.balances) },
    { item: 'subLedgers', details: untiedControls(facts) },
  ];
}

function unposted({ revaluation, until }: ChecklistFacts): string[] {
  if (revaluation.ok) return [`${formatMoney(revaluation.value.gain)} is not posted yet, at the rates of ${until}`];
  return revaluation.error.code === 'nothingToRevalue' ? [] : [sentenceOf(revaluation.error)];
}

function untied(balances: readonly Balance[]): string[] {
  const sums = new Map<Currency, bigint>();
  for (const { currency, minor } of balances) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums]
    .filter(([, minor]) => minor !== 0n)
    .map(([currency, minor]) => `Debits and credits differ by ${formatMoney({ minor, currency })}`);
}

function untiedControls({ balances, controls, perInvestor }: ChecklistFacts): string[] {
  const differences = new Map<string, Balance>();
  const add = ({ account, currency, minor }: Balance): void => {
    const key = `${account} ${currency}`;
    differences.set(key, { account, currency, minor: (differences.get(key)?.minor ?? 0n) + minor });
  };
  for (const balance of balances) if (controls.has(balance.account)) add(balance);
  for (const balance of perInvestor) add({ ...balance, minor: -balance.minor });
  return [...differences.values()]
    .filter(({ minor }) => minor !== 0n)
    .map(({ account, currency, minor }) => `Account ${account} and its investors differ by ${formatMoney({ minor, currency })}`);
}

type Standing = Parameters<typeof levelOn>[0];
/** How tightly a whole period is closed, or that parts of it differ. */
export function levelOf(changes: Standing, from: BusinessDate, until: BusinessDate) {
  const edges = changes.flatMap(({ fromOn, untilOn }) => [fromOn, addDays(untilOn, 1)]).filter((day) => from < day && day <= until);
  const levels = new Set([from, ...edges].map((day) => levelOn(changes, day)));
  return levels.size === 1 ? levelOn(changes, from) : 'mixed';
}
