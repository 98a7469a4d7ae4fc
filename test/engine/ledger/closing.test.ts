import { describe, expect, test } from 'vitest';
import { accountDays } from '#main/engine/ledger/accountDays.ts';
import { type ChecklistFacts, closeChecklist, levelOf } from '#main/engine/ledger/closing.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import { closeItems } from '#shared/model/journals.ts';

const [USD, EUR] = [currency('USD'), currency('EUR')];
const until = businessDate('2026-01-31');
const rate = {
  ok: true,
  value: { from: EUR, to: USD, numerator: new Decimal(1), denominator: new Decimal(1), on: until, way: 'direct', sources: [] },
} as const;
const clean: ChecklistFacts = {
  until,
  waitingJournals: [],
  draftedEvents: [],
  missingNavs: [],
  foreign: [],
  rateTo: () => rate,
  revaluation: refuse('nothingToRevalue', { fund: 'Harbour', on: until }),
  suspense: [],
  balances: [
    { account: '1000', currency: USD, minor: 500n },
    { account: '3000', currency: USD, minor: -500n },
  ],
  controls: new Set(['3000']),
  perInvestor: [{ account: '3000', currency: USD, minor: -500n }],
};
const open = (facts: Partial<ChecklistFacts>) =>
  closeChecklist({ ...clean, ...facts }).flatMap(({ item, details }) => details.map((detail) => `${item}: ${detail}`));

describe('the checklist of a period', () => {
  test('names every item, and nothing that is settled', () => {
    expect(closeChecklist(clean).map(({ item }) => item)).toEqual(closeItems);
    expect(open({})).toEqual([]);
    expect(open({ foreign: [EUR] })).toEqual([]);
  });

  test('says what waits, what is missing and what does not tie', () => {
    expect(open({ waitingJournals: ['Sale, of 2026-01-30'], draftedEvents: ['Call 3'], missingNavs: ['Class A'] })).toEqual([
      'waitingJournals: Sale, of 2026-01-30',
      'draftedEvents: Call 3',
      'navs: Class A has no approved NAV of 2026-01-31',
    ]);
    expect(open({ suspense: [{ minor: -7_00n, currency: USD }] })).toEqual(['suspense: USD -7.00 is not identified yet']);
    expect(open({ balances: [{ account: '1000', currency: USD, minor: 5n }], controls: new Set(), perInvestor: [] })).toEqual([
      'trialBalance: Debits and credits differ by USD 0.05',
    ]);
    expect(open({ perInvestor: [{ account: '3000', currency: USD, minor: -499n }] })).toEqual([
      'subLedgers: Account 3000 and its investors differ by USD -0.01',
    ]);
    expect(open({ perInvestor: [...clean.perInvestor, { account: '1000', currency: USD, minor: 1n }] })).toEqual([
      'subLedgers: Account 1000 and its investors differ by USD -0.01',
    ]);
  });

  test('asks for rates before it asks for a revaluation', () => {
    const missing = refuse('rateMissing', { pair: 'EUR/USD', on: until, days: 7 });
    expect(open({ foreign: [EUR], rateTo: () => missing, revaluation: missing })).toEqual([
      'rates: There is no rate of EUR/USD for 2026-01-31 or the 7 days before it. Import the rates of that time, or record one by hand.',
      'revaluation: What is still to be posted cannot be told before every rate is there',
    ]);
    const gain = { ok: true, value: { gain: { minor: 12_00n, currency: USD }, lines: [] } } as const;
    expect(open({ foreign: [EUR], revaluation: gain })).toEqual(['revaluation: USD 12.00 is not posted yet, at the rates of 2026-01-31']);
    expect(open({ foreign: [EUR], revaluation: refuse('roleMissing', { role: 'currencyPosition' }) })).toEqual([
      'revaluation: No account of this chart has the role “currencyPosition”. Add one first.',
    ]);
  });
});

test('a period is open, closed, or closed in parts', () => {
  const [from, mid] = [businessDate('2026-01-01'), businessDate('2026-01-15')];
  const change = (fromOn: typeof from, untilOn: typeof from, level: 'soft' | 'hard', turn: number) => ({ fromOn, untilOn, level, turn });
  expect(levelOf([], from, until)).toBe('open');
  expect(levelOf([change(from, until, 'soft', 1)], from, until)).toBe('soft');
  expect(levelOf([change(from, until, 'soft', 1), change(mid, until, 'hard', 2)], from, until)).toBe('mixed');
});

test('days of an account end with what it held, the newest first, from what lay before', () => {
  const days = [
    { on: businessDate('2026-01-01'), lines: 1, debit: 10n, credit: 0n },
    { on: businessDate('2026-01-02'), lines: 2, debit: 5n, credit: 20n },
    { on: businessDate('2026-01-03'), lines: 1, debit: 1n, credit: 0n },
  ];
  expect(accountDays(days, businessDate('2026-01-02'))).toMatchObject({
    opening: 10n,
    closing: -4n,
    rows: [{ balance: -4n }, { balance: -5n }],
  });
  expect(accountDays(days, undefined)).toMatchObject({ opening: 0n, closing: -4n });
  expect(accountDays([], undefined)).toEqual({ opening: 0n, closing: 0n, rows: [] });
});
