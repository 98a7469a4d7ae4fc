import { describe, expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf } from '#test/kit/house.ts';
import { addFund, type Books, books, closePeriod, line, post } from '#test/kit/ledger.ts';

/** Euros bought: 1,000.00 at 1.10 and 1,000.00 at 1.20, in an account of their own. */
function withEuros(): Books & { position: string; realised: string } {
  const at = books();
  const { firm, fundId } = at;
  const rate = (on: string, value: string) => firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on, rate: value });
  rate('2026-01-05', '1.1');
  rate('2026-01-20', '1.2');
  rate('2026-02-10', '1.25');
  const chart = firm.answer('ledger.accounts', { fundId }).rows;
  const of = (role: string) => chart.find((account) => account.role === role)!.code;
  const position = of('currencyPosition');
  const buy = (on: string, dollars: number) =>
    post(at, [line('1010', 100_000, 'EUR'), line(position, -100_000, 'EUR'), line(position, dollars), line('1000', -dollars)], {
      effectiveOn: on,
    });
  buy('2026-01-05', 110_000);
  buy('2026-01-20', 120_000);
  return { ...at, position, realised: of('realisedCurrency'), [Symbol.dispose]: at[Symbol.dispose] };
}

const settleInput = (
  { fundId }: Books,
  minor: number,
  more: Partial<CommandRequest<'ledger.settle'>> = {},
): CommandRequest<'ledger.settle'> => ({
  fundId,
  on: '2026-02-10',
  account: '1010',
  amount: { minor: String(minor), currency: 'EUR' },
  against: '1000',
  reason: 'Sold to the bank',
  ...more,
});

const balanceOf = ({ firm, fundId }: Books, account: string, currency: string) =>
  firm.answer('ledger.account', { fundId, account, currency }).balance.minor;

