import { fromTsv } from '#renderer/components/table/tsv.ts';
import type { Currency } from '#shared/currencies.ts';
import { type BusinessDate, isBusinessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { readMoney, readUnits } from './positionText.ts';

export type TakenRow = Readonly<{
  line: number;
  investorId: InvestorId;
  units: bigint;
  cost: bigint;
  acquiredOn: BusinessDate;
  priceOn: BusinessDate | null;
}>;
type Known = Readonly<{ id: InvestorId; name: string }>;
type Counted = Readonly<{ unitDigits: number; currency: Currency }>;
const SHOWN = 5;

/** Rows pasted from a spreadsheet: investor, units, cost, acquired on and, where known, the price date. A first row of headings is left out. */
export function readRegisterRows(
  text: string,
  known: readonly Known[],
  counted: Counted,
): Readonly<{ rows: readonly TakenRow[] } | { problem: string }> {
  const lines = fromTsv(text)
    .map((cells, index) => ({ cells: cells.map((cell) => cell.trim()), line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .filter(({ cells, line }) => line > 1 || isBusinessDate(cells[3] ?? ''));
  if (lines.length === 0) return { problem: 'Rows: paste at least one, with a date such as 2024-05-31 in the fourth column.' };
  const byName = Map.groupBy(known, ({ name }) => name.toLowerCase());
  const read = lines.map(({ cells, line }) => readRow(cells, line, byName, counted));
  const problems = read.flatMap((row) => ('problem' in row ? [row.problem] : []));
  if (problems.length > 0)
    return { problem: `${problems.slice(0, SHOWN).join(' ')}${problems.length > SHOWN ? ` And ${problems.length - SHOWN} more.` : ''}` };
  return { rows: read.flatMap((row) => ('problem' in row ? [] : [row])) };
}

function readRow(
  [name = '', units = '', cost = '', acquired = '', price = '']: readonly string[],
  line: number,
  byName: ReadonlyMap<string, readonly Known[]>,
  { unitDigits, currency }: Counted,
): TakenRow | Readonly<{ problem: string }> {
  const found = byName.get(name.toLowerCase()) ?? [];
  const [one] = found;
  if (!one) return { problem: `Line ${line}: there is no investor named “${name}”.` };
  if (found.length > 1) return { problem: `Line ${line}: ${found.length} investors are named “${name}”. Merge or rename them first.` };
  const count = readUnits(units, unitDigits, `Line ${line}, units`);
  if ('problem' in count) return count;
  const paid = readMoney(cost, currency, `Line ${line}, cost`);
  if ('problem' in paid) return paid;
  const wrong = [acquired, ...(price === '' ? [] : [price])].find((day) => !isBusinessDate(day));
  if (wrong !== undefined) return { problem: `Line ${line}: “${wrong}” is not a date such as 2024-05-31.` };
  const priceOn = price === '' ? null : (price as BusinessDate);
  return { line, investorId: one.id, units: count.value, cost: paid.value, acquiredOn: acquired as BusinessDate, priceOn };
}
