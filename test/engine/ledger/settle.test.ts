import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imbalances } from '#main/engine/ledger/entry.ts';
import { costOf, type PositionMove, settle } from '#main/engine/ledger/settle.ts';
import { currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';
import type { AccountKind, AccountRole, ChartAccount } from '#shared/model/ledger.ts';
import type { Result } from '#shared/result.ts';

const [USD, EUR, GBP] = [currency('USD'), currency('EUR'), currency('GBP')];
const refused = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const account = (code: string, kind: AccountKind, role: AccountRole | null = null): ChartAccount => ({
  code,
  name: code,
  kind,
  normalSide: 'debit',
  isControl: false,
  role,
});
const position = account('1900', 'asset', 'currencyPosition');
const realised = account('4300', 'income', 'realisedCurrency');
const [cash, euros] = [account('1000', 'asset'), account('1010', 'asset')];
const chart = [position, realised, cash, euros];

const bought = (entryId: string, units: bigint, cost: bigint): PositionMove => ({
  entryId,
  amounts: [
    { minor: -units, currency: EUR },
    { minor: cost, currency: USD },
  ],
});

const wanted = (balance: bigint, moves: readonly PositionMove[], amount: bigint, proceeds: bigint) =>
  ({
    on: businessDate('2026-02-10'),
    base: USD,
    chart,
    account: euros,
    investorId: null,
    against: cash,
    amount: { minor: amount, currency: EUR },
    proceeds: { minor: proceeds, currency: USD },
    balance,
    moves,
    rate: () => {
      throw new Error('no rate is needed');
    },
  }) as Parameters<typeof settle>[0];

const sumOn = (lines: readonly { account: string; amount: { minor: bigint; currency: string } }[], code: string, unit: string): bigint =>
  lines.filter((line) => line.account === code && line.amount.currency === unit).reduce((sum, line) => sum + line.amount.minor, 0n);

const amount = fc.bigInt({ min: 1n, max: 10n ** 15n });

test('any purchases sold in any pieces, on either side: every entry balances, and what is realised is what came less what was paid', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ units: amount, cost: amount }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.record({ share: fc.integer({ min: 1, max: 100 }), proceeds: amount }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(1n, -1n),
      (buys, sells, side) => {
        const moves = buys.map(({ units, cost }, at) => bought(`b${at}`, units * side, cost * side));
        const cost = buys.reduce((sum, buy) => sum + buy.cost, 0n);
        let held = buys.reduce((sum, buy) => sum + buy.units, 0n);
        let [gain, came] = [0n, 0n];
        sells.forEach(({ share, proceeds }, at) => {
          if (held === 0n) return;
          const isLast = at === sells.length - 1;
          const part = isLast ? held : (held * BigInt(share)) / 100n || 1n;
          const decision = settle(wanted(held * side, moves, part, proceeds));
          if (!decision.ok) throw new Error(decision.error.code);
          const { lines } = decision.value;
          expect(imbalances(lines)).toEqual([]);
          expect(sumOn(lines, realised.code, USD)).toBe(-decision.value.gain.minor);
          gain += decision.value.gain.minor;
          came += proceeds;
          held -= part;
          moves.push({
            entryId: `s${at}`,
            amounts: [
              { minor: sumOn(lines, position.code, EUR), currency: EUR },
              { minor: sumOn(lines, position.code, USD), currency: USD },
            ],
          });
        });
        expect(gain).toBe(side * (came - cost));
        expect(costOf(moves, EUR, USD)).toEqual({ ok: true, value: { units: 0n, cost: 0n } });
      },
    ),
    { numRuns: 1000 },
  );
});

test('what is settled beyond the position opens it the other way, without a result', () => {
  const none = settle(wanted(500n, [], 500n, 600n));
  expect(none.ok && [none.value.gain.minor, sumOn(none.value.lines, position.code, USD)]).toEqual([0n, -600n]);
  const part = settle(wanted(500n, [bought('b', 200n, 100n)], 500n, 600n));
  expect(part.ok && [part.value.gain.minor, sumOn(part.value.lines, position.code, USD)]).toEqual([140n, -460n]);
});

test('revaluations are no cost; exchanges of two foreign currencies at once have none that can be told', () => {
  const revalued: PositionMove = { entryId: 'r', amounts: [{ minor: 50n, currency: USD }] };
  expect(costOf([bought('b', 100n, 110n), revalued], EUR, USD)).toEqual({ ok: true, value: { units: 100n, cost: 110n } });
  const cross: PositionMove = {
    entryId: 'x',
    amounts: [
      { minor: -5n, currency: EUR },
      { minor: 4n, currency: GBP },
    ],
  };
  expect(refused(costOf([cross], EUR, USD))).toBe('positionMixed');
  expect(refused(settle(wanted(500n, [cross], 5n, 5n)))).toBe('positionMixed');
});

test('a chart without the accounts it posts to is refused', () => {
  expect(refused(settle({ ...wanted(5n, [], 5n, 5n), chart: [realised, cash, euros] }))).toBe('roleMissing');
  expect(refused(settle({ ...wanted(5n, [], 5n, 5n), chart: [position, cash, euros] }))).toBe('roleMissing');
});
