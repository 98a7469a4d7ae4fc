import type { CommandRequest } from '#shared/contract/index.ts';
import { type BusinessDate, utcDateOf } from '#shared/dates.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import { type House, house } from './house.ts';
import { addInvestor } from './investors.ts';
import { addFund } from './ledger.ts';

export type CallHouse = Readonly<{
  firm: House;
  fundId: FundId;
  classId: string;
  accountId: string;
  investors: readonly InvestorId[];
  approver: UserId;
  second: UserId;
  /** Who issues, other than the owner, who rescinds. */
  accountant: UserId;
}> &
  Disposable;

export function approveKyc(firm: House, investorId: string): void {
  for (const move of ['start', 'approve'] as const) {
    const { version } = firm.answer('investors.home', { investorId }).investor;
    const decided = move === 'approve' ? { risk: 'low' as const, expiresOn: '2030-01-01' } : { risk: null, expiresOn: null };
    firm.done('investors.moveKyc', { investorId, expectedVersion: version, move, ...decided, note: '' });
  }
}

type Closing = Omit<CommandRequest<'commitments.draftClosing'>, 'closingId' | 'fundId'>;

/** A closing drafted, approved by the second person and posted. */
export function postClosing(firm: House, fundId: FundId, approver: UserId, closing: Closing): void {
  const closingId = firm.id();
  firm.done('commitments.draftClosing', { closingId, fundId, ...closing });
  const { contentHash } = firm.answer('commitments.closing', { closingId });
  const { version } = firm.done('commitments.approveClosing', { closingId, fundId, contentHash }, { as: approver });
  firm.done('commitments.postClosing', { closingId, fundId, expectedVersion: version, callId: firm.id() });
}

/** A fund with books, a bank account and one commitment per amount, in the order of the investors' ids. */
export function callHouse(commitments: readonly string[] = ['50000000', '30000000', '20000000'], currency = 'USD'): CallHouse {
  const firm = house();
  const fundId = addFund(firm, 'Harbour Fund I', currency);
  firm.done('ledger.openChart', { fundId });
  const classId = firm.id();
  firm.done('funds.addClass', { classId, fundId, name: 'A', kind: 'class', unitDigits: 4, openedOn: '2025-01-15' });
  const accountId = firm.id();
  firm.done('funds.addBankAccount', {
    accountId,
    fundId,
    projectId: null,
    purpose: 'operating',
    title: 'Operating account',
    bankName: 'First Harbor Bank',
    holder: 'Harbour Fund I LP',
    country: 'US',
    currency,
    scheme: 'other',
    accountNumber: '12345678',
    routingNumber: null,
    bic: null,
    ledgerCode: '1000',
    openedOn: '2025-01-15',
  });
  const investors = commitments.map((_, index) => addInvestor(firm, `Investor ${index + 1}`) as InvestorId);
  for (const investorId of investors) approveKyc(firm, investorId);
  const approver = firm.addUser('anna', 'approver');
  const second = firm.addUser('bela', 'approver');
  const accountant = firm.addUser('ines', 'accountant');
  const lines = investors.map((investorId, index) => ({ investorId, classId, minor: commitments[index]! }));
  if (lines.length > 0)
    postClosing(firm, fundId, approver, { kind: 'first', heldOn: '2026-02-02', terms: null, accountId: null, note: '', lines });
  return { firm, fundId, classId, accountId, investors, approver, second, accountant, [Symbol.dispose]: () => firm[Symbol.dispose]() };
}

type Draft = CommandRequest<'calls.draft'>;

export const amountFor = (minor: bigint | number | null, more: Partial<Draft['uses'][number]> = {}): Draft['uses'][number] => ({
  purpose: 'investment',
  insideCommitment: true,
  minor: minor === null ? null : String(minor),
  percent: null,
  allocationId: null,
  projectId: null,
  note: '',
  ...more,
});

/** A call on the day of the house's clock, due eleven business days later. */
export const callInput = ({ firm, fundId, accountId }: CallHouse, more: Partial<Draft> = {}): Draft => ({
  callId: firm.id(),
  fundId,
  title: 'Pier 9',
  method: 'amount',
  priority: 'normal',
  currency: 'USD',
  noticeOn: '2026-03-02',
  dueOn: '2026-03-17',
  urgentReason: null,
  accountId,
  cashOnHand: null,
  uses: [amountFor(1_000_001)],
  treatments: [],
  amends: null,
  ...more,
});

export type Call = Readonly<{ callId: string; contentHash: string; version: number }>;

/** Drawn up, submitted and approved by as many people as it needs. */
export function approvedCall(at: CallHouse, more: Partial<Draft> = {}): Call {
  const { firm, fundId, approver, second } = at;
  const input = callInput(at, more);
  const { callId } = input;
  const { contentHash } = firm.done('calls.draft', input);
  const { approversNeeded } = firm.done('calls.submit', { callId, fundId, expectedVersion: 1 });
  let version = 2;
  for (const as of [approver, second].slice(0, approversNeeded))
    version = firm.done('calls.approve', { callId, fundId, contentHash }, { as }).version;
  return { callId, contentHash, version };
}

export function issuedCall(at: CallHouse, more: Partial<Draft> = {}, issuedOn: string = utcDateOf(at.firm.now) as BusinessDate): Call {
  const { callId, contentHash, version } = approvedCall(at, more);
  const issued = at.firm.done('calls.issue', { callId, fundId: at.fundId, expectedVersion: version, contentHash, issuedOn });
  return { callId, contentHash, version: issued.version };
}
