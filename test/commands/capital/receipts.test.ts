import { describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { instant } from '#shared/dates.ts';
import { addAccount } from '#test/kit/commitments.ts';
import { codeOf } from '#test/kit/house.ts';
import { closePeriod } from '#test/kit/ledger.ts';
import { inAdvance, issueAt, onBill, onLine, type Receiving, received, receiving, suspended, usd, wire } from '#test/kit/receipts.ts';

const openOf = ({ firm, callId }: Receiving): bigint[] => firm.answer('receipts.ofCall', { callId }).lines.map(({ open }) => open.minor);
const balanceOf = ({ firm, fundId }: Receiving, account: string, on = '2026-12-31'): bigint => {
  const row = firm.answer('ledger.trialBalance', { fundId, on }).rows.find((each) => each.account === account);
  return (row?.debit?.minor ?? 0n) - (row?.credit?.minor ?? 0n);
};

describe('a receipt', () => {
  test('in full, in part and over: what is open, held and owed follows from its parts', () => {
    using at = receiving();
    const { firm, fundId, callId, alder } = at;
    expect(openOf(at)).toEqual([6_000_000n, 4_000_000n]);
    received(at, [onLine(callId, 0, 6_000_000), inAdvance(alder, 500_000)]);
    received(at, [onLine(callId, 1, 1_500_000)]);
    expect(openOf(at)).toEqual([0n, 2_500_000n]);
    expect([balanceOf(at, '1000'), balanceOf(at, '1100'), balanceOf(at, '2700')]).toEqual([8_000_000n, 2_500_000n, -500_000n]);
    const owed = firm.answer('receipts.owed', { fundId });
    expect(owed.lines.map(({ investor, open }) => [investor, open.minor])).toEqual([['Birch Pension', 2_500_000n]]);
    expect(owed.advances).toMatchObject([{ investor: 'Alder Trust', amount: { minor: 500_000n } }]);
    expect(owed.investors.map(({ investor }) => investor)).toEqual(['Alder Trust', 'Birch Pension']);
    expect(firm.answer('receipts.owed', { fundId, investorId: alder }).investors).toHaveLength(1);
    const { rows } = firm.answer('receipts.list', { filter: { callId } });
    expect(rows.map(({ state, pays }) => [state, pays]).sort()).toEqual([
      ['applied', 'Alder Trust, call 1; Alder Trust, in advance'],
      ['applied', 'Birch Pension, call 1'],
    ]);
    expect(firm.answer('receipts.list', { filter: { investorId: alder, from: '2026-03-19', until: '2026-03-19' } }).rows).toHaveLength(1);
  });

  test('is refused where its parts do not come to it, name too much, or name the same twice', () => {
    using at = receiving();
    const { firm, callId, alder } = at;
    const run = (parts: Parameters<typeof wire>[1], more = {}) => codeOf(firm.run('receipts.record', wire(at, parts, more)));
    expect(run([onLine(callId, 0, 100)], { amount: usd(101) })).toBe('partsDoNotSum');
    expect(run([onLine(callId, 0, 6_000_001)])).toBe('partOverOpen');
    expect(run([onLine(callId, 0, 1), onLine(callId, 0, 1)])).toBe('partTwice');
    expect(run([onLine(callId, 7, 1)])).toBe('notFound');
    expect(run([onLine(firm.id(), 0, 1)])).toBe('notFound');
    expect(run([onBill(callId, 0, 1)])).toBe('notFound');
    expect(run([inAdvance(firm.id(), 1)])).toBe('investorsUnknown');
    expect(run([inAdvance(alder, 1), suspended(1)])).toBe('ok');
  });

  test('is refused in another currency, on another account, in the future, or before its call', () => {
    using at = receiving();
    const { firm, fundId, callId, accountId } = at;
    const run = (more: Partial<ReturnType<typeof wire>>) => codeOf(firm.run('receipts.record', wire(at, [onLine(callId, 0, 100)], more)));
    expect(run({ amount: { minor: '100', currency: 'EUR' } })).toBe('receiptCurrency');
    expect(run({ accountId: firm.id() })).toBe('notFound');
    const euro = addAccount(firm, fundId, { currency: 'EUR', accountNumber: '000999', ledgerCode: '1030', title: 'Euro' });
    expect(run({ accountId: euro })).toBe('accountNotUsable');
    expect(run({ receivedOn: '2026-03-24' })).toBe('dateInFuture');
    expect(run({ receivedOn: '2026-03-01' })).toBe('beforeCallIssued');
    expect(run({ fundId: firm.id() as typeof fundId })).toBe('booksMissing');
    closePeriod({ ...at, investorId: at.alder }, '2026-03-01', '2026-03-20', 'hard');
    expect(run({})).toBe('periodLocked');
    expect(run({ receivedOn: '2026-03-23', accountId })).toBe('ok');
  });

  test('that looks like one that is there is refused until somebody confirms that it is a second one', () => {
    using at = receiving();
    const { firm, callId } = at;
    const first = wire(at, [onLine(callId, 0, 100)], { reference: 'CALL 1' });
    firm.done('receipts.record', first);
    const again = { ...first, receiptId: firm.id() };
    const refused = firm.run('receipts.record', again);
    expect(codeOf(refused)).toBe('receiptTwice');
    expect(refused.ok || sentenceOf(refused.error)).toContain('USD 1.00 with the reference “CALL 1”');
    expect(codeOf(firm.run('receipts.record', { ...again, secondOf: firm.id() }))).toBe('receiptNotAlike');
    expect(codeOf(firm.run('receipts.record', { ...again, secondOf: first.receiptId }))).toBe('ok');
    expect(codeOf(firm.run('receipts.record', { ...first, reference: 'CALL 1 b' }))).toBe('claimTaken');
    expect(firm.answer('receipts.receipt', { receiptId: again.receiptId }).secondOf).toBe(first.receiptId);
  });

  test('for a call that was taken back is refused; for one that is not issued too', () => {
    using at = receiving();
    const { firm, fundId, accountId, callId } = at;
    const rescind = { callId, fundId, expectedVersion: 4, rescindedOn: '2026-03-23', reason: 'Deal fell through' };
    firm.done('calls.rescind', rescind, { as: at.approver });
    expect(codeOf(firm.run('receipts.record', wire(at, [onLine(callId, 0, 100)])))).toBe('callRescinded');
    const draft = firm.id();
    firm.done('calls.draft', {
      callId: draft,
      fundId,
      title: 'Second property',
      method: 'amount',
      priority: 'normal',
      currency: 'USD',
      noticeOn: '2026-03-24',
      dueOn: '2026-04-30',
      urgentReason: null,
      accountId,
      cashOnHand: null,
      uses: [
        { purpose: 'investment', insideCommitment: true, minor: '1000', percent: null, allocationId: null, projectId: null, note: '' },
      ],
      treatments: [],
      amends: null,
    });
    expect(codeOf(firm.run('receipts.record', wire(at, [onLine(draft, 0, 100)])))).toBe('callNotIssued');
  });

  test('of a bank account without a ledger account of its own goes to the operating account', () => {
    using at = receiving();
    const other = addAccount(at.firm, at.fundId, { accountNumber: '000777', ledgerCode: '1999', title: 'Other' });
    received(at, [suspended(100)], { accountId: other });
    expect(balanceOf(at, '1000')).toBe(100n);
  });
});

describe('money nobody knows', () => {
  test('waits in suspense until it is identified, in part or whole', () => {
    using at = receiving();
    const { firm, fundId, callId, birch } = at;
    const receiptId = received(at, [suspended(5_000_000)], { payer: '' });
    expect(balanceOf(at, '2900')).toBe(-5_000_000n);
    expect(firm.answer('receipts.list', { filter: { inSuspense: true } }).rows).toMatchObject([
      { id: receiptId, state: 'suspense', pays: 'suspense' },
    ]);
    const identify = (parts: Parameters<typeof wire>[1], effectiveOn = '2026-03-23') =>
      firm.run('receipts.identify', { fundId, receiptId, effectiveOn, parts: parts as never });
    expect(codeOf(identify([onLine(callId, 1, 5_000_001)]))).toBe('suspenseTooLittle');
    expect(codeOf(identify([onLine(callId, 1, 4_000_001)]))).toBe('partOverOpen');
    expect(codeOf(identify([onLine(callId, 1, 100)], '2026-03-18'))).toBe('beforeReceived');
    expect(codeOf(identify([onLine(callId, 1, 100)], '2026-03-24'))).toBe('dateInFuture');
    expect(identify([onLine(callId, 1, 4_000_000)])).toMatchObject({ value: { suspense: { minor: 1_000_000n } } });
    expect(firm.answer('receipts.receipt', { receiptId }).state).toBe('partlyIdentified');
    expect(codeOf(identify([inAdvance(birch, 1_000_000)]))).toBe('ok');
    const known = firm.answer('receipts.receipt', { receiptId });
    expect(known.state).toBe('applied');
    expect(known.parts.map(({ kind, amount }) => [kind, amount.minor])).toEqual([
      ['suspense', 5_000_000n],
      ['suspense', -4_000_000n],
      ['call', 4_000_000n],
      ['suspense', -1_000_000n],
      ['advance', 1_000_000n],
    ]);
    expect(firm.answer('receipts.list', { filter: { inSuspense: true } }).rows).toEqual([]);
    expect(firm.answer('receipts.list', { filter: { inSuspense: false } }).rows).toHaveLength(1);
    expect([balanceOf(at, '2900'), balanceOf(at, '1100')]).toEqual([0n, 6_000_000n]);
  });

  test('is not identified for another fund, or into a closed period', () => {
    using at = receiving();
    const { firm, fundId, callId } = at;
    const receiptId = received(at, [suspended(100)]);
    const input = {
      fundId,
      receiptId,
      effectiveOn: '2026-03-20',
      parts: [{ kind: 'call' as const, callId, lineOrdinal: 0, minor: '100' }],
    };
    expect(codeOf(firm.run('receipts.identify', { ...input, receiptId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.run('receipts.identify', { ...input, fundId: firm.id() as typeof fundId }))).toBe('booksMissing');
    closePeriod({ ...at, investorId: at.alder }, '2026-03-01', '2026-03-20', 'hard');
    expect(codeOf(firm.run('receipts.identify', input))).toBe('periodLocked');
    expect(codeOf(firm.ask('receipts.receipt', { receiptId: firm.id() }))).toBe('notFound');
  });
});

describe('an advance', () => {
  test('pays the next call on request, the oldest money first', () => {
    using at = receiving();
    const { firm, fundId, callId, alder, birch } = at;
    const first = received(at, [inAdvance(alder, 300)], { receivedOn: '2026-03-10' });
    const second = received(at, [inAdvance(alder, 1_000)], { receivedOn: '2026-03-15' });
    const apply = (minor: number, more = {}) =>
      firm.run('receipts.applyAdvance', {
        fundId,
        investorId: alder,
        effectiveOn: '2026-03-20',
        parts: [{ kind: 'call', callId, lineOrdinal: 0, minor: String(minor) }],
        ...more,
      });
    expect(codeOf(apply(1_301))).toBe('advanceTooLittle');
    expect(codeOf(apply(301, { effectiveOn: '2026-03-12' }))).toBe('advanceTooLittle');
    expect(codeOf(apply(1, { effectiveOn: '2026-03-24' }))).toBe('dateInFuture');
    expect(codeOf(apply(1, { parts: [{ kind: 'call', callId, lineOrdinal: 1, minor: '1' }] }))).toBe('advanceOfAnother');
    expect(codeOf(apply(1, { parts: [{ kind: 'call', callId, lineOrdinal: 9, minor: '1' }] }))).toBe('notFound');
    expect(codeOf(apply(1, { fundId: firm.id() }))).toBe('booksMissing');
    expect(codeOf(apply(1, { investorId: birch }))).toBe('advanceOfAnother');
    expect(apply(500)).toMatchObject({ value: { advance: { minor: 800n } } });
    const kinds = (receiptId: string) =>
      firm.answer('receipts.receipt', { receiptId }).parts.map(({ kind, amount }) => [kind, amount.minor]);
    expect(kinds(first)).toEqual([
      ['advance', 300n],
      ['advance', -300n],
      ['call', 300n],
    ]);
    expect(kinds(second)).toEqual([
      ['advance', 1_000n],
      ['advance', -200n],
      ['call', 200n],
    ]);
    closePeriod({ ...at, investorId: alder }, '2026-03-01', '2026-03-20', 'hard');
    expect(codeOf(apply(1))).toBe('periodLocked');
  });
});

describe('a receipt that went back', () => {
  test('opens what it paid again, as a linked reversal, and takes nothing more', () => {
    using at = receiving();
    const { firm, fundId, callId, alder } = at;
    const receiptId = received(at, [onLine(callId, 0, 6_000_000), inAdvance(alder, 100), suspended(50)]);
    const back = { fundId, receiptId, returnId: firm.id(), returnedOn: '2026-03-23', reason: 'Payer’s bank recalled it' };
    expect(codeOf(firm.run('receipts.return', { ...back, receiptId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.run('receipts.return', { ...back, returnedOn: '2026-03-18' }))).toBe('beforeReceived');
    expect(codeOf(firm.run('receipts.return', { ...back, fundId: firm.id() as typeof fundId }))).toBe('booksMissing');
    firm.done('receipts.return', back);
    expect(openOf(at)).toEqual([6_000_000n, 4_000_000n]);
    expect([balanceOf(at, '1000'), balanceOf(at, '2700'), balanceOf(at, '2900')]).toEqual([0n, 0n, 0n]);
    expect(firm.answer('receipts.receipt', { receiptId })).toMatchObject({
      state: 'returned',
      returnedBy: { id: back.returnId, on: '2026-03-23' },
    });
    expect(firm.answer('receipts.receipt', { receiptId: back.returnId })).toMatchObject({
      state: 'return',
      reverses: receiptId,
      amount: { minor: -6_000_150n },
    });
    expect(codeOf(firm.run('receipts.return', { ...back, returnId: firm.id() }))).toBe('receiptReturned');
    expect(codeOf(firm.run('receipts.return', { ...back, receiptId: back.returnId, returnId: firm.id() }))).toBe('receiptIsReturn');
    const parts = [{ kind: 'call' as const, callId, lineOrdinal: 0, minor: '50' }];
    expect(codeOf(firm.run('receipts.identify', { fundId, receiptId, effectiveOn: '2026-03-23', parts }))).toBe('receiptReturned');
    expect(codeOf(firm.run('receipts.applyAdvance', { fundId, investorId: alder, effectiveOn: '2026-03-23', parts }))).toBe(
      'advanceTooLittle',
    );
    const other = received(at, [onLine(callId, 0, 6_000_000)]);
    closePeriod({ ...at, investorId: alder }, '2026-03-01', '2026-03-31', 'hard');
    expect(codeOf(firm.run('receipts.return', { ...back, receiptId: other, returnId: firm.id() }))).toBe('periodLocked');
  });

  test('an entry of a receipt is not reversed by itself', () => {
    using at = receiving();
    received(at, [suspended(100)]);
    const { rows } = at.firm.answer('ledger.journal', { filter: { fundId: at.fundId, search: 'Receipt from' } });
    const reversal = { entryId: rows[0]!.id, effectiveOn: '2026-03-23', reason: 'x' };
    expect(codeOf(at.firm.run('ledger.reverse', reversal))).toBe('entryOfEvent');
  });
});

describe('a call that is taken back', () => {
  test('leaves what was paid in advance, cancels its interest, and its money pays the next call', () => {
    using at = receiving();
    const { firm, fundId, callId, alder, birch, approver } = at;
    received(at, [onLine(callId, 0, 6_000_000)]);
    const returned = received(at, [onLine(callId, 1, 1_000_000)], { receivedOn: '2026-03-18' });
    firm.done('receipts.return', { fundId, receiptId: returned, returnId: firm.id(), returnedOn: '2026-03-20', reason: 'Recalled' });
    firm.now = instant('2026-04-19T09:00:00.000Z');
    // 30 days on 40,000 at 10 %.
    expect(firm.done('receipts.billInterest', { fundId, callId, untilOn: '2026-04-19' })).toMatchObject({
      bills: 1,
      total: { minor: 32_877n },
    });
    received(at, [onBill(callId, 0, 10_000)], { receivedOn: '2026-04-19' });
    const waiver = { waiverId: firm.id(), fundId, callId, billOrdinal: 0, minor: '1000', effectiveOn: '2026-04-19', reason: 'Goodwill' };
    firm.done('receipts.proposeWaiver', waiver);
    const rescind = { callId, fundId, expectedVersion: 4, rescindedOn: '2026-04-19', reason: 'Deal fell through' };
    firm.done('calls.rescind', rescind, { as: approver });
    expect([balanceOf(at, '1100'), balanceOf(at, '4500'), balanceOf(at, '2700')]).toEqual([0n, 0n, -6_010_000n]);
    const next = issueAt(at, 5_000_000, { noticeOn: '2026-04-19', dueOn: '2026-05-04', title: 'Second', issuedOn: '2026-04-19' } as never);
    firm.done('receipts.applyAdvance', {
      fundId,
      investorId: alder,
      effectiveOn: '2026-04-19',
      parts: [{ kind: 'call', callId: next, lineOrdinal: 0, minor: '3000000' }],
    });
    expect(firm.answer('receipts.owed', { fundId }).advances.map(({ investorId, amount }) => [investorId, amount.minor])).toEqual([
      [alder, 3_000_000n],
      [birch, 10_000n],
    ]);
    expect(firm.answer('receipts.ofCall', { callId })).toMatchObject({ takesMoney: false, lines: [] });
  });

  test('to a day before its money came in holds the money from the day it came', () => {
    using at = receiving();
    const { firm, fundId, callId, approver } = at;
    received(at, [onLine(callId, 0, 6_000_000)], { receivedOn: '2026-03-20' });
    firm.done('calls.rescind', { callId, fundId, expectedVersion: 4, rescindedOn: '2026-03-10', reason: 'Wrong' }, { as: approver });
    expect([balanceOf(at, '2700', '2026-03-19'), balanceOf(at, '2700', '2026-03-20')]).toEqual([0n, -6_000_000n]);
  });

  test('is refused where its money would have to be held in a closed period', () => {
    using at = receiving();
    const { firm, fundId, callId, approver } = at;
    received(at, [onLine(callId, 0, 6_000_000)], { receivedOn: '2026-03-20' });
    closePeriod({ ...at, investorId: at.alder }, '2026-03-15', '2026-03-31', 'hard');
    const rescind = { callId, fundId, expectedVersion: 4, rescindedOn: '2026-03-10', reason: 'Wrong' };
    expect(codeOf(firm.run('calls.rescind', rescind, { as: approver }))).toBe('periodLocked');
    expect(openOf(at)).toEqual([0n, 4_000_000n]);
  });

  test('and was never paid leaves nothing behind', () => {
    using at = receiving();
    const { firm, fundId, callId, approver } = at;
    firm.done('calls.rescind', { callId, fundId, expectedVersion: 4, rescindedOn: '2026-03-10', reason: 'Wrong' }, { as: approver });
    expect([balanceOf(at, '1100'), balanceOf(at, '2700')]).toEqual([0n, 0n]);
  });
});

test('a person of another fund sees none of this money, and records nothing of it', () => {
  using at = receiving();
  const { firm, fundId, callId } = at;
  const receiptId = received(at, [suspended(100)]);
  const userId = firm.id() as typeof firm.owner;
  const other = { role: 'accountant', scope: { kind: 'fund', id: firm.id() } } as const;
  firm.done('access.addUser', { userId, login: 'carl', name: 'Carl', roles: [other] });
  expect(firm.answer('receipts.list', {}, userId).rows).toEqual([]);
  expect(firm.answer('receipts.ageing', { on: '2026-04-01', by: 'fund' }, userId).rows).toEqual([]);
  expect(firm.answer('line.list', {}, userId).rows).toEqual([]);
  expect(codeOf(firm.ask('receipts.receipt', { receiptId }, userId))).toBe('notFound');
  expect(codeOf(firm.ask('receipts.ofCall', { callId }, userId))).toBe('notFound');
  expect(codeOf(firm.ask('receipts.owed', { fundId }, userId))).toBe('notFound');
  expect(firm.answer('reports.today', {}, userId).items.some(({ kind }) => kind === 'moneyInSuspense' || kind === 'callsOverdue')).toBe(
    false,
  );
  expect(codeOf(firm.run('receipts.record', wire(at, [suspended(5)]), { as: userId }))).toBe('notPermitted');
  expect(codeOf(firm.run('receipts.remind', { fundId }, { as: userId }))).toBe('notPermitted');
});
