import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { classes } from '../classes.ts';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import { alignsEnd, nextSort, withFilter } from './cellValue.ts';
import { FilterPopover } from './FilterPopover.tsx';
import { SelectionBox } from './SelectionBox.tsx';
import type { TableColumn } from './tableTypes.ts';
import type { TableModel } from './useTableModel.ts';

type HeaderRowProps<Row> = Readonly<{
  model: TableModel<Row>;
  template: string;
  /** The column whose header holds the focus, if the header row does. */
  activeColumn: number | null;
  selectable: boolean;
  allSelected: boolean;
  someSelected: boolean;
  onToggleAll: () => void;
  onActivate: (column: number) => void;
  openFilter: string | null;
  onOpenFilter: (columnId: string | null) => void;
  onResize: (columnId: string, width: number) => void;
}>;

export function HeaderRow<Row>(props: HeaderRowProps<Row>) {
  const { model, template, activeColumn, selectable, allSelected, someSelected, onToggleAll, onActivate } = props;
  return (
    <div role="row" aria-rowindex={1} className="grid-row" style={{ gridTemplateColumns: template }}>
      {selectable && (
        <div
          role="columnheader"
          aria-colindex={1}
          data-cell="-1:0"
          tabIndex={activeColumn === 0 ? 0 : -1}
          className="grid-cell justify-center"
          onClick={() => {
            onActivate(0);
            onToggleAll();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === ' ') onToggleAll();
          }}
        >
          <VisuallyHidden>
            {allSelected ? 'Selection: all rows selected. Enter clears.' : 'Selection. Enter selects all rows.'}
          </VisuallyHidden>
          <SelectionBox checked={allSelected} partly={someSelected && !allSelected} />
        </div>
      )}
      {model.columns.map((column, index) => (
        <HeaderCell
          key={column.id}
          {...props}
          column={column}
          index={index + (selectable ? 1 : 0)}
          active={activeColumn === index + (selectable ? 1 : 0)}
        />
      ))}
    </div>
  );
}

type HeaderCellProps<Row> = HeaderRowProps<Row> & Readonly<{ column: TableColumn<Row>; index: number; active: boolean }>;

function HeaderCell<Row>({ column, index, active, model, onActivate, openFilter, onOpenFilter, onResize }: HeaderCellProps<Row>) {
  const { id, header, sortable = true, filterable = true } = column;
  const direction = model.sort?.columnId === id ? model.sort.direction : null;
  const sort = () => sortable && model.setSort(nextSort(model.sort, id));
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.altKey && event.key === 'ArrowDown' && filterable) onOpenFilter(id);
    else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      onResize(id, event.currentTarget.offsetWidth + (event.key === 'ArrowLeft' ? -16 : 16));
    } else if (event.key === 'Enter' || event.key === ' ') sort();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const Arrow = direction === 'desc' ? ArrowDown : ArrowUp;
  const currency = column.type === 'money' ? column.currency : undefined;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
      data-cell={`-1:${index}`}
      data-align={alignsEnd(column) ? 'end' : undefined}
      tabIndex={active ? 0 : -1}
      title={sortable ? `${header}: click or Enter sorts${filterable ? ', Alt+↓ filters' : ''}` : undefined}
      className="grid-cell group gap-1"
      onClick={(event) => {
        if (!event.currentTarget.contains(event.target as Node)) return;
        onActivate(index);
        sort();
      }}
      onKeyDown={press}
    >
      <span className="clip">
        {header}
        {currency && <span className="ms-1 text-mini opacity-90">{currency}</span>}
      </span>
      {direction && <Arrow size={12} strokeWidth={2.5} className="text-accent" aria-hidden />}
      {filterable && (
        // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the filter's own presses from sorting the column
        <span
          className={classes('flex items-center', filterClass(alignsEnd(column), model.filter[id] !== undefined))}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <FilterPopover
            column={column}
            filter={model.filter[id]}
            onFilter={(next) => model.setFilter(withFilter(model.filter, id, next))}
            open={openFilter === id}
            onOpenChange={(open) => onOpenFilter(open ? id : null)}
          />
        </span>
      )}
      <ResizeHandle last={model.columns.at(-1) === column} onResize={(width) => onResize(id, width)} />
    </div>
  );
}

/** A filter that is set has its own room; one that is only offered lies over the header, so that no header is cut for it. */
function filterClass(atEnd: boolean, set: boolean): string {
  if (set) return atEnd ? '-order-1 me-auto -ms-1.5' : '-me-1.5';
  return atEnd ? 'absolute inset-y-0 start-1' : 'absolute inset-y-0 end-1';
}

/** Mouse only; Alt with the side arrows does the same from the keyboard. */
function ResizeHandle({ last, onResize }: Readonly<{ last: boolean; onResize: (width: number) => void }>) {
  const start = (event: PointerEvent<HTMLSpanElement>) => {
    const cell = event.currentTarget.parentElement;
    if (!cell) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    const cell = event.currentTarget.parentElement;
    if (!cell || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onResize(event.clientX - cell.getBoundingClientRect().left);
  };
  return (
    <span
      aria-hidden
      onPointerDown={start}
      onPointerMove={drag}
      onClick={(event) => event.stopPropagation()}
      className={classes(
        'absolute inset-y-1 z-1 cursor-col-resize rounded-full hover:bg-accent/40',
        // Half of it beyond the last column would make the whole table scroll sideways.
        last ? 'end-0 w-1' : '-end-1 w-2',
      )}
    />
  );
}
