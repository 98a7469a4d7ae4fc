import { ListFilter } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { parseAmount } from '#shared/amountText.ts';
import { formatMinor } from '#shared/money.ts';
import { Button } from '../Button.tsx';
import { Checkbox } from '../Checkbox.tsx';
import { classes } from '../classes.ts';
import { readDate } from '../DateInput.tsx';
import { Field } from '../Field.tsx';
import { Popover } from '../Popover.tsx';
import type { Option } from '../Select.tsx';
import { TextInput } from '../TextInput.tsx';
import type { ColumnFilter, TableColumn } from './tableTypes.ts';

type FilterPopoverProps<Row> = Readonly<{
  column: TableColumn<Row>;
  filter: ColumnFilter | undefined;
  onFilter: (filter: ColumnFilter | null) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}>;

/** The filter of one column, opened from its header. */
export function FilterPopover<Row>({ column, filter, onFilter, open, onOpenChange }: FilterPopoverProps<Row>) {
  const apply = (next: ColumnFilter | null) => {
    onFilter(next);
    onOpenChange(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      align="end"
      className="w-64"
      title={`Filter ${column.header}`}
      trigger={
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Filter ${column.header}`}
          className={classes(
            'grid size-6 shrink-0 place-items-center rounded-control hover:bg-hover focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100',
            filter ? 'text-accent' : 'bg-surface text-muted opacity-0',
          )}
        >
          <ListFilter size={13} strokeWidth={filter ? 2.75 : 2} aria-hidden />
        </button>
      }
    >
      <FilterForm column={column} filter={filter} onApply={apply} />
    </Popover>
  );
}

type FilterFormProps<Row> = Readonly<{
  column: TableColumn<Row>;
  filter: ColumnFilter | undefined;
  onApply: (filter: ColumnFilter | null) => void;
}>;

function FilterForm<Row>({ column, filter, onApply }: FilterFormProps<Row>) {
  if (column.type === 'badge' && column.options) return <ChoiceFilter options={column.options} filter={filter} onApply={onApply} />;
  if (column.type === 'text' || column.type === 'badge') return <ContainsFilter filter={filter} onApply={onApply} />;
  return <RangeFilter type={column.type} filter={filter} onApply={onApply} />;
}

type PartProps = Readonly<{ filter: ColumnFilter | undefined; onApply: (filter: ColumnFilter | null) => void }>;

function ContainsFilter({ filter, onApply }: PartProps) {
  const [contains, setContains] = useState(filter?.kind === 'text' ? filter.contains : '');
  const submit = () => onApply(contains.trim() === '' ? null : { kind: 'text', contains: contains.trim() });
  return (
    <FilterFrame onSubmit={submit} onClear={() => onApply(null)}>
      <Field label="Contains" required>
        <TextInput value={contains} onChange={(event) => setContains(event.target.value)} />
      </Field>
    </FilterFrame>
  );
}

function ChoiceFilter({ options, filter, onApply }: PartProps & Readonly<{ options: readonly Option[] }>) {
  const [values, setValues] = useState<readonly string[]>(filter?.kind === 'oneOf' ? filter.values : []);
  const toggle = (value: string, on: boolean) => setValues(on ? [...values, value] : values.filter((other) => other !== value));
  return (
    <FilterFrame onSubmit={() => onApply(values.length === 0 ? null : { kind: 'oneOf', values })} onClear={() => onApply(null)}>
      <div className="flex max-h-60 flex-col gap-2 overflow-auto p-0.5">
        {options.map(({ value, label }) => (
          <Checkbox key={value} label={label} checked={values.includes(value)} onChange={(on) => toggle(value, on)} />
        ))}
      </div>
    </FilterFrame>
  );
}

type RangeType = 'number' | 'money' | 'date';

function RangeFilter({ type, filter, onApply }: PartProps & Readonly<{ type: RangeType }>) {
  const range = filter?.kind === 'range' ? filter : undefined;
  const [from, setFrom] = useState(range?.from ?? '');
  const [to, setTo] = useState(range?.to ?? '');
  const [tried, setTried] = useState(false);
  const [least, most] = [readBound(type, from), readBound(type, to)];
  const submit = () => {
    setTried(true);
    if (least === null || most === null) return;
    const bounds = { ...(least === '' ? {} : { from: least }), ...(most === '' ? {} : { to: most }) };
    onApply(least === '' && most === '' ? null : { kind: 'range', ...bounds });
  };
  const wrong = type === 'date' ? 'Write the date as YYYY-MM-DD.' : 'Write a number such as 1,250.00.';
  const placeholder = type === 'date' ? 'YYYY-MM-DD' : '';
  return (
    <FilterFrame onSubmit={submit} onClear={() => onApply(null)}>
      <div className="grid grid-cols-2 gap-2">
        <Field label="From" required error={tried && least === null ? wrong : null}>
          <TextInput value={from} placeholder={placeholder} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label="To" required error={tried && most === null ? wrong : null}>
          <TextInput value={to} placeholder={placeholder} onChange={(event) => setTo(event.target.value)} />
        </Field>
      </div>
    </FilterFrame>
  );
}

/** The bound in its stored form; empty when open, null when it cannot be read. */
function readBound(type: RangeType, text: string): string | null {
  if (text.trim() === '') return '';
  if (type === 'date') return readDate(text);
  const parsed = parseAmount(text, { digits: 8, decimalMark: '.' });
  return parsed.ok ? formatMinor(parsed.minor, 8).replace(/\.?0+$/, '') : null;
}

type FilterFrameProps = Readonly<{ onSubmit: () => void; onClear: () => void; children: ReactNode }>;

function FilterFrame({ onSubmit, onClear, children }: FilterFrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onSubmit();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      {children}
      <div className="flex justify-end gap-2">
        <Button size="small" variant="quiet" onClick={onClear}>
          Clear
        </Button>
        <Button size="small" variant="primary" type="submit">
          Apply
        </Button>
      </div>
    </form>
  );
}
