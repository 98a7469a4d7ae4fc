import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { type BusinessDate, isBusinessDate } from '#shared/dates.ts';
import { Calendar } from './Calendar.tsx';
import { classes } from './classes.ts';
import { controlClass } from './controlClass.ts';
import { useFieldAria } from './Field.tsx';
import { Popover } from './Popover.tsx';

type DateInputProps = Readonly<{
  value: BusinessDate | null;
  onChange: (value: BusinessDate | null) => void;
  min?: BusinessDate;
  max?: BusinessDate;
  /** Marked in the calendar; the window has no clock of its own to ask. */
  today?: BusinessDate;
  'aria-label'?: string;
  className?: string;
}>;

/** A civil date typed as 2026-11-20 (20261120 and 2026/11/20 are understood) or picked from a month. */
export function DateInput({ value, onChange, min, max, today, className, 'aria-label': label }: DateInputProps) {
  const aria = useFieldAria();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const change = (text: string) => {
    setTyped(text);
    onChange(readDate(text, min, max));
  };
  const pick = (date: BusinessDate) => {
    setTyped(null);
    onChange(date);
    setOpen(false);
  };
  const unread = typed !== null && typed !== '' && value === null;
  return (
    <span className={classes('relative flex items-center', className)}>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder="YYYY-MM-DD"
        {...aria}
        aria-label={label}
        aria-invalid={unread || aria['aria-invalid'] || undefined}
        value={typed ?? value ?? ''}
        onChange={(event) => change(event.target.value)}
        onBlur={() => value !== null && setTyped(null)}
        className={classes(controlClass, 'pe-9')}
      />
      <Popover
        open={open}
        onOpenChange={setOpen}
        align="end"
        label="Calendar"
        className="w-auto"
        trigger={
          <button
            type="button"
            aria-label="Choose from a calendar"
            className="absolute end-0.5 grid size-6 place-items-center rounded-control text-muted hover:bg-hover hover:text-text"
          >
            <CalendarDays size={14} aria-hidden />
          </button>
        }
      >
        <Calendar value={value} start={value ?? today ?? max ?? min ?? null} onPick={pick} min={min} max={max} today={today} />
      </Popover>
    </span>
  );
}

export function readDate(text: string, min?: BusinessDate, max?: BusinessDate): BusinessDate | null {
  const compact = /^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})$/.exec(text.trim());
  if (!compact) return null;
  const [, year = '', month = '', day = ''] = compact;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isBusinessDate(date)) return null;
  return (min && date < min) || (max && date > max) ? null : date;
}
