import { refuse } from '#shared/contract/refusals.ts';
import type { AccountState } from '#shared/model/investors.ts';
import { done, type Result } from '#shared/result.ts';

type Account = Readonly<{ id: string; investorId: string; state: AccountState }>;
type Use = Readonly<{ fundId: string | null; accountId: string; untilAt: string | null }>;
/** What stands under one investor record alone: its accounts, every use of them in order, and which accounts were ended. */
export type PayeeFacts<Held extends Account> = Readonly<{
  holder: Readonly<{ id: string; name: string; mergedInto: string | null }>;
  accounts: readonly Held[];
  uses: readonly Use[];
  ended: ReadonlySet<string>;
}>;
export type PayeeRefusal = 'payeeMissing' | 'payeeMerged' | 'payeeEnded';

/**
 * The account to which money of a fund leaves for a holding: decided by the record that holds the position, never by the one it was merged
 * into. A merge would otherwise lead money to an account nobody called back for this holder. Where the account of a use was ended, money is
 * held: it does not fall back to another account.
 */
export function payeeOf<Held extends Account>(
  { holder, accounts, uses, ended }: PayeeFacts<Held>,
  fund: Readonly<{ id: string; name: string }>,
): Result<Held, PayeeRefusal> {
  const about = { investor: holder.name, fund: fund.name };
  for (const fundId of [fund.id, null]) {
    const last = uses.findLast((use) => use.fundId === fundId);
    if (!last) continue;
    if (last.untilAt !== null) return refuse('payeeEnded', about);
    const account = accounts.find(({ id }) => id === last.accountId);
    const isTheirs = account?.investorId === holder.id && account.state === 'inForce' && !ended.has(account.id);
    return account && isTheirs ? done(account) : refuse('payeeEnded', about);
  }
  return holder.mergedInto === null ? refuse('payeeMissing', about) : refuse('payeeMerged', about);
}
