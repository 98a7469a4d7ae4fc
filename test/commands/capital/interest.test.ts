import { describe, expect, test } from 'vitest';
import { instant } from '#shared/dates.ts';
import { capitalHouse, firstClosing } from '#test/kit/commitments.ts';
import { codeOf } from '#test/kit/house.ts';
import { closePeriod } from '#test/kit/ledger.ts';
import { issueAt, onBill, onLine, type Receiving, received, receiving, usd, wire } from '#test/kit/receipts.ts';

const at = (on: string) => instant(`${on}T09:00:00.000Z`);
const bill = ({ firm, fundId, callId }: Receiving, untilOn: string, lines: number[] | null = null) =>
  firm.run('receipts.billInterest', { fundId, callId, untilOn, lines });

describe('default interest', () => {
  test('is billed on late lines, step by step, and collected', () => {
    using house = receiving();
    const { firm, fundId, callId } = house;
    received(house, [onLine(callId, 0, 6_000_000)]);
    firm.now = at('2026-04-19');
    expect(firm.answer('receipts.ofCall', { callId }).lines[1]).toMatchObject({
      daysLate: 30,
      unbilled: { minor: 32_877n },
      interestOpen: { minor: 0n },
    });
    expect(bill(house, '2026-04-19')).toMatchObject({ value: { bills: 1, total: { minor: 32_877n } } });
    firm.now = at('2026-05-19');
    expect(bill(house, '2026-05-19', [1])).toMatchObject({ value: { total: { minor: 32_876n } } });
    expect(codeOf(bill(house, '2026-05-19'))).toBe('interestNotDue');
    expect(codeOf(bill(house, '2026-05-19', [0]))).toBe('interestNotDue');
    received(house, [onBill(callId, 0, 32_877), onBill(callId, 1, 6)], { receivedOn: '2026-05-19' });
    const { bills, lines } = firm.answer('receipts.ofCall', { callId });
    expect(bills.map(({ fromOn, untilOn, open }) => [fromOn, untilOn, open.minor])).toEqual([
      ['2026-03-20', '2026-04-19', 0n],
      ['2026-04-19', '2026-05-19', 32_870n],
    ]);
    expect(lines[1]).toMatchObject({ interestOpen: { minor: 32_870n }, unbilled: { minor: 0n } });
    expect(firm.answer('receipts.owed', { fundId, callId }).bills).toMatchObject([{ billOrdinal: 1 }]);
  });

  test('needs a term, a call that stands, and a day that has come', () => {
    using house = receiving();
    const { firm, fundId, callId, approver } = house;
    expect(codeOf(bill(house, '2026-03-24'))).toBe('dateInFuture');
    expect(codeOf(bill(house, '2026-03-23'))).toBe('interestNotDue');
    expect(codeOf(bill(house, '2026-03-01'))).toBe('beforeCallIssued');
    expect(codeOf(bill({ ...house, callId: firm.id() }, '2026-03-23'))).toBe('notFound');
    expect(codeOf(bill({ ...house, fundId: firm.id() as typeof fundId }, '2026-03-23'))).toBe('booksMissing');
    firm.now = at('2026-04-19');
    closePeriod({ ...house, investorId: house.alder }, '2026-04-01', '2026-04-30', 'hard');
    expect(codeOf(bill(house, '2026-04-19'))).toBe('periodLocked');
    firm.done('calls.rescind', { callId, fundId, expectedVersion: 4, rescindedOn: '2026-03-23', reason: 'Wrong' }, { as: approver });
    expect(codeOf(bill(house, '2026-04-19'))).toBe('callRescinded');
  });

  test('is not charged by a fund without the term', () => {
    using house = capitalHouse();
    firstClosing(house, [[house.investors[0]!, 60_000_000]]);
    house.firm.now = at('2026-03-02');
    const callId = issueAt(house, 10_000_000);
    house.firm.now = at('2026-05-02');
    const input = { fundId: house.fundId, callId, untilOn: '2026-05-02' };
    expect(codeOf(house.firm.run('receipts.billInterest', input))).toBe('interestTermMissing');
    expect(house.firm.answer('receipts.ofCall', { callId })).toMatchObject({ interestTerm: null, lines: [{ unbilled: { minor: 0n } }] });
  });
});

