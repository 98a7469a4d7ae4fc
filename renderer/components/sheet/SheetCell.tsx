import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from 'react';

export type EditEnd = Readonly<{ text: string; move: 'down' | 'up' | 'right' | 'left' | 'stay' }>;

type SheetCellProps = Readonly<{
  row: number;
  column: number;
  label: string;
  shown: ReactNode;
  kind: 'entry' | 'readonly';
  alignEnd: boolean;
  active: boolean;
  inRange: boolean;
  /** Where this cell's problem is told, if it has one. */
  problemId: string | null;
  /** What the editor starts with while this cell is being edited. */
  editing: string | null;
  onEnd: (end: EditEnd | null) => void;
}>;

function SheetCellPlain(props: SheetCellProps) {
  const { row, column, label, shown, kind, alignEnd, active, inRange, problemId, editing, onEnd } = props;
  return (
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-readonly={kind === 'readonly' || undefined}
      aria-invalid={problemId !== null || undefined}
      aria-selected={inRange || active}
      aria-describedby={active ? (problemId ?? undefined) : undefined}
      data-cell={`${row}:${column}`}
      data-kind={kind}
      data-align={alignEnd ? 'end' : undefined}
      data-active={active || undefined}
      data-range={inRange || undefined}
      data-invalid={problemId !== null || undefined}
      tabIndex={active ? 0 : -1}
      className="grid-cell sheet-cell relative"
    >
      {editing === null ? (
        <span className="clip">{shown}</span>
      ) : (
        <CellEditor label={label} initial={editing} alignEnd={alignEnd} onEnd={onEnd} />
      )}
    </div>
  );
}

export const SheetCell = memo(SheetCellPlain);

type CellEditorProps = Readonly<{ label: string; initial: string; alignEnd: boolean; onEnd: (end: EditEnd | null) => void }>;

function CellEditor({ label, initial, alignEnd, onEnd }: CellEditorProps) {
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    const element = input.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  const end = (result: EditEnd | null) => {
    if (ended.current) return;
    ended.current = true;
    onEnd(result);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    const text = event.currentTarget.value;
    if (event.key === 'Escape') end(null);
    else if (event.key === 'Enter') end({ text, move: event.shiftKey ? 'up' : 'down' });
    else if (event.key === 'Tab') end({ text, move: event.shiftKey ? 'left' : 'right' });
    else return;
    event.preventDefault();
  };
  return (
    <input
      ref={input}
      aria-label={label}
      defaultValue={initial}
      onKeyDown={press}
      onBlur={(event) => end({ text: event.currentTarget.value, move: 'stay' })}
      className={`absolute inset-0 size-full bg-surface px-(--cell-pad) outline-2 outline-focus -outline-offset-2 ${alignEnd ? 'text-end' : ''}`}
    />
  );
}
