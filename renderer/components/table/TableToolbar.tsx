import { Columns3, Download, Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import { IconButton } from '../IconButton.tsx';
import { Menu } from '../Menu.tsx';
import { TextInput } from '../TextInput.tsx';
import { filterText, withFilter } from './cellValue.ts';
import type { ExportFormat, TableColumn } from './tableTypes.ts';
import type { TableModel } from './useTableModel.ts';

type TableToolbarProps<Row> = Readonly<{
  label: string;
  model: TableModel<Row>;
  allColumns: readonly TableColumn<Row>[];
  searchable: boolean;
  countText: string;
  selectedCount: number;
  selectionActions: ReactNode;
  onClearSelection: () => void;
  onExport: ((format: ExportFormat) => void) | undefined;
  children: ReactNode;
}>;

export function TableToolbar<Row>(props: TableToolbarProps<Row>) {
  const { label, model, allColumns, searchable, countText, selectedCount, selectionActions, onClearSelection, onExport, children } = props;
  return (
    <div className="flex min-h-control flex-wrap items-center gap-2 pb-2">
      {searchable && (
        <TextInput
          icon={Search}
          type="search"
          aria-label={`Search ${label}`}
          placeholder="Search"
          value={model.search}
          onChange={(event) => model.setSearch(event.target.value)}
          className="w-52"
        />
      )}
      {children}
      <FilterChips model={model} />
      <div className="ms-auto flex items-center gap-1.5">
        {selectedCount > 0 ? (
          <>
            <span className="tnum whitespace-nowrap text-accent text-small">{selectedCount.toLocaleString('en-US')} selected</span>
            {selectionActions}
            <Button size="small" variant="quiet" onClick={onClearSelection}>
              Clear
            </Button>
          </>
        ) : (
          <span className="tnum whitespace-nowrap text-muted text-small">{countText}</span>
        )}
        <Menu align="end" trigger={<IconButton icon={Columns3} label="Choose columns" />} items={columnItems(model, allColumns)} />
        {onExport && <Menu align="end" trigger={<IconButton icon={Download} label="Export" />} items={exportItems(onExport)} />}
      </div>
    </div>
  );
}

function columnItems<Row>(model: TableModel<Row>, allColumns: readonly TableColumn<Row>[]) {
  const lastOne = allColumns.length - model.hidden.length === 1;
  return allColumns.map(({ id, header }) => {
    const checked = !model.hidden.includes(id);
    return {
      id,
      label: header,
      checked,
      onSelect: () => model.setHidden(checked ? [...model.hidden, id] : model.hidden.filter((other) => other !== id)),
      reasons: checked && lastOne ? [{ text: 'One column has to stay.' }] : [],
    };
  });
}

function exportItems(onExport: (format: ExportFormat) => void) {
  return [
    { id: 'csv', label: 'CSV', onSelect: () => onExport('csv') },
    { id: 'xlsx', label: 'Excel workbook', onSelect: () => onExport('xlsx') },
    { id: 'json', label: 'JSON', onSelect: () => onExport('json') },
    { id: 'pdf', label: 'PDF', onSelect: () => onExport('pdf') },
  ];
}

function FilterChips<Row>({ model }: Readonly<{ model: TableModel<Row> }>) {
  return model.columns
    .filter(({ id }) => model.filter[id])
    .map(({ id, header }) => {
      const filter = model.filter[id];
      if (!filter) return null;
      return (
        <span
          key={id}
          className="inline-flex h-6 max-w-64 items-center rounded-full border border-accent/25 bg-accent-soft ps-2.5 text-small"
        >
          <span className="truncate">
            <span className="text-muted">{header}</span> {filterText(filter)}
          </span>
          <button
            type="button"
            aria-label={`Remove the filter on ${header}`}
            onClick={() => model.setFilter(withFilter(model.filter, id, null))}
            className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:text-text"
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      );
    });
}
