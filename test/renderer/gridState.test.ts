import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyGrid, type GridEvent, type GridFrame, type GridState, gridStep } from '#renderer/components/table/gridState.ts';

const frame: GridFrame = { rows: 100, columns: 5, page: 10, selectable: true, idAt: (row) => `row-${row}` };
const key = (name: string, more: { ctrl?: boolean; shift?: boolean } = {}): GridEvent => ({
  type: 'key',
  key: name,
  ctrl: false,
  shift: false,
  ...more,
});
const after = (...events: GridEvent[]): GridState => events.reduce((state, event) => gridStep(state, event, frame), emptyGrid);
const at = (...events: GridEvent[]) => {
  const { row, column } = after(...events).active;
  return [row, column];
};

describe('moving', () => {
  test('arrows move by one and stop at the edges; the header row lies above the first', () => {
    expect(at(key('ArrowDown'), key('ArrowRight'))).toEqual([1, 1]);
    expect(at(key('ArrowUp'), key('ArrowUp'), key('ArrowLeft'))).toEqual([-1, 0]);
  });

  test('Home and End stay in the row, with Ctrl they go to the corners', () => {
    expect(at(key('ArrowDown'), key('End'))).toEqual([1, 4]);
    expect(at(key('End', { ctrl: true }))).toEqual([99, 4]);
    expect(at(key('End', { ctrl: true }), key('Home', { ctrl: true }))).toEqual([0, 0]);
  });

  test('Page Down and Page Up move by what is seen, and Page Up never lands in the header', () => {
    expect(at(key('PageDown'), key('PageDown'))).toEqual([20, 0]);
    expect(at(key('PageDown'), key('PageUp'), key('PageUp'))).toEqual([0, 0]);
  });

  test('a key the grid has no use for leaves the very same state', () => {
    expect(gridStep(emptyGrid, key('F5'), frame)).toBe(emptyGrid);
    expect(gridStep(emptyGrid, key('Escape'), frame)).toBe(emptyGrid);
  });
});

describe('selecting', () => {
  const selected = (...events: GridEvent[]) => [...after(...events).selected];

  test('Space toggles the row under the cursor', () => {
    expect(selected(key(' '), key('ArrowDown'), key(' '))).toEqual(['row-0', 'row-1']);
    expect(selected(key(' '), key(' '))).toEqual([]);
  });

  test('Shift extends from the anchor, and shrinks again on the way back', () => {
    expect(selected(key('ArrowDown'), key('ArrowDown', { shift: true }), key('ArrowDown', { shift: true }))).toEqual([
      'row-1',
      'row-2',
      'row-3',
    ]);
    expect(selected(key('ArrowDown', { shift: true }), key('ArrowDown', { shift: true }), key('ArrowUp', { shift: true }))).toEqual([
      'row-0',
      'row-1',
    ]);
  });

  test('Ctrl+A takes every row, Escape none', () => {
    expect(selected(key('a', { ctrl: true }))).toHaveLength(100);
    expect(selected(key('a', { ctrl: true }), key('Escape'))).toEqual([]);
  });

  test('a press on the box toggles, with Shift it takes the range, elsewhere it only moves', () => {
    const press = (row: number, more: { shift?: boolean; onBox?: boolean } = {}): GridEvent => ({
      type: 'press',
      position: { row, column: 1 },
      ctrl: false,
      shift: false,
      onBox: false,
      ...more,
    });
    expect(selected(press(4, { onBox: true }), press(6, { shift: true }))).toEqual(['row-4', 'row-5', 'row-6']);
    expect(selected(press(4, { onBox: true }), press(8))).toEqual(['row-4']);
  });

  test('nothing can be selected where rows cannot', () => {
    const plain = { ...frame, selectable: false };
    for (const event of [key(' '), key('a', { ctrl: true }), key('ArrowDown', { shift: true })]) {
      expect(gridStep(emptyGrid, event, plain).selected.size).toBe(0);
    }
  });
});

test('whatever is pressed, the cursor stays inside and only existing rows are selected', () => {
  const keys = fc.record({
    type: fc.constant('key' as const),
    key: fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', ' ', 'a', 'Escape'),
    ctrl: fc.boolean(),
    shift: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 40 }), fc.integer({ min: 0, max: 12 }), (events, rows) => {
      const small = { ...frame, rows };
      const end = events.reduce<GridState>((state, event) => gridStep(state, event, small), emptyGrid);
      expect(end.active.row).toBeGreaterThanOrEqual(-1);
      expect(end.active.row).toBeLessThan(Math.max(1, rows));
      expect(end.active.column).toBeGreaterThanOrEqual(0);
      expect(end.active.column).toBeLessThan(5);
      expect([...end.selected].every((id) => Number(id.slice(4)) < rows)).toBe(true);
    }),
  );
});
