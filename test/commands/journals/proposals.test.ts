import { describe, expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import { codeOf } from '#test/kit/house.ts';
import { addFund, type Books, books, closePeriod, journalInput, line, post } from '#test/kit/ledger.ts';

const large = 1_200_000_000;
const lines = [line('1000', large), line('5000', -large)];

function propose({ firm, fundId }: Books, more: Partial<CommandRequest<'ledger.postJournal'>> = {}, as?: UserId) {
  const journalId = firm.id();
  const input = { journalId, ...journalInput(fundId, lines, { memo: 'Sale of the mill', ...more }) };
  return { journalId, ...firm.done('ledger.proposeJournal', input, as === undefined ? {} : { as }) };
}

describe('a journal above the limit', () => {
  test('is not posted by one person, but waits for a second', () => {
    using at = books();
    const { firm, fundId, approver } = at;
    const alone = firm.run('ledger.postJournal', journalInput(fundId, lines));
    expect(alone.ok ? '' : sentenceOf(alone.error)).toBe(
      'This comes to USD 12,000,000.00, and above USD 10,000,000.00 a second person approves. Propose it instead of posting it.',
    );
    const { journalId, contentHash } = propose(at);
    expect(firm.answer('ledger.journal', { totals: true }).total).toBe(0);
    expect(firm.answer('ledger.books', {}).rows[0]).toMatchObject({ waitingJournals: 1, journalLimit: { minor: 1_000_000_000n } });
    const due = (as: UserId) => firm.answer('reports.today', {}, as).items.find(({ kind }) => kind === 'journalsToApprove');
    expect(due(approver)).toMatchObject({
      count: 1,
      late: false,
      examples: ['Harbour Fund I: Sale of the mill, USD 12,000,000.00, proposed by Olivia Owner'],
    });
    expect(due(firm.owner)).toBeUndefined();
    const { entryId, entries } = firm.done('ledger.approveJournal', { journalId, contentHash }, { as: approver });
    expect(entries).toBe(1);
    expect(firm.answer('ledger.entry', { entryId })).toMatchObject({
      kind: 'journal',
      source: 'ledger.approveJournal',
      memo: 'Sale of the mill',
      recordedBy: 'Anna Tester',
      amounts: [{ minor: BigInt(large) }],
    });
    expect(firm.answer('ledger.proposal', { journalId })).toMatchObject({ state: 'approved', entryId, decidedBy: 'Anna Tester' });
  });

  test('is measured in the currency of the fund, and one that cannot be measured waits', () => {
    using at = books();
    const { firm, fundId } = at;
    firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-02-10', rate: '1.25' });
    const euros = (minor: number) => journalInput(fundId, [line('1000', minor, 'EUR'), line('5000', -minor, 'EUR')]);
    expect(codeOf(firm.run('ledger.postJournal', euros(800_000_000)))).toBe('ok');
    expect(codeOf(firm.run('ledger.postJournal', euros(800_000_001)))).toBe('journalNeedsSecond');
    const yen = firm.run('ledger.postJournal', journalInput(fundId, [line('1000', 7, 'JPY'), line('5000', -7, 'JPY')]));
    expect(yen.ok ? '' : sentenceOf(yen.error)).toBe(
      'Whether JPY 7 needs a second person is not known: there is no rate of JPY/USD for 2026-02-10. ' +
        'Record the rate, or propose it instead of posting it.',
    );
    const mixed = [
      line('1000', 600_000_000),
      line('5000', -600_000_000),
      line('1010', 400_000_000, 'EUR'),
      line('5100', -400_000_000, 'EUR'),
    ];
    expect(codeOf(firm.run('ledger.postJournal', journalInput(fundId, mixed)))).toBe('journalNeedsSecond');
  });

  test('follows the rule of its fund', () => {
    using at = books();
    const { firm, fundId } = at;
    firm.done('settings.propose', {
      valueId: firm.id(),
      rule: 'ledger.journalLimit',
      scope: { kind: 'fund', id: fundId },
      value: 100,
      effectiveOn: '2026-03-02',
      reason: 'Policy of the fund',
    });
    const of = (minor: number) => journalInput(fundId, [line('1000', minor), line('5000', -minor)]);
    expect(codeOf(firm.run('ledger.postJournal', of(10_000)))).toBe('ok');
    expect(codeOf(firm.run('ledger.postJournal', of(10_001)))).toBe('journalNeedsSecond');
  });
});

describe('a proposed journal', () => {
  test('is decided by somebody else, as it was read, once', () => {
    using at = books();
    const { firm, approver } = at;
    const { journalId, contentHash } = propose(at);
    const approve = (more: object, as?: UserId) =>
      firm.run('ledger.approveJournal', { journalId, contentHash, ...more }, as === undefined ? {} : { as });
    expect(codeOf(approve({}))).toBe('journalByProposer');
    expect(codeOf(approve({ contentHash: 'f'.repeat(64) }, approver))).toBe('journalContentChanged');
    expect(codeOf(firm.run('ledger.approveJournal', { journalId, contentHash }, { as: approver, steppedUp: false }))).toBe('stepUpNeeded');
    const carl = firm.addUser('carl', 'accountant');
    expect(codeOf(approve({}, carl))).toBe('notPermitted');
    expect(codeOf(firm.run('ledger.withdrawJournal', { journalId, reason: 'mine' }, { as: carl }))).toBe('journalNotProposer');
    firm.done('ledger.rejectJournal', { journalId, reason: 'Price not evidenced' }, { as: approver });
    const again = approve({}, approver);
    expect(again.ok ? '' : sentenceOf(again.error)).toContain('“Sale of the mill” was rejected already');
    expect(codeOf(firm.run('ledger.rejectJournal', { journalId, reason: 'x' }, { as: approver }))).toBe('journalDecided');
    expect(codeOf(firm.run('ledger.withdrawJournal', { journalId, reason: 'x' }))).toBe('journalDecided');
    const second = propose(at);
    firm.done('ledger.withdrawJournal', { journalId: second.journalId, reason: 'Wrong day' });
    const { rows, total } = firm.answer('ledger.proposals', { filter: { fundId: at.fundId }, totals: true });
    expect(rows.map(({ state, decisionReason }) => [state, decisionReason])).toEqual([
      ['withdrawn', 'Wrong day'],
      ['rejected', 'Price not evidenced'],
    ]);
    expect(total).toBe(2);
    expect(firm.answer('ledger.proposals', { filter: { state: 'rejected', kind: 'journal' } }).rows).toHaveLength(1);
    expect(firm.answer('ledger.journal', { totals: true }).total).toBe(0);
  });

  test('of nobody, or twice under one id, is refused', () => {
    using at = books();
    const { firm, fundId, approver } = at;
    const unknown = { journalId: firm.id() };
    expect(codeOf(firm.run('ledger.approveJournal', { ...unknown, contentHash: 'a'.repeat(64) }, { as: approver }))).toBe('notFound');
    expect(codeOf(firm.run('ledger.rejectJournal', { ...unknown, reason: 'x' }))).toBe('notFound');
    expect(codeOf(firm.run('ledger.withdrawJournal', { ...unknown, reason: 'x' }))).toBe('notFound');
    expect(codeOf(firm.ask('ledger.proposal', unknown))).toBe('notFound');
    const { journalId } = propose(at);
    expect(codeOf(firm.run('ledger.proposeJournal', { journalId, ...journalInput(fundId, lines) }))).toBe('claimTaken');
  });

  test('must be able to be posted when it is proposed', () => {
    using at = books();
    const { firm, fundId, investorId } = at;
    const run = (input: Partial<CommandRequest<'ledger.postJournal'>>) =>
      codeOf(firm.run('ledger.proposeJournal', { journalId: firm.id(), ...journalInput(fundId, lines), ...input }));
    closePeriod(at, '2026-01-01', '2026-01-31', 'hard');
    expect(run({ effectiveOn: '2026-01-31' })).toBe('periodLocked');
    expect(run({ lines: [line('1000', 5), line('5000', -4)] })).toBe('entryUnbalanced');
    expect(run({ lines: [line('1000', 5), line('9999', -5)] })).toBe('accountsUnknown');
    expect(run({ lines: [line('1000', 5), line('3000', -5, 'USD', firm.id())] })).toBe('investorsUnknown');
    expect(run({ fundId: addFund(firm, 'Second') })).toBe('booksMissing');
    expect(run({ lines: [line('1000', 5), line('3000', -5, 'USD', investorId)] })).toBe('ok');
  });

  test('is checked again when it is approved: a period closed since, an investor removed since', () => {
    using at = books();
    const { firm, approver, investorId } = at;
    const { journalId, contentHash } = propose(at, { lines: [line('1000', large), line('3000', -large, 'USD', investorId)] });
    closePeriod(at, '2026-02-01', '2026-02-28', 'hard');
    expect(codeOf(firm.run('ledger.approveJournal', { journalId, contentHash }, { as: approver }))).toBe('periodLocked');
    expect(firm.answer('ledger.proposal', { journalId })).toMatchObject({ state: 'proposed', entryId: null, reverses: null, more: 0 });

    const importId = firm.id();
    const strange = firm.id();
    const row = {
      line: 2,
      investorId: strange,
      name: 'Cedar Trust',
      kind: 'trust',
      country: 'US',
      currency: 'USD',
      language: 'en',
    } as const;
    firm.done('investors.import', {
      importId,
      fileName: 'a.csv',
      fileHash: 'd'.repeat(64),
      system: 'old',
      rows: [{ ...row, reference: null, contact: null }],
    });
    const other = propose(at, { effectiveOn: '2026-03-01', lines: [line('1000', large), line('3000', -large, 'USD', strange)] });
    firm.done('investors.undoImport', { importId, reason: 'wrong file' });
    expect(
      codeOf(firm.run('ledger.approveJournal', { journalId: other.journalId, contentHash: other.contentHash }, { as: approver })),
    ).toBe('investorsUnknown');
  });

  test('two approvers race: one entry', () => {
    using at = books();
    const { firm, approver } = at;
    const bert = firm.addUser('bert', 'approver');
    const { journalId, contentHash } = propose(at);
    const replies = [approver, bert].map((as) => codeOf(firm.run('ledger.approveJournal', { journalId, contentHash }, { as })));
    expect(replies).toEqual(['ok', 'journalDecided']);
    expect(firm.answer('ledger.journal', { totals: true }).total).toBe(1);
  });

  test('is late on Today after the hours the rules give', () => {
    using at = books();
    propose(at);
    at.firm.now = '2026-03-09T09:00:00.000Z' as typeof at.firm.now;
    const items = at.firm.answer('reports.today', {}, at.approver).items;
    expect(items.find(({ kind }) => kind === 'journalsToApprove')).toMatchObject({ late: true });
  });
});

describe('a large reversal', () => {
  test('waits like the journal it undoes', () => {
    using at = books();
    const { firm, approver } = at;
    const entryId = post(at, lines);
    const undo = { entryId, effectiveOn: '2026-02-20', reason: 'Sale fell through' };
    expect(codeOf(firm.run('ledger.reverse', undo))).toBe('journalNeedsSecond');
    const journalId = firm.id();
    const { contentHash } = firm.done('ledger.proposeReversal', { journalId, ...undo });
    const twin = firm.id();
    const other = firm.done('ledger.proposeReversal', { journalId: twin, ...undo });
    expect(firm.answer('ledger.proposal', { journalId })).toMatchObject({
      kind: 'reversal',
      reverses: entryId,
      title: 'Reversal of: Wire of an investor',
    });
    const reversal = firm.done('ledger.approveJournal', { journalId, contentHash }, { as: approver }).entryId;
    expect(firm.answer('ledger.entry', { entryId })).toMatchObject({ reversedBy: reversal });
    expect(codeOf(firm.run('ledger.approveJournal', { journalId: twin, contentHash: other.contentHash }, { as: approver }))).toBe(
      'entryReversed',
    );
  });

  test('is proposed only of an entry that stands', () => {
    using at = books();
    const { firm } = at;
    const entryId = post(at, lines);
    const propose = (more: object) =>
      codeOf(firm.run('ledger.proposeReversal', { journalId: firm.id(), entryId, effectiveOn: '2026-02-20', reason: 'x', ...more }));
    expect(propose({ entryId: `${firm.id()}.0` })).toBe('notFound');
    expect(propose({ effectiveOn: '2026-02-09' })).toBe('reversalTooEarly');
    closePeriod(at, '2026-02-20', '2026-02-20', 'hard');
    expect(propose({})).toBe('periodLocked');
  });
});

test('an approver of one fund sees and approves what waits in that fund only', () => {
  using at = books();
  const { firm, fundId } = at;
  const other = addFund(firm, 'Second');
  firm.done('ledger.openChart', { fundId: other });
  const userId = firm.id() as UserId;
  const roles = [{ role: 'approver' as const, scope: { kind: 'fund' as const, id: other } }];
  firm.done('access.addUser', { userId, login: 'bert', name: 'Bert', roles });
  const own = propose(at);
  const journalId = firm.id();
  const { contentHash } = firm.done('ledger.proposeJournal', { journalId, ...journalInput(other as FundId, lines) });
  expect(firm.answer('ledger.proposals', {}, userId).rows.map(({ id }) => id)).toEqual([journalId]);
  expect(codeOf(firm.ask('ledger.proposal', { journalId: own.journalId }, userId))).toBe('notFound');
  expect(codeOf(firm.run('ledger.approveJournal', { ...own }, { as: userId }))).toBe('notPermitted');
  expect(codeOf(firm.run('ledger.approveJournal', { journalId, contentHash }, { as: userId }))).toBe('ok');
  expect(fundId).not.toBe(other);
});
