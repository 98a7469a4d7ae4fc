/** The grid's keyboard and selection as a pure step; row -1 is the header row. */

export type GridPosition = Readonly<{ row: number; column: number }>;
export type GridState = Readonly<{ active: GridPosition; anchor: number; selected: ReadonlySet<string> }>;
export type GridFrame = Readonly<{ rows: number; columns: number; page: number; selectable: boolean; idAt: (row: number) => string }>;

export type GridEvent =
  | Readonly<{ type: 'key'; key: string; ctrl: boolean; shift: boolean }>
  | Readonly<{ type: 'press'; position: GridPosition; ctrl: boolean; shift: boolean; onBox: boolean }>
  | Readonly<{ type: 'selectAll' }>
  | Readonly<{ type: 'clear' }>;

export const emptyGrid: GridState = { active: { row: 0, column: 0 }, anchor: 0, selected: new Set() };

/** The state after an event; the same state when the grid has no use for it. */
export function gridStep(state: GridState, event: GridEvent, frame: GridFrame): GridState {
  if (event.type === 'press') return press(state, event, frame);
  if (event.type === 'clear') return state.selected.size === 0 ? state : { ...state, selected: new Set() };
  if (event.type === 'selectAll') return frame.selectable ? { ...state, selected: idsBetween(0, frame.rows - 1, frame) } : state;
  if (event.ctrl && event.key.toLowerCase() === 'a') return gridStep(state, { type: 'selectAll' }, frame);
  if (event.key === 'Escape') return gridStep(state, { type: 'clear' }, frame);
  if (event.key === ' ') return space(state, event.shift, frame);
  return move(state, event, frame);
}

function move(state: GridState, { key, ctrl, shift }: Extract<GridEvent, { type: 'key' }>, frame: GridFrame): GridState {
  const active = moved(state.active, key, ctrl, frame);
  if (!active) return state;
  const extending = shift && frame.selectable && active.row >= 0 && active.row !== state.active.row;
  if (extending) return { active, anchor: state.anchor, selected: idsBetween(state.anchor, active.row, frame) };
  return { ...state, active, anchor: shift ? state.anchor : active.row };
}

export function moved({ row, column }: GridPosition, key: string, ctrl: boolean, frame: GridFrame): GridPosition | undefined {
  const [lastRow, lastColumn] = [frame.rows - 1, frame.columns - 1];
  const to = (nextRow: number, nextColumn: number): GridPosition => ({
    row: Math.max(-1, Math.min(nextRow, lastRow)),
    column: Math.max(0, Math.min(nextColumn, lastColumn)),
  });
  if (key === 'ArrowUp') return ctrl ? to(Math.min(0, lastRow), column) : to(row - 1, column);
  if (key === 'ArrowDown') return ctrl ? to(lastRow, column) : to(row + 1, column);
  if (key === 'ArrowLeft') return ctrl ? to(row, 0) : to(row, column - 1);
  if (key === 'ArrowRight') return ctrl ? to(row, lastColumn) : to(row, column + 1);
  if (key === 'Home') return to(ctrl ? Math.min(0, lastRow) : row, 0);
  if (key === 'End') return to(ctrl ? lastRow : row, lastColumn);
  if (key === 'PageUp') return to(Math.max(0, row - frame.page), column);
  if (key === 'PageDown') return to(row + frame.page, column);
  return undefined;
}

function space(state: GridState, shift: boolean, frame: GridFrame): GridState {
  const { row } = state.active;
  if (!frame.selectable || row < 0 || row >= frame.rows) return state;
  if (shift) return { ...state, selected: idsBetween(state.anchor, row, frame) };
  return { ...state, anchor: row, selected: toggled(state.selected, frame.idAt(row)) };
}

function press(state: GridState, { position, ctrl, shift, onBox }: Extract<GridEvent, { type: 'press' }>, frame: GridFrame): GridState {
  const { row } = position;
  if (!frame.selectable || row < 0) return { ...state, active: position };
  if (shift) return { active: position, anchor: state.anchor, selected: idsBetween(state.anchor, row, frame) };
  if (ctrl || onBox) return { active: position, anchor: row, selected: toggled(state.selected, frame.idAt(row)) };
  return { ...state, active: position, anchor: row };
}

function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

function idsBetween(from: number, to: number, frame: GridFrame): ReadonlySet<string> {
  const first = Math.max(0, Math.min(from, to));
  const last = Math.min(frame.rows - 1, Math.max(from, to));
  const ids = new Set<string>();
  for (let row = first; row <= last; row += 1) ids.add(frame.idAt(row));
  return ids;
}
