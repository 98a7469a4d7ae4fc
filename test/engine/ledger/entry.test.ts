import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAccount, starterAccounts } from '#main/engine/ledger/chart.ts';
import { checkLines, debitsOf, imbalances, reversalOf } from '#main/engine/ledger/entry.ts';
import { type Balance, trialBalance } from '#main/engine/ledger/trialBalance.ts';
import { currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';
import { accountRoles, type ChartAccount, type Line, usualSide } from '#shared/model/ledger.ts';

const accounts = starterAccounts('starter-1');
const chart: ReadonlyMap<string, ChartAccount> = new Map(accounts.map((account) => [account.code, account]));
const on = businessDate('2026-02-10');

const currencies = ['USD', 'EUR', 'JPY', 'KWD', 'TKN8:HARBOUR'].map(currency);
const lineOf = (code: string, minor: bigint, index: number): Line => ({
  account: code,
  investorId: chart.get(code)!.isControl ? `investor-${index % 7}` : null,
  amount: { minor, currency: currencies[0]! },
});
/** Any amounts on any accounts in any currency, closed by a line that brings each currency to zero. */
const journals: fc.Arbitrary<Line[]> = fc
  .array(
    fc.record({
      code: fc.constantFrom(...chart.keys()),
      minor: fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).filter((minor) => minor !== 0n),
      in: fc.constantFrom(...currencies),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drafts) => {
    const lines = drafts.map((draft, index) => ({
      ...lineOf(draft.code, draft.minor, index),
      amount: { minor: draft.minor, currency: draft.in },
    }));
    return [
      ...lines,
      ...imbalances(lines).map((amount) => ({ account: '2900', investorId: null, amount: { ...amount, minor: -amount.minor } })),
    ];
  });

function balancesOf(lines: readonly Line[]): Balance[] {
  const sums = new Map<string, Balance>();
  for (const { account, amount } of lines) {
    const key = `${account} ${amount.currency}`;
    sums.set(key, { account, currency: amount.currency, minor: (sums.get(key)?.minor ?? 0n) + amount.minor });
  }
  return [...sums.values()];
}

test('any journals that balance leave a trial balance whose sides are equal in every currency', () => {
  fc.assert(
    fc.property(fc.array(journals, { maxLength: 8 }), (entries) => {
      for (const lines of entries) expect(checkLines(lines, chart).ok).toBe(true);
      const { rows, totals } = trialBalance(balancesOf(entries.flat()), chart);
      for (const { debit, credit } of totals) expect(debit).toEqual(credit);
      for (const { debit, credit } of rows) expect((debit?.minor ?? 0n) > 0n !== (credit?.minor ?? 0n) > 0n).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a reversal cancels its entry exactly, account by account', () => {
  fc.assert(
    fc.property(journals, (lines) => {
      const reversal = reversalOf({ id: 'e.0', effectiveOn: on, lines, reverses: null, reversedBy: null }, on);
      if (!reversal.ok) throw new Error(reversal.error.code);
      expect(checkLines(reversal.value, chart).ok).toBe(true);
      expect(trialBalance(balancesOf([...lines, ...reversal.value]), chart).rows).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('one unit more on any line is noticed, and by how much', () => {
  fc.assert(
    fc.property(journals, fc.nat(), fc.bigInt({ min: 1n, max: 10n ** 9n }), (lines, at, more) => {
      const index = at % lines.length;
      const wrong = lines.map((line, place) =>
        place === index ? { ...line, amount: { ...line.amount, minor: line.amount.minor + more } } : line,
      );
      expect(imbalances(wrong)).toEqual([{ minor: more, currency: lines[index]!.amount.currency }]);
      expect(checkLines(wrong, chart).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('an entry is as large as its debits', () => {
  const usd = (minor: bigint) => ({ amount: { minor, currency: currency('USD') } });
  expect(debitsOf([usd(500n), usd(200n), usd(-700n)])).toEqual([{ minor: 700n, currency: 'USD' }]);
  expect(debitsOf([])).toEqual([]);
});

test('the starter chart is whole: unique codes, every role once, known kinds, contra accounts only in equity', () => {
  expect(new Set(accounts.map(({ code }) => code)).size).toBe(accounts.length);
  expect(accounts.flatMap(({ role }) => role ?? []).sort()).toEqual([...accountRoles].sort());
  for (const { kind, normalSide, code } of accounts) if (kind !== 'equity') expect(normalSide, code).toBe(usualSide[kind]);
  expect(accounts.filter(({ isControl }) => isControl).map(({ code }) => code)).toEqual(
    '1100 2300 2700 3000 3100 3110 3200 3300 3400'.split(' '),
  );
});

test('an account joins a chart only with a code and a role of its own', () => {
  const account: ChartAccount = { code: '6000', name: 'Ratings', kind: 'expense', normalSide: 'debit', isControl: false, role: null };
  expect(addAccount(account, accounts)).toMatchObject({ ok: true });
  expect(addAccount({ ...account, code: '1000' }, accounts)).toMatchObject({ error: { code: 'accountCodeTaken' } });
  expect(addAccount({ ...account, role: 'suspense' }, accounts)).toMatchObject({ error: { detail: { code: '2900' } } });
});
