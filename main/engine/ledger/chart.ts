import charts from '#resources/ledger/starter-chart.json' with { type: 'json' };
import { refuse } from '#shared/contract/refusals.ts';
import type { ChartAccount, StarterChart } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';

export const starterAccounts = (chart: StarterChart): readonly ChartAccount[] => charts[chart] as readonly ChartAccount[];

export function addAccount(
  account: ChartAccount,
  chart: readonly ChartAccount[],
): Result<ChartAccount, 'accountCodeTaken' | 'accountRoleTaken'> {
  const same = chart.find(({ code }) => code.toLowerCase() === account.code.toLowerCase());
  if (same) return refuse('accountCodeTaken', { code: same.code, name: same.name });
  const holder = account.role === null ? undefined : chart.find(({ role }) => role === account.role);
  if (holder) return refuse('accountRoleTaken', { role: account.role!, code: holder.code });
  return done(account);
}
