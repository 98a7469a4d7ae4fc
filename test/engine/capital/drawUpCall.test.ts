import { expect, test } from 'vitest';
import { callFactsOf, excusesIn, type Records } from '#main/engine/capital/callFacts.ts';
import { type AskedCall, changedShares, drawLines, drawUpCall } from '#main/engine/capital/drawUpCall.ts';
import type { Currency } from '#shared/currencies.ts';
import { businessDate } from '#shared/dates.ts';

const USD = 'USD' as Currency;
const today = businessDate('2026-03-02');
const at = { on: today, today, isNoticeFixed: false };

const records = (more: Partial<Records> = {}): Records => ({
  fund: { id: 'fund', name: 'Harbour Fund I', currency: USD, status: 'investing' },
  hasBooks: true,
  holdings: ['a', 'b', 'c'].map((investorId, index) => ({
    investorId,
    classId: 'A',
    commitment: 100n * BigInt(index + 1),
    calledInside: 0n,
    calledOutside: 0n,
    isDefaulted: investorId === 'c',
  })),
  names: new Map([['a', 'Alder']]),
  sideLetters: [],
  terms: [],
  hash: (text) => text,
  calledOnBasis: () => new Map(),
  percentsOnBasis: () => [],
  ...more,
});

const asked = (more: Partial<AskedCall> = {}): AskedCall => ({
  method: 'amount',
  priority: 'normal',
  currency: USD,
  noticeOn: today,
  dueOn: businessDate('2026-03-17'),
  urgentReason: null,
  cashOnHand: null,
  uses: [{ purpose: 'investment', insideCommitment: true, minor: 30n, percent: null }],
  treatments: [],
  ...more,
});
const draw = (more: Partial<AskedCall> = {}, kept: Partial<Records> = {}) => drawUpCall(asked(more), callFactsOf(records(kept), at));

test('a call is drawn up over everybody who is not in default, with the basis of every use', () => {
  expect(draw()).toMatchObject({
    value: {
      total: 30n,
      uses: [{ minor: 30n, basisHash: 'a A 100\nb A 200', basisTotal: 300n, calledBefore: 0n }],
      lines: [{ minor: 10n }, { minor: 20n }],
      parts: [
        { use: 0, line: 0, minor: 10n, calledBefore: 0n, exact: 10n },
        { use: 0, line: 1, minor: 20n },
      ],
    },
  });
});

test('what was called on the same basis counts, and so do the percentages of it', () => {
  const holdings = records().holdings.map((one) => ({ ...one, calledInside: one.investorId === 'a' ? 50n : 20n }));
  const onBasis = new Map([
    ['a A', 10n],
    ['b A', 21n],
  ]);
  expect(draw({}, { holdings, calledOnBasis: () => onBasis })).toMatchObject({
    value: { uses: [{ calledBefore: 31n }], lines: [{ minor: 10n }, { minor: 20n }] },
  });
  const percent = { purpose: 'investment', insideCommitment: true, minor: null, percent: '0.5' } as const;
  expect(draw({ method: 'percent', uses: [percent] }, { percentsOnBasis: () => ['0.1', '0.1'] })).toMatchObject({ value: { total: 1n } });
  expect(draw({ method: 'percent', uses: [{ ...percent, minor: 1n }] })).toMatchObject({ error: { code: 'callUseWrong' } });
});

test.each<[string, Partial<AskedCall>, Partial<Records>, string]>([
  ['a closed fund', {}, { fund: { ...records().fund, status: 'closed' } }, 'fundClosed'],
  ['a fund without books', {}, { hasBooks: false }, 'booksMissing'],
  ['another currency', { currency: 'EUR' as Currency }, {}, 'callCurrencyWrong'],
  ['nobody', {}, { holdings: [] }, 'callNoHoldings'],
  ['too much', { uses: [{ ...asked().uses[0]!, minor: 301n }] }, {}, 'callOverUnfunded'],
  ['a stranger', { treatments: [{ investorId: 'x', classId: 'A', treatment: 'excused', reason: 'r' }] }, {}, 'callHoldingUnknown'],
])('%s is refused', (_what, more, kept, code) => {
  expect(draw(more, kept)).toMatchObject({ error: { code } });
});

test('notice and the right to be excused come from the documents in force, the fund’s own before the general', () => {
  const held = { fromOn: businessDate('2026-01-01'), untilOn: null };
  const letter = (investorId: string, fundId: string | null, term: Records['sideLetters'][number]['term']) => ({
    investorId,
    fundId,
    term,
    ...held,
  });
  const kept = records({
    sideLetters: [
      letter('a', null, { kind: 'noticeDays', days: 20 }),
      letter('a', 'fund', { kind: 'noticeDays', days: 12 }),
      letter('c', null, { kind: 'noticeDays', days: 30 }),
      letter('b', null, { kind: 'excuse', text: 'No tobacco' }),
    ],
  });
  expect(callFactsOf(kept, at)).toMatchObject({ longerNotice: [{ investor: 'Alder', days: 12 }], noticeTerm: null, calendar: 'usBank' });
  expect([...excusesIn(kept, today)]).toEqual([['b', 'No tobacco']]);
  expect(callFactsOf(kept, at).nameOf('b')).toBe('b');
});

test('a share that would differ today names its investor, once', () => {
  const drawn = drawLines(asked(), callFactsOf(records(), at));
  if (!drawn.ok) throw new Error('refused');
  const stored = drawn.value.lines.map(({ holding, minor, insideMinor }) => ({ ...holding, minor, insideMinor }));
  expect(changedShares(stored, drawn.value)).toEqual([]);
  expect(changedShares(stored.slice(1), drawn.value)).toEqual(['a']);
  expect(changedShares([{ ...stored[0]!, minor: 11n }, stored[1]!], drawn.value)).toEqual(['a']);
  expect(changedShares([...stored, { ...stored[0]!, investorId: 'z' }], drawn.value)).toEqual(['z']);
});
