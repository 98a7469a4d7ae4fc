import { expect, test } from 'vitest';
import { readBalances } from '#db/tables/ledger.ts';
import { addMinutes, businessDate } from '#shared/dates.ts';
import { amountFor, approvedCall, callHouse, callInput, issuedCall } from '#test/kit/calls.ts';
import { codeOf } from '#test/kit/house.ts';
import { closePeriod } from '#test/kit/ledger.ts';

test('a call by need or percent is issued as it was drawn up, exceptions and all', () => {
  using at = callHouse();
  const { firm, classId, investors } = at;
  const excused = { investorId: investors[2]!, classId, treatment: 'excused' as const, reason: 'clause 3' };
  const needs = [amountFor(900), amountFor(700)];
  const need = issuedCall(at, { method: 'need', cashOnHand: '1000', uses: needs, treatments: [excused] });
  expect(firm.answer('calls.home', { callId: need.callId })).toMatchObject({
    call: { method: 'need', cashOnHand: 1000n, total: { minor: 600n } },
    uses: [
      { minor: 0n, need: 900n },
      { minor: 600n, need: 700n },
    ],
    treatments: [excused],
  });
  const five = { method: 'percent' as const, uses: [amountFor(null, { percent: '5' })] };
  for (let turn = 0; turn < 3; turn += 1) issuedCall(at, { title: `Turn ${turn}`, ...five });
  const { callId } = issuedCall(at, { title: 'Last', ...five });
  expect(
    firm.answer('calls.lines', { filter: { callId }, sort: { by: 'ordinal', descending: false } }).rows.map(({ after }) => after.minor),
  ).toEqual([10_000_375n, 6_000_225n, 4_000_000n]);
});

test('sharing on after an excuse asks nobody to make up for it', () => {
  using at = callHouse();
  const { firm, classId, investors } = at;
  const excused = { investorId: investors[0]!, classId, treatment: 'excused' as const, reason: 'clause 3' };
  issuedCall(at, { title: 'One', uses: [amountFor(1000)], treatments: [excused] });
  const { callId } = issuedCall(at, { title: 'Two', uses: [amountFor(1000)] });
  expect(
    firm.answer('calls.lines', { filter: { callId }, sort: { by: 'ordinal', descending: false } }).rows.map(({ amount }) => amount.minor),
  ).toEqual([500n, 300n, 200n]);
});

test('nothing is taken back into a closed period, nor before it was issued', () => {
  using at = callHouse();
  const { firm, fundId, approver } = at;
  const { callId, version } = issuedCall(at);
  const amends = { callId, reason: 'lower' };
  const right = approvedCall(at, { uses: [amountFor(500)], amends });
  const issue = { callId: right.callId, fundId, expectedVersion: right.version, contentHash: right.contentHash };
  expect(codeOf(firm.run('calls.issue', { ...issue, issuedOn: '2026-03-01' }))).toBe('callRescindEarly');
  firm.now = addMinutes(firm.now, 24 * 60);
  closePeriod({ ...at, investorId: '' }, '2026-03-02', '2026-03-02', 'hard');
  const rescind = { callId, fundId, expectedVersion: version, rescindedOn: '2026-03-02', reason: 'off' };
  expect(codeOf(firm.run('calls.rescind', rescind, { as: approver }))).toBe('periodLocked');
  firm.done('calls.rescind', { ...rescind, rescindedOn: '2026-03-03' }, { as: approver });
  expect(codeOf(firm.run('calls.draft', callInput(at, { amends })))).toBe('callNotAmendable');
});

test('what was paid on a call that is taken back is held for its investors in advance', () => {
  using at = callHouse();
  const { firm, fundId, accountId, approver } = at;
  const { callId, version } = issuedCall(at, { uses: [amountFor(1000)] });
  firm.done('receipts.record', {
    receiptId: firm.id(),
    fundId,
    accountId,
    amount: { minor: '500', currency: 'USD' },
    receivedOn: '2026-03-02',
    method: 'wire',
    reference: 'early',
    payer: 'First Bank',
    parts: [{ kind: 'call', callId, lineOrdinal: 0, minor: '500' }],
  });
  firm.done('calls.rescind', { callId, fundId, expectedVersion: version, rescindedOn: '2026-03-02', reason: 'off' }, { as: approver });
  const held = readBalances(firm.db, fundId, { on: businessDate('2026-03-02') }).filter(({ minor }) => minor !== 0n);
  expect(held).toMatchObject([
    { account: '1000', minor: 500n },
    { account: '2700', minor: -500n },
  ]);
});
