import { describe, expect, test } from 'vitest';
import { type AskedUse, settleAmounts } from '#main/engine/capital/callAmounts.ts';
import { checkDates, checkNotice } from '#main/engine/capital/callDates.ts';
import { amendable, approveCall, callName, moveCall, rescindCall, submitCall } from '#main/engine/capital/callSteps.ts';
import { statusOn } from '#main/engine/capital/status.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { businessDate } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import type { UserId } from '#shared/ids.ts';

const use = (more: Partial<AskedUse> = {}): AskedUse => ({
  purpose: 'investment',
  insideCommitment: true,
  minor: 100n,
  percent: null,
  ...more,
});
const nothingYet = { commitments: 10_001n, percentSoFar: () => ({ basis: 'all', percent: new Decimal(0) }) };
const settle = (method: 'amount' | 'percent' | 'need', uses: AskedUse[], cashOnHand: bigint | null = null) =>
  settleAmounts({ method, cashOnHand, uses }, nothingYet);

describe('amounts of a call', () => {
  test('are what was typed', () => {
    expect(settle('amount', [use(), use({ minor: 5n })])).toMatchObject({ value: [{ minor: 100n, need: null }, { minor: 5n }] });
  });

  test('are needs that cash on hand covers in their order', () => {
    expect(settle('need', [use(), use({ minor: 50n }), use({ minor: 20n })], 120n)).toMatchObject({
      value: [
        { minor: 0n, need: 100n },
        { minor: 30n, need: 50n },
        { minor: 20n, need: 20n },
      ],
    });
    expect(settle('need', [use()])).toMatchObject({ value: [{ minor: 100n }] });
  });

  test('are percentages of all commitments, rounded on what they come to in all', () => {
    const half = use({ minor: null, percent: '0.5' });
    expect(settle('percent', [half, half, { ...half, percent: '1' }])).toMatchObject({
      value: [{ minor: 50n, percent: '0.5' }, { minor: 50n }, { minor: 100n }],
    });
    expect(settle('percent', [{ ...half, percent: '33.335' }])).toMatchObject({ value: [{ minor: 3334n }] });
  });

  test.each([
    ['percent', use(), 'has an amount'],
    ['percent', use({ minor: null }), 'needs a percentage'],
    ['percent', use({ minor: null, percent: '0' }), 'above 0'],
    ['percent', use({ minor: null, percent: '100.01' }), 'up to 100'],
    ['amount', use({ percent: '5' }), 'has a percentage'],
    ['amount', use({ minor: 0n }), 'above zero'],
    ['need', use({ minor: null }), 'above zero'],
  ] as const)('by %s refuse what does not fit', (method, wrong, words) => {
    const refused = settle(method, [method === 'percent' ? use({ minor: null, percent: '1' }) : use(), wrong]);
    expect(refused).toMatchObject({ error: { code: 'callUseWrong', detail: { use: 2 } } });
    expect(refused.ok ? '' : sentenceOf(refused.error)).toContain(words);
  });
});

describe('notice', () => {
  const [notice, due] = [businessDate('2026-11-20'), businessDate('2026-12-07')];
  const at = { today: businessDate('2026-11-20'), isNoticeFixed: false };
  const dated = { noticeOn: notice, dueOn: due, priority: 'normal', urgentReason: null } as const;

  test('counts business days of the calendar, without the day it is given', () => {
    const check = checkNotice(notice, due, { days: 10, businessDays: true }, [], 'usBank');
    expect(check).toMatchObject({ given: 10, needed: 10, shortFor: [], earliestDueOn: '2026-12-07', dueClosed: null });
    expect(checkDates(dated, check, at).ok).toBe(true);
    expect(checkNotice(notice, due, { days: 17, businessDays: false }, [], 'usBank')).toMatchObject({ given: 17, shortFor: [] });
    expect(checkNotice(notice, due, null, [], 'usBank')).toMatchObject({ needed: 0, shortFor: [] });
    expect(checkNotice(due, notice, { days: 1, businessDays: false }, [], 'usBank').given).toBe(0);
  });

  test('may be lengthened by side letters, and too little names whose', () => {
    const longer = [
      { investor: 'Ostrava Pension', days: 15 },
      { investor: 'Quick LP', days: 5 },
    ];
    const check = checkNotice(notice, due, { days: 11, businessDays: true }, longer, 'usBank');
    expect(check).toMatchObject({ needed: 15, earliestDueOn: '2026-12-14' });
    const refused = checkDates(dated, check, at);
    expect(refused.ok ? '' : sentenceOf(refused.error)).toBe(
      '10 business days of notice are too few for the fund’s documents (11 days), the side letter of Ostrava Pension (15 days): 15 are needed. Choose 2026-12-14 or later as the due date, or mark the call urgent and say why.',
    );
    const urgent = { ...dated, priority: 'urgent', urgentReason: 'closing moved' } as const;
    expect(checkDates(urgent, check, at).ok).toBe(true);
    expect(checkDates({ ...urgent, urgentReason: null }, check, at).ok).toBe(false);
    const fixed = checkDates(urgent, check, { ...at, isNoticeFixed: true });
    expect(fixed.ok ? '' : sentenceOf(fixed.error)).toMatch(/as the due date\.$/);
  });

  test.each([
    ['a due date before the notice', notice, businessDate('2026-11-19'), 'callDatesBackwards'],
    ['a due date that has passed', businessDate('2026-11-02'), businessDate('2026-11-16'), 'callDuePassed'],
    ['Thanksgiving', notice, businessDate('2026-11-26'), 'callDueClosed'],
    ['a Saturday', notice, businessDate('2026-11-28'), 'callDueClosed'],
  ])('is refused for %s', (_what, noticeOn, dueOn, code) => {
    const check = checkNotice(noticeOn, dueOn, null, [], 'usBank');
    expect(checkDates({ ...dated, noticeOn, dueOn }, check, at)).toMatchObject({ error: { code } });
  });
});

