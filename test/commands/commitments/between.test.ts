import { describe, expect, test } from 'vitest';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { fundFields } from '#test/commands/funds/fundHouse.ts';
import {
  addAccount,
  approvedClosing,
  type Capital,
  capitalHouse,
  closingInput,
  firstClosing,
  issuedCall,
  laterClosing,
} from '#test/kit/commitments.ts';
import { codeOf } from '#test/kit/house.ts';
import { goTo } from '#test/kit/investors.ts';
import { closePeriod } from '#test/kit/ledger.ts';

const NOWHERE = '01890000-0000-7000-8000-00000000abcd';

function retarget({ firm, fundId }: Capital, targetSize: string, expectedVersion = 1): void {
  const { organisationId } = firm.answer('funds.home', { fundId }).fund;
  firm.done('funds.updateFund', { fundId, expectedVersion, ...fundFields(organisationId), basis: 'commitment', targetSize });
}

const review = ({ firm }: Capital, investorId: InvestorId): unknown =>
  firm.done('investors.moveKyc', { investorId, expectedVersion: 3, move: 'start', risk: null, expiresOn: null, note: '' });

describe('between approval and posting', () => {
  test('a closing falls when the target was lowered, or KYC is looked at again', () => {
    using at = capitalHouse();
    const { firm, fundId, investors } = at;
    const closingId = approvedClosing(at, closingInput(at, [[investors[0]!, 1000]]));
    const post = { closingId, fundId, expectedVersion: 2, callId: firm.id() };
    retarget(at, '999');
    expect(codeOf(firm.run('commitments.postClosing', post))).toBe('closingOverTarget');
    retarget(at, '1000', 2);
    review(at, investors[0]!);
    expect(codeOf(firm.run('commitments.postClosing', post))).toBe('closingKyc');
  });

  test('a draft above the target that was lowered since cannot be approved', () => {
    using at = capitalHouse();
    const { firm, fundId, approver, investors } = at;
    const input = closingInput(at, [[investors[0]!, 1000]]);
    const { contentHash } = firm.done('commitments.draftClosing', input);
    retarget(at, '999');
    expect(firm.answer('commitments.closing', { closingId: input.closingId }).problem).toMatch(/above its target/);
    const approve = { closingId: input.closingId, fundId, contentHash };
    expect(codeOf(firm.run('commitments.approveClosing', approve, { as: approver }))).toBe('closingOverTarget');
    expect(codeOf(firm.run('commitments.reviseClosing', { ...input, expectedVersion: 1 }))).toBe('closingOverTarget');
  });

  test('an equalisation does not go into a period that was closed', () => {
    using at = capitalHouse();
    const { firm, fundId, investors } = at;
    firstClosing(at, [[investors[0]!, 60_000]]);
    issuedCall(at, 6_000);
    const closingId = approvedClosing(at, laterClosing(at, [[investors[1]!, 40_000]]));
    closePeriod({ ...at, investorId: investors[0]! }, '2026-02-01', '2026-02-28', 'hard');
    expect(codeOf(firm.run('commitments.postClosing', { closingId, fundId, expectedVersion: 2, callId: firm.id() }))).toBe('periodLocked');
  });

  test('a transfer falls when the buyer is in default or its KYC is looked at again', () => {
    using at = capitalHouse();
    const { firm, fundId, classId, approver, investors } = at;
    const [alder, birch] = investors as [InvestorId, InvestorId];
    firstClosing(at, [
      [alder, 100],
      [birch, 100],
    ]);
    goTo(firm, '2026-03-02');
    const transferId = firm.id();
    const { contentHash } = firm.done('commitments.draftTransfer', {
      transferId,
      fundId,
      classId,
      fromInvestorId: alder,
      toInvestorId: birch,
      effectiveOn: '2026-03-01',
      minor: '40',
      reason: 'Sale',
      evidence: { title: 'Agreement', reference: '', sha256: null },
    });
    const propose = (move: 'declare' | 'cure', effectiveOn: string) => {
      const defaultId = firm.id();
      const proposal = { defaultId, fundId, classId, investorId: birch, move, effectiveOn, reason: 'Unpaid' };
      const proposed = firm.done('commitments.proposeDefault', proposal);
      return { defaultId, fundId, contentHash: proposed.contentHash };
    };
    firm.done('commitments.approveDefault', propose('declare', '2026-02-20'), { as: approver });
    expect(codeOf(firm.run('commitments.approveTransfer', { transferId, fundId, contentHash }, { as: approver }))).toBe(
      'transferPartyWrong',
    );
    firm.done('commitments.approveDefault', propose('cure', '2026-02-25'), { as: approver });
    firm.done('commitments.approveTransfer', { transferId, fundId, contentHash }, { as: approver });
    const post = { transferId, fundId, expectedVersion: 2 };
    firm.done('commitments.approveDefault', propose('declare', '2026-02-26'), { as: approver });
    expect(codeOf(firm.run('commitments.postTransfer', post))).toBe('transferPartyWrong');
    firm.done('commitments.approveDefault', propose('cure', '2026-02-27'), { as: approver });
    review(at, birch);
    expect(codeOf(firm.run('commitments.postTransfer', post))).toBe('transferKyc');
    firm.done('commitments.cancelTransfer', { ...post, reason: 'KYC' });
  });
});

