import { Chart } from '../Chart.tsx';
import { Example } from './Example.tsx';
import { dollars } from './sampleRecords.ts';

const quarters = ['Q3 24', 'Q4 24', 'Q1 25', 'Q2 25', 'Q3 25', 'Q4 25', 'Q1 26', 'Q2 26'];
const flows = quarters.map((label, index) => ({
  label,
  values: {
    called: dollars(BigInt([42, 38, 51, 47, 30, 22, 18, 12][index] ?? 0) * 10_000_000n),
    paid: dollars(BigInt([8, 12, 9, 22, 31, 40, 46, 58][index] ?? 0) * 10_000_000n),
  },
}));
const series = [
  { id: 'called', label: 'Called' },
  { id: 'paid', label: 'Distributed' },
];

export function ChartExamples() {
  return (
    <Example name="Chart: line, bar, donut; each is also a table">
      <div className="grid grid-cols-2 gap-4">
        <Chart kind="line" title="Capital flows" points={flows} series={series} xLabel="Quarter" />
        <Chart kind="bar" title="Distributed by quarter" points={flows} series={series.slice(1)} xLabel="Quarter" />
        <Chart
          kind="donut"
          title="Commitments by fund"
          xLabel="Fund"
          series={[{ id: 'amount', label: 'Commitment' }]}
          points={[
            { label: 'Growth I', values: { amount: dollars(42_000_000_000n) } },
            { label: 'Growth II', values: { amount: dollars(31_500_000_000n) } },
            { label: 'Credit', values: { amount: dollars(18_200_000_000n) } },
            { label: 'Other', values: { amount: dollars(4_100_000_000n) } },
          ]}
        />
      </div>
    </Example>
  );
}
