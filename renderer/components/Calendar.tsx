import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { addDays, addMonths, type BusinessDate, businessDate, daysInMonth, weekday } from '#shared/dates.ts';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';

type CalendarProps = Readonly<{
  value: BusinessDate | null;
  /** The day shown first. */
  start: BusinessDate | null;
  onPick: (date: BusinessDate) => void;
  min?: BusinessDate | undefined;
  max?: BusinessDate | undefined;
  today?: BusinessDate | undefined;
}>;

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthTitle = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayTitle = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** One month at a time; arrows move by day and week, Page Up and Down by month. */
export function Calendar({ value, start, onPick, min, max, today }: CalendarProps) {
  const [active, setActive] = useState<BusinessDate>(start ?? businessDate('2026-01-01'));
  const gridRef = useRef<HTMLTableElement>(null);
  const keyed = useRef(true);

  useEffect(() => {
    if (keyed.current) gridRef.current?.querySelector<HTMLElement>(`[data-date="${active}"]`)?.focus();
    keyed.current = false;
  }, [active]);

  const move = (event: KeyboardEvent) => {
    const next = dayAfterKey(active, event.key);
    if (!next) return;
    event.preventDefault();
    keyed.current = true;
    setActive(next);
  };
  const outOfRange = (date: BusinessDate) => Boolean((min && date < min) || (max && date > max));

  return (
    <div>
      <div className="mb-1 flex items-center justify-between">
        <IconButton icon={ChevronLeft} size="small" label="Earlier month" onClick={() => setActive(addMonths(active, -1))} />
        <span aria-live="polite" className="font-medium text-small">
          {monthTitle.format(new Date(active))}
        </span>
        <IconButton icon={ChevronRight} size="small" label="Later month" onClick={() => setActive(addMonths(active, 1))} />
      </div>
      <table ref={gridRef} onKeyDown={move} className="tnum border-separate border-spacing-0.5 text-small">
        <thead>
          <tr>
            {weekdayNames.map((name) => (
              <th key={name} abbr={name} className="size-7 font-normal text-muted">
                {name.slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(active).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((date, index) => (
                <td key={weekdayNames[index]} className="p-0">
                  {date && (
                    <button
                      type="button"
                      data-date={date}
                      tabIndex={date === active ? 0 : -1}
                      aria-label={dayTitle.format(new Date(date))}
                      aria-pressed={date === value}
                      aria-current={date === today ? 'date' : undefined}
                      aria-disabled={outOfRange(date) || undefined}
                      onClick={() => !outOfRange(date) && onPick(date)}
                      className={dayClass(date === value, date === today, outOfRange(date))}
                    >
                      {Number(date.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function dayClass(chosen: boolean, isToday: boolean, outOfRange: boolean): string {
  return classes(
    'grid size-7 place-items-center rounded-control',
    chosen ? 'bg-accent font-semibold text-on-accent' : 'hover:bg-hover',
    !chosen && isToday && 'font-semibold text-accent',
    outOfRange && 'text-muted line-through',
  );
}

function dayAfterKey(date: BusinessDate, key: string): BusinessDate | undefined {
  const days = daysByKey(date).get(key);
  if (days !== undefined) return addDays(date, days);
  if (key === 'PageUp') return addMonths(date, -1);
  return key === 'PageDown' ? addMonths(date, 1) : undefined;
}

const daysByKey = (date: BusinessDate): ReadonlyMap<string, number> =>
  new Map([
    ['ArrowLeft', -1],
    ['ArrowRight', 1],
    ['ArrowUp', -7],
    ['ArrowDown', 7],
    ['Home', 1 - weekday(date)],
    ['End', 7 - weekday(date)],
  ]);

/** The month's days in weeks from Monday, with holes before the first and after the last. */
function weeksOf(date: BusinessDate): (BusinessDate | undefined)[][] {
  const first = businessDate(`${date.slice(0, 8)}01`);
  const days = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
  const lead = weekday(first) - 1;
  const weekCount = Math.ceil((lead + days) / 7);
  return Array.from({ length: weekCount }, (_, week) =>
    Array.from({ length: 7 }, (_unused, column) => {
      const offset = week * 7 + column - lead;
      return offset >= 0 && offset < days ? addDays(first, offset) : undefined;
    }),
  );
}
