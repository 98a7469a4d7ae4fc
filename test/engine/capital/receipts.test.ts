import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTo, bucketOf, noBuckets, sumBuckets } from '#main/engine/capital/ageing.ts';
import { matchRows, type Payable, type Payer } from '#main/engine/capital/matching.ts';
import {
  type CallFact,
  inSuspense,
  type OpenBook,
  owedKey,
  type PlacedPart,
  place,
  positionsOf,
  receiptState,
  sumOfParts,
  takeOldest,
  type WantedPart,
} from '#main/engine/capital/receipts.ts';
import { noticesDue } from '#main/engine/capital/reminders.ts';
import { currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';
import { codeOf } from '#test/kit/house.ts';

const day = businessDate;
const on = day('2026-03-10');

function book(more: Partial<CallFact> = {}): OpenBook {
  const call: CallFact = { label: 'Call 1', state: 'issued', issuedOn: day('2026-03-01'), rescindedOn: null, ...more };
  return {
    currency: currency('USD'),
    calls: new Map([['c', call]]),
    lines: new Map([[owedKey('c', 0), { label: 'Alder in Call 1', investorId: 'alder', lineOrdinal: 0, open: 100n }]]),
    bills: new Map([[owedKey('c', 0), { label: 'Bill 1', investorId: 'alder', lineOrdinal: 0, open: 10n }]]),
    isInvestor: (id) => id === 'alder',
  };
}
const toCall = (minor: bigint, lineOrdinal = 0): WantedPart => ({ kind: 'call', callId: 'c', lineOrdinal, minor });
const toBill = (minor: bigint, billOrdinal = 0): WantedPart => ({ kind: 'interest', callId: 'c', billOrdinal, minor });

describe('placing money', () => {
  test('takes from what is open, so that the next receipt sees what is left', () => {
    const open = book();
    expect(codeOf(place(open, [toCall(60n), toBill(10n)], on))).toBe('ok');
    expect(place(open, [toCall(41n)], on)).toMatchObject({ error: { code: 'partOverOpen', detail: { open: 'USD 0.40' } } });
    expect(codeOf(place(open, [toBill(1n)], on))).toBe('partOverOpen');
    expect(codeOf(place(open, [toCall(40n)], on))).toBe('ok');
  });

  test('a refused part takes nothing', () => {
    const open = book();
    expect(codeOf(place(open, [toCall(60n), toBill(11n)], on))).toBe('partOverOpen');
    expect(codeOf(place(open, [toCall(100n)], on))).toBe('ok');
  });

  test('needs an issued call, a line or bill of it, and an investor of the house', () => {
    expect(codeOf(place(book(), [{ ...toCall(1n), callId: 'x' } as WantedPart], on))).toBe('notFound');
    expect(codeOf(place(book(), [toCall(1n, 7)], on))).toBe('notFound');
    expect(codeOf(place(book(), [toBill(1n, 7)], on))).toBe('notFound');
    expect(codeOf(place(book({ state: 'draft', issuedOn: null }), [toCall(1n)], on))).toBe('callNotIssued');
    expect(codeOf(place(book({ state: 'approved', issuedOn: null }), [toCall(1n)], on))).toBe('callNotIssued');
    expect(codeOf(place(book({ state: 'rescinded', rescindedOn: on }), [toCall(1n)], on))).toBe('callRescinded');
    expect(codeOf(place(book({ state: 'rescinded', issuedOn: null }), [toCall(1n)], on))).toBe('callRescinded');
    expect(codeOf(place(book(), [toCall(1n)], day('2026-02-28')))).toBe('beforeCallIssued');
    expect(codeOf(place(book(), [{ kind: 'advance', investorId: 'birch', minor: 1n }], on))).toBe('investorsUnknown');
  });

  test('names each place once', () => {
    const advance: WantedPart = { kind: 'advance', investorId: 'alder', minor: 1n };
    const suspense: WantedPart = { kind: 'suspense', minor: 1n };
    expect(codeOf(place(book(), [advance, suspense, toCall(1n), toBill(1n)], on))).toBe('ok');
    for (const part of [advance, suspense, toCall(1n), toBill(1n)]) expect(codeOf(place(book(), [part, part], on))).toBe('partTwice');
  });

  test('whatever is recorded in whatever order, nobody pays more than is open', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 80n }), { maxLength: 20 }), (amounts) => {
        const open = book();
        const paid = amounts.flatMap((minor) => (place(open, [toCall(minor)], on).ok ? [minor] : []));
        const sum = paid.reduce((total, minor) => total + minor, 0n);
        expect(sum <= 100n).toBe(true);
        expect(open.lines.get(owedKey('c', 0))?.open).toBe(100n - sum);
      }),
    );
  });
});

describe('a receipt', () => {
  const part = (kind: PlacedPart['kind'], minor: bigint): PlacedPart => ({
    kind,
    callId: null,
    lineOrdinal: null,
    billOrdinal: null,
    investorId: null,
    minor,
  });

  test('stands where its parts come to', () => {
    const parts = [part('suspense', 100n), part('suspense', -60n), part('call', 60n), part('call', -60n), part('advance', 60n)];
    expect(positionsOf(parts)).toEqual([part('suspense', 40n), part('advance', 60n)]);
    expect([inSuspense(parts), sumOfParts(parts)]).toEqual([40n, 100n]);
  });

  test('is what its parts say it is', () => {
    const receipt = { minor: 100n, reversesId: null };
    expect(receiptState(receipt, 100n, false)).toBe('suspense');
    expect(receiptState(receipt, 40n, false)).toBe('partlyIdentified');
    expect(receiptState(receipt, 0n, false)).toBe('applied');
    expect(receiptState(receipt, 0n, true)).toBe('returned');
    expect(receiptState({ minor: -100n, reversesId: 'r' }, 0n, false)).toBe('return');
  });

  test('held money goes oldest first', () => {
    const held = [{ minor: 30n }, { minor: 50n }, { minor: 20n }];
    expect(takeOldest(held, 60n).map(({ minor }) => minor)).toEqual([30n, 30n]);
    expect(takeOldest(held, 0n)).toEqual([]);
  });
});

