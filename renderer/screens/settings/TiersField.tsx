import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { NumberInput } from '#renderer/components/NumberInput.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { type Priority, priorities, priorityTitles, type Tier } from '#shared/model/tiers.ts';

type Typed = Readonly<{ from: number | null; priority: Priority; approvers: number | null }>;
type TiersFieldProps = Readonly<{
  value: readonly Tier[] | null;
  onChange: (value: readonly Tier[] | null) => void;
  hint: string;
  most: number;
  error?: string | null;
}>;

const options = priorities.map((priority) => ({
  value: priority,
  label: priority === 'low' ? 'Every priority' : priority === 'urgent' ? 'Urgent' : `${priorityTitles[priority]} and above`,
}));

/** How many people approve, from which amount on and at which priority. */
export function TiersField({ value, onChange, hint, most, error }: TiersFieldProps) {
  const [rows, setRows] = useState<readonly Typed[]>(value ?? []);
  const change = (next: readonly Typed[]) => {
    setRows(next);
    onChange(complete(next));
  };
  const put = (index: number, part: Partial<Typed>) => change(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <fieldset className="col-span-2 flex flex-col gap-2">
      <legend className="mb-1 font-medium text-small">New value</legend>
      <ul className="flex flex-col gap-1.5">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier has no name but its place
          <li key={index} className="grid grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,2fr)_auto] items-center gap-2">
            <NumberInput
              aria-label={`Tier ${index + 1}: from amount`}
              value={row.from}
              onChange={(from) => put(index, { from })}
              min={0}
              step={1_000_000}
              suffix="and up"
            />
            <Select
              aria-label={`Tier ${index + 1}: priority`}
              value={row.priority}
              onChange={(priority) => put(index, { priority: priority as Priority })}
              options={options}
            />
            <NumberInput
              aria-label={`Tier ${index + 1}: approvers`}
              value={row.approvers}
              onChange={(approvers) => put(index, { approvers })}
              min={1}
              step={1}
              suffix="approvers"
            />
            <IconButton
              icon={X}
              label={`Remove tier ${index + 1}`}
              reasons={rows.length === 1 ? [{ text: 'At least one tier stays.' }] : []}
              onClick={() => change(rows.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="small"
          icon={Plus}
          reasons={rows.length >= most ? [{ text: `A rule holds at most ${most} tiers.` }] : []}
          onClick={() => change([...rows, { from: null, priority: 'low', approvers: 2 }])}
        >
          Add a tier
        </Button>
      </div>
      <p className="text-muted text-small">{hint}</p>
      {error && <p className="text-bad text-small">{error}</p>}
    </fieldset>
  );
}

const complete = (rows: readonly Typed[]): readonly Tier[] | null =>
  rows.every((row) => row.from !== null && row.approvers !== null) ? rows.map((row) => row as Tier) : null;
