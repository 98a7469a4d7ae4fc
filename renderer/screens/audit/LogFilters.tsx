import { Search, SlidersHorizontal } from 'lucide-react';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { commandTitle } from '#renderer/components/commandTitle.ts';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { Popover } from '#renderer/components/Popover.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import { commandNames } from '#shared/contract/index.ts';
import { classTitles, transportTitles } from './auditText.ts';
import { foldedCount, type LogFilter } from './logFilter.ts';

const ANY = 'any';
const commandOptions = [...commandNames]
  .map((name) => ({ value: name, label: commandTitle(name), hint: name }))
  .sort((left, right) => left.label.localeCompare(right.label));
const optionsOf = (titles: Readonly<Record<string, string>>, any: string) => [
  { value: ANY, label: any },
  ...Object.entries(titles).map(([value, label]) => ({ value, label })),
];
const chosen = (value: string): string | null => (value === ANY ? null : value);

type LogFiltersProps = Readonly<{
  filter: LogFilter;
  onChange: (filter: LogFilter) => void;
  narrowed: boolean;
  onClear: () => void;
}>;

export function LogFilters({ filter, onChange, narrowed, onClear }: LogFiltersProps) {
  const { today } = useMe();
  const actors = useAsk('audit.actors', {});
  const set = (part: Partial<LogFilter>) => onChange({ ...filter, ...part });
  const people = (actors.data?.actors ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <search aria-label="Filter the log" className="mb-3 flex flex-wrap items-center gap-2">
      <TextInput
        icon={Search}
        type="search"
        aria-label="Search in commands, reasons and inputs"
        placeholder="Search the log"
        className="w-48"
        value={filter.search}
        onChange={(event) => set({ search: event.target.value })}
      />
      <Combobox
        aria-label="Person"
        placeholder="Any person"
        className="w-44"
        clearable
        value={filter.actorId}
        onChange={(actorId) => set({ actorId })}
        options={people}
      />
      <Combobox
        aria-label="Command"
        placeholder="Any command"
        className="w-56"
        clearable
        value={filter.name}
        onChange={(name) => set({ name })}
        options={commandOptions}
      />
      <span className="flex items-center gap-1.5">
        <DateInput aria-label="From day" className="w-34" value={filter.from} onChange={(from) => set({ from })} today={today} />
        <span className="text-muted text-small">to</span>
        <DateInput aria-label="Until day" className="w-34" value={filter.until} onChange={(until) => set({ until })} today={today} />
      </span>
      <MoreFilters filter={filter} set={set} />
      {narrowed && (
        <Button variant="quiet" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </search>
  );
}

function MoreFilters({ filter, set }: Readonly<{ filter: LogFilter; set: (part: Partial<LogFilter>) => void }>) {
  const count = foldedCount(filter);
  return (
    <Popover
      title="More filters"
      className="w-80"
      trigger={<Button icon={SlidersHorizontal}>{count === 0 ? 'More' : `More (${count})`}</Button>}
    >
      <div className="flex flex-col gap-3">
        <div className="grid grid-cols-2 gap-3">
          <Field label="Class" required>
            <Select
              value={filter.class ?? ANY}
              onChange={(next) => set({ class: chosen(next) })}
              options={optionsOf(classTitles, 'Any class')}
            />
          </Field>
          <Field label="Through" required>
            <Select
              value={filter.transport ?? ANY}
              onChange={(next) => set({ transport: chosen(next) })}
              options={optionsOf(transportTitles, 'Anything')}
            />
          </Field>
        </div>
        <Field label="Device holds">
          <TextInput value={filter.device} onChange={(event) => set({ device: event.target.value })} />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Record kind" hint="user, rule, house …">
            <TextInput value={filter.entity} onChange={(event) => set({ entity: event.target.value })} />
          </Field>
          <Field label="Record id">
            <TextInput value={filter.entityId} onChange={(event) => set({ entityId: event.target.value })} />
          </Field>
        </div>
      </div>
    </Popover>
  );
}
