import { expect, test } from 'vitest';
import { matchesFilter, nextSort, totalOf, withFilter } from '#renderer/components/table/cellValue.ts';
import { sortRows } from '#renderer/components/table/sortRows.ts';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { currency } from '#shared/currencies.ts';
import type { Money } from '#shared/money.ts';

const usd = currency('USD');
const dollars = (minor: bigint): Money => ({ minor, currency: usd });
const net: TableColumn<Money | null> = { id: 'net', header: 'Net', type: 'money', value: (row) => row };
const day: TableColumn<string | null> = { id: 'day', header: 'Day', type: 'date', value: (row) => row };

test('amounts are ordered exactly, beyond what a float can tell apart', () => {
  const [more, less] = [dollars(9_007_199_254_740_993n), dollars(9_007_199_254_740_992n)];
  expect(sortRows([more, less], net, 'asc')).toEqual([less, more]);
});

test('rows without a value come last either way, and currencies are not mixed', () => {
  const euro = { minor: 5n, currency: currency('EUR') };
  expect(sortRows([null, dollars(1n), euro, dollars(2n)], net, 'desc')).toEqual([euro, dollars(2n), dollars(1n), null]);
  expect(sortRows([null, dollars(2n), dollars(1n)], net, 'asc')).toEqual([dollars(1n), dollars(2n), null]);
});

test('equal rows keep the order they came in, both ways', () => {
  type Line = { id: number; fund: string };
  const fund: TableColumn<Line> = { id: 'fund', header: 'Fund', type: 'text', value: (row) => row.fund };
  const lines = [
    { id: 1, fund: 'b' },
    { id: 2, fund: 'a' },
    { id: 3, fund: 'B' },
    { id: 4, fund: 'a' },
  ];
  expect(sortRows(lines, fund, 'asc').map(({ id }) => id)).toEqual([2, 4, 1, 3]);
  expect(sortRows(lines, fund, 'desc').map(({ id }) => id)).toEqual([1, 3, 2, 4]);
});

test('text is ordered as people count', () => {
  const name: TableColumn<string> = { id: 'name', header: 'Name', type: 'text', value: (row) => row };
  expect(sortRows(['Fund 10', 'fund 9', 'Fund 1', 'Élan', 'Delta'], name, 'asc')).toEqual(['Delta', 'Élan', 'Fund 1', 'fund 9', 'Fund 10']);
});

test('a range of amounts includes both ends and leaves out what has none', () => {
  const filter = { kind: 'range', from: '10', to: '20.5' } as const;
  expect([999n, 1_000n, 2_050n, 2_051n].map((minor) => matchesFilter(net, filter, dollars(minor)))).toEqual([false, true, true, false]);
  expect(matchesFilter(net, filter, null)).toBe(false);
});

test('a range of dates may be open at either end', () => {
  expect(matchesFilter(day, { kind: 'range', from: '2026-01-01' }, '2026-01-01')).toBe(true);
  expect(matchesFilter(day, { kind: 'range', to: '2026-01-01' }, '2026-01-02')).toBe(false);
  expect(matchesFilter(day, { kind: 'range', to: '2026-01-01' }, null)).toBe(false);
});

test('a header goes through ascending, descending and as it came', () => {
  const first = nextSort(null, 'net');
  const second = nextSort(first, 'net');
  expect([first?.direction, second?.direction, nextSort(second, 'net')]).toEqual(['asc', 'desc', null]);
  expect(nextSort(second, 'day')).toEqual({ columnId: 'day', direction: 'asc' });
});

test('clearing one filter keeps the others', () => {
  const both = { net: { kind: 'text', contains: '1' }, day: { kind: 'text', contains: '2' } } as const;
  expect(withFilter(both, 'net', null)).toEqual({ day: both.day });
});

test('a total is exact, and several currencies have none', () => {
  expect(totalOf([dollars(1n), null, dollars(2n)])).toEqual(dollars(3n));
  expect(totalOf([dollars(1n), { minor: 1n, currency: currency('EUR') }])).toBe('mixed');
  expect(totalOf([null])).toBeNull();
});
