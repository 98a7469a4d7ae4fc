import { expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { addFund, type Books, books, closePeriod, line, post } from '#test/kit/ledger.ts';

type Order = Partial<CommandRequest<'ledger.allocateIncome'>>;

/** Two partners with 1:2 of contributed capital, and a result of 100 dividends less 31 fees in January. */
function withResult(): Books & Readonly<{ second: string }> {
  const at = books();
  const second = addInvestor(at.firm, 'Birch Trust', { references: [] });
  const on = { effectiveOn: '2026-01-10' };
  post(at, [line('1000', 300), line('3000', -100, 'USD', at.investorId), line('3000', -200, 'USD', second)], on);
  post(at, [line('1000', 100), line('4100', -100)], { effectiveOn: '2026-01-20' });
  post(at, [line('5000', 31), line('1000', -31)], { effectiveOn: '2026-01-31' });
  return { ...at, second };
}

const order = ({ firm, fundId }: Books, more: Order = {}): CommandRequest<'ledger.allocateIncome'> => ({
  allocationId: firm.id(),
  fundId,
  fromOn: '2026-01-01',
  untilOn: '2026-01-31',
  basis: 'contributed',
  reason: 'Month end',
  ...more,
});

test('a result is shared out account by account, to the last cent, and its accounts come to nothing', () => {
  using at = withResult();
  const { firm, fundId, investorId, second } = at;
  const { entryId, net, partners } = firm.done('ledger.allocateIncome', order(at));
  expect([net.minor, partners]).toEqual([69n, 2]);
  expect(firm.answer('ledger.entry', { entryId })).toMatchObject({
    kind: 'event',
    source: 'ledger.allocateIncome',
    effectiveOn: '2026-01-31',
    postings: [
      { account: '4100', amount: { minor: 100n } },
      { account: '5000', amount: { minor: -31n } },
      // 33 of 100 dividends less 10 of 31 fees; 67 less 21.
      { account: '3200', investorId, amount: { minor: -23n } },
      { account: '3200', investorId: second, amount: { minor: -46n } },
    ],
  });
  const again = firm.run('ledger.allocateIncome', order(at));
  expect(again.ok ? '' : sentenceOf(again.error)).toBe(
    '“Harbour Fund I” has no income or expense from 2026-01-01 to 2026-01-31 that is not allocated yet. Choose another period.',
  );
  expect(firm.answer('ledger.trialBalance', { fundId, on: '2026-01-31' }).rows.map(({ account }) => account)).toEqual([
    '1000',
    '3000',
    '3200',
  ]);
});

test('who is overridden bears that; the others share the rest', () => {
  using at = withResult();
  const { firm, investorId, second } = at;
  const bears = (account: string, minor: number, partner = investorId) => ({ account, investorId: partner, minor: String(minor) });
  const refused = (overrides: ReturnType<typeof bears>[]) => codeOf(firm.run('ledger.allocateIncome', order(at, { overrides })));
  expect(refused([bears('5100', 0)])).toBe('overrideElsewhere');
  expect(refused([bears('5000', 0), bears('5000', -1)])).toBe('overrideTwice');
  expect(refused([bears('5000', 0), bears('5000', -30, second)])).toBe('overridesDoNotTie');
  expect(refused([bears('5000', 0, firm.id())])).toBe('investorsUnknown');
  firm.done('ledger.allocateIncome', order(at, { overrides: [bears('5000', 0)] }));
  const parts = (partner: string) =>
    firm.answer('ledger.lines', { fundId: at.fundId, filter: { account: '3200', investorId: partner } }).rows;
  expect(parts(investorId)[0]?.credit?.minor).toBe(33n);
  expect(parts(second)[0]?.credit?.minor).toBe(36n);
});

test('once reversed, a result can be allocated again, and what is posted late is allocated by itself', () => {
  using at = withResult();
  const { firm } = at;
  const { entryId } = firm.done('ledger.allocateIncome', order(at));
  firm.done('ledger.reverse', { entryId, effectiveOn: '2026-01-31', reason: 'A fee was missing' });
  expect(firm.done('ledger.allocateIncome', order(at)).net.minor).toBe(69n);
  post(at, [line('5000', 9), line('1000', -9)], { effectiveOn: '2026-01-15' });
  expect(firm.done('ledger.allocateIncome', order(at)).net.minor).toBe(-9n);
});

test('a period may hold an allocated one or stand beside it, but not cut it', () => {
  using at = withResult();
  const { firm } = at;
  firm.done('ledger.allocateIncome', order(at));
  post(at, [line('1000', 50), line('4100', -50)], { effectiveOn: '2026-02-10' });
  const cut = firm.run('ledger.allocateIncome', order(at, { fromOn: '2026-01-15', untilOn: '2026-02-15' }));
  expect(cut.ok ? '' : sentenceOf(cut.error)).toContain('The result of 2026-01-01 to 2026-01-31 was allocated as one period.');
  expect(codeOf(firm.run('ledger.allocateIncome', order(at, { fromOn: '2026-01-10', untilOn: '2026-01-20' })))).toBe('incomeOverlaps');
  expect(firm.done('ledger.allocateIncome', order(at, { fromOn: '2026-01-01', untilOn: '2026-02-28' })).net.minor).toBe(50n);
});

test('what cannot be allocated says why', () => {
  using at = withResult();
  const { firm } = at;
  const code = (more: Order) => codeOf(firm.run('ledger.allocateIncome', order(at, more)));
  expect(code({ fromOn: '2026-02-01', untilOn: '2026-01-31' })).toBe('periodBackwards');
  expect(code({ untilOn: '2026-12-31' })).toBe('dateInFuture');
  expect(code({ basis: 'commitment' })).toBe('noPartners');
  expect(code({ basis: 'units' })).toBe('noPartners');
  expect(code({ basis: 'capital' })).toBe('noPartners');
  expect(code({ basis: 'capital', fromOn: '2026-01-15' })).toBe('ok');
  expect(code({ fundId: firm.id() as FundId })).toBe('booksMissing');
  expect(code({ fundId: addFund(firm, 'Second') })).toBe('booksMissing');
  firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-02-10', rate: '1.1' });
  post(at, [line('1000', 5, 'EUR'), line('4100', -5, 'EUR')], { effectiveOn: '2026-02-10' });
  expect(code({ fromOn: '2026-02-01', untilOn: '2026-02-28' })).toBe('foreignResult');
  closePeriod(at, '2025-01-01', '2025-12-31', 'hard');
  expect(code({ fromOn: '2025-01-01', untilOn: '2025-12-31' })).toBe('nothingToAllocate');
});

test('a closed period takes no allocation', () => {
  using at = withResult();
  closePeriod(at, '2026-01-01', '2026-01-31', 'hard');
  expect(codeOf(at.firm.run('ledger.allocateIncome', order(at)))).toBe('periodLocked');
});
