import type { ReactNode } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  Pie,
  PieChart,
  ReferenceLine,
  ResponsiveContainer,
  Sector,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { type ChartData, type ChartValue, exactText, plotted, seriesColor, seriesDash, shortText } from './chartTypes.ts';

const tick = { fill: 'var(--muted)', fontSize: 11 } as const;
const LABEL_LIMIT = 14;

type Drawn = { label: string; values: Readonly<Record<string, ChartValue>> } & Record<string, unknown>;

/** Everything that needs Recharts, in a module of its own so that it is fetched with the first chart. */
export function ChartCanvas({ height, ...data }: ChartData & Readonly<{ height: number }>) {
  const drawn: Drawn[] = data.points.map(({ label, values }) => ({
    label,
    values,
    ...Object.fromEntries(data.series.map(({ id }) => [`plot:${id}`, plotted(values[id])])),
  }));
  return (
    <ResponsiveContainer width="100%" height={height}>
      {data.kind === 'donut' ? donut(data) : data.kind === 'bar' ? bars(data, drawn) : lines(data, drawn)}
    </ResponsiveContainer>
  );
}

function axes({ format }: ChartData) {
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
    <XAxis
      key="x"
      dataKey="label"
      tick={tick}
      tickLine={false}
      axisLine={{ stroke: 'var(--line-strong)' }}
      interval="equidistantPreserveStart"
    />,
    <YAxis key="y" tick={tick} tickLine={false} axisLine={false} width={52} tickFormatter={(value: number) => shortText(value, format)} />,
    <ReferenceLine key="zero" y={0} stroke="var(--line-strong)" />,
  ];
}

function hint(data: ChartData): ReactNode {
  return (
    <Tooltip
      isAnimationActive={false}
      cursor={data.kind === 'bar' ? { fill: 'var(--hover)' } : { stroke: 'var(--line-strong)' }}
      content={(shown) => <Hint data={data} label={String(shown.label ?? '')} />}
    />
  );
}

function Hint({ data, label }: Readonly<{ data: ChartData; label: string }>) {
  const point = data.points.find((candidate) => candidate.label === label);
  if (!point) return null;
  return (
    <div className="rounded-control bg-raised px-2.5 py-1.5 text-small shadow-overlay">
      <p className="font-medium">{label}</p>
      {data.series.map(({ id, label: name }) => (
        <p key={id} className="tnum flex justify-between gap-4">
          <span className="text-muted">{name}</span>
          {exactText(point.values[id], data.format)}
        </p>
      ))}
    </div>
  );
}

function lines(data: ChartData, drawn: Drawn[]) {
  const last = drawn.length - 1;
  return (
    <LineChart data={drawn} margin={{ top: 12, right: 96, bottom: 0, left: 0 }}>
      {axes(data)}
      {hint(data)}
      {data.series.map(({ id, label }, index) => (
        <Line
          key={id}
          dataKey={`plot:${id}`}
          name={label}
          stroke={seriesColor(index)}
          strokeDasharray={seriesDash(index)}
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        >
          <LabelList
            dataKey={`plot:${id}`}
            content={(spot) =>
              spot.index === last ? (
                <text x={Number(spot.x) + 8} y={Number(spot.y)} dy={4} fill={seriesColor(index)} fontSize={11} fontWeight={600}>
                  {label}
                </text>
              ) : null
            }
          />
        </Line>
      ))}
    </LineChart>
  );
}

function bars(data: ChartData, drawn: Drawn[]) {
  const labelled = drawn.length * data.series.length <= LABEL_LIMIT;
  return (
    <BarChart data={drawn} margin={{ top: 18, right: 8, bottom: 0, left: 0 }} barCategoryGap="24%" barGap={2}>
      {axes(data)}
      {hint(data)}
      {data.series.map(({ id, label }, index) => (
        <Bar key={id} dataKey={`plot:${id}`} name={label} fill={seriesColor(index)} radius={2} maxBarSize={44} isAnimationActive={false}>
          {labelled && (
            <LabelList
              dataKey={`plot:${id}`}
              position="top"
              fill="var(--text)"
              fontSize={11}
              formatter={(value: unknown) => (typeof value === 'number' ? shortText(value, data.format) : '')}
            />
          )}
        </Bar>
      ))}
    </BarChart>
  );
}

function donut(data: ChartData) {
  const id = data.series[0]?.id ?? '';
  const slices = data.points.map(({ label, values }, index) => ({ label, amount: plotted(values[id]) ?? 0, fill: seriesColor(index) }));
  const whole = slices.reduce((running, { amount }) => running + amount, 0);
  const share = (amount: number) => (whole === 0 ? '' : `${((amount / whole) * 100).toFixed(1)}%`);
  return (
    <PieChart margin={{ top: 20, right: 20, bottom: 20, left: 20 }}>
      <Pie
        data={slices}
        dataKey="amount"
        nameKey="label"
        startAngle={90}
        endAngle={-270}
        innerRadius="60%"
        outerRadius="84%"
        stroke="var(--surface)"
        strokeWidth={2}
        isAnimationActive={false}
        labelLine={{ stroke: 'var(--line-strong)' }}
        shape={(sector) => <Sector {...sector} fill={slices[Number(sector.index ?? 0)]?.fill ?? sector.fill} />}
        label={({ x, y, textAnchor, index }) => {
          const slice = slices[Number(index)];
          return slice ? (
            <text
              x={Number(x) + (textAnchor === 'start' ? 4 : -4)}
              y={y}
              textAnchor={textAnchor}
              dominantBaseline="central"
              fill="var(--text)"
              fontSize={11}
            >
              {slice.label} <tspan fill="var(--muted)">{share(slice.amount)}</tspan>
            </text>
          ) : null;
        }}
      />
      {hint(data)}
    </PieChart>
  );
}