describe('a foreign balance that is settled', () => {
  test('realises what it brought above its average cost, at the rate of the day', () => {
    using at = withEuros();
    const { firm, position, realised } = at;
    const first = firm.done('ledger.settle', settleInput(at, 50_000));
    expect(first).toMatchObject({ proceeds: { minor: 62_500n, currency: 'USD' }, gain: { minor: 5_000n } });
    expect(firm.answer('ledger.entry', { entryId: first.entryId })).toMatchObject({
      source: 'ledger.settle',
      memo: 'Settled EUR 500.00 for USD 625.00',
      lines: 5,
    });
    const rest = firm.done('ledger.settle', settleInput(at, 150_000, { proceeds: { minor: '165000', currency: 'USD' } }));
    expect(rest.gain.minor).toBe(-7_500n);
    expect([balanceOf(at, '1010', 'EUR'), balanceOf(at, position, 'EUR'), balanceOf(at, position, 'USD')]).toEqual([0n, 0n, 0n]);
    expect(balanceOf(at, realised, 'USD')).toBe(2_500n);
    expect(balanceOf(at, '1000', 'USD')).toBe(-230_000n + 62_500n + 165_000n);
  });

  test('leaves revaluations out of its cost, and the next revaluation takes back what was unrealised', () => {
    using at = withEuros();
    const { firm, fundId, position, realised } = at;
    expect(firm.done('ledger.revalue', { fundId, on: '2026-02-10', reason: 'month end' }).gain.minor).toBe(20_000n);
    expect(firm.done('ledger.settle', settleInput(at, 200_000)).gain.minor).toBe(20_000n);
    expect(firm.done('ledger.revalue', { fundId, on: '2026-02-10', reason: 'month end' }).gain.minor).toBe(-20_000n);
    expect([balanceOf(at, position, 'USD'), balanceOf(at, realised, 'USD')]).toEqual([0n, -20_000n]);
  });

  test('that is owed is bought back: paying more than it was carried at is a loss', () => {
    using at = books();
    const { firm, fundId } = at;
    firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-01-05', rate: '1.1' });
    firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-02-10', rate: '1.25' });
    const position = firm.answer('ledger.accounts', { fundId }).rows.find(({ role }) => role === 'currencyPosition')!.code;
    post(at, [line('2000', -100_000, 'EUR'), line(position, 100_000, 'EUR'), line(position, -110_000), line('5000', 110_000)], {
      effectiveOn: '2026-01-05',
    });
    expect(firm.done('ledger.settle', settleInput(at, 100_000, { account: '2000' })).gain.minor).toBe(-15_000n);
    expect([balanceOf(at, '2000', 'EUR'), balanceOf(at, position, 'USD'), balanceOf(at, '1000', 'USD')]).toEqual([0n, 0n, -125_000n]);
  });

  test('beyond what the position holds realises that much and opens the rest at what it brought', () => {
    using at = withEuros();
    const { firm, position } = at;
    post(at, [line('1010', 100_000, 'EUR'), line('2000', -100_000, 'EUR')], { effectiveOn: '2026-02-01' });
    const settled = firm.done('ledger.settle', settleInput(at, 300_000));
    expect(settled).toMatchObject({ proceeds: { minor: 375_000n }, gain: { minor: 20_000n } });
    expect([balanceOf(at, position, 'EUR'), balanceOf(at, position, 'USD')]).toEqual([100_000n, -125_000n]);
    firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-02-11', rate: '1.2' });
    const bought = firm.done('ledger.settle', settleInput(at, 100_000, { account: '2000', on: '2026-02-11' }));
    expect(bought.gain.minor).toBe(5_000n);
    expect([balanceOf(at, position, 'EUR'), balanceOf(at, position, 'USD')]).toEqual([0n, 0n]);
  });

  test.each([
    ['in the fund’s own currency', { amount: { minor: '5', currency: 'USD' } }, 'settleCurrency'],
    ['for another foreign currency', { proceeds: { minor: '5', currency: 'GBP' } }, 'settleCurrency'],
    ['of nothing', { amount: { minor: '0', currency: 'EUR' } }, 'settleProceeds'],
    ['for nothing', { proceeds: { minor: '0', currency: 'USD' } }, 'settleProceeds'],
    ['beyond the balance', { amount: { minor: '200001', currency: 'EUR' } }, 'settleBeyond'],
    ['of an income account', { account: '5000' }, 'settleNotMoney'],
    ['against an expense', { against: '5000' }, 'settleNotMoney'],
    ['of an unknown account', { account: '9999' }, 'accountsUnknown'],
    ['against an unknown account', { against: '9999' }, 'accountsUnknown'],
    ['on a day to come', { on: '2026-03-04' }, 'rateInFuture'],
    ['on a day without a rate', { on: '2026-02-28' }, 'rateMissing'],
    ['that names an investor where none is kept', { investorId: '0193abcd-0000-7000-8000-0000000000ff' }, 'settleBeyond'],
  ])('%s is refused', (_what, more, code) => {
    using at = withEuros();
    expect(codeOf(at.firm.run('ledger.settle', settleInput(at, 100, more)))).toBe(code);
  });

  test('needs books, an open day, a rate that exists and an amount that fits', () => {
    using at = withEuros();
    const { firm } = at;
    expect(codeOf(firm.run('ledger.settle', settleInput({ ...at, fundId: addFund(firm, 'Second') }, 100)))).toBe('booksMissing');
    const missing = firm.run('ledger.settle', settleInput(at, 100, { on: '2026-02-28' }));
    expect(missing.ok ? '' : sentenceOf(missing.error)).toBe(
      'There is no rate of EUR/USD for 2026-02-28 or the 7 days before it. Import the rates of that time, or record one by hand.',
    );
    const edge = 10n ** 17n;
    post(at, [line('1010', edge, 'EUR'), line('2000', -edge, 'EUR')], { effectiveOn: '2026-02-09' });
    expect(codeOf(firm.run('ledger.settle', settleInput(at, 0, { amount: { minor: String(edge), currency: 'EUR' } })))).toBe(
      'amountTooLarge',
    );
    const { investorId } = at;
    expect(codeOf(firm.run('ledger.settle', settleInput(at, 100, { against: '2300', investorId })))).not.toBe('ok');
    closePeriod(at, '2026-02-01', '2026-02-28', 'hard');
    expect(codeOf(firm.run('ledger.settle', settleInput(at, 100)))).toBe('periodLocked');
  });

  test('whose cost cannot be told apart from another currency’s is refused, naming the entry', () => {
    using at = withEuros();
    const { firm, position } = at;
    const entryId = post(at, [
      line('1010', 50_000, 'GBP'),
      line(position, -50_000, 'GBP'),
      line('1010', -60_000, 'EUR'),
      line(position, 60_000, 'EUR'),
    ]);
    const reply = firm.run('ledger.settle', settleInput(at, 100));
    expect(reply.ok ? '' : sentenceOf(reply.error)).toContain(`in entry ${entryId}`);
  });

  test('needs the accounts with the roles it posts to', () => {
    using at = books();
    expect(codeOf(at.firm.run('ledger.revalue', { fundId: at.fundId, on: '2026-03-09', reason: 'early' }))).toBe('rateInFuture');
  });
});