describe('the steps of a call', () => {
  const [ann, bob, carl] = ['ann', 'bob', 'carl'] as UserId[] as [UserId, UserId, UserId];
  const call = {
    number: 4,
    title: 'Pier 9',
    state: 'inApproval',
    contentHash: 'h',
    preparedBy: ann,
    submittedBy: ann,
    approversNeeded: 2,
    accountId: 'account',
  } as const;

  test('are named as a person would', () => {
    expect(callName(call)).toBe('Call 4 “Pier 9”');
    const refused = moveCall(call, 'issue');
    expect(refused.ok ? '' : sentenceOf(refused.error)).toBe(
      'Call 4 “Pier 9” is in approval, so it cannot be issued. Reload it and look at its state.',
    );
  });

  test('a draft needs an account to be submitted', () => {
    expect(submitCall({ ...call, state: 'draft' })).toMatchObject({ value: 'inApproval' });
    expect(submitCall({ ...call, state: 'draft', accountId: null })).toMatchObject({ error: { code: 'callNotReady' } });
    expect(submitCall(call)).toMatchObject({ error: { code: 'callState' } });
  });

  test('as many different people as needed approve, each what they read, never the preparer', () => {
    const read = { userId: bob, contentHash: 'h' };
    const first = { decidedBy: bob, contentHash: 'h' };
    expect(approveCall(call, [], read)).toMatchObject({ value: { state: 'inApproval', tier: 1, missing: 1 } });
    expect(approveCall(call, [first], { ...read, userId: carl })).toMatchObject({ value: { state: 'approved', tier: 2, missing: 0 } });
    expect(approveCall({ ...call, approversNeeded: null }, [], read)).toMatchObject({ value: { state: 'approved' } });
    expect(approveCall(call, [first], read)).toMatchObject({ error: { code: 'callApprovedByYou' } });
    expect(approveCall(call, [], { ...read, contentHash: 'x' })).toMatchObject({ error: { code: 'callChanged' } });
    expect(approveCall(call, [], { ...read, userId: ann })).toMatchObject({ error: { code: 'callByPreparer' } });
    expect(approveCall({ ...call, submittedBy: bob }, [], read)).toMatchObject({ error: { code: 'callByPreparer' } });
    expect(approveCall({ ...call, state: 'draft' }, [], read)).toMatchObject({ error: { code: 'callState' } });
  });

  test('an issued call is taken back by somebody else, not before its issue, and not once something stands on it', () => {
    const issued = {
      number: 4,
      title: 'Pier 9',
      state: 'issued',
      kind: 'capital',
      issuedOn: businessDate('2026-11-02'),
      issuedBy: ann,
    } as const;
    const today = businessDate('2026-11-20');
    const by = { on: today, by: bob, today, isStoodOn: false };
    expect(rescindCall(issued, by)).toMatchObject({ value: 'rescinded' });
    expect(rescindCall(issued, { ...by, by: ann })).toMatchObject({ error: { code: 'callRescindByIssuer' } });
    expect(rescindCall(issued, { ...by, on: businessDate('2026-11-01') })).toMatchObject({ error: { code: 'callRescindEarly' } });
    expect(rescindCall(issued, { ...by, on: businessDate('2026-11-21') })).toMatchObject({ error: { code: 'dateInFuture' } });
    expect(rescindCall(issued, { ...by, isStoodOn: true })).toMatchObject({ error: { code: 'callStoodOn' } });
    expect(rescindCall({ ...issued, kind: 'equalisation' }, by)).toMatchObject({ error: { code: 'callOfClosing' } });
    expect(rescindCall({ ...issued, state: 'draft' }, by)).toMatchObject({ error: { code: 'callState' } });
    expect(amendable(issued, false).ok).toBe(true);
    expect(amendable(issued, true)).toMatchObject({ error: { code: 'callStoodOn' } });
    expect(amendable({ ...issued, state: 'rescinded' }, false)).toMatchObject({ error: { code: 'callNotAmendable' } });
    expect(amendable({ ...issued, kind: 'equalisation' }, false)).toMatchObject({ error: { code: 'callNotAmendable' } });
  });
});

test.each([
  ['draft', 0n, '2026-11-01', false, 'draft'],
  ['issued', 0n, '2026-12-01', false, 'issued'],
  ['issued', 0n, '2026-11-20', false, 'issued'],
  ['issued', 0n, '2026-11-19', false, 'overdue'],
  ['issued', 5n, '2026-12-01', false, 'partlyPaid'],
  ['issued', 5n, '2026-11-19', false, 'overdue'],
  ['issued', 5n, '2026-11-19', true, 'defaulted'],
  ['issued', 10n, '2026-11-19', true, 'paid'],
  ['rescinded', 5n, '2026-11-19', true, 'rescinded'],
] as const)('a call that is %s with %s of 10 paid, due %s, stands where it should', (state, received, dueOn, isDefaulted, status) => {
  const money = { state, called: 10n, received, dueOn: businessDate(dueOn), isDefaulted };
  expect(statusOn(money, businessDate('2026-11-20'))).toBe(status);
});
