import { Redo2, Undo2 } from 'lucide-react';
import { type ReactNode, useId, useMemo, useRef } from 'react';
import { IconButton } from './IconButton.tsx';
import { SheetFoot, SheetHead, SheetRow, SheetStatus } from './sheet/SheetParts.tsx';
import { hasTotals, readSheet, type SheetColumn, type SheetDraft, type SheetProblem } from './sheet/sheetDraft.ts';
import { type SheetDesk, useSheet } from './sheet/useSheet.ts';
import { useGridVirtualizer } from './table/useGridVirtualizer.ts';
import { useCellScale, useRowHeight } from './table/useRowHeight.ts';

type SheetProps<Row> = Readonly<{
  label: string;
  columns: readonly SheetColumn<Row>[];
  /** In the order and the selection the caller wants; entries stay with their row id. */
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Names a row in problems: "Alder Pension Fund". */
  rowName: (row: Row) => string;
  draft: SheetDraft;
  onDraftChange: (draft: SheetDraft) => void;
  /** Problems the host found, beside those the sheet finds itself. */
  errors?: readonly SheetProblem[];
  height?: number;
  toolbar?: ReactNode;
}>;

export function Sheet<Row>(props: SheetProps<Row>) {
  const { label, columns, rows, rowId, rowName, draft, onDraftChange, errors = [], height = 420, toolbar } = props;
  const frameRef = useRef<HTMLDivElement>(null);
  const problemId = useId();
  const rowHeight = useRowHeight();
  const reading = useMemo(() => readSheet(columns, rows, rowId, draft), [columns, rows, rowId, draft]);
  const problems = useMemo(() => [...reading.problems, ...errors], [reading, errors]);
  const virtualizer = useGridVirtualizer({ frameRef, count: rows.length, rowHeight, activeRow: -1, fixed: rowHeight * 2 });
  const page = Math.max(1, Math.floor(height / rowHeight) - 3);
  const desk = useSheet({ columns, rows, rowId, draft, onDraftChange, frameRef, scrollTo: (row) => virtualizer.scrollToIndex(row), page });
  const { template, minWidth } = trackWidths(columns, useCellScale());
  const shared = { ...props, reading, problems, template };
  const gridRows = rows.length + (hasTotals(columns) ? 2 : 1);
  return (
    <div className="flex min-w-0 flex-col">
      <SheetTools desk={desk}>{toolbar}</SheetTools>
      <div className="overflow-hidden rounded-card border border-line">
        {/* biome-ignore lint/a11y/useSemanticElements: a virtualised grid is no table element */}
        <div
          ref={frameRef}
          role="grid"
          aria-label={label}
          aria-rowcount={gridRows}
          aria-colcount={columns.length}
          aria-multiselectable
          tabIndex={-1}
          {...desk.handlers}
          className="grid-frame"
          style={{ height: Math.min(height, gridRows * rowHeight + 2) }}
        >
          <div className="flex min-h-full flex-col" style={{ minWidth }}>
            <SheetHead columns={columns} template={template} />
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
              {virtualizer.getVirtualItems().map(({ index, start }) => {
                const row = rows[index];
                if (row === undefined) return null;
                const id = rowId(row);
                return (
                  <SheetRow
                    key={id}
                    {...shared}
                    row={row}
                    id={id}
                    name={rowName(row)}
                    desk={desk}
                    problemId={problemId}
                    index={index}
                    start={start}
                  />
                );
              })}
            </div>
            <SheetFoot {...shared} />
          </div>
        </div>
      </div>
      <SheetStatus
        id={problemId}
        problems={problems}
        columns={columns}
        nameOf={(id) => rows.filter((row) => rowId(row) === id).map(rowName)[0] ?? 'A hidden row'}
        at={desk.address}
        onJump={(problem) => desk.goTo(problem)}
      />
    </div>
  );
}

function trackWidths<Row>(columns: readonly SheetColumn<Row>[], scale: number) {
  const widths = columns.map(({ width = 140 }) => Math.round(width * scale));
  return {
    template: columns.map(({ grow = 0 }, index) => (grow > 0 ? `minmax(${widths[index]}px, ${grow}fr)` : `${widths[index]}px`)).join(' '),
    minWidth: widths.reduce((running, width) => running + width, 0),
  };
}

function SheetTools({ desk, children }: Readonly<{ desk: SheetDesk; children: ReactNode }>) {
  const undoReasons = desk.canUndo ? [] : [{ text: 'Nothing has been changed yet.' }];
  const redoReasons = desk.canRedo ? [] : [{ text: 'Nothing has been undone.' }];
  return (
    <div className="flex items-center gap-1 pb-2">
      {children}
      <span className="ms-auto" />
      <IconButton icon={Undo2} label="Undo" shortcut="Ctrl+Z" onClick={desk.undo} reasons={undoReasons} />
      <IconButton icon={Redo2} label="Redo" shortcut="Ctrl+Y" onClick={desk.redo} reasons={redoReasons} />
    </div>
  );
}
