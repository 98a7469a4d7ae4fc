import { expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import type { InvestorId } from '#shared/ids.ts';
import { type Capital, closingInput, equalisationTerms, issuedCall, postedClosing } from '#test/kit/commitments.ts';
import { codeOf } from '#test/kit/house.ts';
import { goTo } from '#test/kit/investors.ts';
import { receiving } from '#test/kit/receipts.ts';
import { addClass, addFund, addOrganisation } from './funds/fundHouse.ts';

type Draft = CommandRequest<'calls.draft'>;

/** A call drawn up and approved, not issued yet. */
function approvedCall({ firm, fundId, accountId, approver }: Capital, noticeOn: string, dueOn: string) {
  const callId = firm.id();
  const use = { purpose: 'investment' as const, insideCommitment: true, percent: null, allocationId: null, projectId: null, note: '' };
  const { contentHash } = firm.done('calls.draft', {
    callId,
    fundId,
    title: 'Second property',
    method: 'amount',
    priority: 'normal',
    currency: 'USD',
    noticeOn,
    dueOn,
    urgentReason: null,
    accountId,
    cashOnHand: null,
    uses: [{ ...use, minor: '5000000' }],
    treatments: [],
    amends: null,
  });
  firm.done('calls.submit', { callId, fundId, expectedVersion: 1 });
  firm.done('calls.approve', { callId, fundId, contentHash }, { as: approver });
  return (issuedOn: string) => firm.run('calls.issue', { callId, fundId, expectedVersion: 3, contentHash, issuedOn });
}

const outside = (minor: number, purpose: Draft['uses'][number]['purpose']): Draft['uses'][number] => ({
  purpose,
  insideCommitment: false,
  minor: String(minor),
  percent: null,
  allocationId: null,
  projectId: null,
  note: '',
});

type Transfer = Readonly<{ from: string; to: string; minor: number; on: string }>;

function transferred(at: Capital, { from, to, minor, on }: Transfer): string {
  const { firm, fundId, classId, approver } = at;
  const transferId = firm.id();
  const evidence = { title: 'Agreement', reference: 'Vault 1', sha256: null };
  const sides = { fromInvestorId: from as never, toInvestorId: to as never, effectiveOn: on, minor: String(minor) };
  const drafted = { transferId, fundId, classId, ...sides, reason: 'Sale', evidence };
  const { contentHash } = firm.done('commitments.draftTransfer', drafted);
  firm.done('commitments.approveTransfer', { transferId, fundId, contentHash }, { as: approver });
  firm.done('commitments.postTransfer', { transferId, fundId, expectedVersion: 2 });
  return transferId;
}

const reversal = ({ firm, fundId }: Capital, reversesId: string, on: string) =>
  firm.run('commitments.reverseTransfer', { transferId: firm.id(), fundId, reversesId, effectiveOn: on, reason: 'Void' });

test('a call asks those who hold the fund when it goes out, not those who held it on an earlier notice day', () => {
  using at = receiving();
  const [alder, , cedar] = at.investors as unknown as readonly [string, string, string];
  const issue = approvedCall(at, '2026-03-20', '2026-04-20');
  transferred(at, { from: alder, to: cedar, minor: 60_000_000, on: '2026-03-23' });
  expect(codeOf(issue('2026-03-23'))).toBe('callStale');
  const again = approvedCall(at, '2026-03-20', '2026-04-20');
  expect(again('2026-03-20')).toMatchObject({ error: { code: 'callBeforeChange', detail: { last: '2026-03-23' } } });
  expect(codeOf(again('2026-03-23'))).toBe('ok');
});

test('a commitment that was lowered is not called as it stood before', () => {
  using at = receiving();
  const issue = approvedCall(at, '2026-03-10', '2026-04-20');
  const lowered = { fundId: at.fundId, classId: at.classId, investorId: at.alder as never, kind: 'decrease', minor: '54000000' } as const;
  at.firm.done('commitments.reduce', { ...lowered, effectiveOn: '2026-03-20', reason: 'agreed' });
  expect(codeOf(issue('2026-03-23'))).toBe('callStale');
});

test('who is in default when a call goes out is not called by it', () => {
  using at = receiving();
  const { firm, fundId, classId, approver } = at;
  const issue = approvedCall(at, '2026-03-20', '2026-04-20');
  const proposal = { fundId, classId, investorId: at.alder as never, move: 'declare', effectiveOn: '2026-03-22' } as const;
  const defaultId = firm.id();
  const { contentHash } = firm.done('commitments.proposeDefault', { defaultId, ...proposal, reason: 'unpaid' });
  firm.done('commitments.approveDefault', { defaultId, fundId, contentHash }, { as: approver });
  expect(codeOf(issue('2026-03-23'))).toBe('callStale');
});

test('a call outside commitments stands once the capital it brought was transferred', () => {
  using at = receiving();
  const [alder, , cedar] = at.investors as unknown as readonly [string, string, string];
  const { firm, fundId, approver } = at;
  const uses = [outside(1_000_000, 'managementFee')];
  const fee = issuedCall(at, 0, { title: 'Fee', uses, issuedOn: '2026-03-23', dueOn: '2026-04-20' });
  transferred(at, { from: alder, to: cedar, minor: 60_000_000, on: '2026-03-23' });
  const after = issuedCall(at, 0, { title: 'Fee again', uses, issuedOn: '2026-03-23', dueOn: '2026-04-20' });
  const rescind = (callId: string) =>
    firm.run('calls.rescind', { callId, fundId, expectedVersion: 4, rescindedOn: '2026-03-23', reason: 'fell through' }, { as: approver });
  expect(codeOf(rescind(fee))).toBe('callStoodOn');
  expect(codeOf(rescind(after))).toBe('ok');
});

test('a transfer is not reversed over a call or a closing that has used the holdings since', () => {
  using at = receiving();
  const [alder, , cedar, dogwood] = at.investors as unknown as readonly [string, string, string, InvestorId];
  const first = transferred(at, { from: alder, to: cedar, minor: 30_000_000, on: '2026-03-23' });
  issuedCall(at, 20_000_000, { title: 'Second', issuedOn: '2026-03-23', dueOn: '2026-04-20' });
  expect(codeOf(reversal(at, first, '2026-03-23'))).toBe('transferNotReversible');
  goTo(at.firm, '2026-03-25');
  const second = transferred(at, { from: alder, to: cedar, minor: 10_000_000, on: '2026-03-25' });
  const terms = { ...equalisationTerms, dueOn: '2026-04-20' };
  const held = { kind: 'subsequent', heldOn: '2026-03-25', terms, accountId: at.accountId } as const;
  postedClosing(at, closingInput(at, [[dogwood, 50_000_000]], held));
  expect(codeOf(reversal(at, second, '2026-03-25'))).toBe('transferNotReversible');
  const third = transferred(at, { from: dogwood, to: cedar, minor: 50_000_000, on: '2026-03-25' });
  expect(codeOf(reversal(at, third, '2026-03-25'))).toBe('ok');
});

test('an account of another fund is not told of by its title', () => {
  using at = receiving();
  const { firm, accountId } = at;
  const dogwood = at.investors[3]!;
  const fundId = addFund(firm, addOrganisation(firm, 'Other Management'), { name: 'Other Fund', basis: 'commitment' });
  const classId = addClass(firm, fundId);
  const closing = closingInput({ ...at, fundId, classId }, [[dogwood, 100]], { heldOn: '2026-03-20', accountId });
  const drafted = firm.run('commitments.draftClosing', closing);
  expect(drafted).toMatchObject({ error: { code: 'closingAccountWrong', detail: { account: accountId } } });
});

test('a refund is not paid before its closing, and comes back no earlier than it went', () => {
  using at = receiving();
  const { firm, fundId, accountId } = at;
  const terms = { ...equalisationTerms, dueOn: '2026-04-20' };
  const held = { kind: 'subsequent', heldOn: '2026-03-20', terms, accountId } as const;
  const closingId = postedClosing(at, closingInput(at, [[at.investors[2]!, 33_333_333]], held));
  const payouts = [{ investorId: at.alder as InvestorId, minor: '100', reference: 'R-1' }];
  const pay = { closingId, fundId, accountId, payouts };
  expect(firm.run('commitments.recordRefunds', { ...pay, paidOn: '2026-03-19' })).toMatchObject({
    error: { code: 'refundEarly', detail: { from: '2026-03-20' } },
  });
  firm.done('commitments.recordRefunds', { ...pay, paidOn: '2026-03-21' });
  const back = { closingId, fundId, ordinal: 0, reason: 'Account closed' };
  expect(firm.run('commitments.reverseRefund', { ...back, returnedOn: '2026-03-20' })).toMatchObject({
    error: { code: 'refundEarly', detail: { from: '2026-03-21' } },
  });
  expect(codeOf(firm.run('commitments.reverseRefund', { ...back, returnedOn: '2026-03-21' }))).toBe('ok');
});

test('what newcomers catch up is called: a line lends nothing against it', () => {
  using at = receiving();
  const { firm, fundId, accountId } = at;
  const terms = { ...equalisationTerms, dueOn: '2026-04-20' };
  const held = { kind: 'subsequent', heldOn: '2026-03-20', terms, accountId } as const;
  postedClosing(at, closingInput(at, [[at.investors[2]!, 50_000_000]], held));
  const facilityId = firm.id();
  const lent = { openedOn: '2026-03-20', maturesOn: '2027-03-20', limitMinor: '100000000', rate: '0.06', baseShare: '0.5' };
  firm.done('line.open', { facilityId, fundId, accountId, name: 'Line', lender: 'Bank', dayCount: 'act/360', ...lent, reason: 'Agreed' });
  const draw = { facilityId, fundId, expectedMovements: 0, effectiveOn: '2026-03-23', callId: null, reference: '' };
  // 150,000,000 committed, 10,000,000 called: half of the rest.
  expect(codeOf(firm.run('line.draw', { ...draw, minor: '70000001' }))).toBe('lineOverBase');
  expect(codeOf(firm.run('line.draw', { ...draw, minor: '70000000' }))).toBe('ok');
});
