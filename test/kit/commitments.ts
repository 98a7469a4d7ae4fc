import type { CommandRequest } from '#shared/contract/index.ts';
import { instant } from '#shared/dates.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import { addClass, addFund, addOrganisation, type fundFields } from '#test/commands/funds/fundHouse.ts';
import { House } from './house.ts';
import { addInvestor, goTo } from './investors.ts';

type Closing = CommandRequest<'commitments.draftClosing'>;
export type Pledge = readonly [investorId: string, minor: bigint | number | string];
export type FundFacts = Partial<ReturnType<typeof fundFields>>;

export type Capital = Readonly<{
  firm: House;
  fundId: FundId;
  classId: string;
  accountId: string;
  approver: UserId;
  /** Investors whose KYC is approved. */
  investors: readonly InvestorId[];
}> &
  Disposable;

export const YEAR_LATER = '2026-03-02';

export const equalisationTerms = {
  rate: '0.08',
  compounding: 'simple' as const,
  dayCount: 'act/365f' as const,
  dueOn: '2026-03-31',
};

export function approveKyc(firm: House, investorId: string): void {
  const move = (kind: 'start' | 'approve', expectedVersion: number) =>
    firm.done('investors.moveKyc', {
      investorId,
      expectedVersion,
      move: kind,
      risk: kind === 'approve' ? 'low' : null,
      expiresOn: kind === 'approve' ? '2030-12-31' : null,
      note: '',
    });
  move('start', 1);
  move('approve', 2);
}

export function addAccount(firm: House, fundId: FundId, more: Partial<CommandRequest<'funds.addBankAccount'>> = {}): string {
  const accountId = firm.id();
  firm.done('funds.addBankAccount', {
    accountId,
    fundId,
    projectId: null,
    purpose: 'operating',
    title: 'Operating',
    bankName: 'First Harbor Bank',
    holder: 'Harbour Fund I LP',
    country: 'US',
    currency: 'USD',
    scheme: 'us',
    accountNumber: '000123456789',
    routingNumber: '021000021',
    bic: null,
    ledgerCode: '1000',
    openedOn: '2025-01-15',
    ...more,
  });
  return accountId;
}

/** In March 2025, a fund that takes commitments, with open books, an account, an approver and four investors. */
export function capitalHouse(more: FundFacts = {}): Capital {
  const firm = new House();
  firm.now = instant('2025-03-03T09:00:00.000Z');
  firm.begin();
  const organisationId = addOrganisation(firm);
  const fundId = addFund(firm, organisationId, { basis: 'commitment', ...more });
  const classId = addClass(firm, fundId);
  firm.done('ledger.openChart', { fundId });
  const accountId = addAccount(firm, fundId, { currency: more.currency ?? 'USD' });
  const approver = firm.addUser('anna', 'approver');
  const investors = ['Alder Trust', 'Birch Pension', 'Cedar Endowment', 'Dogwood Partners'].map((name) => {
    const investorId = addInvestor(firm, name) as InvestorId;
    approveKyc(firm, investorId);
    return investorId;
  });
  return { firm, fundId, classId, accountId, approver, investors, [Symbol.dispose]: () => firm[Symbol.dispose]() };
}

export const closingInput = ({ firm, fundId, classId }: Capital, pledges: readonly Pledge[], more: Partial<Closing> = {}): Closing => ({
  closingId: firm.id(),
  fundId,
  kind: 'first',
  heldOn: '2025-02-01',
  terms: null,
  accountId: null,
  note: '',
  lines: pledges.map(([investorId, minor]) => ({ investorId, classId, minor: String(minor) })),
  ...more,
});

/** The same a year later, when calls may have been issued in between. */
export function laterClosing(at: Capital, pledges: readonly Pledge[], more: Partial<Closing> = {}): Closing {
  goTo(at.firm, YEAR_LATER);
  return closingInput(at, pledges, {
    kind: 'subsequent',
    heldOn: '2026-02-01',
    terms: equalisationTerms,
    accountId: at.accountId,
    ...more,
  });
}

/** A closing drawn up, approved by the second person as it was read, and ready to be posted. */
export function approvedClosing({ firm, fundId, approver }: Capital, input: Closing): string {
  const { closingId } = input;
  firm.done('commitments.draftClosing', input);
  const { contentHash } = firm.answer('commitments.closing', { closingId });
  firm.done('commitments.approveClosing', { closingId, fundId, contentHash }, { as: approver });
  return closingId;
}

export function postedClosing(at: Capital, input: Closing): string {
  const closingId = approvedClosing(at, input);
  at.firm.done('commitments.postClosing', { closingId, fundId: at.fundId, expectedVersion: 2, callId: at.firm.id() });
  return closingId;
}

export const firstClosing = (at: Capital, pledges: readonly Pledge[]): string => postedClosing(at, closingInput(at, pledges));

type Call = CommandRequest<'calls.draft'>;

/** A call of one amount for investments, issued by the people it takes. */
export function issuedCall(at: Capital, minor: bigint | number, more: Partial<Call> & Readonly<{ issuedOn?: string }> = {}): string {
  const { firm, fundId, accountId, approver } = at;
  const callId = firm.id();
  const { issuedOn = at.firm.now.slice(0, 10), ...fields } = more;
  const { contentHash } = firm.done('calls.draft', {
    callId,
    fundId,
    title: 'First property',
    method: 'amount',
    priority: 'normal',
    currency: 'USD',
    noticeOn: issuedOn,
    dueOn: '2025-03-31',
    urgentReason: null,
    accountId,
    cashOnHand: null,
    uses: [
      { purpose: 'investment', insideCommitment: true, minor: String(minor), percent: null, allocationId: null, projectId: null, note: '' },
    ],
    treatments: [],
    amends: null,
    ...fields,
  });
  firm.done('calls.submit', { callId, fundId, expectedVersion: 1 });
  firm.done('calls.approve', { callId, fundId, contentHash }, { as: approver });
  firm.done('calls.issue', { callId, fundId, expectedVersion: 3, contentHash, issuedOn });
  return callId;
}
