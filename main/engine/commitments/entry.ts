import { withRole } from '#main/engine/ledger/revalue.ts';
import type { Currency } from '#shared/currencies.ts';
import type { AccountRole, ChartAccount, Line } from '#shared/model/ledger.ts';
import { done, type Result } from '#shared/result.ts';
import type { Net } from './equalise.ts';

type Codes<Role extends AccountRole> = Readonly<Record<Role, string>>;

/** The accounts that play these roles in a chart, by role. */
export function codesOf<const Role extends AccountRole>(
  chart: readonly ChartAccount[],
  roles: readonly Role[],
): Result<Codes<Role>, 'roleMissing'> {
  const codes: Partial<Record<Role, string>> = {};
  for (const role of roles) {
    const code = withRole(chart, role);
    if (!code.ok) return code;
    codes[role] = code.value;
  }
  return done(codes as Codes<Role>);
}

/**
 * Newcomers owe their catch-up as contributed capital, earlier holders are owed what they contributed too much; interest passes from the
 * ones to the others and is no income of the fund.
 */
export function equalisationLines(
  nets: readonly Net[],
  chart: readonly ChartAccount[],
  currency: Currency,
): Result<readonly Line[], 'roleMissing'> {
  const codes = codesOf(chart, ['callsReceivable', 'contributedCapital', 'distributionsPayable']);
  if (!codes.ok) return codes;
  const { callsReceivable, contributedCapital, distributionsPayable } = codes.value;
  const line = (account: string, investorId: string, minor: bigint): Line => ({ account, investorId, amount: { minor, currency } });
  const lines = nets.flatMap(({ investorId, minor, interest }) => [
    line(minor > 0n ? callsReceivable : distributionsPayable, investorId, minor),
    line(contributedCapital, investorId, -minor),
    line(interest > 0n ? callsReceivable : distributionsPayable, investorId, interest),
  ]);
  return done(lines.filter(({ amount }) => amount.minor !== 0n));
}
