import type { CommandRequest } from '#shared/contract/index.ts';
import { approvedNav, type FundHouse, fundHouse } from '#test/commands/funds/fundHouse.ts';
import type { House } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';

export type UnitHouse = FundHouse & Readonly<{ alder: string; birch: string }>;

export function approveKyc(firm: House, investorId: string, expiresOn = '2027-03-01'): void {
  firm.done('investors.moveKyc', { investorId, expectedVersion: 1, move: 'start', risk: null, expiresOn: null, note: '' });
  firm.done('investors.moveKyc', { investorId, expectedVersion: 2, move: 'approve', risk: 'low', expiresOn, note: '' });
}

/** A fund counted in units to four places with open books, a price of 100 at the end of January, and two investors who may subscribe. */
export function unitHouse(more: Parameters<typeof fundHouse>[0] = {}): UnitHouse {
  const at = fundHouse(more);
  at.firm.done('ledger.openChart', { fundId: at.fundId });
  const [alder, birch] = ['Alder Trust', 'Birch Pension'].map((name) => addInvestor(at.firm, name)) as [string, string];
  for (const investorId of [alder, birch]) approveKyc(at.firm, investorId);
  approvedNav(at, '2026-01-31', 100);
  return { ...at, alder, birch };
}

export const fifo = { method: 'fifo' } as const;
export const all = { by: 'all' } as const;
export const units = (count: number | bigint) => ({ by: 'units', units: String(count) }) as const;

export const event = ({ firm, fundId, classId }: FundHouse, effectiveOn: string) => ({
  eventId: firm.id(),
  fundId,
  classId,
  effectiveOn,
  reason: 'Order of the investor',
});

type Subscription = CommandRequest<'positions.subscribe'>;
export const subscription = (at: UnitHouse, amount: number | bigint, more: Partial<Subscription> = {}): Subscription => ({
  ...event(at, '2026-02-10'),
  investorId: at.alder,
  amount: String(amount),
  accountId: null,
  ...more,
});

export function subscribe(at: UnitHouse, amount: number | bigint, more: Partial<Subscription> = {}): string {
  const input = subscription(at, amount, more);
  at.firm.done('positions.subscribe', input);
  return input.eventId;
}

type Redemption = CommandRequest<'positions.redeem'>;
export const redemption = (at: UnitHouse, howMany: Redemption['howMany'], more: Partial<Redemption> = {}): Redemption => ({
  ...event(at, '2026-02-20'),
  investorId: at.alder,
  howMany,
  relief: fifo,
  ...more,
});

type Transfer = CommandRequest<'positions.transfer'>;
export const transfer = (at: UnitHouse, howMany: Transfer['howMany'], more: Partial<Transfer> = {}): Transfer => ({
  ...event(at, '2026-02-20'),
  fromId: at.alder,
  toId: at.birch,
  howMany,
  consideration: null,
  relief: fifo,
  ...more,
});

/** What everybody holds on a day, as text, by name. */
export function held(at: UnitHouse, on = '2026-03-01', knownAt?: string): Record<string, string> {
  const { rows } = at.firm.answer('positions.register', { fundId: at.fundId, on, ...(knownAt === undefined ? {} : { knownAt }) });
  return Object.fromEntries(rows.map(({ investor, unitsText }) => [investor, unitsText]));
}

/** The last entry of the fund, as `account: amount` with who it is kept for. */
export function lastEntry({ firm, fundId }: UnitHouse): readonly string[] {
  const { rows } = firm.answer('ledger.journal', { filter: { fundId }, sort: { by: 'recordedAt', descending: true }, limit: 1 });
  const entry = firm.answer('ledger.entry', { entryId: rows[0]!.id });
  return entry.postings.map(({ account, investor, amount }) => `${account} ${amount.minor}${investor ? ` ${investor}` : ''}`).sort();
}
