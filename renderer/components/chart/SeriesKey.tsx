import { type ChartSeries, seriesColor, seriesDash } from './chartTypes.ts';

/** Names the series above the plot, each with its colour and its dash. */
export function SeriesKey({ series, dashed }: Readonly<{ series: readonly ChartSeries[]; dashed: boolean }>) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-small">
      {series.map(({ id, label }, index) => (
        <li key={id} className="flex items-center gap-1.5">
          <svg width="18" height="8" aria-hidden="true">
            {dashed ? (
              <line x1="0" y1="4" x2="18" y2="4" stroke={seriesColor(index)} strokeWidth="2.5" strokeDasharray={seriesDash(index)} />
            ) : (
              <rect x="5" y="0" width="8" height="8" rx="2" fill={seriesColor(index)} />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