describe('a waiver', () => {
  const billed = (): Receiving => {
    const house = receiving();
    house.firm.now = at('2026-04-19');
    bill(house, '2026-04-19');
    return house;
  };
  const waiver = ({ firm, fundId, callId }: Receiving, more = {}) => ({
    waiverId: firm.id(),
    fundId,
    callId,
    billOrdinal: 0,
    minor: '49315',
    effectiveOn: '2026-04-19',
    reason: 'Bank error on our side',
    ...more,
  });

  test('is proposed by one and approved by another, on the content that was read', () => {
    using house = billed();
    const { firm, callId, approver } = house;
    const input = waiver(house);
    const { contentHash } = firm.done('receipts.proposeWaiver', input);
    const { waiverId } = input;
    expect(codeOf(firm.run('receipts.proposeWaiver', waiver(house)))).toBe('waiverWaiting');
    expect(codeOf(firm.run('receipts.proposeWaiver', input))).toBe('claimTaken');
    expect(codeOf(firm.run('receipts.approveWaiver', { waiverId, contentHash }))).toBe('waiverByProposer');
    expect(codeOf(firm.run('receipts.approveWaiver', { waiverId, contentHash: 'f'.repeat(64) }, { as: approver }))).toBe('waiverChanged');
    expect(codeOf(firm.run('receipts.approveWaiver', { waiverId, contentHash }, { as: approver, steppedUp: false }))).toBe('stepUpNeeded');
    firm.done('receipts.approveWaiver', { waiverId, contentHash }, { as: approver });
    const { bills, waivers } = firm.answer('receipts.ofCall', { callId });
    expect(bills[0]).toMatchObject({ billed: { minor: 49_315n }, waived: { minor: 49_315n }, open: { minor: 0n } });
    expect(waivers).toMatchObject([{ state: 'approved', investor: 'Alder Trust', decidedBy: 'Anna Tester' }]);
    for (const name of ['receipts.approveWaiver', 'receipts.rejectWaiver', 'receipts.withdrawWaiver'] as const)
      expect(codeOf(firm.run(name, { waiverId, contentHash, reason: 'x' }, { as: approver })), name).not.toBe('ok');
    expect(codeOf(firm.run('receipts.approveWaiver', { waiverId, contentHash }, { as: approver }))).toBe('waiverDecided');
    expect(codeOf(firm.run('receipts.rejectWaiver', { waiverId, reason: 'x' }, { as: approver }))).toBe('waiverDecided');
    expect(codeOf(firm.run('receipts.withdrawWaiver', { waiverId }))).toBe('waiverDecided');
  });

  test('is at most what is open when it is proposed and when it is approved', () => {
    using house = billed();
    const { firm, callId, approver } = house;
    expect(codeOf(firm.run('receipts.proposeWaiver', waiver(house, { minor: '49316' })))).toBe('waiverTooMuch');
    expect(codeOf(firm.run('receipts.proposeWaiver', waiver(house, { billOrdinal: 9 })))).toBe('notFound');
    expect(codeOf(firm.run('receipts.proposeWaiver', waiver(house, { effectiveOn: '2026-04-20' })))).toBe('dateInFuture');
    expect(codeOf(firm.run('receipts.proposeWaiver', waiver(house, { effectiveOn: '2026-04-18' })))).toBe('beforeBilled');
    const input = waiver(house);
    const { contentHash } = firm.done('receipts.proposeWaiver', input);
    received(house, [onBill(callId, 0, 1)], { receivedOn: '2026-04-19' });
    expect(codeOf(firm.run('receipts.approveWaiver', { waiverId: input.waiverId, contentHash }, { as: approver }))).toBe('waiverTooMuch');
    const carl = firm.addUser('carl', 'accountant');
    expect(codeOf(firm.run('receipts.withdrawWaiver', { waiverId: input.waiverId }, { as: carl }))).toBe('waiverOfAnother');
    firm.done('receipts.withdrawWaiver', { waiverId: input.waiverId });
    const second = waiver(house, { minor: '49314' });
    const hash = firm.done('receipts.proposeWaiver', second).contentHash;
    closePeriod({ ...house, investorId: house.alder }, '2026-04-01', '2026-04-30', 'hard');
    expect(codeOf(firm.run('receipts.approveWaiver', { waiverId: second.waiverId, contentHash: hash }, { as: approver }))).toBe(
      'periodLocked',
    );
    firm.done('receipts.rejectWaiver', { waiverId: second.waiverId, reason: 'Not our error' }, { as: approver });
    const waiverId = firm.id();
    expect(codeOf(firm.run('receipts.approveWaiver', { waiverId, contentHash }, { as: approver }))).toBe('notFound');
    expect(codeOf(firm.run('receipts.rejectWaiver', { waiverId, reason: 'x' }, { as: approver }))).toBe('notFound');
    expect(codeOf(firm.run('receipts.withdrawWaiver', { waiverId }))).toBe('notFound');
  });
});

describe('reminders', () => {
  test('are noted once per step, rise to escalations, and stop when the line is paid', () => {
    using house = receiving();
    const { firm, fundId, callId } = house;
    const remind = () => firm.done('receipts.remind', { fundId });
    expect(remind()).toEqual({ reminders: 2, escalations: 0 });
    expect(remind()).toEqual({ reminders: 0, escalations: 0 });
    received(house, [onLine(callId, 0, 6_000_000)], { receivedOn: '2026-03-23' });
    firm.now = at('2026-04-02');
    expect(remind()).toEqual({ reminders: 0, escalations: 1 });
    expect(firm.answer('receipts.ofCall', { callId }).lines.map(({ lastNotice }) => lastNotice)).toEqual([
      { kind: 'reminder', stepDays: 3, on: '2026-03-23' },
      { kind: 'escalation', stepDays: 10, on: '2026-04-02' },
    ]);
    expect(codeOf(firm.run('receipts.remind', { fundId: firm.id() as typeof fundId }))).toBe('notFound');
  });
});