describe('what does not exist', () => {
  test('is not found, whatever is asked of it', () => {
    using at = capitalHouse();
    const { firm, fundId, accountId, approver, investors } = at;
    const nowhere = { fundId: NOWHERE as FundId, expectedVersion: 1, reason: 'x' };
    const ids = { closingId: firm.id(), transferId: firm.id(), defaultId: firm.id(), fundId };
    const hash = 'a'.repeat(64);
    const payouts = [{ investorId: investors[0]!, minor: '1', reference: '' }];
    const { closingId, transferId } = ids;
    const replies = [
      firm.run('commitments.cancelClosing', { closingId, ...nowhere }),
      firm.run('commitments.cancelClosing', { closingId, fundId, expectedVersion: 1, reason: 'x' }),
      firm.run('commitments.approveClosing', { closingId, fundId, contentHash: hash }, { as: approver }),
      firm.run('commitments.postClosing', { closingId, fundId, expectedVersion: 1, callId: firm.id() }),
      firm.run('commitments.recordRefunds', { closingId, fundId, accountId, paidOn: '2025-03-01', payouts }),
      firm.run('commitments.reverseRefund', { closingId, fundId, ordinal: 0, returnedOn: '2025-03-01', reason: 'x' }),
      firm.run('commitments.cancelTransfer', { transferId, ...nowhere }),
      firm.run('commitments.cancelTransfer', { transferId, fundId, expectedVersion: 1, reason: 'x' }),
      firm.run('commitments.approveTransfer', { transferId, fundId, contentHash: hash }, { as: approver }),
      firm.run('commitments.postTransfer', { transferId, fundId, expectedVersion: 1 }),
      firm.run('commitments.reviseClosing', { ...closingInput(at, [[investors[0]!, 1]]), expectedVersion: 1 }),
    ];
    expect(new Set(replies.map(codeOf))).toEqual(new Set(['notFound']));
    expect(codeOf(firm.ask('commitments.closing', { closingId }))).toBe('notFound');
    expect(codeOf(firm.ask('commitments.transfer', { transferId }))).toBe('notFound');
    expect(codeOf(firm.ask('commitments.ofInvestor', { investorId: NOWHERE as InvestorId }))).toBe('notFound');
    expect(codeOf(firm.ask('commitments.history', { fundId: NOWHERE as FundId, classId: NOWHERE, investorId: investors[0]! }))).toBe(
      'notFound',
    );
  });

  test('or belongs to another fund, pays nothing', () => {
    using at = capitalHouse();
    const { firm, fundId, investors } = at;
    const [alder, birch] = investors as [InvestorId, InvestorId];
    firstClosing(at, [[alder, 60_000]]);
    issuedCall(at, 6_000);
    const closingId = approvedClosing(at, laterClosing(at, [[birch, 60_000]]));
    firm.done('commitments.postClosing', { closingId, fundId, expectedVersion: 2, callId: firm.id() });
    const euros = addAccount(firm, fundId, { currency: 'EUR', title: 'Euros', accountNumber: '000999999999', ledgerCode: '1010' });
    const payouts = [{ investorId: alder, minor: '1', reference: '' }];
    const pay = { closingId, fundId, paidOn: '2026-02-10', payouts };
    expect(codeOf(firm.run('commitments.recordRefunds', { ...pay, accountId: euros }))).toBe('closingAccountWrong');
    closePeriod({ ...at, investorId: alder }, '2026-02-01', '2026-02-28', 'hard');
    expect(codeOf(firm.run('commitments.recordRefunds', { ...pay, accountId: at.accountId }))).toBe('periodLocked');
  });
});
