import { digitsOf } from '#shared/currencies.ts';
import type { Money } from '#shared/money.ts';
import { amountText } from '../MoneyText.tsx';

export type ChartKind = 'line' | 'bar' | 'donut';
export type ChartValue = number | Money | null;
export type ChartPoint = Readonly<{ label: string; values: Readonly<Record<string, ChartValue>> }>;
export type ChartSeries = Readonly<{ id: string; label: string }>;

export type ChartData = Readonly<{
  kind: ChartKind;
  title: string;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  xLabel: string;
  format: ((value: number) => string) | undefined;
}>;

/** Where a value is drawn: the only place an amount becomes a float, and only to choose a pixel. */
export function plotted(value: ChartValue | undefined): number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : Number(value.minor) / 10 ** digitsOf(value.currency);
}

/** The exact figure, for the table and the hint. */
export function exactText(value: ChartValue | undefined, format?: (value: number) => string): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return format ? format(value) : value.toLocaleString('en-US');
  return `${value.currency} ${amountText(value)}`;
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** Short figures for axes and labels. */
export const shortText = (value: number, format?: (value: number) => string): string => (format ? format(value) : compact.format(value));

export const seriesColor = (index: number): string => `var(--chart-${(index % 6) + 1})`;
/** Dashes tell lines apart where colour does not. */
export const seriesDash = (index: number): string | undefined => [undefined, '6 3', '2 3', '8 3 2 3', '1 4', '10 4'][index % 6];
