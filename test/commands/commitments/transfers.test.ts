import { describe, expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import type { CommandRequest } from '#shared/contract/index.ts';
import type { InvestorId } from '#shared/ids.ts';
import { type Capital, capitalHouse, firstClosing, issuedCall, laterClosing, postedClosing, YEAR_LATER } from '#test/kit/commitments.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor, goTo } from '#test/kit/investors.ts';
import { closePeriod, line } from '#test/kit/ledger.ts';

type Draft = CommandRequest<'commitments.draftTransfer'>;
const draft = ({ firm, fundId, classId, investors }: Capital, minor: number | bigint, more: Partial<Draft> = {}): Draft => ({
  transferId: firm.id(),
  fundId,
  classId,
  fromInvestorId: investors[0]!,
  toInvestorId: investors[1]!,
  effectiveOn: '2026-03-01',
  minor: String(minor),
  reason: 'Sale of the interest',
  evidence: { title: 'Transfer agreement', reference: 'Vault 12', sha256: null },
  ...more,
});

function approved(at: Capital, transferId: string): void {
  const { contentHash } = at.firm.answer('commitments.transfer', { transferId });
  at.firm.done('commitments.approveTransfer', { transferId, fundId: at.fundId, contentHash }, { as: at.approver });
}

function posted(at: Capital, input: Draft): string {
  const { transferId } = input;
  at.firm.done('commitments.draftTransfer', input);
  approved(at, transferId);
  at.firm.done('commitments.postTransfer', { transferId, fundId: at.fundId, expectedVersion: 2 });
  return transferId;
}

/** A holding of 60 and one of 40, half of each called, and some income in the first capital account. */
function called(): Capital {
  const at = capitalHouse();
  const [alder, birch] = at.investors as [InvestorId, InvestorId];
  firstClosing(at, [
    [alder, 60_000_000],
    [birch, 40_000_000],
  ]);
  issuedCall(at, 50_000_001);
  goTo(at.firm, YEAR_LATER);
  at.firm.done('ledger.postJournal', {
    fundId: at.fundId,
    effectiveOn: '2026-01-31',
    memo: 'Income',
    reason: 'Rents',
    lines: [line('1000', 1_000_001), line('3300', -1_000_001, 'USD', alder)],
  });
  return at;
}

const movedIn = ({ firm, fundId }: Capital) =>
  rawOf(firm.db)
    .prepare(
      "SELECT investor_id, minor FROM postings WHERE fund_id = ? AND account = (SELECT code FROM accounts WHERE fund_id = ? AND role = 'transferredInterest') ORDER BY recorded_at, ordinal",
    )
    .all(fundId, fundId) as { investor_id: string; minor: bigint }[];

describe('a transfer', () => {
  test('moves commitment, what was called and the capital account; totals stay as they were', () => {
    using at = called();
    const { firm, fundId, classId, approver, investors } = at;
    const [alder, birch] = investors as [InvestorId, InvestorId];
    const input = draft(at, 20_000_000);
    const preview = firm.answer('commitments.previewTransfer', {
      fundId,
      classId,
      fromInvestorId: alder,
      toInvestorId: birch,
      effectiveOn: input.effectiveOn,
      minor: input.minor,
    });
    expect(preview).toMatchObject({
      problem: null,
      unmet: null,
      from: {
        investor: 'Alder Trust',
        before: { commitment: 60_000_000n, called: 30_000_001n, capital: -31_000_002n },
        after: { commitment: 40_000_000n, called: 20_000_001n, capital: -20_666_668n },
      },
      to: { before: { commitment: 40_000_000n, called: 20_000_000n }, after: { commitment: 60_000_000n, called: 30_000_000n } },
    });
    firm.done('commitments.draftTransfer', input);
    const { transferId } = input;
    expect(codeOf(firm.run('commitments.draftTransfer', draft(at, 1)))).toBe('transferOpen');
    const post = { transferId, fundId, expectedVersion: 1 };
    expect(codeOf(firm.run('commitments.postTransfer', post))).toBe('stepNotNow');
    const { contentHash } = firm.answer('commitments.transfer', { transferId });
    const approve = { transferId, fundId, contentHash };
    expect(codeOf(firm.run('commitments.approveTransfer', approve))).toBe('stepByApprover');
    expect(codeOf(firm.run('commitments.approveTransfer', { ...approve, contentHash: 'e'.repeat(64) }, { as: approver }))).toBe(
      'stepChanged',
    );
    firm.done('commitments.approveTransfer', approve, { as: approver });
    expect(codeOf(firm.run('commitments.approveTransfer', approve, { as: approver }))).toBe('stepNotNow');
    expect(codeOf(firm.run('commitments.postTransfer', post))).toBe('staleVersion');
    firm.done('commitments.postTransfer', { ...post, expectedVersion: 2 });
    const { from, to } = firm.answer('commitments.transfer', { transferId });
    expect([from, to]).toEqual([preview.from, preview.to]);
    expect(movedIn(at).map(({ investor_id, minor }) => [investor_id, minor])).toEqual([
      [alder, 10_333_334n],
      [birch, -10_333_334n],
    ]);
    const rows = firm.answer('commitments.holdings', {}).rows;
    expect(rows.map(({ commitment, called: asked }) => [commitment.minor, asked.minor])).toEqual([
      [40_000_000n, 20_000_001n],
      [60_000_000n, 30_000_000n],
    ]);
    expect(firm.answer('commitments.history', { fundId, classId, investorId: birch }).events).toMatchObject([
      { kind: 'initial' },
      { kind: 'transferIn', transfer: { number: 1 }, balance: { minor: 60_000_000n } },
    ]);
    expect(() => rawOf(firm.db).exec('UPDATE transfers SET minor = 1')).toThrow(/never changes|stays as it is/);
  });

  test('of everything leaves nothing behind, to the last cent, and a later closing shares on from there', () => {
    using at = called();
    const { firm, investors } = at;
    const [, birch, cedar] = investors as [InvestorId, InvestorId, InvestorId];
    posted(at, draft(at, 60_000_000));
    expect(firm.answer('commitments.holdings', {}).rows.map(({ investor, called: asked }) => [investor, asked.minor])).toEqual([
      ['Birch Pension', 50_000_001n],
    ]);
    postedClosing(at, laterClosing(at, [[cedar, 100_000_000]], { heldOn: '2026-03-01' }));
    expect(firm.answer('commitments.holdings', {}).rows.map(({ called: asked }) => asked.minor)).toEqual([25_000_001n, 25_000_000n]);
    expect(firm.answer('commitments.ofInvestor', { investorId: birch }).events.map(({ kind }) => kind)).toEqual(['initial', 'transferIn']);
  });

  test.each([
    ['of more than is held', { minor: '60000001' }, 'transferBeyond'],
    ['of nothing', { minor: '0' }, 'invalidInput'],
    ['before a call that was issued since', { effectiveOn: '2025-03-02' }, 'transferOutOfOrder'],
    ['in the future', { effectiveOn: '2026-03-03' }, 'dateInFuture'],
    ['in a class that is none of the fund', { classId: '01890000-0000-7000-8000-000000000000' }, 'notFound'],
    ['to nobody', { toInvestorId: '01890000-0000-7000-8000-000000000000' as InvestorId }, 'transferPartyWrong'],
    ['in a fund that does not exist', { fundId: '01890000-0000-7000-8000-000000000000' as never }, 'notFound'],
  ])('%s is refused', (_what, more, code) => {
    using at = called();
    expect(codeOf(at.firm.run('commitments.draftTransfer', draft(at, 1, more)))).toBe(code);
  });

  test('to oneself, to somebody without KYC, into a default or into a closed period is refused', () => {
    using at = called();
    const { firm, fundId, approver, investors } = at;
    const [alder, birch, cedar] = investors as [InvestorId, InvestorId, InvestorId];
    expect(codeOf(firm.run('commitments.draftTransfer', draft(at, 1, { toInvestorId: alder })))).toBe('transferToSelf');
    const toStranger = draft(at, 1, { toInvestorId: addInvestor(firm, 'Elm Family Office') as InvestorId });
    firm.done('commitments.draftTransfer', toStranger);
    const { transferId } = toStranger;
    const { contentHash, unmet } = firm.answer('commitments.transfer', { transferId });
    expect(unmet).toMatch(/KYC is not started/);
    expect(codeOf(firm.run('commitments.approveTransfer', { transferId, fundId, contentHash }, { as: approver }))).toBe('transferKyc');
    firm.done('commitments.cancelTransfer', { transferId, fundId, expectedVersion: 1, reason: 'KYC' });
    expect(codeOf(firm.run('commitments.cancelTransfer', { transferId, fundId, expectedVersion: 2, reason: 'again' }))).toBe('stepNotNow');
    inDefault(at, birch);
    expect(codeOf(firm.run('commitments.draftTransfer', draft(at, 1)))).toBe('transferPartyWrong');
    const open = draft(at, 1, { toInvestorId: cedar });
    firm.done('commitments.draftTransfer', open);
    approved(at, open.transferId);
    closePeriod({ ...at, investorId: alder }, '2026-03-01', '2026-03-31', 'hard');
    expect(codeOf(firm.run('commitments.postTransfer', { transferId: open.transferId, fundId, expectedVersion: 2 }))).toBe('periodLocked');
  });

  test('is no longer what was approved once the capital account has moved', () => {
    using at = called();
    const { firm, fundId, investors } = at;
    const input = draft(at, 20_000_000);
    firm.done('commitments.draftTransfer', input);
    approved(at, input.transferId);
    const lines = [line('1000', 7), line('3300', -7, 'USD', investors[0])];
    firm.done('ledger.postJournal', { fundId, effectiveOn: '2026-02-28', memo: 'Income', reason: 'Rents', lines });
    expect(firm.answer('commitments.transfer', { transferId: input.transferId }).isChanged).toBe(true);
    expect(codeOf(firm.run('commitments.postTransfer', { transferId: input.transferId, fundId, expectedVersion: 2 }))).toBe('stepChanged');
  });

  test('is reversed by another that gives back exactly what it moved, once', () => {
    using at = called();
    const { firm, fundId, investors } = at;
    const before = firm.answer('commitments.holdings', {}).rows;
    const first = posted(at, draft(at, 20_000_001));
    expect(firm.answer('commitments.transfer', { transferId: first }).transfer.mayReverse).toBe(true);
    const back = { transferId: firm.id(), fundId, reversesId: first, effectiveOn: '2026-03-02', reason: 'Agreement void' };
    expect(codeOf(firm.run('commitments.reverseTransfer', { ...back, effectiveOn: '2026-02-28' }))).toBe('transferOutOfOrder');
    expect(codeOf(firm.run('commitments.reverseTransfer', { ...back, reversesId: firm.id() }))).toBe('notFound');
    firm.done('commitments.reverseTransfer', back);
    approved(at, back.transferId);
    firm.done('commitments.postTransfer', { transferId: back.transferId, fundId, expectedVersion: 2 });
    const rows = firm.answer('commitments.holdings', {}).rows;
    expect(rows.map(({ commitment, called: asked }) => [commitment, asked])).toEqual(
      before.map(({ commitment, called: asked }) => [commitment, asked]),
    );
    expect(movedIn(at).reduce((sum, { minor }) => sum + minor, 0n)).toBe(0n);
    expect(
      movedIn(at)
        .filter(({ investor_id }) => investor_id === investors[0])
        .reduce((sum, { minor }) => sum + minor, 0n),
    ).toBe(0n);
    const again = { ...back, transferId: firm.id() };
    expect(firm.run('commitments.reverseTransfer', again)).toMatchObject({
      error: { code: 'transferNotReversible', detail: { because: 'transfer 2 reversed it' } },
    });
    expect(firm.run('commitments.reverseTransfer', { ...again, reversesId: back.transferId })).toMatchObject({
      error: { detail: { because: 'it is itself a reversal' } },
    });
  });

  test('cannot be reversed before it is posted, or after the holding went on', () => {
    using at = called();
    const { firm, fundId, investors } = at;
    const input = draft(at, 20_000_000);
    firm.done('commitments.draftTransfer', input);
    const back = (reversesId: string) => ({
      transferId: firm.id(),
      fundId,
      reversesId,
      effectiveOn: '2026-03-02',
      reason: 'Agreement void',
    });
    expect(firm.run('commitments.reverseTransfer', back(input.transferId))).toMatchObject({
      error: { detail: { because: 'it is draft' } },
    });
    approved(at, input.transferId);
    firm.done('commitments.postTransfer', { transferId: input.transferId, fundId, expectedVersion: 2 });
    posted(at, draft(at, 1, { fromInvestorId: investors[1]!, toInvestorId: investors[2]! }));
    expect(firm.run('commitments.reverseTransfer', back(input.transferId))).toMatchObject({
      error: { code: 'transferNotReversible', detail: { because: 'one of the holdings has changed since (2026-03-01)' } },
    });
    expect(firm.answer('commitments.transfers', { filter: { investorId: investors[2]! }, totals: true })).toMatchObject({ total: 1 });
  });

  test('of a fund without open books moves the commitment alone', () => {
    using at = capitalHouse();
    const { firm, fundId, investors } = at;
    firstClosing(at, [[investors[0]!, 100]]);
    goTo(firm, YEAR_LATER);
    const transferId = posted(at, draft(at, 40));
    expect(firm.answer('commitments.transfer', { transferId }).capital).toEqual([]);
    expect(movedIn(at)).toEqual([]);
    expect(firm.answer('commitments.holdings', { filter: { fundId } }).rows.map(({ commitment }) => commitment.minor)).toEqual([60n, 40n]);
  });
});

/** A holding declared in default by two people. */
function inDefault(at: Capital, investorId: InvestorId, move: 'declare' | 'cure' = 'declare', effectiveOn = '2026-03-01'): void {
  const { firm, fundId, classId, approver } = at;
  const defaultId = firm.id();
  const { contentHash } = firm.done('commitments.proposeDefault', {
    defaultId,
    fundId,
    classId,
    investorId,
    move,
    effectiveOn,
    reason: 'Unpaid',
  });
  firm.done('commitments.approveDefault', { defaultId, fundId, contentHash }, { as: approver });
}

describe('a default', () => {
  test('is declared and cured by two people, with the reason', () => {
    using at = called();
    const { firm, fundId, classId, approver, investors } = at;
    const investorId = investors[0]!;
    const propose = (more: object = {}) => ({
      defaultId: firm.id(),
      fundId,
      classId,
      investorId,
      move: 'declare' as const,
      effectiveOn: '2026-02-01',
      reason: 'Call 1 unpaid',
      ...more,
    });
    expect(codeOf(firm.run('commitments.proposeDefault', propose({ move: 'cure' })))).toBe('defaultNotApplicable');
    expect(codeOf(firm.run('commitments.proposeDefault', propose({ effectiveOn: '2026-03-03' })))).toBe('dateInFuture');
    expect(codeOf(firm.run('commitments.proposeDefault', propose({ effectiveOn: '2025-01-31' })))).toBe('holdingUnknown');
    expect(codeOf(firm.run('commitments.proposeDefault', propose({ fundId: firm.id() })))).toBe('notFound');
    const first = propose();
    const { contentHash } = firm.done('commitments.proposeDefault', first);
    const decide = { defaultId: first.defaultId, fundId };
    expect(codeOf(firm.run('commitments.proposeDefault', propose()))).toBe('defaultWaits');
    expect(codeOf(firm.run('commitments.approveDefault', { ...decide, contentHash }))).toBe('stepByApprover');
    expect(codeOf(firm.run('commitments.approveDefault', { ...decide, contentHash: 'e'.repeat(64) }, { as: approver }))).toBe(
      'stepChanged',
    );
    expect(codeOf(firm.run('commitments.approveDefault', { ...decide, defaultId: firm.id(), contentHash }, { as: approver }))).toBe(
      'notFound',
    );
    expect(firm.answer('commitments.holdings', {}).rows[0]).toMatchObject({ inDefaultSince: null });
    firm.done('commitments.approveDefault', { ...decide, contentHash }, { as: approver });
    expect(codeOf(firm.run('commitments.rejectDefault', { ...decide, reason: 'x' }, { as: approver }))).toBe('defaultDecided');
    expect(firm.answer('commitments.holdings', {}).rows[0]).toMatchObject({ inDefaultSince: '2026-02-01' });
    expect(codeOf(firm.run('commitments.proposeDefault', propose()))).toBe('defaultNotApplicable');
    expect(codeOf(firm.run('commitments.draftClosing', laterClosing(at, [[investorId, 5]])))).toBe('closingLinesWrong');
    inDefault(at, investorId, 'cure');
    expect(firm.answer('commitments.holdings', {}).rows[0]).toMatchObject({ inDefaultSince: null });
    expect(firm.answer('commitments.history', { fundId, classId, investorId }).defaults).toMatchObject([
      { move: 'declare', state: 'approved', proposedBy: 'Olivia Owner', decidedBy: 'Anna Tester' },
      { move: 'cure' },
    ]);
    expect(() => rawOf(firm.db).exec("UPDATE holding_defaults SET reason = 'x'")).toThrow('stays as it is');
  });

  test('that was proposed is turned down by another, or taken back by who proposed it', () => {
    using at = called();
    const { firm, fundId, classId, approver, investors } = at;
    const propose = () => {
      const defaultId = firm.id();
      firm.done('commitments.proposeDefault', {
        defaultId,
        fundId,
        classId,
        investorId: investors[0]!,
        move: 'declare',
        effectiveOn: '2026-03-01',
        reason: 'Unpaid',
      });
      return { defaultId, fundId };
    };
    const first = propose();
    const accountant = firm.addUser('ines', 'accountant');
    expect(codeOf(firm.run('commitments.withdrawDefault', first, { as: accountant }))).toBe('defaultOfAnother');
    firm.done('commitments.withdrawDefault', first);
    expect(codeOf(firm.run('commitments.withdrawDefault', first))).toBe('defaultDecided');
    firm.done('commitments.rejectDefault', { ...propose(), reason: 'Paid this morning' }, { as: approver });
    expect(firm.answer('commitments.defaults', { filter: { fundId }, totals: true })).toMatchObject({
      total: 2,
      rows: [{ state: 'rejected', decisionReason: 'Paid this morning' }, { state: 'withdrawn' }],
    });
  });
});

describe('a reduction', () => {
  test('takes off what was not called; a cancellation all of it', () => {
    using at = called();
    const { firm, fundId, classId, investors } = at;
    const reduce = (minor: number, more: object = {}) => ({
      fundId,
      classId,
      investorId: investors[0]!,
      kind: 'decrease' as const,
      minor: String(minor),
      effectiveOn: '2026-03-01',
      reason: 'Partial release',
      ...more,
    });
    expect(codeOf(firm.run('commitments.reduce', reduce(30_000_000)))).toBe('reduceBeyond');
    expect(codeOf(firm.run('commitments.reduce', reduce(1, { effectiveOn: '2026-03-03' })))).toBe('dateInFuture');
    expect(codeOf(firm.run('commitments.reduce', reduce(1, { effectiveOn: '2025-01-31' })))).toBe('reduceOutOfOrder');
    expect(codeOf(firm.run('commitments.reduce', reduce(1, { investorId: investors[3] })))).toBe('holdingUnknown');
    expect(codeOf(firm.run('commitments.reduce', reduce(1, { fundId: firm.id() })))).toBe('notFound');
    expect(codeOf(firm.run('commitments.reduce', reduce(1), { steppedUp: false }))).toBe('stepUpNeeded');
    expect(firm.done('commitments.reduce', reduce(9_999_999))).toEqual({ commitment: 50_000_001n });
    expect(codeOf(firm.run('commitments.reduce', reduce(1, { kind: 'cancellation' })))).toBe('reduceNotWhole');
    expect(firm.done('commitments.reduce', reduce(20_000_000, { kind: 'cancellation' }))).toEqual({ commitment: 30_000_001n });
    expect(firm.answer('commitments.holdings', {}).rows[0]).toMatchObject({ unfunded: { minor: 0n } });
    closePeriod({ ...at, investorId: investors[0]! }, '2026-03-01', '2026-03-31', 'hard');
    expect(codeOf(firm.run('commitments.reduce', reduce(1, { investorId: investors[1] })))).toBe('periodLocked');
  });
});

test('what goes along of many calls is no more than the commitment that carries it', () => {
  using at = capitalHouse();
  const [alder, birch] = at.investors as [InvestorId, InvestorId];
  firstClosing(at, [[alder, 100]]);
  for (const minor of [50, 25, 25]) issuedCall(at, minor);
  goTo(at.firm, YEAR_LATER);
  // Half a unit of the first call and a quarter of each other one: together one.
  posted(at, draft(at, 1));
  posted(at, draft(at, 1));
  const { rows } = at.firm.answer('commitments.holdings', { filter: { fundId: at.fundId } });
  expect(
    rows.map(({ investorId, commitment, called: asked, unfunded }) => [investorId, commitment.minor, asked.minor, unfunded.minor]),
  ).toEqual([
    [alder, 98n, 98n, 0n],
    [birch, 2n, 2n, 0n],
  ]);
});