describe('pasted rows', () => {
  const payers: Payer[] = [
    { investorId: 'alder', name: 'Alder Trust, LLC', references: ['ALD-77'] },
    { investorId: 'birch', name: 'Birch Pension', references: [] },
    { investorId: 'birch2', name: 'Birch Pension Ltd', references: ['X1', 'B2-9'] },
  ];
  const lines: Payable[] = [
    { callId: 'c', lineOrdinal: 0, investorId: 'alder', label: 'Call 1', open: 100n },
    { callId: 'd', lineOrdinal: 4, investorId: 'alder', label: 'Call 2', open: 50n },
    { callId: 'd', lineOrdinal: 5, investorId: 'birch2', label: 'Call 2', open: 77n },
  ];
  const row = (line: number, investor: string, reference: string, minor: bigint) => ({ line, investor, reference, minor });

  test('are matched by name, reference or the only amount, and pay the oldest lines first', () => {
    const [first, second, third, fourth] = matchRows(
      [row(1, 'alder trust', '', 120n), row(2, '', 'WIRE ALD-77 CALL', 60n), row(3, '', '', 77n), row(4, 'B2-9', '', 5n)],
      payers,
      lines,
    );
    expect(first).toMatchObject({ matchedBy: 'name', pays: 'Call 1, Call 2 in part', payer: { investorId: 'alder' } });
    expect(first!.parts.map(({ minor }) => minor)).toEqual([100n, 20n]);
    expect(second).toMatchObject({ matchedBy: 'reference', pays: 'Call 2, held in advance' });
    expect(second!.parts).toMatchObject([
      { kind: 'call', minor: 30n },
      { kind: 'advance', investorId: 'alder', minor: 30n },
    ]);
    expect(third).toMatchObject({ matchedBy: 'amount', payer: { investorId: 'birch2' }, pays: 'Call 2' });
    expect(fourth).toMatchObject({ matchedBy: 'reference', pays: 'held in advance' });
  });

  test('are nobody’s where nobody fits or two do', () => {
    const found = matchRows([row(1, 'Birch Pension', '', 5n), row(2, 'Unknown', '', 100n), row(3, '', 'X1', 9n)], payers, lines);
    expect(found.map(({ matchedBy, pays }) => [matchedBy, pays])).toEqual([
      ['several', 'Suspense'],
      ['nothing', 'Suspense'],
      ['nothing', 'Suspense'],
    ]);
  });

  test('whatever is pasted, the parts of a row come to its amount and no line is paid beyond what is open', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('Alder Trust', 'Birch Pension', '', 'B2-9'), fc.bigInt({ min: 1n, max: 90n })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, (typed) => {
        const matched = matchRows(
          typed.map(([investor, minor], index) => row(index + 1, investor, '', minor)),
          payers,
          lines,
        );
        expect(matched.map(({ parts }) => sumOfParts(parts))).toEqual(typed.map(([, minor]) => minor));
        for (const { callId, lineOrdinal, open } of lines) {
          const paid = matched.flatMap(({ parts }) =>
            parts.filter((part) => part.kind === 'call' && part.callId === callId && part.lineOrdinal === lineOrdinal),
          );
          expect(sumOfParts(paid) <= open).toBe(true);
        }
      }),
    );
  });
});

describe('ageing', () => {
  test.each([
    ['2026-03-10', 'notDue'],
    ['2026-03-11', 'notDue'],
    ['2026-03-09', 'upTo30'],
    ['2026-02-08', 'upTo30'],
    ['2026-02-07', 'upTo60'],
    ['2026-01-09', 'upTo60'],
    ['2026-01-08', 'upTo90'],
    ['2025-12-10', 'upTo90'],
    ['2025-12-09', 'over90'],
  ])('due on %s is %s', (dueOn, bucket) => {
    expect(bucketOf(day(dueOn), on)).toBe(bucket);
  });

  test('the buckets come to the total', () => {
    const one = addTo(addTo(noBuckets, day('2026-03-01'), on, 5n), day('2025-01-01'), on, 7n);
    expect(sumBuckets([one, one])).toEqual({ notDue: 0n, upTo30: 10n, upTo60: 0n, upTo90: 0n, over90: 14n, total: 24n });
  });
});

describe('reminders', () => {
  const line = { callId: 'c', lineOrdinal: 0, dueOn: day('2026-03-10'), open: 5n };
  const schedule = { steps: [10, -5, 0, 3, 3], escalateFrom: 10 };
  const due = (today: string, noted?: number, open = 5n) =>
    noticesDue([{ ...line, open }], () => noted, schedule, day(today)).map(({ stepDays, kind }) => [stepDays, kind]);

  test('come when an age is reached, the newest alone, each once', () => {
    expect(due('2026-03-04')).toEqual([]);
    expect(due('2026-03-05')).toEqual([[-5, 'reminder']]);
    expect(due('2026-03-09', -5)).toEqual([]);
    expect(due('2026-03-14', -5)).toEqual([[3, 'reminder']]);
    expect(due('2026-03-20', 3)).toEqual([[10, 'escalation']]);
    expect(due('2026-05-20', 10)).toEqual([]);
    expect(due('2026-03-20', undefined, 0n)).toEqual([]);
  });
});
