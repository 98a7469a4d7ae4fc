import { type BusinessDate, type Instant, isInstant } from '#shared/dates.ts';
import { classes } from './classes.ts';

type DateTextProps = Readonly<{ date: BusinessDate | Instant; withTime?: boolean; className?: string }>;

const civil = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });

/** A civil date as it is written, or an instant in the reader's own time zone; the title spells it out. */
export function DateText({ date, withTime = true, className }: DateTextProps) {
  return (
    <time dateTime={date} title={dateTitle(date)} className={classes('tnum whitespace-nowrap', className)}>
      <NarrowDashes text={dateLabel(date, withTime)} />
    </time>
  );
}

/** Tabular figures widen the dashes of a date; drawn closer they read as one date again. */
function NarrowDashes({ text }: Readonly<{ text: string }>) {
  const [year, month, ...rest] = text.split('-');
  if (month === undefined) return text;
  return (
    <>
      {year}
      <span className="-mx-[0.07em]">-</span>
      {month}
      <span className="-mx-[0.07em]">-</span>
      {rest.join('-')}
    </>
  );
}

export function dateLabel(date: string, withTime = true): string {
  if (!isInstant(date)) return date;
  const at = new Date(date);
  const two = (part: number) => part.toString().padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return withTime ? `${day} ${two(at.getHours())}:${two(at.getMinutes())}` : day;
}

function dateTitle(date: string): string {
  return isInstant(date) ? `${clock.format(new Date(date))} (${date})` : civil.format(new Date(`${date}T00:00:00Z`));
}
