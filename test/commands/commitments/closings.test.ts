import { describe, expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import { calledMovesOn, commitmentsOn } from '#db/tables/commitments.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { businessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import {
  approvedClosing,
  type Capital,
  capitalHouse,
  closingInput,
  equalisationTerms,
  firstClosing,
  issuedCall,
  laterClosing,
  postedClosing,
} from '#test/kit/commitments.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor, goTo } from '#test/kit/investors.ts';
import { closePeriod } from '#test/kit/ledger.ts';

const balances = ({ firm, fundId }: Capital, account: string) =>
  rawOf(firm.db)
    .prepare(
      'SELECT investor_id, sum(minor) AS minor FROM postings WHERE fund_id = ? AND account = (SELECT code FROM accounts WHERE fund_id = ? AND role = ?) GROUP BY investor_id ORDER BY investor_id',
    )
    .all(fundId, fundId, account) as { investor_id: string; minor: bigint }[];

describe('a closing', () => {
  test('is approved by a second person as it was read, then posted once', () => {
    using at = capitalHouse();
    const { firm, fundId, classId, approver, investors } = at;
    const [alder, birch] = investors as [InvestorId, InvestorId];
    const input = closingInput(at, [
      [alder, 60_000_000],
      [birch, 40_000_000],
    ]);
    const { closingId } = input;
    const drafted = firm.done('commitments.draftClosing', input);
    expect(drafted).toMatchObject({ number: 1, version: 1 });
    expect(codeOf(firm.run('commitments.draftClosing', closingInput(at, [[alder, 1]])))).toBe('closingOpen');
    const post = { closingId, fundId, expectedVersion: 1, callId: firm.id() };
    expect(codeOf(firm.run('commitments.postClosing', post))).toBe('stepNotNow');
    const shown = firm.answer('commitments.closing', { closingId });
    expect(shown.contentHash).toBe(drafted.contentHash);
    expect(shown).toMatchObject({ problem: null, unmet: null, isChanged: false, totals: { before: 0n, after: 100_000_000n, catchUp: 0n } });
    expect(shown.rows.map(({ investor, after, shareAfter }) => [investor, after, shareAfter])).toEqual([
      ['Alder Trust', 60_000_000n, '0.6'],
      ['Birch Pension', 40_000_000n, '0.4'],
    ]);
    const approve = { closingId, fundId, contentHash: shown.contentHash };
    expect(codeOf(firm.run('commitments.approveClosing', approve))).toBe('stepByApprover');
    expect(codeOf(firm.run('commitments.approveClosing', { ...approve, contentHash: 'f'.repeat(64) }, { as: approver }))).toBe(
      'stepChanged',
    );
    expect(codeOf(firm.run('commitments.approveClosing', approve, { as: approver, steppedUp: false }))).toBe('stepUpNeeded');
    firm.done('commitments.approveClosing', approve, { as: approver });
    expect(codeOf(firm.run('commitments.postClosing', post))).toBe('staleVersion');
    firm.done('commitments.postClosing', { ...post, expectedVersion: 2 });
    expect(codeOf(firm.run('commitments.postClosing', { ...post, expectedVersion: 3, callId: firm.id() }))).toBe('stepNotNow');
    expect(codeOf(firm.run('commitments.cancelClosing', { closingId, fundId, expectedVersion: 3, reason: 'x' }))).toBe('stepNotNow');
    expect(commitmentsOn(firm.db, fundId, businessDate('2025-01-31'))).toEqual([]);
    expect(commitmentsOn(firm.db, fundId, businessDate('2025-02-01'))).toEqual([
      { investorId: alder, classId, minor: 60_000_000n },
      { investorId: birch, classId, minor: 40_000_000n },
    ]);
    expect(firm.answer('commitments.closing', { closingId })).toMatchObject({
      closing: { state: 'posted', commitments: 2, endedBy: 'Olivia Owner', approvedBy: 'Anna Tester' },
      totals: { before: 0n, after: 100_000_000n },
    });
    expect(() => rawOf(firm.db).exec("UPDATE closings SET note = 'x'")).toThrow('stays as it is');
    expect(() => rawOf(firm.db).exec('UPDATE commitment_events SET minor = 1')).toThrow('append-only');
    expect(() => rawOf(firm.db).exec('DELETE FROM closing_lines')).toThrow('append-only');
  });

  test('that is revised loses its approval; cancelled, it makes room for another', () => {
    using at = capitalHouse();
    const { firm, fundId, approver, investors } = at;
    const [alder, birch] = investors as [InvestorId, InvestorId];
    const input = closingInput(at, [[alder, 100]]);
    const closingId = approvedClosing(at, input);
    const revised = { ...input, lines: [...input.lines, { investorId: birch, classId: at.classId, minor: '50' }] };
    expect(codeOf(firm.run('commitments.reviseClosing', { ...revised, expectedVersion: 1 }))).toBe('staleVersion');
    expect(
      firm.done('commitments.reviseClosing', { ...revised, expectedVersion: 2 }, { as: firm.addUser('ines', 'accountant') }),
    ).toMatchObject({ version: 3 });
    expect(codeOf(firm.run('commitments.postClosing', { closingId, fundId, expectedVersion: 3, callId: firm.id() }))).toBe('stepNotNow');
    const { contentHash, closing } = firm.answer('commitments.closing', { closingId });
    expect(closing).toMatchObject({ state: 'draft', approvedBy: null, commitments: 2, preparedBy: 'Ines Tester' });
    firm.done('commitments.approveClosing', { closingId, fundId, contentHash }, { as: approver });
    firm.done('commitments.cancelClosing', { closingId, fundId, expectedVersion: 4, reason: 'Subscription withdrawn' });
    expect(codeOf(firm.run('commitments.reviseClosing', { ...revised, expectedVersion: 5 }))).toBe('stepNotNow');
    firm.done('commitments.draftClosing', closingInput(at, [[alder, 100]]));
    expect(firm.answer('commitments.closings', { filter: { fundId }, totals: true })).toMatchObject({ total: 2 });
    expect(firm.answer('commitments.closings', { filter: { state: 'cancelled' } }).rows).toMatchObject([
      { endReason: 'Subscription withdrawn', number: 1 },
    ]);
  });

  test.each([
    ['before the inception of the fund', {}, { heldOn: '2025-01-14' }, 'closingBeforeInception'],
    ['later, before any first one', {}, { kind: 'subsequent', terms: equalisationTerms }, 'closingBeforeFirst'],
    ['first, with equalisation terms', {}, { terms: equalisationTerms }, 'closingTerms'],
    ['above the target of the fund', { targetSize: '99' }, {}, 'closingOverTarget'],
    ['before its class opened', { inceptionOn: null }, { heldOn: '2025-01-14' }, 'closingLinesWrong'],
    ['into an account that does not exist', {}, { accountId: '01890000-0000-7000-8000-000000000000' }, 'closingAccountWrong'],
    ['of nobody', {}, { lines: [] }, 'invalidInput'],
  ] as const)('%s is refused', (_what, fund, more, code) => {
    using at = capitalHouse(fund);
    expect(codeOf(at.firm.run('commitments.draftClosing', closingInput(at, [[at.investors[0]!, 100]], more as never)))).toBe(code);
  });

  test('names every commitment that cannot be, with what is wrong', () => {
    using at = capitalHouse();
    const { firm, classId, investors } = at;
    const [alder, birch, cedar, dogwood] = investors as [InvestorId, InvestorId, InvestorId, InvestorId];
    firm.done('investors.merge', { investorId: cedar, expectedVersion: 3, intoId: dogwood, reason: 'same' });
    firm.done('investors.setStatus', { investorId: birch, expectedVersion: 3, move: 'deactivate', reason: 'left' });
    const line = (investorId: InvestorId, of = classId) => ({ investorId, classId: of, minor: '5' });
    const input = closingInput(at, [], {
      lines: [line(alder), line(alder), line(birch), line(cedar), line(firm.id() as InvestorId), line(dogwood, firm.id())],
    });
    const reply = firm.run('commitments.draftClosing', input);
    expect(reply).toMatchObject({
      error: {
        code: 'closingLinesWrong',
        detail: {
          count: 5,
          problems: [
            'Line 2, Alder Trust: it stands twice for A',
            'Line 3, Birch Pension: it is inactive',
            'Line 4, Cedar Endowment: it was merged into another investor',
            /there is no such investor/,
            'Line 6, Dogwood Partners: its class is none of this fund',
          ].map((text) => (typeof text === 'string' ? text : expect.stringMatching(text))),
        },
      },
    });
  });

  test('waits for KYC, for its day, and for an open period', () => {
    using at = capitalHouse();
    const { firm, fundId, approver, investors } = at;
    const stranger = addInvestor(firm, 'Elm Family Office');
    const input = closingInput(at, [[stranger, 100]]);
    firm.done('commitments.draftClosing', input);
    const { closingId } = input;
    const shown = firm.answer('commitments.closing', { closingId });
    expect(shown.unmet).toMatch(/^Elm Family Office: KYC is not started/);
    expect(codeOf(firm.run('commitments.approveClosing', { closingId, fundId, contentHash: shown.contentHash }, { as: approver }))).toBe(
      'closingKyc',
    );
    firm.done('commitments.cancelClosing', { closingId, fundId, expectedVersion: 1, reason: 'KYC' });
    const coming = approvedClosing(at, closingInput(at, [[investors[0]!, 100]], { heldOn: '2025-03-04' }));
    const post = { closingId: coming, fundId, expectedVersion: 2, callId: firm.id() };
    expect(codeOf(firm.run('commitments.postClosing', post))).toBe('dateInFuture');
    closePeriod({ ...at, investorId: investors[0]! }, '2025-03-01', '2025-03-31', 'hard');
    goTo(firm, '2025-03-04');
    expect(codeOf(firm.run('commitments.postClosing', post))).toBe('periodLocked');
  });

  test('keeps amounts at the 64-bit edge, and refuses what lies beyond', () => {
    using at = capitalHouse({ targetSize: null });
    const { firm, investors } = at;
    const [alder, birch] = investors as [InvestorId, InvestorId];
    const edge = 10n ** 17n;
    expect(codeOf(firm.run('commitments.draftClosing', closingInput(at, [[alder, edge + 1n]])))).toBe('invalidInput');
    const beyond = firm.run(
      'commitments.draftClosing',
      closingInput(at, [
        [alder, edge],
        [birch, 1],
      ]),
    );
    expect(codeOf(beyond)).toBe('amountTooLarge');
    expect(beyond.ok ? '' : sentenceOf(beyond.error)).toMatch(
      /^The total of the commitments of .+ comes to more than one amount may hold \(.+\)\. Check the amounts and rates, or work in smaller parts\.$/,
    );
    firstClosing(at, [
      [alder, edge - 1n],
      [birch, 1],
    ]);
    expect(firm.answer('commitments.holdings', {}).rows.map(({ commitment }) => commitment.minor)).toEqual([edge - 1n, 1n]);
  });

  test('of people who are not allowed to is refused', () => {
    using at = capitalHouse();
    const { firm, approver, investors } = at;
    expect(codeOf(firm.run('commitments.draftClosing', closingInput(at, [[investors[0]!, 1]]), { as: approver }))).toBe('notPermitted');
    expect(codeOf(firm.run('commitments.draftClosing', { ...closingInput(at, [[investors[0]!, 1]]), fundId: firm.id() as never }))).toBe(
      'notFound',
    );
  });
});

