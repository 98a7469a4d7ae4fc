import { describe, expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { instant } from '#shared/dates.ts';
import { addAccount, type Capital, capitalHouse, firstClosing, issuedCall } from '#test/kit/commitments.ts';
import { codeOf } from '#test/kit/house.ts';
import { closePeriod } from '#test/kit/ledger.ts';

type Open = CommandRequest<'line.open'>;

const openInput = ({ firm, fundId, accountId }: Capital, more: Partial<Open> = {}): Open => ({
  facilityId: firm.id(),
  fundId,
  name: 'Wharf line',
  lender: 'First Harbor Bank',
  dayCount: 'act/360',
  accountId,
  openedOn: '2026-03-01',
  maturesOn: '2027-01-31',
  limitMinor: '60000000',
  rate: '0.06',
  baseShare: '0.9',
  reason: 'Facility agreement',
  ...more,
});

/** A fund of 1,000,000 with an open line of 600,000 half a year later, and calls issued on its first day. */
function withLine(...called: number[]): Capital & Readonly<{ facilityId: string; calls: readonly string[] }> {
  const at = capitalHouse();
  firstClosing(at, [
    [at.investors[0]!, 60_000_000],
    [at.investors[1]!, 40_000_000],
  ]);
  at.firm.now = instant('2026-03-02T09:00:00.000Z');
  const calls = called.map((minor) => issuedCall(at, minor, { issuedOn: '2026-03-02', dueOn: '2026-03-20' }));
  at.firm.now = instant('2026-09-01T09:00:00.000Z');
  const input = openInput(at);
  at.firm.done('line.open', input);
  return { ...at, calls, facilityId: input.facilityId, [Symbol.dispose]: () => at[Symbol.dispose]() };
}

type At = ReturnType<typeof withLine>;
const next = ({ firm, fundId, facilityId }: At) => ({
  fundId,
  facilityId,
  expectedMovements: firm.answer('line.home', { facilityId }).movements.length,
});
const move = (at: At, minor: number, effectiveOn: string, more = {}) => ({
  ...next(at),
  minor: String(minor),
  effectiveOn,
  reference: 'Advice',
  ...more,
});

test('draws, accruals, payments and repayments: balances come from them and equal the books', () => {
  using at = withLine(20_000_000);
  const { firm, facilityId, calls } = at;
  const callId = calls[0]!;
  expect(firm.done('line.draw', move(at, 30_000_000, '2026-04-01', { callId })).principal.minor).toBe(30_000_000n);
  // 30 days on 300,000 at 6 % over 360.
  expect(firm.done('line.accrue', { ...next(at), untilOn: '2026-05-01' }).accrued.minor).toBe(150_000n);
  expect(firm.done('line.payInterest', move(at, 100_000, '2026-05-02')).interest.minor).toBe(50_000n);
  expect(firm.done('line.repay', move(at, 20_000_000, '2026-05-02', { callId })).principal.minor).toBe(10_000_000n);
  const home = firm.answer('line.home', { facilityId });
  expect(home).toMatchObject({
    outstanding: { minor: 10_000_000n },
    interest: { minor: 50_000n },
    uncalled: { minor: 80_000_000n },
    borrowingBase: { minor: 72_000_000n },
    available: { minor: 50_000_000n },
    accruedUntil: '2026-05-01',
    ledger: { principal: { minor: 10_000_000n }, interest: { minor: 50_000n } },
  });
  expect(home.unaccrued.minor).toBeGreaterThan(0n);
  expect(home.movements.map(({ kind, principal, call }) => [kind, principal.minor, call])).toEqual([
    ['draw', 30_000_000n, '1 First property'],
    ['accrual', 30_000_000n, null],
    ['interestPayment', 30_000_000n, null],
    ['repayment', 10_000_000n, '1 First property'],
  ]);
  const { rows } = firm.answer('ledger.trialBalance', { fundId: at.fundId, on: '2026-05-31' });
  const balance = (account: string) => rows.find((row) => row.account === account);
  expect([balance('2500')?.credit?.minor, balance('2510')?.credit?.minor, balance('5500')?.debit?.minor]).toEqual([
    10_000_000n,
    50_000n,
    150_000n,
  ]);
  expect(firm.answer('line.list', { filter: { open: true, search: 'wharf' } }).rows).toMatchObject([
    { id: facilityId, outstanding: { minor: 10_000_000n } },
  ]);
  expect(firm.answer('line.list', { filter: { open: false, fundId: at.fundId } }).rows).toEqual([]);
});

test('two lines of a fund do not lend against the same uncalled commitments', () => {
  using at = withLine(50_000_000);
  const { firm, fundId } = at;
  const second = openInput(at, { name: 'Quay line' });
  firm.done('line.open', second);
  const beside = { ...at, facilityId: second.facilityId };
  firm.done('line.draw', move(at, 30_000_000, '2026-04-01'));
  // They carry 450,000, of which the first line has lent 300,000 since April.
  expect(firm.answer('line.home', { facilityId: second.facilityId })).toMatchObject({
    borrowingBase: { minor: 45_000_000n },
    drawnElsewhere: { minor: 30_000_000n },
    available: { minor: 15_000_000n },
  });
  expect(firm.answer('line.home', { facilityId: at.facilityId })).toMatchObject({ drawnElsewhere: { minor: 0n } });
  const refused = firm.run('line.draw', move(beside, 15_000_001, '2026-05-01'));
  expect(refused.ok ? '' : sentenceOf(refused.error)).toContain(
    'carry USD 450,000.00 on 2026-05-01, of which the lines of the fund leave USD 150,000.00',
  );
  firm.done('line.draw', move(beside, 15_000_000, '2026-05-01'));
  expect(firm.answer('line.list', { filter: { fundId } }).rows.map(({ available }) => available.minor)).toEqual([0n, 0n]);
  firm.done('line.repay', move(at, 10_000_000, '2026-06-01'));
  firm.done('line.draw', move(beside, 10_000_000, '2026-06-01'));
});

describe('a movement is refused', () => {
  test('over the limit, over the borrowing base, after maturity, before the opening, in the future', () => {
    using at = withLine(50_000_000);
    const { firm } = at;
    expect(codeOf(firm.run('line.draw', move(at, 60_000_001, '2026-04-01')))).toBe('lineOverLimit');
    expect(codeOf(firm.run('line.draw', move(at, 45_000_001, '2026-04-01')))).toBe('lineOverBase');
    expect(codeOf(firm.run('line.draw', move(at, 45_000_000, '2026-04-01')))).toBe('ok');
    expect(codeOf(firm.run('line.draw', move(at, 1, '2026-02-01')))).toBe('lineNotOpen');
    expect(codeOf(firm.run('line.repay', move(at, 1, '2026-12-01')))).toBe('dateInFuture');
    expect(codeOf(firm.run('line.repay', move(at, 45_000_001, '2026-05-01')))).toBe('lineOverpaid');
    expect(codeOf(firm.run('line.payInterest', move(at, 1, '2026-05-01')))).toBe('lineOverpaid');
    expect(codeOf(firm.run('line.accrue', { ...next(at), untilOn: '2026-03-01' }))).toBe('accruedAlready');
    firm.now = '2027-03-01T09:00:00.000Z' as typeof firm.now;
    expect(codeOf(firm.run('line.draw', move(at, 1, '2027-02-01')))).toBe('lineMatured');
  });

  test('when somebody moved the line meanwhile, or it is not one of the fund', () => {
    using at = withLine();
    const { firm } = at;
    const stale = move(at, 100, '2026-04-01');
    firm.done('line.draw', stale);
    for (const name of ['line.draw', 'line.repay', 'line.payInterest'] as const) expect(codeOf(firm.run(name, stale))).toBe('staleVersion');
    expect(codeOf(firm.run('line.accrue', { ...next(at), expectedMovements: 0, untilOn: '2026-05-01' }))).toBe('staleVersion');
    expect(codeOf(firm.run('line.draw', { ...move(at, 100, '2026-04-01'), facilityId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.ask('line.home', { facilityId: firm.id() }))).toBe('notFound');
  });

  test('into a closed period, with nothing written', () => {
    using at = withLine();
    const { firm } = at;
    firm.done('line.draw', move(at, 100_000, '2026-04-01'));
    closePeriod({ ...at, investorId: at.investors[0]! }, '2026-05-01', '2026-05-31', 'hard');
    expect(codeOf(firm.run('line.draw', move(at, 100, '2026-05-10')))).toBe('periodLocked');
    expect(codeOf(firm.run('line.repay', move(at, 100, '2026-05-10')))).toBe('periodLocked');
    expect(codeOf(firm.run('line.accrue', { ...next(at), untilOn: '2026-05-10' }))).toBe('periodLocked');
    expect(codeOf(firm.run('line.undo', { ...next(at), ordinal: 0, effectiveOn: '2026-05-10', reason: 'Wrong' }))).toBe('periodLocked');
    expect(firm.answer('line.home', { facilityId: at.facilityId }).movements).toHaveLength(1);
  });

  test('linked to a call of another fund, or one that was taken back', () => {
    using at = withLine(1_000_000);
    const { firm } = at;
    expect(codeOf(firm.run('line.draw', move(at, 100, '2026-04-01', { callId: firm.id() })))).toBe('notFound');
    expect(codeOf(firm.run('line.repay', move(at, 100, '2026-04-01', { callId: firm.id() })))).toBe('notFound');
    const callId = at.calls[0]!;
    firm.done(
      'calls.rescind',
      { callId, fundId: at.fundId, expectedVersion: 4, rescindedOn: '2026-03-10', reason: 'Deal fell through' },
      { as: at.approver },
    );
    expect(codeOf(firm.run('line.draw', move(at, 100, '2026-04-01', { callId })))).toBe('callElsewhere');
  });
});

describe('what was recorded wrongly', () => {
  test('is taken back by a linked opposite, once', () => {
    using at = withLine();
    const { firm, facilityId } = at;
    firm.done('line.draw', move(at, 1_000_000, '2026-04-01'));
    firm.done('line.repay', move(at, 400_000, '2026-04-10'));
    const undo = (ordinal: number, effectiveOn = '2026-04-20') => ({ ...next(at), ordinal, effectiveOn, reason: 'Booked twice' });
    expect(codeOf(firm.run('line.undo', undo(0)))).toBe('undoLeavesGap');
    expect(codeOf(firm.run('line.undo', undo(1, '2026-04-09')))).toBe('undoTooEarly');
    expect(codeOf(firm.run('line.undo', undo(9)))).toBe('notFound');
    expect(firm.done('line.undo', undo(1)).principal.minor).toBe(1_000_000n);
    expect(codeOf(firm.run('line.undo', undo(1)))).toBe('movementUndone');
    expect(codeOf(firm.run('line.undo', undo(2)))).toBe('movementIsUndo');
    expect(codeOf(firm.run('line.undo', { ...undo(1), expectedMovements: 1 }))).toBe('staleVersion');
    const { movements } = firm.answer('line.home', { facilityId });
    expect(movements[1]).toMatchObject({ undone: true });
    expect(movements[2]).toMatchObject({ undoes: 1, reason: 'Booked twice', amount: { minor: -400_000n } });
    expect(firm.answer('ledger.entry', { entryId: movements[2]!.entryId })).toMatchObject({
      kind: 'reversal',
      reverses: movements[1]!.entryId,
    });
  });

  test('an accrual taken back is accrued anew', () => {
    using at = withLine();
    const { firm } = at;
    firm.done('line.draw', move(at, 36_000_000, '2026-04-01'));
    expect(firm.done('line.accrue', { ...next(at), untilOn: '2026-04-11' }).accrued.minor).toBe(60_000n);
    firm.done('line.undo', { ...next(at), ordinal: 1, effectiveOn: '2026-04-11', reason: 'Wrong day' });
    expect(firm.done('line.accrue', { ...next(at), untilOn: '2026-04-06' }).accrued.minor).toBe(30_000n);
    expect(codeOf(firm.run('line.accrue', { ...next(at), untilOn: '2026-04-06' }))).toBe('accruedAlready');
  });

  test('a line nobody drew on costs nothing', () => {
    using at = withLine();
    expect(codeOf(at.firm.run('line.accrue', { ...next(at), untilOn: '2026-04-06' }))).toBe('nothingToAccrue');
  });
});

describe('a line', () => {
  test('is opened once under its name, on an account of the fund in its currency', () => {
    using at = withLine();
    const { firm, fundId } = at;
    const input = (more: Partial<Open>) => openInput(at, { name: 'Second line', ...more });
    expect(codeOf(firm.run('line.open', input({ name: 'wharf LINE' })))).toBe('lineNameTaken');
    expect(codeOf(firm.run('line.open', input({ maturesOn: '2026-03-01' })))).toBe('lineDates');
    expect(codeOf(firm.run('line.open', input({ openedOn: '2026-12-01' })))).toBe('dateInFuture');
    expect(codeOf(firm.run('line.open', input({ accountId: firm.id() })))).toBe('notFound');
    expect(codeOf(firm.run('line.open', input({ facilityId: at.facilityId })))).toBe('claimTaken');
    expect(codeOf(firm.run('line.open', input({ openedOn: '2025-01-10', maturesOn: '2026-01-10' })))).toBe('accountNotUsable');
    const euro = addAccount(firm, fundId, { currency: 'EUR', accountNumber: '000999', ledgerCode: '1030', title: 'Euro' });
    expect(codeOf(firm.run('line.open', input({ accountId: euro })))).toBe('accountNotUsable');
    const closing = addAccount(firm, fundId, { accountNumber: '000998', ledgerCode: '1040', title: 'Old' });
    firm.done('funds.closeBankAccount', { accountId: closing, fundId, expectedVersion: 1, closedOn: '2026-02-15', reason: 'Moved' });
    expect(codeOf(firm.run('line.open', input({ accountId: closing })))).toBe('accountNotUsable');
    expect(codeOf(firm.run('line.open', input({})))).toBe('ok');
    expect(firm.answer('line.home', { facilityId: at.facilityId }).ledger).toBeNull();
  });

  test('needs books with the accounts it posts to', () => {
    using at = capitalHouse();
    const { firm } = at;
    const other = firm.id() as typeof at.fundId;
    expect(codeOf(firm.run('line.open', { ...openInput(at), fundId: other }))).toBe('booksMissing');
  });

  test('changes its terms from a day on', () => {
    using at = withLine();
    const { firm, fundId, facilityId } = at;
    firm.done('line.draw', move(at, 50_000_000, '2026-04-01'));
    const change = (more = {}) => ({
      fundId,
      facilityId,
      expectedVersion: 1,
      effectiveOn: '2026-04-16',
      limitMinor: '60000000',
      rate: '0.12',
      baseShare: '0.9',
      reason: 'Repriced',
      ...more,
    });
    expect(codeOf(firm.run('line.changeTerms', change({ rate: '0.06' })))).toBe('lineTermsSame');
    expect(codeOf(firm.run('line.changeTerms', change({ limitMinor: '49999999' })))).toBe('lineOverdrawn');
    expect(codeOf(firm.run('line.changeTerms', change({ expectedVersion: 2 })))).toBe('staleVersion');
    expect(codeOf(firm.run('line.changeTerms', change({ facilityId: firm.id() })))).toBe('notFound');
    expect(codeOf(firm.run('line.changeTerms', change({ effectiveOn: '2026-02-01' })))).toBe('lineNotOpen');
    expect(firm.done('line.changeTerms', change())).toEqual({ ordinal: 1 });
    // 15 days at 6 %, 15 days at 12 %.
    expect(firm.done('line.accrue', { ...next(at), untilOn: '2026-05-01' }).accrued.minor).toBe(125_000n + 250_000n);
  });

  test('is closed once nothing is owed, and takes nothing after that', () => {
    using at = withLine();
    const { firm, fundId, facilityId } = at;
    const close = (closedOn: string, expectedVersion = 1) => ({ fundId, facilityId, expectedVersion, closedOn, reason: 'Expired' });
    firm.done('line.draw', move(at, 1_000_000, '2026-04-01'));
    expect(codeOf(firm.run('line.close', close('2026-05-01')))).toBe('lineOwes');
    firm.done('line.repay', move(at, 1_000_000, '2026-04-10'));
    expect(codeOf(firm.run('line.close', close('2026-04-09')))).toBe('lineNotOpen');
    expect(codeOf(firm.run('line.close', close('2027-05-01')))).toBe('dateInFuture');
    expect(codeOf(firm.run('line.close', close('2026-05-01', 2)))).toBe('staleVersion');
    expect(codeOf(firm.run('line.close', { ...close('2026-05-01'), facilityId: firm.id() }))).toBe('notFound');
    expect(firm.done('line.close', close('2026-05-01'))).toEqual({ version: 2 });
    expect(codeOf(firm.run('line.close', close('2026-05-01', 2)))).toBe('lineNotOpen');
    expect(codeOf(firm.run('line.draw', move(at, 1, '2026-04-20')))).toBe('lineNotOpen');
    expect(firm.answer('line.home', { facilityId })).toMatchObject({
      available: { minor: 0n },
      unaccrued: { minor: 0n },
      closedOn: '2026-05-01',
    });
  });
});
