import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import { type House, house } from './house.ts';
import { addInvestor } from './investors.ts';

export type Books = Readonly<{ firm: House; fundId: FundId; investorId: string; approver: UserId }> & Disposable;

export function addFund(firm: House, name = 'Harbour Fund I', currency = 'USD'): FundId {
  const organisationId = firm.id();
  const fundId = firm.id() as FundId;
  firm.done('funds.addOrganisation', { organisationId, name: `${name} Management`, legalName: '', kind: 'manager', country: 'US' });
  firm.done('funds.addFund', {
    fundId,
    organisationId,
    name,
    legalName: '',
    vehicleType: 'limitedPartnership',
    basis: 'commitment',
    currency,
    country: 'US',
    vintage: 2025,
    fiscalYearEnd: '12-31',
    inceptionOn: null,
    targetSize: null,
    strategy: '',
  });
  return fundId;
}

/** A firm with one fund whose books are open, one investor, and somebody who approves. */
export function books(currency = 'USD'): Books {
  const firm = house();
  const fundId = addFund(firm, 'Harbour Fund I', currency);
  firm.done('ledger.openChart', { fundId });
  const investorId = addInvestor(firm);
  const approver = firm.addUser('anna', 'approver');
  return { firm, fundId, investorId, approver, [Symbol.dispose]: () => firm[Symbol.dispose]() };
}

/** `1000` is an account; `3000 of <investor>` one kept per investor. Debits are positive. */
export const line = (account: string, minor: bigint | number, currency = 'USD', investorId: string | null = null) => ({
  account,
  investorId,
  amount: { minor: String(minor), currency },
});

type Journal = CommandRequest<'ledger.postJournal'>;

export const journalInput = (fundId: FundId, lines: Journal['lines'], more: Partial<Journal> = {}): Journal => ({
  fundId,
  effectiveOn: '2026-02-10',
  memo: 'Wire of an investor',
  reason: 'Bank advice of the day',
  lines,
  ...more,
});

/** Posts a journal; one that one person may not post alone is approved by the second. */
export function post({ firm, fundId, approver }: Books, lines: Journal['lines'], more: Partial<Journal> = {}): string {
  const journal = journalInput(fundId, lines, more);
  const reply = firm.run('ledger.postJournal', journal);
  if (reply.ok) return reply.value.entryId;
  if (reply.error.code !== 'journalNeedsSecond' && reply.error.code !== 'journalNotComparable')
    throw new Error(`ledger.postJournal was refused: ${sentenceOf(reply.error)}`);
  const journalId = firm.id();
  const { contentHash } = firm.done('ledger.proposeJournal', { journalId, ...journal });
  return firm.done('ledger.approveJournal', { journalId, contentHash }, { as: approver }).entryId;
}

/** Closes a period with the second person the law asks for. */
export function closePeriod({ firm, fundId, approver }: Books, fromOn: string, untilOn: string, level: 'soft' | 'hard'): void {
  const lockId = firm.id();
  const { contentHash } = firm.done('ledger.lockPeriod', { lockId, fundId, fromOn, untilOn, level, reason: 'Period end' });
  firm.done('ledger.approveLock', { lockId, contentHash }, { as: approver });
}
