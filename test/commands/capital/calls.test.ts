import { describe, expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import { unfundedOn } from '#db/tables/callFacts.ts';
import { readBalances } from '#db/tables/ledger.ts';
import { addMinutes, businessDate } from '#shared/dates.ts';
import { amountFor, approvedCall, callHouse, callInput, issuedCall } from '#test/kit/calls.ts';
import { codeOf } from '#test/kit/house.ts';
import { addFund, closePeriod } from '#test/kit/ledger.ts';

describe('a capital call', () => {
  test('is drawn up, submitted, approved by a second person and issued, and the books say so', () => {
    using at = callHouse();
    const { firm, fundId, approver, investors } = at;
    const input = callInput(at);
    const { callId } = input;
    const drafted = firm.done('calls.draft', input);
    expect(drafted).toMatchObject({ number: 1, version: 1, total: 1_000_001n, lines: 3 });
    firm.done('calls.submit', { callId, fundId, expectedVersion: 1 });
    const approve = { callId, fundId, contentHash: drafted.contentHash };
    expect(codeOf(firm.run('calls.approve', approve))).toBe('callByPreparer');
    expect(codeOf(firm.run('calls.approve', approve, { as: approver, steppedUp: false }))).toBe('stepUpNeeded');
    expect(codeOf(firm.run('calls.approve', { ...approve, contentHash: 'f'.repeat(64) }, { as: approver }))).toBe('callChanged');
    expect(firm.done('calls.approve', approve, { as: approver })).toMatchObject({ state: 'approved', missing: 0, version: 3 });
    const issue = { callId, fundId, expectedVersion: 3, contentHash: drafted.contentHash, issuedOn: '2026-03-02' };
    const { entryId } = firm.done('calls.issue', issue);
    expect(firm.answer('calls.home', { callId })).toMatchObject({
      call: { status: 'issued', number: 1, entryId, issuedOn: '2026-03-02', total: { minor: 1_000_001n }, open: { minor: 1_000_001n } },
      approvals: [{ by: { name: 'Anna Tester' }, stands: true }],
    });
    expect(firm.answer('calls.lines', { filter: { callId } }).rows.map(({ amount }) => amount.minor)).toEqual([
      500_001n,
      300_000n,
      200_000n,
    ]);
    const owing = rawOf(firm.db)
      .prepare("SELECT minor FROM postings WHERE account = '1100' AND investor_id = ? AND command_id || '.' || entry_ordinal = ?")
      .pluck();
    expect(investors.map((investorId) => owing.get(investorId, entryId))).toEqual([500_001n, 300_000n, 200_000n]);
    expect(() => rawOf(firm.db).exec('UPDATE call_lines SET minor = 1')).toThrow('replaced as a whole');
    expect(() => rawOf(firm.db).exec('DELETE FROM call_parts')).toThrow('only a draft');
    expect(() => rawOf(firm.db).exec("UPDATE capital_calls SET title = 'x'")).toThrow('amend or rescind');
  });

  test('many small ones never drift from the cumulative allocation', () => {
    using at = callHouse(['33333333', '33333333', '33333334']);
    for (let turn = 0; turn < 5; turn += 1) issuedCall(at, { title: `Call ${turn}`, uses: [amountFor(100)] });
    const { rows } = at.firm.answer('calls.lines', { filter: { callId: issuedCall(at, { uses: [amountFor(101)] }).callId } });
    expect(rows.map(({ after }) => after.minor)).toEqual([200n, 200n, 201n]);
  });
});

describe('drawing a call up', () => {
  test.each<[string, Parameters<typeof callInput>[1], string]>([
    ['in another currency', { currency: 'EUR' }, 'callCurrencyWrong'],
    ['with too short notice', { dueOn: '2026-03-03' }, 'ok'],
    ['due before its notice', { dueOn: '2026-02-27' }, 'callDatesBackwards'],
    ['due in the past', { noticeOn: '2026-02-02', dueOn: '2026-02-27' }, 'callDuePassed'],
    ['due on a Saturday', { dueOn: '2026-03-14' }, 'callDueClosed'],
    ['before anybody committed', { noticeOn: '2026-01-30' }, 'callNoHoldings'],
    ['beyond what is left', { uses: [amountFor(100_000_001)] }, 'callOverUnfunded'],
    ['at the edge of 64 bits', { uses: [amountFor(10n ** 17n), amountFor(10n ** 17n)] }, 'callTooLarge'],
    ['past it', { uses: [amountFor(10n ** 17n + 1n)] }, 'invalidInput'],
    ['of a negative amount', { uses: [amountFor(-1)] }, 'invalidInput'],
    ['of zero', { uses: [amountFor(0)] }, 'callUseWrong'],
    ['of needs that cash covers', { method: 'need', cashOnHand: '500', uses: [amountFor(500)] }, 'callNothing'],
    ['for a project of nobody', { uses: [amountFor(5, { projectId: '01890000-0000-7000-8000-000000000000' })] }, 'notFound'],
    ['for an allocation of nobody', { uses: [amountFor(5, { allocationId: '01890000-0000-7000-8000-000000000000' })] }, 'notFound'],
    ['into an account of nobody', { accountId: '01890000-0000-7000-8000-000000000000' }, 'notFound'],
    ['for a fund that is not there', { fundId: '01890000-0000-7000-8000-000000000000' }, 'notFound'],
    ['as an amendment of nothing', { amends: { callId: '01890000-0000-7000-8000-000000000000', reason: 'x' } }, 'notFound'],
  ])('%s says what is wrong', (_what, more, code) => {
    using at = callHouse();
    expect(codeOf(at.firm.run('calls.draft', callInput(at, more)))).toBe(code);
  });

  test('needs books, commitments that can be called, and an account that is open', () => {
    using at = callHouse();
    const { firm, accountId } = at;
    const fundId = addFund(firm, 'Vale Fund');
    expect(codeOf(firm.run('calls.draft', callInput({ ...at, fundId }, { accountId: null })))).toBe('booksMissing');
    firm.done('ledger.openChart', { fundId });
    expect(codeOf(firm.run('calls.draft', callInput({ ...at, fundId }, { accountId: null })))).toBe('callNoHoldings');
    expect(codeOf(firm.run('calls.draft', callInput({ ...at, fundId }, { accountId })))).toBe('callNoHoldings');
    firm.done('funds.closeBankAccount', { accountId, fundId: at.fundId, expectedVersion: 1, closedOn: '2026-03-01', reason: 'moved' });
    expect(codeOf(firm.run('calls.draft', callInput(at)))).toBe('accountNotUsable');
  });

  test('leaves out the excused and those who pay fees alone, as far as they say', () => {
    using at = callHouse();
    const { firm, classId, investors } = at;
    const except = (index: number, treatment: 'feeOnly' | 'excused') => ({
      investorId: investors[index]!,
      classId,
      treatment,
      reason: 'agreed',
    });
    const input = callInput(at, {
      uses: [
        amountFor(1000),
        amountFor(100, { purpose: 'managementFee' }),
        amountFor(30, { purpose: 'expenses', insideCommitment: false }),
      ],
      treatments: [except(1, 'feeOnly'), except(2, 'excused')],
    });
    firm.done('calls.draft', input);
    expect(firm.answer('calls.lines', { filter: { callId: input.callId } }).rows).toMatchObject([
      { investor: 'Investor 1', treatment: 'full', amount: { minor: 1082n }, after: { minor: 1063n } },
      { investor: 'Investor 2', treatment: 'feeOnly', reason: 'agreed', amount: { minor: 48n }, after: { minor: 37n } },
      { investor: 'Investor 3', treatment: 'excused', amount: { minor: 0n } },
    ]);
    const twice = { ...input, callId: firm.id(), treatments: [except(1, 'feeOnly'), except(1, 'excused')] };
    expect(codeOf(firm.run('calls.draft', twice))).toBe('callHoldingTwice');
    const nobody = { ...input, callId: firm.id(), treatments: [0, 1, 2].map((index) => except(index, 'excused')) };
    expect(codeOf(firm.run('calls.draft', nobody))).toBe('callNobody');
    const stranger = [{ ...except(0, 'excused'), investorId: firm.id() }];
    expect(codeOf(firm.run('calls.draft', { ...input, callId: firm.id(), treatments: stranger }))).toBe('callHoldingUnknown');
  });

  test('leaves holdings in default out, and says so in the preview', () => {
    using at = callHouse();
    const { firm, fundId, classId, investors, approver } = at;
    const defaultId = firm.id();
    const { contentHash } = firm.done('commitments.proposeDefault', {
      defaultId,
      fundId,
      classId,
      investorId: investors[2]!,
      move: 'declare',
      effectiveOn: '2026-03-01',
      reason: 'unpaid since January',
    });
    firm.done('commitments.approveDefault', { defaultId, fundId, contentHash }, { as: approver });
    const input = callInput(at, { method: 'percent', uses: [amountFor(null, { percent: '10' })] });
    expect(firm.done('calls.draft', input)).toMatchObject({ total: 8_000_000n, lines: 2 });
    const { callId: _callId, ...asked } = input;
    expect(firm.answer('calls.preview', { ...asked, amends: null })).toMatchObject({
      total: 8_000_000n,
      commitments: 80_000_000n,
      problems: [],
      leftOut: [{ investor: 'Investor 3' }],
      lines: [
        { investor: 'Investor 1', before: 0n, minor: 5_000_000n, after: 5_000_000n, unfunded: 45_000_000n },
        { investor: 'Investor 2', minor: 3_000_000n },
      ],
    });
  });

  test.each([
    ['JPY', 3334n, [1667n, 1000n, 667n]],
    ['KWD', 10_001n, [5001n, 3000n, 2000n]],
  ])('works in %s, in its own digits', (currency, minor, parts) => {
    using at = callHouse(undefined, currency);
    const { callId } = issuedCall(at, { currency, uses: [amountFor(minor)] });
    expect(at.firm.answer('calls.lines', { filter: { callId } }).rows.map(({ amount }) => amount)).toEqual(
      parts.map((part) => ({ minor: part, currency })),
    );
  });

  test('gives the notice of the fund’s documents and of side letters, unless it is urgent and says why', () => {
    using at = callHouse();
    const { firm, fundId, investors } = at;
    const value = { calls: 10, distributions: 5, businessDays: true };
    const term = {
      termId: firm.id(),
      fundId,
      classId: null,
      effectiveOn: '2026-01-01',
      clause: '4.2',
      term: { kind: 'noticeDays' as const, value },
    };
    firm.done('funds.recordTerm', term);
    expect(codeOf(firm.run('calls.draft', callInput(at, { dueOn: '2026-03-13' })))).toBe('callNoticeShort');
    firm.done('calls.draft', callInput(at, { dueOn: '2026-03-16' }));
    const { version } = firm.answer('investors.home', { investorId: investors[1]! }).investor;
    const agreed = { investorId: investors[1]!, termId: firm.id(), fundId, fromOn: '2026-01-01', untilOn: null, documentId: null };
    firm.done('investors.addTerm', { ...agreed, term: { kind: 'noticeDays', days: 15 } } as never);
    expect(version).toBeGreaterThan(0);
    const short = callInput(at, { dueOn: '2026-03-16' });
    expect(firm.run('calls.draft', short)).toMatchObject({
      error: { code: 'callNoticeShort', detail: { shortFor: ['the side letter of Investor 2 (15 days)'], earliest: '2026-03-23' } },
    });
    expect(codeOf(firm.run('calls.draft', { ...short, priority: 'urgent' }))).toBe('callNoticeShort');
    expect(codeOf(firm.run('calls.draft', { ...short, priority: 'urgent', urgentReason: 'closing moved' }))).toBe('ok');
    firm.done('settings.propose', {
      valueId: firm.id(),
      rule: 'calls.noticeAlways',
      scope: { kind: 'house', id: null },
      value: true,
      effectiveOn: '2026-03-02',
      reason: 'policy',
    } as never);
    expect(codeOf(firm.run('calls.draft', { ...short, callId: firm.id(), priority: 'urgent', urgentReason: 'x' }))).toBe('callNoticeShort');
  });
});

describe('approval', () => {
  test('needs two people above the tier, and falls when the call is drawn up again or sent back', () => {
    using at = callHouse(['5000000000']);
    const { firm, fundId, approver, second } = at;
    const input = callInput(at, { uses: [amountFor(1_000_000_000)] });
    const { callId } = input;
    const { amends: _amends, ...fields } = input;
    const { contentHash } = firm.done('calls.draft', input);
    expect(codeOf(firm.run('calls.draft', input))).toBe('claimTaken');
    expect(codeOf(firm.run('calls.issue', { callId, fundId, expectedVersion: 1, contentHash, issuedOn: '2026-03-02' }))).toBe('callState');
    expect(firm.done('calls.submit', { callId, fundId, expectedVersion: 1 }).approversNeeded).toBe(2);
    expect(codeOf(firm.run('calls.submit', { callId, fundId, expectedVersion: 1 }))).toBe('staleVersion');
    expect(firm.done('calls.approve', { callId, fundId, contentHash }, { as: approver })).toMatchObject({
      state: 'inApproval',
      missing: 1,
    });
    expect(codeOf(firm.run('calls.approve', { callId, fundId, contentHash }, { as: approver }))).toBe('callApprovedByYou');
    firm.done('calls.sendBack', { callId, fundId, expectedVersion: 3, reason: 'wrong bank' }, { as: approver });
    firm.done('calls.submit', { callId, fundId, expectedVersion: 4 });
    expect(firm.done('calls.approve', { callId, fundId, contentHash }, { as: approver }).missing).toBe(1);
    expect(firm.done('calls.approve', { callId, fundId, contentHash }, { as: second }).state).toBe('approved');
    const redrafted = firm.done('calls.redraft', { ...fields, expectedVersion: 7, title: 'Pier 10' });
    expect(redrafted).toMatchObject({ version: 8, total: 1_000_000_000n });
    expect(redrafted.contentHash).not.toBe(contentHash);
    expect(firm.answer('calls.home', { callId })).toMatchObject({
      call: { status: 'draft', title: 'Pier 10' },
      approvals: [{ stands: false }, { stands: false }, { stands: false }],
    });
    firm.done('calls.redraft', { ...fields, expectedVersion: 8 });
    expect(codeOf(firm.run('calls.redraft', { ...fields, expectedVersion: 8 }))).toBe('staleVersion');
    expect(codeOf(firm.run('calls.sendBack', { callId, fundId, expectedVersion: 9, reason: 'x' }, { as: approver }))).toBe('callState');
    expect(codeOf(firm.run('calls.drop', { callId, fundId, expectedVersion: 8, reason: 'x' }))).toBe('staleVersion');
    firm.done('calls.drop', { callId, fundId, expectedVersion: 9, reason: 'the deal fell through' });
    expect(firm.answer('calls.home', { callId }).call).toMatchObject({
      status: 'rescinded',
      rescindReason: 'the deal fell through',
      reversalId: null,
    });
    expect(codeOf(firm.run('calls.redraft', { ...fields, expectedVersion: 10 }))).toBe('callState');
    expect(codeOf(firm.run('calls.drop', { callId, fundId, expectedVersion: 10, reason: 'x' }))).toBe('callState');
  });

  test('waits for an account, and every step needs the call of this fund', () => {
    using at = callHouse();
    const { firm, fundId, approver } = at;
    const input = callInput(at, { accountId: null });
    const { callId } = input;
    const { contentHash } = firm.done('calls.draft', input);
    expect(codeOf(firm.run('calls.submit', { callId, fundId, expectedVersion: 1 }))).toBe('callNotReady');
    expect(firm.answer('calls.home', { callId }).moves.find(({ name }) => name === 'submit')?.unmet).toHaveLength(1);
    const none = { callId: firm.id(), fundId };
    const { amends: _amends, ...fields } = input;
    expect(codeOf(firm.run('calls.submit', { ...none, expectedVersion: 1 }))).toBe('notFound');
    expect(codeOf(firm.run('calls.approve', { ...none, contentHash }, { as: approver }))).toBe('notFound');
    expect(codeOf(firm.run('calls.sendBack', { ...none, expectedVersion: 1, reason: 'x' }))).toBe('notFound');
    expect(codeOf(firm.run('calls.issue', { ...none, expectedVersion: 1, contentHash, issuedOn: '2026-03-02' }))).toBe('notFound');
    expect(codeOf(firm.run('calls.rescind', { ...none, expectedVersion: 1, rescindedOn: '2026-03-02', reason: 'x' }))).toBe('notFound');
    expect(codeOf(firm.run('calls.drop', { ...none, expectedVersion: 1, reason: 'x' }))).toBe('notFound');
    expect(codeOf(firm.run('calls.redraft', { ...fields, ...none, expectedVersion: 1 }))).toBe('notFound');
    const other = addFund(firm, 'Vale Fund');
    expect(codeOf(firm.run('calls.submit', { callId, fundId: other, expectedVersion: 1 }))).toBe('notFound');
    const over = { ...fields, expectedVersion: 1, uses: [amountFor(200_000_000)] };
    expect(codeOf(firm.run('calls.redraft', over))).toBe('callOverUnfunded');
    expect(codeOf(firm.run('calls.sendBack', { callId, fundId, expectedVersion: 9, reason: 'x' }, { as: approver }))).toBe('staleVersion');
  });
});

describe('issuing', () => {
  test('is refused ahead of time, past the due date, as something else, and into a closed period', () => {
    using at = callHouse();
    const { firm, fundId } = at;
    const { callId, contentHash, version } = approvedCall(at);
    const issue = (more: object = {}) =>
      codeOf(firm.run('calls.issue', { callId, fundId, expectedVersion: version, contentHash, issuedOn: '2026-03-02', ...more }));
    expect(issue({ issuedOn: '2026-03-03' })).toBe('dateInFuture');
    expect(issue({ expectedVersion: 1 })).toBe('staleVersion');
    expect(issue({ contentHash: 'f'.repeat(64) })).toBe('callChanged');
    closePeriod({ ...at, investorId: '' }, '2026-03-01', '2026-03-31', 'hard');
    expect(issue()).toBe('periodLocked');
    expect(firm.answer('calls.home', { callId }).call.status).toBe('approved');
    firm.now = addMinutes(firm.now, 20 * 24 * 60);
    expect(issue({ issuedOn: '2026-03-22' })).toBe('callDatesBackwards');
    expect(issue()).toBe('callDuePassed');
  });

  test('is refused when what it stands on has changed since it was drawn up', () => {
    using at = callHouse();
    const { firm, fundId, investors, classId } = at;
    const first = approvedCall(at, { title: 'First' });
    const reduced = {
      fundId,
      classId,
      investorId: investors[0]!,
      kind: 'decrease',
      minor: '10000000',
      effectiveOn: '2026-03-01',
      reason: 'agreed',
    };
    firm.done('commitments.reduce', reduced as never);
    const { callId, contentHash, version } = first;
    expect(firm.run('calls.issue', { callId, fundId, expectedVersion: version, contentHash, issuedOn: '2026-03-02' })).toMatchObject({
      error: { code: 'callStale', detail: { investors: ['Investor 1', 'Investor 2', 'Investor 3'], more: 0 } },
    });
    const { callId: _callId, amends: _amends, ...asked } = callInput(at, { title: 'First' });
    firm.done('calls.redraft', { ...asked, callId, expectedVersion: version });
    firm.done('calls.submit', { callId, fundId, expectedVersion: version + 1 });
    const fresh = firm.answer('calls.home', { callId }).call;
    const { version: approved } = firm.done('calls.approve', { callId, fundId, contentHash: fresh.contentHash }, { as: at.approver });
    firm.done('calls.issue', { callId, fundId, expectedVersion: approved, contentHash: fresh.contentHash, issuedOn: '2026-03-02' });
  });

  test('is refused once another call has taken what was left', () => {
    using at = callHouse();
    const { firm, fundId } = at;
    const late = approvedCall(at, { uses: [amountFor(60_000_000)] });
    issuedCall(at, { uses: [amountFor(60_000_000)] });
    const { callId, contentHash, version } = late;
    const refused = firm.run('calls.issue', { callId, fundId, expectedVersion: version, contentHash, issuedOn: '2026-03-02' });
    expect(codeOf(refused)).toBe('callStale');
  });
});

describe('taking back', () => {
  test('reverses exactly, by somebody else, and makes room again', () => {
    using at = callHouse();
    const { firm, fundId, approver } = at;
    const { callId, version } = issuedCall(at, { uses: [amountFor(100_000_000)] });
    const rescind = { callId, fundId, expectedVersion: version, rescindedOn: '2026-03-02', reason: 'deal fell through' };
    expect(codeOf(firm.run('calls.draft', callInput(at, { uses: [amountFor(3)] })))).toBe('callOverUnfunded');
    expect(codeOf(firm.run('calls.rescind', rescind))).toBe('callRescindByIssuer');
    expect(codeOf(firm.run('calls.rescind', { ...rescind, expectedVersion: 1 }, { as: approver }))).toBe('staleVersion');
    expect(codeOf(firm.run('calls.rescind', { ...rescind, rescindedOn: '2026-03-01' }, { as: approver }))).toBe('callRescindEarly');
    const { reversalId } = firm.done('calls.rescind', rescind, { as: approver });
    expect(firm.answer('calls.home', { callId }).call).toMatchObject({ status: 'rescinded', reversalId, open: { minor: 0n } });
    expect(readBalances(firm.db, fundId, { on: businessDate('2026-03-02') }).every(({ minor }) => minor === 0n)).toBe(true);
    expect(codeOf(firm.run('calls.draft', callInput(at, { uses: [amountFor(100_000_000)] })))).toBe('ok');
    expect(() => rawOf(firm.db).exec('UPDATE capital_calls SET version = 99')).toThrow('never changes');
  });

  test('an amendment takes the place of what it replaces when it is issued', () => {
    using at = callHouse();
    const { firm, fundId } = at;
    const wrong = issuedCall(at, { uses: [amountFor(99_000_000)] });
    const amends = { callId: wrong.callId, reason: 'the price was agreed lower' };
    const right = issuedCall(at, { title: 'Pier 9, amended', uses: [amountFor(90_000_000)], amends });
    expect(firm.answer('calls.home', { callId: wrong.callId })).toMatchObject({
      call: { status: 'rescinded', rescindReason: 'Replaced by Call 2 “Pier 9, amended”: the price was agreed lower' },
      replacedBy: [{ id: right.callId, state: 'issued' }],
    });
    expect(firm.answer('calls.home', { callId: right.callId })).toMatchObject({
      replaces: { id: wrong.callId },
      call: { reason: amends.reason },
    });
    expect(codeOf(firm.run('calls.draft', callInput(at, { amends })))).toBe('callNotAmendable');
    expect(unfundedOn(firm.db, fundId, businessDate('2026-03-02')).map(({ unfunded }) => unfunded)).toEqual([
      5_000_000n,
      3_000_000n,
      2_000_000n,
    ]);
    expect(unfundedOn(firm.db, fundId, businessDate('2026-03-01')).map(({ called }) => called)).toEqual([0n, 0n, 0n]);
  });

  test('of two amendments of one call the second comes too late, and a call that was taken back is not issued into', () => {
    using at = callHouse();
    const { firm, fundId, approver } = at;
    const wrong = issuedCall(at);
    const amends = { callId: wrong.callId, reason: 'lower' };
    const { callId, contentHash, version } = approvedCall(at, { uses: [amountFor(500)], amends });
    const rescind = { callId: wrong.callId, fundId, expectedVersion: wrong.version, rescindedOn: '2026-03-02', reason: 'off' };
    firm.done('calls.rescind', rescind, { as: approver });
    const issue = { callId, fundId, expectedVersion: version, contentHash, issuedOn: '2026-03-02' };
    expect(codeOf(firm.run('calls.issue', issue))).toBe('callNotAmendable');
  });
});