describe('a subsequent closing', () => {
  test('after calls lets newcomers catch up, refunds the others and passes the interest on', () => {
    using at = capitalHouse();
    const { firm, fundId, classId, investors } = at;
    const [alder, birch, cedar] = investors as [InvestorId, InvestorId, InvestorId];
    firstClosing(at, [
      [alder, 60_000_000],
      [birch, 40_000_000],
    ]);
    issuedCall(at, 50_000_000);
    const input = laterClosing(at, [[cedar, 100_000_000]]);
    const preview = firm.answer('commitments.previewClosing', {
      fundId,
      closingId: null,
      kind: 'subsequent',
      heldOn: input.heldOn,
      terms: equalisationTerms,
      accountId: at.accountId,
      lines: input.lines,
    });
    expect(preview.problem).toBeNull();
    const closingId = postedClosing(at, input);
    // 307 days of 8 % on what each gives back or catches up.
    const interest = (minor: bigint) => BigInt(Math.round((Number(minor) * 0.08 * 307) / 365));
    expect(
      preview.rows.map(({ investor, calledBefore, calledAfter, moved, interest: paid }) => [
        investor,
        calledBefore,
        calledAfter,
        moved,
        paid,
      ]),
    ).toEqual([
      ['Alder Trust', 30_000_000n, 15_000_000n, -15_000_000n, -interest(15_000_000n)],
      ['Birch Pension', 20_000_000n, 10_000_000n, -10_000_000n, -(interest(25_000_000n) - interest(15_000_000n))],
      ['Cedar Endowment', 0n, 25_000_000n, 25_000_000n, interest(25_000_000n)],
    ]);
    expect(balances(at, 'distributionsPayable').reduce((sum, { minor }) => sum + minor, 0n)).toBe(-25_000_000n - interest(25_000_000n));
    expect(balances(at, 'contributedCapital').map(({ minor }) => minor)).toEqual([-15_000_000n, -10_000_000n, -25_000_000n]);
    expect(calledMovesOn(firm.db, fundId, businessDate('2026-02-01'))).toEqual([
      { investorId: alder, classId, minor: -15_000_000n },
      { investorId: birch, classId, minor: -10_000_000n },
    ]);
    expect(
      firm
        .answer('commitments.holdings', { filter: { fundId } })
        .rows.map(({ investor, called, unfunded, share }) => [investor, called.minor, unfunded.minor, share]),
    ).toEqual([
      ['Alder Trust', 15_000_000n, 45_000_000n, '0.3'],
      ['Birch Pension', 10_000_000n, 30_000_000n, '0.2'],
      ['Cedar Endowment', 25_000_000n, 75_000_000n, '0.5'],
    ]);
    const call = rawOf(firm.db)
      .prepare("SELECT kind, state, total, closing_id, due_on FROM capital_calls WHERE kind = 'equalisation'")
      .all();
    expect(call).toEqual([
      { kind: 'equalisation', state: 'issued', total: 25_000_000n + interest(25_000_000n), closing_id: closingId, due_on: '2026-03-31' },
    ]);
    expect(firm.answer('commitments.closing', { closingId })).toMatchObject({
      totals: { catchUp: 25_000_000n, refunds: 25_000_000n, interest: interest(25_000_000n) },
      refunds: [
        { investor: 'Alder Trust', owed: 15_000_000n + interest(15_000_000n), paid: 0n },
        { investor: 'Birch Pension', paid: 0n },
      ],
    });
  });

  test('is no longer what was approved once another call was issued', () => {
    using at = capitalHouse();
    const { firm, fundId, investors } = at;
    const [alder, , cedar] = investors as [InvestorId, InvestorId, InvestorId];
    firstClosing(at, [[alder, 60_000_000]]);
    const closingId = approvedClosing(at, laterClosing(at, [[cedar, 40_000_000]]));
    issuedCall(at, 6_000_000, { dueOn: '2026-03-31' });
    expect(firm.answer('commitments.closing', { closingId }).isChanged).toBe(true);
    expect(codeOf(firm.run('commitments.postClosing', { closingId, fundId, expectedVersion: 2, callId: firm.id() }))).toBe('stepChanged');
  });

  test('needs an account where newcomers owe, terms, and its place among the others', () => {
    using at = capitalHouse();
    const { firm, fundId, approver, investors } = at;
    const [alder, birch, cedar] = investors as [InvestorId, InvestorId, InvestorId];
    firstClosing(at, [[alder, 60_000_000]]);
    issuedCall(at, 6_000_000);
    const code = (more: object) => codeOf(firm.run('commitments.draftClosing', laterClosing(at, [[cedar, 100]], more)));
    expect(code({ kind: 'first', terms: null })).toBe('closingFirstTwice');
    expect(code({ heldOn: '2025-01-31' })).toBe('closingBeforeFirst');
    expect(code({ terms: null })).toBe('closingTerms');
    expect(code({ terms: { ...equalisationTerms, dueOn: '2026-01-31' } })).toBe('closingDueBefore');
    expect(code({ terms: { ...equalisationTerms, rate: '1.5' } })).toBe('invalidInput');
    const input = laterClosing(at, [[cedar, 40_000_000]], { accountId: null });
    const { closingId } = input;
    firm.done('commitments.draftClosing', input);
    const { contentHash, unmet } = firm.answer('commitments.closing', { closingId });
    expect(unmet).toMatch(/^Newcomers owe a catch-up/);
    expect(codeOf(firm.run('commitments.approveClosing', { closingId, fundId, contentHash }, { as: approver }))).toBe(
      'closingAccountMissing',
    );
    firm.done('commitments.cancelClosing', { closingId, fundId, expectedVersion: 1, reason: 'account' });
    postedClosing(at, laterClosing(at, [[cedar, 40_000_000]], { kind: 'final' }));
    expect(code({ heldOn: '2026-02-02' })).toBe('closingAfterFinal');
    expect(codeOf(firm.run('commitments.draftClosing', laterClosing(at, [[birch, 1]], { kind: 'final' })))).toBe('closingAfterFinal');
  });

  test('held before the last one is out of order', () => {
    using at = capitalHouse();
    const { firm, investors } = at;
    firstClosing(at, [[investors[0]!, 100]]);
    postedClosing(at, laterClosing(at, [[investors[1]!, 100]]));
    expect(codeOf(firm.run('commitments.draftClosing', laterClosing(at, [[investors[2]!, 100]], { heldOn: '2026-01-31' })))).toBe(
      'closingOutOfOrder',
    );
  });

  test.each(['JPY', 'KWD'])('in %s raises an earlier holding with what it catches up', (currency) => {
    using at = capitalHouse({ currency });
    const { firm, fundId, investors } = at;
    const [alder, birch] = investors as [InvestorId, InvestorId];
    firstClosing(at, [
      [alder, 1_000],
      [birch, 1_000],
    ]);
    issuedCall(at, 1_001, { currency });
    postedClosing(at, laterClosing(at, [[birch, 1_000]], { terms: { ...equalisationTerms, rate: '0' } }));
    expect(firm.answer('commitments.history', { fundId, classId: at.classId, investorId: birch }).events).toMatchObject([
      { kind: 'initial', balance: { minor: 1_000n, currency } },
      { kind: 'increase', balance: { minor: 2_000n, currency }, closing: { number: 2 } },
    ]);
    expect(firm.answer('commitments.holdings', {}).rows.map(({ called }) => called.minor)).toEqual([334n, 667n]);
  });
});

