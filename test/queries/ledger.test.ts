import { describe, expect, test } from 'vitest';
import type { QueryName } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import { codeOf, type House } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { addFund, books, closePeriod, journalInput, line, post } from '#test/kit/ledger.ts';

describe('the trial balance', () => {
  test('is of a date, and of what was known at a moment', () => {
    using at = books();
    const { firm, fundId, investorId } = at;
    post(at, [line('1000', 500_00), line('3000', -500_00, 'USD', investorId)], { effectiveOn: '2026-01-31' });
    const known = firm.now;
    post(at, [line('5000', 30_00), line('1000', -30_00)], { effectiveOn: '2026-01-15' });
    post(at, [line('5300', 7_00), line('2000', -7_00)], { effectiveOn: '2026-02-15' });
    const of = (on: string, knownAt?: string) =>
      firm
        .answer('ledger.trialBalance', { fundId, on, ...(knownAt ? { knownAt } : {}) })
        .rows.map(({ account, debit, credit }) => [account, debit?.minor ?? null, credit?.minor ?? null]);
    expect(of('2026-01-31', known)).toEqual([
      ['1000', 500_00n, null],
      ['3000', null, 500_00n],
    ]);
    expect(of('2026-01-31')).toEqual([
      ['1000', 470_00n, null],
      ['3000', null, 500_00n],
      ['5000', 30_00n, null],
    ]);
    expect(of('2026-01-14')).toEqual([]);
    expect(of('2026-02-15')).toHaveLength(5);
    const whole = firm.answer('ledger.trialBalance', { fundId, on: '2026-02-15' });
    expect(whole.totals).toEqual([
      { currency: 'USD', debit: { minor: 507_00n, currency: 'USD' }, credit: { minor: 507_00n, currency: 'USD' } },
    ]);
    expect(whole.rows[1]).toMatchObject({ name: 'Accounts payable', kind: 'liability', isControl: false });
  });

  test('does not exist for a fund that does not', () => {
    using at = books();
    expect(codeOf(at.firm.ask('ledger.trialBalance', { fundId: at.firm.id() as FundId, on: '2026-01-31' }))).toBe('notFound');
    expect(at.firm.answer('ledger.trialBalance', { fundId: addFund(at.firm, 'Empty'), on: '2026-01-31' })).toEqual({
      rows: [],
      totals: [],
    });
  });
});

function busyBooks() {
  const at = books();
  const second = addInvestor(at.firm, 'Birch Trust');
  for (let month = 1; month <= 9; month += 1) {
    const effectiveOn = `2025-0${month}-28`;
    const investor = month % 2 === 0 ? second : at.investorId;
    post(at, [line('1000', month * 100), line('3000', -month * 100, 'USD', investor)], { effectiveOn, memo: `Call ${month}` });
    post(at, [line('5000', month), line('1000', -month)], { effectiveOn, memo: `Fee ${month}`, reason: 'Agreement, clause 6' });
  }
  return { ...at, second, [Symbol.dispose]: at[Symbol.dispose] };
}

describe('the journal', () => {
  test('is paged and sorted without a gap or a repeat, in either order', () => {
    using at = busyBooks();
    for (const descending of [true, false]) {
      for (const by of ['effectiveOn', 'recordedAt'] as const) {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = at.firm.answer('ledger.journal', { sort: { by, descending }, limit: 5, ...(after === undefined ? {} : { after }) });
          seen.push(...page.rows.map(({ id }) => id));
          after = page.next ?? undefined;
        } while (after !== undefined);
        expect(new Set(seen).size).toBe(18);
      }
    }
  });

  test('is filtered by fund, account, investor, days, kind and words', () => {
    using at = busyBooks();
    const { firm, fundId, second } = at;
    const count = (filter: object) => firm.answer('ledger.journal', { filter: filter as never, totals: true }).total;
    expect(count({ fundId })).toBe(18);
    expect(count({ fundId: firm.id() })).toBe(0);
    expect(count({ account: '5000' })).toBe(9);
    expect(count({ investorId: second })).toBe(4);
    expect(count({ from: '2025-08-01', until: '2025-08-31' })).toBe(2);
    expect(count({ kind: 'reversal' })).toBe(0);
    expect(count({ search: 'call 3' })).toBe(1);
    expect(count({ search: 'clause 6', account: '1000' })).toBe(9);
  });
});

