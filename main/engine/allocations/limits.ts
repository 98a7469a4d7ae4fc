import { refuse, sentenceOf } from '#shared/contract/refusals.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import { addMonths, type BusinessDate } from '#shared/dates.ts';
import { type FundStatus, fundStatusTitles } from '#shared/model/funds.ts';
import { type RuleKey, rules } from '#shared/model/settings.ts';
import { formatMoney, type Money, money } from '#shared/money.ts';
import { done, type Refused, type Result } from '#shared/result.ts';

export type AllocationLimits = Readonly<{
  smallestAmount: number;
  largestAmount: number;
  smallestPercent: number;
  largestPercent: number;
  concentrationPercent: number;
  investmentPeriod: boolean;
  investmentYears: number;
}>;

/** Another allocation of the fund that was not cancelled, with what of it has been called. */
export type Held = Readonly<{ dealId: string | null; dealTitle: string; projectId: string | null; minor: bigint; called: bigint }>;

export type FundStanding = Readonly<{
  fund: Readonly<{ name: string; status: FundStatus; currency: Currency }>;
  /** The day the fund began investing, if it has. */
  investingSince: BusinessDate | null;
  commitments: bigint;
  /** Called inside commitments so far, whatever for. */
  called: bigint;
  others: readonly Held[];
  limits: AllocationLimits;
  today: BusinessDate;
}>;

export type Wanted = Readonly<{
  dealId: string | null;
  dealTitle: string;
  projectId: string | null;
  amount: Money;
  allocatedOn: BusinessDate;
}>;

export type LimitRefusal =
  | 'fundClosed'
  | 'dateInFuture'
  | 'allocationCurrency'
  | 'allocationNotInvesting'
  | 'allocationPeriodOver'
  | 'allocationNoCommitments'
  | 'allocationTooSmall'
  | 'allocationTooLarge'
  | 'allocationShareTooSmall'
  | 'allocationShareTooLarge'
  | 'allocationConcentrated'
  | 'allocationUnavailable';

export type CheckName = RuleKey | 'open' | 'date' | 'currency' | 'commitments' | 'available';
/** One rule held against one amount: the room it leaves where it sets a most, and the refusal where it does not pass. */
export type RuleCheck = Readonly<{ check: CheckName; title: string; limit: Money | null; refusal: Refused<LimitRefusal>['error'] | null }>;

const HUNDRED = 100n;
const MONTHS = 12;

const sameText = (left: string, right: string): boolean => plainText(left) === plainText(right);
const plainText = (text: string): string => text.trim().toLowerCase().replace(/\s+/gu, ' ');

/** Whether two allocations of a fund go into the same thing: one deal, one project, or one name where there is no record of the deal. */
export const isSameDeal = (left: Omit<Held, 'minor' | 'called'>, right: Omit<Held, 'minor' | 'called'>): boolean =>
  (left.projectId !== null && left.projectId === right.projectId) ||
  (left.dealId !== null && right.dealId !== null ? left.dealId === right.dealId : sameText(left.dealTitle, right.dealTitle));

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((running, amount) => running + amount, 0n);
const atLeastNothing = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** What the fund has in the same deal or project already. */
export const inSameDeal = (wanted: Wanted, { others }: Pick<FundStanding, 'others'>): bigint =>
  total(others.filter((other) => isSameDeal(other, wanted)).map(({ minor }) => minor));

/** Commitments that are neither called nor promised to another allocation. */
export const availableIn = ({ commitments, called, others }: Pick<FundStanding, 'commitments' | 'called' | 'others'>): bigint =>
  commitments - called - total(others.map((other) => atLeastNothing(other.minor - other.called)));

const whole = (amount: number, currency: Currency): bigint => BigInt(amount) * 10n ** BigInt(digitsOf(currency));

/** The largest amount the rules leave room for, whatever was asked. */
export function roomFor(wanted: Wanted, standing: FundStanding): Money {
  const { commitments, limits, fund } = standing;
  const most = [
    whole(limits.largestAmount, fund.currency),
    (commitments * BigInt(limits.largestPercent)) / HUNDRED,
    (commitments * BigInt(limits.concentrationPercent)) / HUNDRED - inSameDeal(wanted, standing),
    availableIn(standing),
  ];
  return money(atLeastNothing(most.reduce((least, one) => (one < least ? one : least))), fund.currency);
}

const roomText = (wanted: Wanted, standing: FundStanding): string | null => {
  const room = roomFor(wanted, standing);
  return room.minor > 0n ? formatMoney(room) : null;
};

/** Every rule, in the order people check them. An amount in a strange currency is measured against no other rule. */
export function checkLimits(wanted: Wanted, standing: FundStanding): RuleCheck[] {
  const { fund } = standing;
  const first = [openCheck(standing), dateCheck(wanted, standing), ...periodChecks(wanted, standing), currencyCheck(wanted, standing)];
  if (wanted.amount.currency !== fund.currency) return first;
  if (standing.commitments <= 0n)
    return [...first, failed('commitments', 'Commitments', refuse('allocationNoCommitments', { fund: fund.name, on: standing.today }))];
  return [...first, ...amountChecks(wanted, standing), ...shareChecks(wanted, standing), availableCheck(wanted, standing)];
}

const passed = (check: CheckName, title: string, limit: Money | null = null): RuleCheck => ({ check, title, limit, refusal: null });
const failed = (check: CheckName, title: string, { error }: Refused<LimitRefusal>, limit: Money | null = null): RuleCheck => ({
  check,
  title,
  limit,
  refusal: error,
});

function openCheck({ fund }: FundStanding): RuleCheck {
  const title = 'The fund is open';
  return fund.status === 'closed' ? failed('open', title, refuse('fundClosed', { fund: fund.name })) : passed('open', title);
}

