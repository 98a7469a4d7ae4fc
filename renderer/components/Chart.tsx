import { ChartColumn, Table2 } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import { Button } from './Button.tsx';
import { type ChartKind, type ChartPoint, type ChartSeries, exactText } from './chart/chartTypes.ts';
import { SeriesKey } from './chart/SeriesKey.tsx';
import { Skeleton } from './Skeleton.tsx';

const ChartCanvas = lazy(async () => ({ default: (await import('./chart/ChartCanvas.tsx')).ChartCanvas }));

type ChartProps = Readonly<{
  title: string;
  kind: ChartKind;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  /** What runs along the bottom: "Quarter". */
  xLabel: string;
  format?: (value: number) => string;
  height?: number;
}>;

/** A picture and the same figures as a table; the table is exact and always one press away. */
export function Chart({ title, kind, points, series, xLabel, format, height = 240 }: ChartProps) {
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section aria-labelledby={titleId} className="rounded-card border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-3 px-4 pt-3 pb-2">
        <h3 id={titleId} className="font-medium text-ui">
          {title}
        </h3>
        {!asTable && kind !== 'donut' && series.length > 1 && <SeriesKey series={series} dashed={kind === 'line'} />}
        <Button size="small" variant="quiet" className="ms-auto" icon={asTable ? ChartColumn : Table2} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show chart' : 'Show table'}
        </Button>
      </div>
      <div className="px-4 pb-4" style={{ minHeight: height }}>
        {asTable ? (
          <FigureTable titleId={titleId} points={points} series={series} xLabel={xLabel} format={format} />
        ) : (
          <Suspense fallback={<Skeleton className="h-40 w-full" />}>
            <div role="img" aria-label={`${title}. The same figures are in the table.`}>
              <ChartCanvas kind={kind} title={title} points={points} series={series} xLabel={xLabel} format={format} height={height} />
            </div>
          </Suspense>
        )}
      </div>
    </section>
  );
}

type FigureTableProps = Pick<ChartProps, 'points' | 'series' | 'xLabel' | 'format'> & Readonly<{ titleId: string }>;

function FigureTable({ titleId, points, series, xLabel, format }: FigureTableProps) {
  return (
    <table aria-labelledby={titleId} className="tnum w-full border-collapse text-small">
      <thead>
        <tr className="border-line border-b text-muted">
          <th scope="col" className="py-1.5 text-start font-medium">
            {xLabel}
          </th>
          {series.map(({ id, label }) => (
            <th key={id} scope="col" className="py-1.5 text-end font-medium">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ label, values }) => (
          <tr key={label} className="border-line/60 border-b last:border-b-0">
            <th scope="row" className="py-1 text-start font-normal">
              {label}
            </th>
            {series.map(({ id }) => (
              <td key={id} className="py-1 text-end">
                {exactText(values[id], format)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
