import { refuse } from '#shared/contract/refusals.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { journalLifecycle, type ProposalState } from '#shared/model/journals.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { formatMoney, type Money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { convert, pairText, type Rate } from './rates.ts';

type Limit = Readonly<{
  base: Currency;
  /** In whole units of the fund's currency. */
  most: number;
  rateTo: (from: Currency, on: BusinessDate) => Result<Rate, 'rateMissing'>;
}>;
/** An entry as it would be posted: how large it is, and on which day. */
export type Sized = Readonly<{ effectiveOn: BusinessDate; debits: readonly Money[] }>;

/** Whether one person alone may post this: its debits, in the fund's currency, stay within the limit. */
export function mayPostAlone(
  { effectiveOn, debits }: Sized,
  { base, most, rateTo }: Limit,
): Result<null, 'journalNeedsSecond' | 'journalNotComparable'> {
  const limit: Money = { minor: BigInt(most) * 10n ** BigInt(digitsOf(base)), currency: base };
  const over = (minor: bigint) =>
    refuse('journalNeedsSecond', { amount: formatMoney({ minor, currency: base }), limit: formatMoney(limit) });
  const own = debits.reduce((sum, { minor, currency }) => (currency === base ? sum + minor : sum), 0n);
  if (own > limit.minor) return over(own);
  let whole = own;
  for (const debit of debits) {
    if (debit.currency === base || debit.minor === 0n) continue;
    const rate = rateTo(debit.currency, effectiveOn);
    if (!rate.ok)
      return refuse('journalNotComparable', { amount: formatMoney(debit), pair: pairText(debit.currency, base), on: effectiveOn });
    whole += convert(debit, rate.value).minor;
  }
  return whole > limit.minor ? over(whole) : done(null);
}

/** What is known of a proposal when somebody decides it. */
export type Waiting = Readonly<{ title: string; state: ProposalState; proposedBy: UserId; contentHash: string }>;
const decided = ({ title, state }: Waiting) => refuse('journalDecided', { memo: title, state });

export function approveJournal(
  waiting: Waiting,
  contentHash: string,
  approver: UserId,
): Result<ProposalState, 'journalDecided' | 'journalByProposer' | 'journalContentChanged'> {
  const to = nextState(journalLifecycle, waiting.state, 'approve');
  if (!to) return decided(waiting);
  if (waiting.contentHash !== contentHash) return refuse('journalContentChanged', { memo: waiting.title });
  return waiting.proposedBy === approver ? refuse('journalByProposer', { memo: waiting.title }) : done(to);
}

export function rejectJournal(waiting: Waiting): Result<ProposalState, 'journalDecided'> {
  const to = nextState(journalLifecycle, waiting.state, 'reject');
  return to ? done(to) : decided(waiting);
}

export function withdrawJournal(
  waiting: Waiting,
  userId: UserId,
  nameOf: (id: UserId) => string,
): Result<ProposalState, 'journalDecided' | 'journalNotProposer'> {
  const to = nextState(journalLifecycle, waiting.state, 'withdraw');
  if (!to) return decided(waiting);
  return waiting.proposedBy === userId
    ? done(to)
    : refuse('journalNotProposer', { memo: waiting.title, proposedBy: nameOf(waiting.proposedBy) });
}