function dateCheck({ allocatedOn }: Wanted, { fund, today }: FundStanding): RuleCheck {
  const title = 'The date is not in the future';
  if (allocatedOn <= today) return passed('date', title);
  return failed('date', title, refuse('dateInFuture', { what: `The allocation of ${fund.name}`, on: allocatedOn, today }));
}

function currencyCheck({ amount }: Wanted, { fund }: FundStanding): RuleCheck {
  const title = 'In the currency of the fund';
  if (amount.currency === fund.currency) return passed('currency', title);
  return failed('currency', title, refuse('allocationCurrency', { fund: fund.name, currency: fund.currency, given: amount.currency }));
}

function periodChecks({ allocatedOn }: Wanted, { fund, investingSince, limits }: FundStanding): RuleCheck[] {
  if (!limits.investmentPeriod || fund.status === 'closed') return [];
  const [key, yearsKey] = ['allocations.investmentPeriod', 'allocations.investmentYears'] as const;
  const [rule, years] = [rules[key].title, rules[yearsKey].title];
  if (fund.status !== 'investing' || investingSince === null) {
    const status = fundStatusTitles[fund.status].toLowerCase();
    return [failed(key, rule, refuse('allocationNotInvesting', { fund: fund.name, status, rule }))];
  }
  const until = addMonths(investingSince, MONTHS * limits.investmentYears);
  const lasts = `${years} ${limits.investmentYears} ${limits.investmentYears === 1 ? 'year' : 'years'}, until ${until}`;
  const detail = { fund: fund.name, on: allocatedOn, until, years: limits.investmentYears, rule: years };
  return [
    passed(key, rule),
    allocatedOn <= until ? passed(yearsKey, lasts) : failed(yearsKey, lasts, refuse('allocationPeriodOver', detail)),
  ];
}

function amountChecks(wanted: Wanted, standing: FundStanding): RuleCheck[] {
  const { fund, limits } = standing;
  const [smallKey, largeKey] = ['allocations.smallestAmount', 'allocations.largestAmount'] as const;
  const [small, large] = [rules[smallKey].title, rules[largeKey].title];
  const least = money(whole(limits.smallestAmount, fund.currency), fund.currency);
  const most = money(whole(limits.largestAmount, fund.currency), fund.currency);
  const given = wanted.amount;
  const about = { fund: fund.name, given: formatMoney(given) };
  return [
    given.minor >= least.minor
      ? passed(smallKey, small, least)
      : failed(smallKey, small, refuse('allocationTooSmall', { ...about, rule: small, limit: formatMoney(least) }), least),
    given.minor <= most.minor
      ? passed(largeKey, large, most)
      : failed(
          largeKey,
          large,
          refuse('allocationTooLarge', { ...about, rule: large, limit: formatMoney(most), most: roomText(wanted, standing) }),
          most,
        ),
  ];
}

function shareChecks(wanted: Wanted, standing: FundStanding): RuleCheck[] {
  const { fund, limits, commitments } = standing;
  const given = wanted.amount;
  const about = { fund: fund.name, given: formatMoney(given) };
  const shareOf = (percent: number, up: boolean): Money => {
    const exact = commitments * BigInt(percent);
    return money(exact / HUNDRED + (up && exact % HUNDRED !== 0n ? 1n : 0n), fund.currency);
  };
  const [smallKey, largeKey, sameKey] = [
    'allocations.smallestPercent',
    'allocations.largestPercent',
    'allocations.concentrationPercent',
  ] as const;
  const [least, most, mostSame] = [
    shareOf(limits.smallestPercent, true),
    shareOf(limits.largestPercent, false),
    shareOf(limits.concentrationPercent, false),
  ];
  const small = { ...about, rule: rules[smallKey].title, limit: formatMoney(least), percent: limits.smallestPercent };
  const large = {
    ...about,
    rule: rules[largeKey].title,
    limit: formatMoney(most),
    percent: limits.largestPercent,
    most: roomText(wanted, standing),
  };
  const altogether = given.minor + inSameDeal(wanted, standing);
  const together = formatMoney(money(altogether, fund.currency));
  const same = { ...large, rule: rules[sameKey].title, limit: formatMoney(mostSame), percent: limits.concentrationPercent, together };
  return [
    given.minor >= least.minor
      ? passed(smallKey, small.rule, least)
      : failed(smallKey, small.rule, refuse('allocationShareTooSmall', small), least),
    given.minor <= most.minor
      ? passed(largeKey, large.rule, most)
      : failed(largeKey, large.rule, refuse('allocationShareTooLarge', large), most),
    altogether <= mostSame.minor
      ? passed(sameKey, same.rule, mostSame)
      : failed(sameKey, same.rule, refuse('allocationConcentrated', same), mostSame),
  ];
}

function availableCheck({ amount }: Wanted, standing: FundStanding): RuleCheck {
  const { fund } = standing;
  const title = 'Commitments neither called nor allocated';
  const limit = money(atLeastNothing(availableIn(standing)), fund.currency);
  if (amount.minor <= limit.minor) return passed('available', title, limit);
  return failed(
    'available',
    title,
    refuse('allocationUnavailable', { fund: fund.name, given: formatMoney(amount), limit: formatMoney(limit) }),
    limit,
  );
}

/** Nothing when every rule passes, the one refusal where one fails, all their sentences where several do. */
export function verdictOf(checks: readonly RuleCheck[]): Result<null, LimitRefusal | 'allocationBreaksRules'> {
  const problems = checks.flatMap(({ refusal }) => (refusal ? [refusal] : []));
  const [first, second] = problems;
  if (!first) return done(null);
  return second ? refuse('allocationBreaksRules', { problems: problems.map(sentenceOf) }) : { ok: false, error: first };
}