describe('refunds', () => {
  test('are paid out up to what is owed, and owed again when they come back', () => {
    using at = capitalHouse();
    const { firm, fundId, accountId, investors } = at;
    const [alder, , cedar] = investors as [InvestorId, InvestorId, InvestorId];
    firstClosing(at, [[alder, 60_000_000]]);
    issuedCall(at, 6_000_000);
    const closingId = postedClosing(at, laterClosing(at, [[cedar, 60_000_000]], { terms: { ...equalisationTerms, rate: '0' } }));
    const pay = { closingId, fundId, accountId, paidOn: '2026-02-10' };
    const payout = (minor: string, investorId = alder) => ({ ...pay, payouts: [{ investorId, minor, reference: 'W-1' }] });
    expect(codeOf(firm.run('commitments.recordRefunds', payout('3000001')))).toBe('refundBeyond');
    expect(codeOf(firm.run('commitments.recordRefunds', payout('1', cedar)))).toBe('refundBeyond');
    expect(codeOf(firm.run('commitments.recordRefunds', { ...payout('1'), paidOn: '2026-03-03' }))).toBe('dateInFuture');
    expect(codeOf(firm.run('commitments.recordRefunds', { ...payout('1'), accountId: firm.id() }))).toBe('notFound');
    expect(firm.done('commitments.recordRefunds', payout('2000000'))).toEqual({ total: 2_000_000n });
    expect(codeOf(firm.run('commitments.recordRefunds', payout('1000001')))).toBe('refundBeyond');
    const back = { closingId, fundId, ordinal: 0, returnedOn: '2026-02-20', reason: 'Account closed' };
    expect(codeOf(firm.run('commitments.reverseRefund', { ...back, ordinal: 7 }))).toBe('notFound');
    expect(codeOf(firm.run('commitments.reverseRefund', { ...back, returnedOn: '2026-03-03' }))).toBe('dateInFuture');
    firm.done('commitments.reverseRefund', back);
    expect(codeOf(firm.run('commitments.reverseRefund', back))).toBe('refundReversed');
    expect(codeOf(firm.run('commitments.reverseRefund', { ...back, ordinal: 1 }))).toBe('refundReversed');
    firm.done('commitments.recordRefunds', payout('3000000'));
    expect(firm.answer('commitments.closing', { closingId })).toMatchObject({
      refunds: [{ owed: 3_000_000n, paid: 3_000_000n }],
      payouts: [{ minor: 2_000_000n }, { minor: -2_000_000n, reversesOrdinal: 0 }, { minor: 3_000_000n }],
    });
    expect(balances(at, 'distributionsPayable').map(({ minor }) => minor)).toEqual([0n]);
    closePeriod({ ...at, investorId: alder }, '2026-02-01', '2026-02-28', 'hard');
    expect(codeOf(firm.run('commitments.reverseRefund', { ...back, ordinal: 2 }))).toBe('periodLocked');
  });

  test('are not paid out of a closing that is not posted', () => {
    using at = capitalHouse();
    const { firm, fundId, accountId, investors } = at;
    const input = closingInput(at, [[investors[0]!, 100]]);
    firm.done('commitments.draftClosing', input);
    const payouts = [{ investorId: investors[0]!, minor: '1', reference: '' }];
    expect(
      codeOf(firm.run('commitments.recordRefunds', { closingId: input.closingId, fundId, accountId, paidOn: '2026-02-10', payouts })),
    ).toBe('stepNotNow');
  });
});
