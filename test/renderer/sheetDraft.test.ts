import { describe, expect, test } from 'vitest';
import { type History, noHistory, redo, remember, undo } from '#renderer/components/sheet/history.ts';
import {
  clearEntries,
  fillDownEntries,
  pasteEntries,
  readSheet,
  type SheetColumn,
  type SheetDraft,
  withEntries,
} from '#renderer/components/sheet/sheetDraft.ts';
import { currency } from '#shared/currencies.ts';

type Line = Readonly<{ id: string; base: bigint }>;
const rows: readonly Line[] = [
  { id: 'a', base: 100_000n },
  { id: 'b', base: 200_000n },
  { id: 'c', base: 300_000n },
];
const columns: readonly SheetColumn<Line>[] = [
  { id: 'name', header: 'Line', type: 'readonly', value: (row) => row.id },
  {
    id: 'gross',
    header: 'Gross',
    type: 'amount',
    currency: currency('USD'),
    value: (row) => row.base,
    percentOf: (row) => row.base,
    check: (minor) => (minor !== null && minor < 0n ? 'not negative' : undefined),
  },
  { id: 'rate', header: 'Rate', type: 'percent' },
];
const rowId = (row: Line) => row.id;
const frame = { rows, columns, rowId };
const cell = (row: number, column: number) => ({ top: row, bottom: row, left: column, right: column });

describe('paste', () => {
  test('a block is read cell by cell; one clear cell settles how the column writes fractions', () => {
    const entries = pasteEntries(
      [
        ['1.234', '15 %'],
        ['5,5', '7,5'],
      ],
      cell(0, 1),
      frame,
    );
    expect(entries).toEqual([
      { rowId: 'a', columnId: 'gross', text: '1234.00' },
      { rowId: 'b', columnId: 'gross', text: '5.50' },
      { rowId: 'a', columnId: 'rate', text: '15' },
      { rowId: 'b', columnId: 'rate', text: '7.5' },
    ]);
  });

  test('one value fills the block, a percentage is of each row, and read-only cells are passed over', () => {
    const entries = pasteEntries([['10%']], { top: 0, bottom: 2, left: 0, right: 1 }, frame);
    expect(entries.map(({ rowId: id, text }) => [id, text])).toEqual([
      ['a', '100.00'],
      ['b', '200.00'],
      ['c', '300.00'],
    ]);
  });

  test('what runs over the edge is left out, and what cannot be read is kept as typed', () => {
    const entries = pasteEntries([['x'], ['2'], ['3']], cell(1, 1), frame);
    expect(entries.map(({ rowId: id, text }) => [id, text])).toEqual([
      ['b', 'x'],
      ['c', '2.00'],
    ]);
  });
});

test('fill down copies the top of the block; a single cell takes the one above', () => {
  const draft: SheetDraft = { a: { gross: '7.00' } };
  const filled = fillDownEntries({ top: 0, bottom: 2, left: 1, right: 1 }, draft, frame);
  expect(filled.map(({ rowId: id, text }) => [id, text])).toEqual([
    ['b', '7.00'],
    ['c', '7.00'],
  ]);
  expect(fillDownEntries(cell(1, 1), draft, frame)).toEqual([{ rowId: 'b', columnId: 'gross', text: '7.00' }]);
  expect(fillDownEntries(cell(0, 1), draft, frame)).toEqual([]);
});

test('an entry stays with its row whatever the order', () => {
  const draft = withEntries({}, [{ rowId: 'c', columnId: 'gross', text: '1.00' }]);
  const turned = readSheet(columns, [...rows].reverse(), rowId, draft);
  expect(turned.cells.c?.gross).toMatchObject({ ok: true, minor: 100n });
  expect(turned.cells.a?.gross).toMatchObject({ ok: true, minor: 100_000n });
});

test('problems name the cell: what cannot be read and what the rule refuses', () => {
  const draft: SheetDraft = { a: { gross: '1.234' }, b: { gross: '-1' }, c: { rate: 'high' } };
  const { problems } = readSheet(columns, rows, rowId, draft);
  expect(problems.map(({ rowId: id, columnId }) => `${id}:${columnId}`)).toEqual(['a:gross', 'b:gross', 'c:rate']);
  expect(problems[1]?.reason).toBe('not negative');
});

test('clearing leaves read-only cells alone', () => {
  expect(clearEntries({ top: 0, bottom: 0, left: 0, right: 2 }, frame).map(({ columnId }) => columnId)).toEqual(['gross', 'rate']);
});

test('undo and redo walk the same road back and forth; a new change forgets the way forward', () => {
  const first: History<string> = remember(remember<string>(noHistory, 'one'), 'two');
  const back = undo(first, 'three');
  expect(back?.value).toBe('two');
  const forth = back && redo(back.history, back.value);
  expect(forth?.value).toBe('three');
  expect(back && redo(remember(back.history, 'two'), 'other')).toBeUndefined();
  expect(undo(noHistory, 'one')).toBeUndefined();
});
