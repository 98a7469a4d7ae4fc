import type { QueryOutput } from '#shared/contract/index.ts';
import { Decimal } from '#shared/decimal.ts';

export type BenchmarkRecord = QueryOutput<'performance.benchmarks'>['rows'][number];
export type FigureRecord = QueryOutput<'capital.metrics'>['figures'][number];

/** A rate, a multiple, a count: as a person reads it. Money is shown by its own component. */
export function valueText({ kind, value }: Pick<FigureRecord, 'kind' | 'value'>): string {
  if (value === null) return 'Not measurable';
  switch (kind) {
    case 'rate':
      return `${new Decimal(value).times(100).toFixed(2)} %`;
    case 'multiple':
      return `${new Decimal(value).toFixed(3)}×`;
    case 'days':
      return `${new Decimal(value).toFixed(1)} days`;
    case 'count':
    case 'money':
      return Number(value).toLocaleString('en-US');
  }
}

export const shareText = (share: string | null): string | null => (share === null ? null : `${new Decimal(share).times(100).toFixed(4)} %`);
