import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClosingContent, type ClosingFacts, checkClosing, checkReady, outcomeOf } from '#main/engine/commitments/closing.ts';
import { equalisationLines } from '#main/engine/commitments/entry.ts';
import { refundLines } from '#main/engine/commitments/refunds.ts';
import { outcomeOfTransfer, type TransferFacts, transferEntry } from '#main/engine/commitments/transfer.ts';
import { starterAccounts } from '#main/engine/ledger/chart.ts';
import { currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';

const usd = currency('USD');
const investorId = '01890000-0000-7000-8000-000000000001' as InvestorId;
const other = '01890000-0000-7000-8000-000000000002' as InvestorId;
const classId = '01890000-0000-7000-9000-000000000000';
const key = `${investorId} ${classId}`;
const day = businessDate('2026-02-01');

const party = (id: InvestorId, more: object = {}) =>
  [
    id,
    { id, name: id === investorId ? 'Alder' : 'Birch', status: 'active', mergedInto: null, kyc: 'approved', kycExpiresOn: null, ...more },
  ] as const;

const facts = (more: Partial<ClosingFacts> = {}): ClosingFacts => ({
  fund: { id: 'fund', name: 'Harbour', status: 'raising', currency: usd, inceptionOn: null, targetSize: null },
  isCapped: true,
  classes: [{ id: classId, name: 'A', openedOn: businessDate('2025-01-01'), closedOn: null }],
  closings: [],
  transfers: [],
  account: null,
  parties: new Map([party(investorId)]) as ClosingFacts['parties'],
  commitments: [],
  inDefault: new Set(),
  layers: [],
  nameOf: (id) => id,
  ...more,
});
const content = (more: Partial<ClosingContent> = {}): ClosingContent => ({
  kind: 'first',
  heldOn: day,
  terms: null,
  accountId: null,
  lines: [{ investorId, classId, minor: 100n }],
  ...more,
});
const account = { title: 'Operating', fundId: 'fund', currency: usd, closedOn: null };

describe('a closing', () => {
  test.each([
    ['of a closed fund', {}, { fund: { ...facts().fund, status: 'closed' as const } }, 'fundClosed'],
    ['paid into the account of another fund', { accountId: 'a' }, { account: { ...account, fundId: 'elsewhere' } }, 'closingAccountWrong'],
    ['paid into a closed account', { accountId: 'a' }, { account: { ...account, closedOn: day } }, 'closingAccountWrong'],
    [
      'paid into an account in another currency',
      { accountId: 'a' },
      { account: { ...account, currency: currency('EUR') } },
      'closingAccountWrong',
    ],
    ['into a closed class', {}, { classes: [{ ...facts().classes[0]!, closedOn: businessDate('2026-01-31') }] }, 'closingLinesWrong'],
    [
      'of an investor that was taken back',
      {},
      { parties: new Map([party(investorId, { status: 'removed' })]) as never },
      'closingLinesWrong',
    ],
  ])('%s is refused', (_what, drawn, more, code) => {
    const checked = checkClosing(content(drawn), facts(more));
    expect(checked).toMatchObject({ ok: false, error: { code } });
  });

  test('is fine on the last day of a class, into an open account, up to the target', () => {
    const open = facts({
      account,
      fund: { ...facts().fund, targetSize: 100n },
      classes: [{ ...facts().classes[0]!, closedOn: day }],
    });
    expect(checkClosing(content({ accountId: 'a' }), open).ok).toBe(true);
    const above = content({ lines: [{ investorId, classId, minor: 101n }] });
    expect(checkClosing(above, open)).toMatchObject({ error: { code: 'closingOverTarget' } });
    expect(checkClosing(above, { ...open, isCapped: false }).ok).toBe(true);
  });

  test('that would call more of somebody than they committed is refused', () => {
    const layer = (callId: string, held: readonly (readonly [string, bigint])[], out: readonly string[] = []) => ({
      callId,
      useOrdinal: 0,
      dueOn: day,
      out: new Set(out),
      held: new Map(held),
    });
    const layers = [layer('one', [[key, 90n]]), layer('two', [[`${other} ${classId}`, 90n]], [key])];
    const standing = facts({
      layers,
      commitments: [
        { investorId: other, classId, minor: 100n },
        { investorId, classId, minor: 100n },
      ],
    });
    const terms = { rate: '0', compounding: 'simple', dayCount: 'act/365f', dueOn: day } as const;
    const drawn = content({ kind: 'subsequent', terms, accountId: 'a' });
    const outcome = outcomeOf(drawn, standing);
    expect(checkReady(drawn, standing, outcome)).toMatchObject({ error: { code: 'closingOverCommitment' } });
  });
});

test('a transfer never leaves either side called for more than it committed', () => {
  const amount = fc.bigInt(0n, 1000n);
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 6 }), amount, fc.integer({ min: 1, max: 100 }), (calls, left, percent) => {
      const held = calls.reduce((sum, minor) => sum + minor, 1n + left);
      const minor = (held * BigInt(percent) + 99n) / 100n;
      const standing = {
        commitments: [{ investorId, classId, minor: held }],
        layers: calls.map((called, index) => ({
          callId: `${index}`,
          useOrdinal: 0,
          dueOn: day,
          out: new Set(),
          held: new Map([[key, called]]),
        })),
        capital: [],
        original: null,
      } as unknown as TransferFacts;
      const wanted = { classId, fromInvestorId: investorId, toInvestorId: other, effectiveOn: day, minor };
      const outcome = outcomeOfTransfer(wanted, standing);
      for (const { after } of [outcome.from, outcome.to]) expect(after.called).toBeLessThanOrEqual(after.commitment);
      for (const moved of outcome.calls) {
        expect(moved.minor).toBeGreaterThan(0n);
        expect(moved.minor).toBeLessThanOrEqual(calls[Number(moved.callId)]!);
      }
    }),
  );
});

describe('a chart without the roles', () => {
  test('is told which one is missing', () => {
    const bare = starterAccounts('starter-1').filter(({ role }) => role === null);
    const net = { key, investorId, classId, minor: 5n, interest: 0n };
    const missing = { ok: false, error: { code: 'roleMissing' } };
    expect(equalisationLines([net], bare, usd)).toMatchObject(missing);
    expect(refundLines([{ investorId, minor: 5n }], bare, '1000', usd)).toMatchObject(missing);
    const wanted = { classId, fromInvestorId: investorId, toInvestorId: other, effectiveOn: day, minor: 40n };
    const capital = [{ account: '3000', name: 'Contributed', from: -100n, to: 0n }];
    const standing = {
      commitments: [{ investorId, classId, minor: 100n }],
      layers: [],
      capital,
      original: null,
    } as unknown as TransferFacts;
    const outcome = outcomeOfTransfer(wanted, standing);
    expect(outcome.to.after).toEqual({ commitment: 40n, called: 0n, capital: -40n });
    expect(transferEntry(wanted, outcome, bare, usd)).toMatchObject(missing);
    expect(transferEntry(wanted, outcome, starterAccounts('starter-1'), usd)).toMatchObject({
      value: [{ amount: { minor: 40n } }, { amount: { minor: -40n } }],
    });
  });

  test('pays a refund from the operating account where the bank account has none of its own', () => {
    const lines = refundLines([{ investorId, minor: 5n }], starterAccounts('starter-1'), '1099', usd);
    expect(lines).toMatchObject({ value: [{ investorId }, { account: '1000', amount: { minor: -5n } }] });
  });
});
