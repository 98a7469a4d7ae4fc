import type { AccountRole, ChartAccount } from '#shared/model/ledger.ts';
import { type CapitalLine, type CapitalMovement, capitalMovements, lineOfRole, resultLine } from '#shared/model/performance.ts';

/** What a partner's account, or its part of an allocated account, came to by a day and by the day before a period began. */
export type Moved = Readonly<{ account: string; before: bigint; total: bigint }>;
export type CapitalAccount = Readonly<Record<CapitalLine, bigint>>;

type Chart = ReadonlyMap<string, Pick<ChartAccount, 'code' | 'kind' | 'role'>>;

/**
 * A partner's capital account over a period, from the postings of its own accounts (`held`, debits positive). Income that was allocated to it
 * is broken down by the accounts it came from (`allocated`, income positive); what reached the account otherwise stands under other movements.
 */
export function capitalAccount(held: readonly Moved[], allocated: readonly Moved[], chart: Chart): CapitalAccount {
  const lines = Object.fromEntries(capitalMovements.map((line) => [line, 0n])) as Record<CapitalMovement, bigint>;
  let [opening, closing] = [0n, 0n];
  for (const { account, before, total } of held) {
    opening -= before;
    closing -= total;
    lines[movementOf(chart.get(account)?.role ?? null)] -= total - before;
  }
  for (const { account, before, total } of allocated) {
    const found = chart.get(account);
    if (!found) continue;
    lines[resultLine(found)] += total - before;
    lines.otherMovements -= total - before;
  }
  return { opening, ...lines, closing };
}

/** Allocated income arrives in one posting: it stands under other movements until its allocation breaks it down. */
const movementOf = (role: AccountRole | null): CapitalMovement => (role === null ? undefined : lineOfRole[role]) ?? 'otherMovements';

export function addAccounts(accounts: readonly CapitalAccount[]): CapitalAccount {
  const empty = capitalAccount([], [], new Map());
  const keys = Object.keys(empty) as CapitalLine[];
  return accounts.reduce((sum, account) => Object.fromEntries(keys.map((key) => [key, sum[key] + account[key]])) as CapitalAccount, empty);
}

export type Equity = Readonly<{ netAssets: bigint; notAllocated: bigint; notOfPartners: bigint; foreign: readonly string[] }>;
type Balance = Readonly<{ account: string; currency: string; minor: bigint }>;

/** The fund's side of the tie-out: what it owns less what it owes, and which of its equity is no partner's yet or at all. */
export function equityOf(balances: readonly Balance[], chart: ReadonlyMap<string, ChartAccount>, currency: string): Equity {
  let [netAssets, notAllocated, notOfPartners] = [0n, 0n, 0n];
  const foreign = new Set<string>();
  for (const { account, currency: of, minor } of balances) {
    const { kind, isControl } = chart.get(account)!;
    const isResult = kind === 'income' || kind === 'expense';
    if (of !== currency) {
      if (minor !== 0n && (isResult || kind === 'equity')) foreign.add(`${account} ${of}`);
      continue;
    }
    if (kind === 'asset' || kind === 'liability') netAssets += minor;
    else if (isResult) notAllocated -= minor;
    else if (!isControl) notOfPartners -= minor;
  }
  return { netAssets, notAllocated, notOfPartners, foreign: [...foreign] };
}
