import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type FundMove, type FundStatus, fundLifecycle, fundMoveTitles, fundStatusTitles, type NavState } from '#shared/model/funds.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done, type Result } from '#shared/result.ts';
import { currentNavs, type NavFact } from './nav.ts';

type Dated = Readonly<{ openedOn: BusinessDate; closedOn: BusinessDate | null }>;
export type FundStanding = Readonly<{
  fund: Readonly<{ name: string; status: FundStatus; inceptionOn: BusinessDate | null }>;
  classes: readonly (Dated & Readonly<{ id: string; name: string }>)[];
  accounts: readonly (Dated & Readonly<{ title: string }>)[];
  navs: readonly (NavFact & Readonly<{ state: NavState }>)[];
  lastChangeOn: BusinessDate | null;
}>;

const isOpen = ({ openedOn, closedOn }: Dated, on: BusinessDate): boolean => openedOn <= on && (closedOn === null || closedOn > on);

/** What still stands in the way of a move on a date, each as words that fit after “cannot move on yet:”. */
export function unmetFor(move: FundMove, { fund, classes, accounts, navs }: FundStanding, on: BusinessDate): string[] {
  if (move === 'startInvesting')
    return [
      ...(fund.inceptionOn === null ? ['the inception date is not set'] : []),
      ...(fund.inceptionOn !== null && fund.inceptionOn > on ? [`its inception is on ${fund.inceptionOn}, after ${on}`] : []),
      ...(classes.some((one) => isOpen(one, on)) ? [] : ['it has no open class']),
    ];
  if (move !== 'close') return [];
  const drafts = navs.filter(({ state }) => state === 'draft').length;
  const current = currentNavs(navs);
  const worth = classes.filter(({ id }) => (current.findLast(({ classId }) => classId === id)?.netAssets ?? 0n) !== 0n);
  const open = accounts.filter((account) => account.closedOn === null);
  return [
    ...(drafts > 0 ? [`${drafts} drafted NAV${drafts === 1 ? '' : 's'} wait${drafts === 1 ? 's' : ''} for approval`] : []),
    ...worth.map(({ name }) => `the latest approved NAV of ${name} is not zero`),
    ...open.map(({ title }) => `the bank account “${title}” is open`),
  ];
}

type MoveRefusal = 'moveNotAllowed' | 'moveNotReady' | 'moveBeforeLast' | 'dateInFuture';

export function moveFund(
  move: FundMove,
  standing: FundStanding,
  effectiveOn: BusinessDate,
  today: BusinessDate,
): Result<FundStatus, MoveRefusal> {
  const { fund, lastChangeOn } = standing;
  const to = nextState(fundLifecycle, fund.status, move);
  if (!to)
    return refuse('moveNotAllowed', {
      fund: fund.name,
      status: fundStatusTitles[fund.status].toLowerCase(),
      move: fundMoveTitles[move],
    });
  if (effectiveOn > today) return refuse('dateInFuture', { what: `The move of ${fund.name}`, on: effectiveOn, today });
  if (lastChangeOn !== null && effectiveOn < lastChangeOn)
    return refuse('moveBeforeLast', { fund: fund.name, on: effectiveOn, last: lastChangeOn });
  const unmet = unmetFor(move, standing, effectiveOn);
  return unmet.length > 0 ? refuse('moveNotReady', { fund: fund.name, unmet }) : done(to);
}
