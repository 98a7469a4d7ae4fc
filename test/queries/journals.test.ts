import { describe, expect, test } from 'vitest';
import type { FundId, UserId } from '#shared/ids.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { addFund, books, closePeriod, journalInput, line, post } from '#test/kit/ledger.ts';

describe('an account by day', () => {
  test('ends each day with what it held, as known then or now, of one investor or all', () => {
    using at = books();
    const { firm, fundId, investorId } = at;
    const second = addInvestor(firm, 'Birch Trust');
    const call = (day: string, minor: number, who: string) =>
      post(at, [line('1000', minor), line('3000', -minor, 'USD', who)], { effectiveOn: day });
    call('2026-01-10', 100, investorId);
    call('2026-01-10', 50, second);
    const knownAt = firm.now;
    call('2026-01-10', 7, investorId);
    call('2026-01-20', 30, second);
    const days = (more: object) =>
      firm
        .answer('ledger.accountDays', { fundId, account: '3000', ...more })
        .rows.map(({ on, lines, balance }) => [on, lines, balance.minor]);
    expect(days({})).toEqual([
      ['2026-01-20', 1, -187n],
      ['2026-01-10', 3, -157n],
    ]);
    expect(days({ knownAt })).toEqual([['2026-01-10', 2, -150n]]);
    expect(days({ investorId: second })).toEqual([
      ['2026-01-20', 1, -80n],
      ['2026-01-10', 1, -50n],
    ]);
    expect(firm.answer('ledger.accountDays', { fundId, account: '3000', from: '2026-01-11', until: '2026-01-31' })).toMatchObject({
      opening: { minor: -157n },
      closing: { minor: -187n },
      rows: [{ on: '2026-01-20', debit: { minor: 0n }, credit: { minor: 30n } }],
    });
    const then = firm.answer('ledger.account', { fundId, account: '3000', knownAt });
    expect([then.balance.minor, then.total, then.rows.map(({ balance }) => balance.minor)]).toEqual([-150n, 2, [-100n, -150n]]);
    expect(codeOf(firm.ask('ledger.accountDays', { fundId, account: '9999' }))).toBe('notFound');
    expect(codeOf(firm.ask('ledger.accountDays', { fundId: firm.id() as FundId, account: '3000' }))).toBe('notFound');
    expect(firm.answer('ledger.accountDays', { fundId, account: '5000' })).toMatchObject({
      currency: 'USD',
      rows: [],
      closing: { minor: 0n },
    });
  });
});

describe('the checklist of a period', () => {
  const january = { from: '2026-01-01', until: '2026-01-31' } as const;

  test('empties as its items are mended', () => {
    using at = books();
    const { firm, fundId, approver } = at;
    const chart = firm.answer('ledger.accounts', { fundId }).rows;
    const of = (role: string) => chart.find((account) => account.role === role)!.code;
    const open = () =>
      Object.fromEntries(
        firm
          .answer('ledger.closeChecklist', { fundId, ...january })
          .items.flatMap(({ item, details }) => (details.length > 0 ? [[item, details]] : [])),
      );
    const [position, suspense] = [of('currencyPosition'), of('suspense')];
    expect(open()).toEqual({});
    post(at, [line('1010', 100_000, 'EUR'), line(position, -100_000, 'EUR'), line(position, 110_000), line('1000', -110_000)], {
      effectiveOn: '2026-01-05',
    });
    post(at, [line('1000', 5_00), line(suspense, -5_00)], { effectiveOn: '2026-01-06' });
    const journalId = firm.id();
    const waiting = {
      journalId,
      ...journalInput(fundId, [line('1000', 5), line('5000', -5)], { effectiveOn: '2026-01-07', memo: 'Accrual' }),
    };
    const { contentHash } = firm.done('ledger.proposeJournal', waiting);
    expect(Object.keys(open())).toEqual(['waitingJournals', 'rates', 'revaluation', 'suspense']);
    expect(open().waitingJournals).toEqual(['Accrual, of 2026-01-07']);
    firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-01-30', rate: '1.2' });
    firm.done('ledger.approveJournal', { journalId, contentHash }, { as: approver });
    expect(open()).toEqual({
      revaluation: ['USD 100.00 is not posted yet, at the rates of 2026-01-31'],
      suspense: ['USD -5.00 is not identified yet'],
    });
    firm.done('ledger.revalue', { fundId, on: '2026-01-31', reason: 'month end' });
    post(at, [line(suspense, 5_00), line('5000', -5_00)], { effectiveOn: '2026-01-08' });
    expect(open()).toEqual({});
  });

  test('says how far the period is closed already, and asks for a NAV of every class', () => {
    using at = books();
    const { firm, fundId } = at;
    const of = () => firm.answer('ledger.closeChecklist', { fundId, ...january });
    expect(of()).toMatchObject({ level: 'open', waiting: false });
    firm.done('ledger.lockPeriod', { lockId: firm.id(), fundId, fromOn: '2026-01-01', untilOn: '2026-01-10', level: 'soft', reason: 'x' });
    expect(of()).toMatchObject({ level: 'open', waiting: true });
    closePeriod(at, '2026-01-11', '2026-01-31', 'soft');
    expect(of()).toMatchObject({ level: 'mixed' });
    expect(codeOf(firm.ask('ledger.closeChecklist', { fundId: addFund(firm, 'Second'), ...january }))).toBe('notFound');
  });
});

test('an auditor of one fund finds nothing of what waits, was imported or is open in another', () => {
  using at = books();
  const { firm, fundId } = at;
  const other = addFund(firm, 'Second');
  const userId = firm.id() as UserId;
  const scope = { kind: 'fund' as const, id: other };
  firm.done('access.addUser', { userId, login: 'nora', name: 'Nora', roles: [{ role: 'auditor', scope, untilOn: '2026-05-01' }] });
  const journalId = firm.id();
  firm.done('ledger.proposeJournal', { journalId, ...journalInput(fundId, [line('1000', 5), line('5000', -5)]) });
  expect(firm.answer('ledger.proposals', {}, userId).rows).toEqual([]);
  const period = { fundId, from: '2026-01-01', until: '2026-01-31' } as const;
  for (const reply of [
    firm.ask('ledger.proposal', { journalId }, userId),
    firm.ask('ledger.imports', { fundId }, userId),
    firm.ask('ledger.accountDays', { fundId, account: '1000' }, userId),
    firm.ask('ledger.periodBalance', period, userId),
    firm.ask('ledger.closeChecklist', period, userId),
  ])
    expect(codeOf(reply)).toBe('notFound');
  expect(codeOf(firm.ask('ledger.readJournalFile', { fundId, text: '' }, userId))).toBe('notPermitted');
});