describe('an account', () => {
  test('runs its balance on from page to page, from wherever one begins', () => {
    using at = busyBooks();
    const { firm, fundId } = at;
    const whole = firm.answer('ledger.account', { fundId, account: '1000' });
    let sum = 0n;
    for (const { debit, credit, balance } of whole.rows) {
      sum += (debit?.minor ?? 0n) - (credit?.minor ?? 0n);
      expect(balance.minor).toBe(sum);
    }
    expect([whole.total, whole.balance.minor, whole.currencies]).toEqual([18, sum, ['USD']]);
    const paged: unknown[] = [];
    let after: string | undefined;
    do {
      const page = firm.answer('ledger.account', { fundId, account: '1000', limit: 4, ...(after === undefined ? {} : { after }) });
      paged.push(...page.rows);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(paged).toEqual(whole.rows);
    expect(firm.answer('ledger.account', { fundId, account: '1000', from: '2025-05-01', until: '2025-06-30' }).rows).toEqual(
      whole.rows.slice(8, 12),
    );
  });

  test('of one investor is that investor’s part, and the parts make the whole', () => {
    using at = busyBooks();
    const { firm, fundId, investorId, second } = at;
    const balanceOf = (of: object) => firm.answer('ledger.account', { fundId, account: '3000', ...of }).balance.minor;
    expect(balanceOf({ investorId })).toBe(-2500n);
    expect(balanceOf({ investorId: second })).toBe(-2000n);
    expect(balanceOf({})).toBe(-4500n);
    expect(balanceOf({ investorId: second, until: '2025-04-28' })).toBe(-600n);
    const rows = firm.answer('ledger.account', { fundId, account: '3000', investorId: second }).rows;
    expect(rows.map(({ investor, balance }) => [investor, balance.minor])).toEqual([
      ['Birch Trust', -200n],
      ['Birch Trust', -600n],
      ['Birch Trust', -1200n],
      ['Birch Trust', -2000n],
    ]);
  });

  test('is shown in one currency at a time, first in that of the fund', () => {
    using at = books('EUR');
    const { firm, fundId } = at;
    post(at, [line('1000', 5, 'JPY'), line('1900', -5, 'JPY'), line('1900', 7, 'EUR'), line('1010', -7, 'EUR')]);
    expect(firm.answer('ledger.account', { fundId, account: '1900' })).toMatchObject({ currency: 'EUR', currencies: ['EUR', 'JPY'] });
    expect(firm.answer('ledger.account', { fundId, account: '1900', currency: 'JPY' }).balance.minor).toBe(-5n);
    expect(firm.answer('ledger.account', { fundId, account: '1000' }).currency).toBe('JPY');
    expect(firm.answer('ledger.account', { fundId, account: '5000' })).toMatchObject({ currency: 'EUR', rows: [], total: 0 });
    expect(codeOf(firm.ask('ledger.account', { fundId, account: '9999' }))).toBe('notFound');
  });
});

test('the general ledger lists every line, and is filtered like the journal', () => {
  using at = busyBooks();
  const { firm, fundId, second } = at;
  const count = (filter: object) => firm.answer('ledger.lines', { fundId, filter: filter as never, totals: true }).total;
  expect([count({}), count({ account: '3000' }), count({ investorId: second }), count({ currency: 'EUR' })]).toEqual([36, 9, 4, 0]);
  expect([count({ search: 'fee' }), count({ from: '2025-09-01' }), count({ until: '2025-01-28' })]).toEqual([18, 4, 4]);
  expect(firm.answer('ledger.lines', { fundId, limit: 2 }).rows).toMatchObject([
    { line: 1, account: '1000', accountName: 'Cash: operating account', memo: 'Call 1', debit: { minor: 100n }, credit: null },
    { line: 2, account: '3000', investor: 'Alder Trust', debit: null, credit: { minor: 100n } },
  ]);
});

describe('rates', () => {
  test('are kept with their source and their corrections; the last one holds', () => {
    using at = books();
    const { firm } = at;
    const rate = { base: 'EUR', quote: 'USD', on: '2026-02-27', rate: '1.05' };
    firm.done('ledger.recordRate', rate);
    expect(codeOf(firm.run('ledger.recordRate', rate))).toBe('rateKnown');
    expect(codeOf(firm.run('ledger.recordRate', { ...rate, rate: '1.06' }))).toBe('rateDiffers');
    expect(codeOf(firm.run('ledger.recordRate', { ...rate, rate: '1.060' }))).toBe('invalidInput');
    expect(firm.done('ledger.recordRate', { ...rate, rate: '1.06', reason: 'Typing error' })).toEqual({ revision: 1 });
    expect(firm.answer('ledger.rates', {}).rows.map((row) => [row.rate, row.revision, row.replaced, row.reason])).toEqual([
      ['1.06', 1, false, 'Typing error'],
      ['1.05', 0, true, null],
    ]);
    const amount = { minor: '10000', currency: 'EUR' };
    expect(firm.answer('ledger.convert', { amount, to: 'USD', on: '2026-03-01' })).toEqual({
      amount: { minor: 10_600n, currency: 'USD' },
      rate: '1.06',
      rateOn: '2026-02-27',
      way: 'direct',
      sources: ['manual'],
    });
    const missing = firm.ask('ledger.convert', { amount, to: 'USD', on: '2026-03-07' });
    expect(missing.ok ? '' : sentenceOf(missing.error)).toBe(
      'There is no rate of EUR/USD for 2026-03-07 or the 7 days before it. Import the rates of that time, or record one by hand.',
    );
  });

  test('of a file are added once; what differs stops the file and is listed', () => {
    using at = books();
    const { firm } = at;
    const file = (usd: string, more: { currency: string; rate: string }[] = []) => ({
      fileName: 'eurofxref.xml',
      fileHash: 'c'.repeat(64),
      days: [{ on: '2022-07-08', rates: [{ currency: 'USD', rate: usd }, { currency: 'JPY', rate: '138.05' }, ...more] }],
    });
    expect(firm.done('ledger.importEcbRates', file('1.0163'))).toEqual({ added: 2, known: 0 });
    expect(firm.done('ledger.importEcbRates', file('1.0163'))).toEqual({ added: 0, known: 2 });
    const refused = firm.run('ledger.importEcbRates', file('1.0164', [{ currency: 'GBP', rate: '0.84585' }]));
    expect(refused.ok ? '' : sentenceOf(refused.error)).toContain('EUR/USD on 2022-07-08 is 1.0163, the file says 1.0164');
    expect(firm.answer('ledger.rates', { filter: { source: 'ecb' }, totals: true }).total).toBe(2);
    const count = (filter: object) => firm.answer('ledger.rates', { filter: filter as never, totals: true }).total;
    expect([count({ quote: 'JPY' }), count({ base: 'USD' }), count({ from: '2022-07-09' }), count({ until: '2022-07-08' })]).toEqual([
      1, 0, 0, 2,
    ]);
    const yen = { amount: { minor: '100', currency: 'JPY' }, to: 'USD', on: '2022-07-08' };
    expect(firm.answer('ledger.convert', yen)).toMatchObject({ amount: { minor: 74n, currency: 'USD' }, way: 'cross', sources: ['ecb'] });
  });

  test('of a file are looked at before they are imported', () => {
    using at = books();
    const { firm } = at;
    const text = 'Date,USD,CYP,\n2022-07-08,1.0163,N/A,\n2022-07-07,1.0180,0.5,\n';
    const look = (more: object = {}) => firm.answer('ledger.readEcb', { text, ...more });
    expect(look()).toMatchObject({ added: 2, known: 0, leftOut: ['CYP'], problems: [] });
    expect(look({ since: '2022-07-08' })).toMatchObject({ added: 1, days: [{ on: '2022-07-08' }] });
    firm.done('ledger.importEcbRates', { fileName: 'ecb.csv', fileHash: 'c'.repeat(64), days: look({ since: '2022-07-08' }).days });
    expect(look()).toMatchObject({ added: 1, known: 1 });
    expect(look({ text: 'Date,USD\n2022-07-08,1.02\n' }).problems[0]).toMatch(/is 1.0163, the file says 1.02/);
    expect(look({ text: '' }).problems.join(' ')).toMatch(/holds no rate/);
  });

  test('a currency position is revalued once, and again when the rate has moved', () => {
    using at = books();
    const { firm, fundId } = at;
    const on = (day: string) => ({ fundId, on: day, reason: 'Month end' });
    post(at, [line('1000', 100_00, 'EUR'), line('1900', -100_00, 'EUR'), line('1900', 110_00), line('1000', -110_00)]);
    expect(codeOf(firm.run('ledger.revalue', on('2026-02-28')))).toBe('rateMissing');
    firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-02-27', rate: '1.2' });
    const { entryId, gain } = firm.done('ledger.revalue', on('2026-02-28'));
    expect(gain).toEqual({ minor: 10_00n, currency: 'USD' });
    expect(firm.answer('ledger.entry', { entryId })).toMatchObject({
      kind: 'revaluation',
      memo: 'Currency position at the rates of 2026-02-28: USD 10.00',
      postings: [{ account: '1900' }, { account: '4410', amount: { minor: -10_00n } }],
    });
    expect(codeOf(firm.run('ledger.revalue', on('2026-02-28')))).toBe('nothingToRevalue');
    expect(codeOf(firm.run('ledger.revalue', { ...on('2026-02-28'), fundId: addFund(firm, 'Second') }))).toBe('booksMissing');
    expect(codeOf(firm.run('ledger.revalue', { ...on('2026-02-28'), fundId: firm.id() as FundId }))).toBe('notFound');
    firm.done('ledger.reverse', { entryId, effectiveOn: '2026-03-01', reason: 'New month' });
    expect(firm.done('ledger.revalue', on('2026-03-01')).gain.minor).toBe(10_00n);
    firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-03-02', rate: '1.3' });
    closePeriod(at, '2026-03-01', '2026-03-31', 'hard');
    expect(codeOf(firm.run('ledger.revalue', on('2026-03-02')))).toBe('periodLocked');
  });
});

function strangersIn(firm: House, own: FundId, foreign: FundId): UserId {
  const post = (fundId: FundId, memo: string) =>
    firm.done('ledger.postJournal', journalInput(fundId, [line('1000', 5), line('5000', -5)], { memo, reason: memo }));
  firm.done('ledger.openChart', { fundId: foreign });
  post(foreign, 'Foreign entry');
  post(own, 'Own entry');
  firm.done('ledger.lockPeriod', {
    lockId: firm.id(),
    fundId: foreign,
    fromOn: '2026-01-01',
    untilOn: '2026-01-31',
    level: 'hard',
    reason: 'Foreign lock',
  });
  const userId = firm.id() as UserId;
  const roles = [{ role: 'auditor', scope: { kind: 'fund', id: own }, untilOn: '2026-05-01' }] as const;
  firm.done('access.addUser', { userId, login: 'aud', name: 'Aud', roles: [...roles] });
  return userId;
}

test('an auditor of one fund finds nothing of another in any question about books', () => {
  using at = books();
  const { firm, fundId: own } = at;
  const foreign = addFund(firm, 'Foreign Fund');
  const auditor = strangersIn(firm, own, foreign);
  const entryId = firm.answer('ledger.journal', { filter: { fundId: foreign } }).rows[0]!.id;
  const asked: [QueryName, unknown][] = [
    ['ledger.books', {}],
    ['ledger.journal', {}],
    ['ledger.journal', { filter: { fundId: foreign } }],
    ['ledger.lines', { fundId: foreign }],
    ['ledger.accounts', { fundId: foreign }],
    ['ledger.account', { fundId: foreign, account: '1000' }],
    ['ledger.trialBalance', { fundId: foreign, on: '2026-12-31' }],
    ['ledger.periods', { fundId: foreign }],
    ['ledger.entry', { entryId }],
  ];
  const told = (as?: UserId) =>
    asked.map(([name, input]) => {
      const reply = firm.ask(name, input as never, as);
      return reply.ok
        ? JSON.stringify(reply.value, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
        : reply.error.code;
    });
  expect(told(auditor).filter((text) => text.includes('Foreign') || text.includes(foreign))).toEqual([]);
  expect(told(auditor).filter((text) => text === 'notFound')).toHaveLength(6);
  expect(told(auditor)[1]).toContain('Own entry');
  expect(told().filter((text) => text.includes('Foreign') || text.includes(foreign)).length).toBeGreaterThan(5);
});