describe('ageing', () => {
  test('shows what was owed on a day, by fund and by investor, in buckets that come to the total', () => {
    using house = receiving();
    const { firm, fundId, callId } = house;
    received(house, [onLine(callId, 0, 1_000_000)], { receivedOn: '2026-03-23' });
    firm.now = at('2026-07-19');
    const ageing = (on: string, by: 'fund' | 'investor') => firm.answer('receipts.ageing', { on, by, fundId });
    expect(ageing('2026-03-20', 'fund').rows).toMatchObject([{ notDue: { minor: 10_000_000n }, lines: 2, oldestDueOn: '2026-03-20' }]);
    expect(ageing('2026-04-19', 'investor').rows.map(({ investor, upTo30 }) => [investor, upTo30.minor])).toEqual([
      ['Alder Trust', 5_000_000n],
      ['Birch Pension', 4_000_000n],
    ]);
    expect(ageing('2026-05-10', 'fund').totals).toMatchObject([{ upTo60: { minor: 9_000_000n }, total: { minor: 9_000_000n } }]);
    expect(ageing('2026-06-10', 'fund').totals).toMatchObject([{ upTo90: { minor: 9_000_000n } }]);
    expect(ageing('2026-07-19', 'fund').totals).toMatchObject([{ over90: { minor: 9_000_000n } }]);
    expect(ageing('2026-03-01', 'fund')).toEqual({ rows: [], totals: [] });
  });
});

describe('many receipts at once', () => {
  test('are recorded together, the second row seeing what the first left', () => {
    using house = receiving();
    const { firm, fundId, accountId, callId } = house;
    const row = (line: number, parts: Parameters<typeof wire>[1], more = {}) => {
      const { fundId: _f, accountId: _a, ...receipt } = wire(house, parts);
      return { line, ...receipt, ...more };
    };
    const record = (rows: ReturnType<typeof row>[]) => firm.run('receipts.recordMany', { fundId, accountId, rows });
    const good = [row(1, [onLine(callId, 0, 6_000_000)]), row(2, [onLine(callId, 1, 3_000_000)]), row(3, [onLine(callId, 1, 1_000_000)])];
    const twice = record([
      ...good,
      row(4, [onLine(callId, 1, 1)]),
      { ...good[0]!, line: 5 },
      row(6, [onLine(callId, 0, 5)], { amount: usd(6) }),
    ]);
    expect(twice).toMatchObject({
      error: { code: 'receiptRowsWrong', detail: { count: 3, rows: [{ line: 4 }, { line: 5 }, { line: 6 }] } },
    });
    expect(firm.answer('receipts.list', {}).rows).toEqual([]);
    expect(record(good)).toMatchObject({ value: { recorded: 3, total: { minor: 10_000_000n } } });
    expect(firm.answer('receipts.owed', { fundId }).lines).toEqual([]);
    const other = firm.id() as typeof fundId;
    expect(codeOf(firm.run('receipts.recordMany', { fundId: other, accountId, rows: good }))).toBe('claimTaken');
    expect(codeOf(firm.run('receipts.recordMany', { fundId: other, accountId, rows: [row(1, [onLine(callId, 0, 1)])] }))).toBe(
      'booksMissing',
    );
  });

  test('pasted rows find their investors and lines', () => {
    using house = receiving();
    const { firm, fundId, callId } = house;
    const pasted = (line: number, investor: string, minor: number) => ({ line, investor, reference: '', amount: usd(minor) });
    const { rows } = firm.answer('receipts.match', {
      fundId,
      receivedOn: '2026-03-20',
      rows: [pasted(1, 'alder trust', 6_000_100), pasted(2, 'Nobody', 5), pasted(3, '', 4_000_000)],
    });
    expect(rows.map(({ matchedBy, pays }) => [matchedBy, pays])).toEqual([
      ['name', 'Call 1, held in advance'],
      ['nothing', 'Suspense'],
      ['amount', 'Call 1'],
    ]);
    expect(rows[2]!.parts).toEqual([{ kind: 'call', callId, lineOrdinal: 1, minor: 4_000_000n }]);
    expect(
      codeOf(firm.ask('receipts.match', { fundId: firm.id() as typeof fundId, receivedOn: '2026-03-20', rows: [pasted(1, 'x', 1)] })),
    ).toBe('notFound');
  });

  test('more than a few lines of one call are read together', () => {
    using house = receiving();
    const { firm, fundId, accountId, callId } = house;
    const rows = Array.from({ length: 30 }, (_, index) => {
      const { fundId: _f, accountId: _a, ...receipt } = wire(house, [onLine(callId, index % 2, 1_000 + index)]);
      return { line: index + 1, ...receipt };
    });
    expect(codeOf(firm.run('receipts.recordMany', { fundId, accountId, rows }))).toBe('ok');
  });
});
