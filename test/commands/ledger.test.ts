import { describe, expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { businessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { codeOf, house } from '#test/kit/house.ts';
import { addFund, books, closePeriod, journalInput, line, post } from '#test/kit/ledger.ts';

describe('the chart', () => {
  test('opens once, in the currency of the fund', () => {
    using at = books('EUR');
    const { firm, fundId } = at;
    expect(codeOf(firm.run('ledger.openChart', { fundId }))).toBe('booksOpen');
    expect(codeOf(firm.run('ledger.openChart', { fundId: firm.id() as FundId }))).toBe('notFound');
    expect(firm.answer('ledger.books', {}).rows).toMatchObject([
      { fundId, fund: 'Harbour Fund I', currency: 'EUR', isOpen: true, entries: 0 },
    ]);
    const rows = firm.answer('ledger.accounts', { fundId }).rows;
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.find(({ code }) => code === '3000')).toMatchObject({ kind: 'equity', normalSide: 'credit', isControl: true });
  });

  test('takes further accounts, each code and each role once', () => {
    using at = books();
    const { firm, fundId } = at;
    const account = { fundId, code: '5A', name: 'Ratings', kind: 'expense', normalSide: 'debit', isControl: false } as const;
    firm.done('ledger.addAccount', account);
    expect(codeOf(firm.run('ledger.addAccount', { ...account, code: '5a' }))).toBe('accountCodeTaken');
    expect(codeOf(firm.run('ledger.addAccount', { ...account, code: '5B', role: 'suspense' }))).toBe('accountRoleTaken');
    expect(codeOf(firm.run('ledger.addAccount', { ...account, fundId: addFund(firm, 'Second') }))).toBe('booksMissing');
    post(at, [line('5A', 100), line('1000', -100)]);
  });
});

describe('a journal', () => {
  test('is kept as it was posted, line by line', () => {
    using at = books();
    const { firm, investorId } = at;
    const evidence = [{ title: 'Bank advice', reference: 'Vault 3/17', sha256: null }];
    const entryId = post(at, [line('1000', 250_000), line('3000', -250_000, 'USD', investorId)], { evidence });
    expect(firm.answer('ledger.entry', { entryId })).toMatchObject({
      id: entryId,
      kind: 'journal',
      source: 'ledger.postJournal',
      reason: 'Bank advice of the day',
      evidence,
      amounts: [{ minor: 250_000n, currency: 'USD' }],
      lines: 2,
      reverses: null,
      reversedBy: null,
      postings: [
        { account: '1000', investor: null, amount: { minor: 250_000n } },
        { account: '3000', investor: 'Alder Trust', amount: { minor: -250_000n } },
      ],
    });
  });

  test.each([
    ['that does not balance', [line('1000', 100), line('5000', -99)], 'entryUnbalanced'],
    ['that balances only across currencies', [line('1000', 100), line('5000', -100, 'EUR')], 'entryUnbalanced'],
    ['with an unknown account', [line('1000', 100), line('9999', -100)], 'accountsUnknown'],
    ['with an empty line', [line('1000', 100), line('5000', -100), line('5100', 0)], 'lineZero'],
    ['without the investor of a control account', [line('1000', 100), line('3000', -100)], 'investorNeeded'],
    ['of one line', [line('1000', 100)], 'invalidInput'],
    ['finer than 64 bits hold', [line('1000', 10n ** 18n), line('5000', -(10n ** 18n))], 'invalidInput'],
  ])('%s is refused', (_what, lines, code) => {
    using at = books();
    expect(codeOf(at.firm.run('ledger.postJournal', journalInput(at.fundId, lines)))).toBe(code);
  });

  test('names the difference in each currency', () => {
    using at = books();
    const lines = [line('1000', 12_345), line('5000', -10_000), line('1900', -7, 'JPY')];
    const reply = at.firm.run('ledger.postJournal', journalInput(at.fundId, lines));
    expect(reply.ok ? '' : sentenceOf(reply.error)).toBe(
      'Debits and credits differ by USD 23.45 (debits are larger), JPY 7 (credits are larger). ' +
        'An entry must come to zero in every currency: correct an amount or add a line.',
    );
  });

  test('names no stranger, and no investor where none is kept', () => {
    using at = books();
    const { firm, fundId, investorId } = at;
    const run = (lines: ReturnType<typeof line>[]) => codeOf(firm.run('ledger.postJournal', journalInput(fundId, lines)));
    expect(run([line('1000', 5), line('3000', -5, 'USD', firm.id())])).toBe('investorsUnknown');
    expect(run([line('1000', 5, 'USD', investorId), line('5000', -5)])).toBe('investorNotKept');
    expect(codeOf(firm.run('ledger.postJournal', journalInput(addFund(firm, 'Second'), [line('1000', 5), line('5000', -5)])))).toBe(
      'booksMissing',
    );
  });

  test('of many currencies, a leap day and amounts at the edge is kept to the last unit', () => {
    using at = books();
    const most = 10n ** 17n;
    const lines = Array.from({ length: 120 }, () => [line('1000', most), line('5000', -most)]).flat();
    post(at, [...lines, line('1000', 1), line('5000', -1), line('1010', 7, 'JPY'), line('5100', -7, 'JPY')], { effectiveOn: '2024-02-29' });
    post(at, [line('1000', 1234, 'KWD'), line('5000', -1234, 'KWD'), line('1000', 1, 'TKN8:HARBOUR'), line('5000', -1, 'TKN8:HARBOUR')]);
    const { rows, totals } = at.firm.answer('ledger.trialBalance', { fundId: at.fundId, on: businessDate('2024-02-29') });
    expect(rows.find(({ account, currency }) => account === '1000' && currency === 'USD')?.debit?.minor).toBe(120n * most + 1n);
    expect(totals.map(({ currency, debit, credit }) => [currency, debit.minor === credit.minor])).toEqual([
      ['JPY', true],
      ['USD', true],
    ]);
  });

  test('previewed writes nothing and says what it would write', () => {
    using at = books();
    const { firm, fundId } = at;
    const { reply, written } = firm.outcome('ledger.postJournal', journalInput(fundId, [line('1000', 5), line('5000', -5)]), {
      preview: true,
    });
    expect(codeOf(reply)).toBe('ok');
    expect(written?.counts).toEqual({ entries: 1, postings: 2 });
    expect(firm.answer('ledger.journal', { totals: true }).total).toBe(0);
  });
});

describe('a reversal', () => {
  test('cancels its entry line by line, linked both ways', () => {
    using at = books();
    const { firm, fundId, investorId } = at;
    const entryId = post(at, [line('1000', 250_000), line('3000', -250_000, 'USD', investorId)]);
    const undo = { entryId, effectiveOn: '2026-02-20', reason: 'Wire was recalled' };
    const reversal = firm.done('ledger.reverse', undo).entryId;
    expect(firm.answer('ledger.entry', { entryId })).toMatchObject({ reversedBy: reversal, reverses: null });
    expect(firm.answer('ledger.entry', { entryId: reversal })).toMatchObject({
      kind: 'reversal',
      reverses: entryId,
      reason: 'Wire was recalled',
      memo: 'Reversal of: Wire of an investor',
    });
    expect(firm.answer('ledger.trialBalance', { fundId, on: '2026-02-20' }).rows).toEqual([]);
    expect(firm.answer('ledger.trialBalance', { fundId, on: '2026-02-19' }).rows).toHaveLength(2);
    expect(codeOf(firm.run('ledger.reverse', undo))).toBe('entryReversed');
    expect(codeOf(firm.run('ledger.reverse', { ...undo, entryId: reversal }))).toBe('entryIsReversal');
  });

  test('is not dated before its entry, and not made of nothing', () => {
    using at = books();
    const { firm } = at;
    const entryId = post(at, [line('1000', 5), line('5000', -5)]);
    expect(codeOf(firm.run('ledger.reverse', { entryId, effectiveOn: '2026-02-09', reason: 'early' }))).toBe('reversalTooEarly');
    expect(codeOf(firm.run('ledger.reverse', { entryId: `${firm.id()}.0`, effectiveOn: '2026-02-09', reason: 'x' }))).toBe('notFound');
    expect(codeOf(firm.run('ledger.reverse', { entryId: 'nonsense', effectiveOn: '2026-02-09', reason: 'x' }))).toBe('invalidInput');
  });
});

describe('what was posted', () => {
  test('cannot be changed or deleted, not even from below', () => {
    using at = books();
    post(at, [line('1000', 5), line('5000', -5)]);
    const raw = rawOf(at.firm.db);
    for (const table of ['entries', 'postings', 'accounts', 'ledgers', 'fx_rates']) {
      if (table !== 'fx_rates') expect(() => raw.exec(`DELETE FROM ${table}`), table).toThrow();
      if (table !== 'fx_rates') expect(() => raw.exec(`UPDATE ${table} SET fund_id = 'other'`), table).toThrow();
    }
    expect(() => raw.exec('INSERT OR REPLACE INTO postings SELECT * FROM postings')).toThrow(/append-only/);
  });

  test('a handler that would post an entry out of balance is stopped by the runner', () => {
    using at = books();
    const { firm, fundId } = at;
    const entryId = post(at, [line('1000', 5), line('5000', -5)]);
    const raw = rawOf(firm.db);
    // A trigger stands in for the faulty handler: it adds a posting to whatever is posted.
    raw.exec(`CREATE TRIGGER faulty AFTER INSERT ON entries BEGIN
      INSERT INTO postings VALUES (new.command_id, new.ordinal, 99, new.fund_id, '1000', NULL, new.effective_on, new.recorded_at, 'USD', 1); END`);
    const call = { name: 'ledger.postJournal', id: firm.id(), input: journalInput(fundId, [line('1000', 5), line('5000', -5)]) };
    const actor = { userId: firm.owner, transport: 'window', device: 'test-device', origin: null, steppedUp: true } as const;
    expect(() => runCommand(firm.db, { ...call, actor, now: firm.now, today: businessDate('2026-03-02') })).toThrow(/do not balance/);
    raw.exec('DROP TRIGGER faulty');
    expect(firm.answer('ledger.journal', {}).rows.map(({ id }) => id)).toEqual([entryId]);
  });

  test('the sweep finds a posting that was slipped in', () => {
    using at = books();
    const { firm } = at;
    const entryId = post(at, [line('1000', 5), line('5000', -5)]);
    const [commandId] = entryId.split('.');
    rawOf(firm.db)
      .prepare(`INSERT INTO postings SELECT command_id, entry_ordinal, 2, fund_id, '3000', NULL, effective_on, '2020-01-01T00:00:00.000Z', currency, 7
        FROM postings WHERE command_id = ? AND ordinal = 0`)
      .run(commandId);
    expect(() => firm.check()).toThrow(/come to zero[\s\S]*dates of its entry[\s\S]*control account/);
    firm.leaveUnchecked();
  });
});

describe('periods', () => {
  test('a hard lock stops everybody, a soft one everybody who may not lock', () => {
    using at = books();
    const { firm, fundId } = at;
    const accountant = firm.addUser('carl', 'accountant');
    closePeriod(at, '2026-01-01', '2026-01-31', 'hard');
    closePeriod(at, '2026-02-01', '2026-02-28', 'soft');
    const input = (effectiveOn: string) => journalInput(fundId, [line('1000', 5), line('5000', -5)], { effectiveOn });
    expect(codeOf(firm.run('ledger.postJournal', input('2026-01-31')))).toBe('periodLocked');
    expect(codeOf(firm.run('ledger.postJournal', input('2026-02-28'), { as: accountant }))).toBe('periodLocked');
    expect(codeOf(firm.run('ledger.postJournal', input('2026-02-28')))).toBe('ok');
    expect(codeOf(firm.run('ledger.postJournal', input('2026-03-01'), { as: accountant }))).toBe('ok');
    expect(codeOf(firm.run('ledger.postJournal', input('2025-12-31'), { as: accountant }))).toBe('ok');
    const { closed } = firm.answer('ledger.periods', { fundId });
    expect(closed).toEqual([
      { fromOn: '2026-01-01', untilOn: '2026-01-31', level: 'hard' },
      { fromOn: '2026-02-01', untilOn: '2026-02-28', level: 'soft' },
    ]);
  });

  test('a reversal into a closed period is refused too', () => {
    using at = books();
    const entryId = post(at, [line('1000', 5), line('5000', -5)]);
    closePeriod(at, '2026-02-01', '2026-02-28', 'hard');
    expect(codeOf(at.firm.run('ledger.reverse', { entryId, effectiveOn: '2026-02-28', reason: 'x' }))).toBe('periodLocked');
    expect(codeOf(at.firm.run('ledger.reverse', { entryId, effectiveOn: '2026-03-01', reason: 'x' }))).toBe('ok');
  });

  test('a change waits for a second person, and may be turned down or taken back', () => {
    using at = books();
    const { firm, fundId, approver } = at;
    const adam = firm.addUser('adam', 'administrator');
    const change = (lockId: string) =>
      ({ lockId, fundId, fromOn: '2026-01-01', untilOn: '2026-01-31', level: 'soft', reason: 'Month end' }) as const;
    const first = firm.id();
    const { contentHash } = firm.done('ledger.lockPeriod', change(first));
    const due = (as: typeof approver) => firm.answer('reports.today', {}, as).items.find(({ kind }) => kind === 'periodsToApprove');
    expect(due(approver)).toMatchObject({
      count: 1,
      examples: ['Harbour Fund I: 2026-01-01 to 2026-01-31 soft, proposed by Olivia Owner'],
    });
    expect([due(firm.owner), due(adam)]).toEqual([undefined, undefined]);
    expect(firm.answer('ledger.periods', { fundId }).closed).toEqual([]);
    expect(codeOf(firm.run('ledger.lockPeriod', change(firm.id())))).toBe('periodChangeOpen');
    expect(codeOf(firm.run('ledger.lockPeriod', change(first)))).toBe('claimTaken');
    expect(codeOf(firm.run('ledger.approveLock', { lockId: first, contentHash }))).toBe('periodByProposer');
    expect(codeOf(firm.run('ledger.approveLock', { lockId: first, contentHash: 'f'.repeat(64) }, { as: approver }))).toBe(
      'periodContentChanged',
    );
    firm.done('ledger.rejectLock', { lockId: first, reason: 'Accruals missing' }, { as: approver });
    expect(codeOf(firm.run('ledger.approveLock', { lockId: first, contentHash }, { as: approver }))).toBe('periodChangeDecided');
    expect(codeOf(firm.run('ledger.rejectLock', { lockId: first, reason: 'again' }, { as: approver }))).toBe('periodChangeDecided');
    expect(codeOf(firm.run('ledger.withdrawLock', { lockId: first }))).toBe('periodChangeDecided');
    const second = firm.id();
    firm.done('ledger.lockPeriod', change(second));
    expect(codeOf(firm.run('ledger.withdrawLock', { lockId: second }, { as: adam }))).toBe('periodNotProposer');
    firm.done('ledger.withdrawLock', { lockId: second });
    const lockId = firm.id();
    expect(codeOf(firm.run('ledger.withdrawLock', { lockId }))).toBe('notFound');
    expect(codeOf(firm.run('ledger.rejectLock', { lockId, reason: 'x' }))).toBe('notFound');
    expect(codeOf(firm.run('ledger.approveLock', { lockId, contentHash }))).toBe('notFound');
    expect(firm.answer('ledger.periods', { fundId }).rows.map(({ state, decisionReason }) => [state, decisionReason])).toEqual([
      ['withdrawn', null],
      ['rejected', 'Accruals missing'],
    ]);
  });

  test('reopening is a change like closing, and nothing changes to what it is', () => {
    using at = books();
    const { firm, fundId, approver } = at;
    const open = (fromOn: string, untilOn: string) => ({ lockId: firm.id(), fundId, fromOn, untilOn, reason: 'Late invoice' });
    expect(codeOf(firm.run('ledger.unlockPeriod', open('2026-01-01', '2026-01-31')))).toBe('periodUnchanged');
    closePeriod(at, '2026-01-01', '2026-03-31', 'hard');
    expect(codeOf(firm.run('ledger.unlockPeriod', open('2026-02-28', '2026-02-01')))).toBe('periodBackwards');
    expect(codeOf(firm.run('ledger.unlockPeriod', { ...open('2026-02-01', '2026-02-28'), fundId: addFund(firm, 'Second') }))).toBe(
      'booksMissing',
    );
    const february = open('2026-02-01', '2026-02-28');
    const { contentHash } = firm.done('ledger.unlockPeriod', february);
    expect(firm.done('ledger.approveLock', { lockId: february.lockId, contentHash }, { as: approver })).toEqual({ level: 'open' });
    expect(firm.answer('ledger.periods', { fundId }).closed).toEqual([
      { fromOn: '2026-01-01', untilOn: '2026-01-31', level: 'hard' },
      { fromOn: '2026-03-01', untilOn: '2026-03-31', level: 'hard' },
    ]);
    post(at, [line('1000', 5), line('5000', -5)]);
  });
});

test('a person of one fund posts to that fund only', () => {
  using at = books();
  const { firm, fundId } = at;
  const other = addFund(firm, 'Second');
  firm.done('ledger.openChart', { fundId: other });
  const userId = firm.id() as typeof firm.owner;
  const roles = [{ role: 'accountant', scope: { kind: 'fund', id: fundId } }] as const;
  firm.done('access.addUser', { userId, login: 'carl', name: 'Carl', roles: [...roles] });
  const lines = [line('1000', 5), line('5000', -5)];
  expect(codeOf(firm.run('ledger.postJournal', journalInput(other, lines), { as: userId }))).toBe('notPermitted');
  expect(codeOf(firm.run('ledger.postJournal', journalInput(fundId, lines), { as: userId }))).toBe('ok');
});

test('books need a fund', () => {
  using firm = house();
  expect(firm.answer('ledger.books', {}).rows).toEqual([]);
});
