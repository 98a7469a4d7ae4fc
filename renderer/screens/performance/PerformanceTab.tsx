import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { endOfDay } from '#renderer/app/houseDay.ts';
import { Callout } from '#renderer/components/Callout.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import type { FundHome } from '#renderer/screens/funds/fundText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { FigureTiles } from './FigureTiles.tsx';

type FlowRecord = QueryOutput<'capital.performance'>['flows'][number];
const columns: readonly TableColumn<FlowRecord>[] = [
  { id: 'on', header: 'Day', type: 'date', value: ({ on }) => on, width: 120 },
  { id: 'contribution', header: 'Paid in', type: 'money', value: ({ contribution }) => contribution, width: 180, grow: 1, total: true },
  { id: 'distribution', header: 'Paid out', type: 'money', value: ({ distribution }) => distribution, width: 180, grow: 1, total: true },
  { id: 'line', header: 'Drawn on the line', type: 'money', value: ({ line }) => line, width: 180, grow: 1, total: true },
];

/** IRR and multiples at any date, as known on any day, with the flows anybody can recompute them from. */
export function PerformanceTab({ home: { fund, classes } }: Readonly<{ home: FundHome }>) {
  const { today, timeZone } = useMe();
  const [on, setOn] = useState<BusinessDate | null>(today);
  const [knownOn, setKnownOn] = useState<BusinessDate | null>(null);
  const [subject, setSubject] = useState('fund');
  const [benchmark, setBenchmark] = useState<string | null>(null);
  const indices = useAsk('performance.benchmarks', {});
  const partners = useAsk('capital.partners', { fundId: fund.id });
  const [kind, id] = subject.split(' ');
  const found = useAsk('capital.performance', {
    fundId: fund.id,
    on: on ?? today,
    ...(kind === 'class' && id ? { classId: id } : {}),
    ...(kind === 'investor' && id ? { investorId: id as InvestorId } : {}),
    ...(benchmark === null ? {} : { benchmarkId: benchmark }),
    ...(knownOn === null ? {} : { knownAt: endOfDay(knownOn, timeZone) }),
  });
  const subjects = [
    { value: 'fund', label: 'The whole fund' },
    ...classes.map((each) => ({ value: `class ${each.id}`, label: `Class: ${each.name}` })),
    ...(partners.data?.rows ?? []).map(({ investorId, investor }) => ({ value: `investor ${investorId}`, label: investor })),
  ];
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <Field label="Of" required>
          <Combobox value={subject} onChange={(next) => setSubject(next ?? 'fund')} options={subjects} className="w-full" />
        </Field>
        <Field label="On" required>
          <DateInput value={on} onChange={setOn} today={today} />
        </Field>
        <Field label="As known on" hint={`Leaves out what was recorded after that day, ${timeZone}.`}>
          <DateInput value={knownOn} onChange={setKnownOn} today={today} />
        </Field>
        <Field label="Held against" hint={indices.data?.rows.length === 0 ? 'Add an index under Benchmarks.' : undefined}>
          <Combobox
            clearable
            placeholder="No index"
            value={benchmark}
            onChange={setBenchmark}
            options={(indices.data?.rows ?? []).map((index) => ({ value: index.id, label: index.name }))}
            className="w-full"
          />
        </Field>
      </div>
      <Asked of="the performance" query={found}>
        {(data) => <Found data={data} />}
      </Asked>
    </div>
  );
}

function Found({ data: { navOn, reason, figures, withoutLine, flows } }: Readonly<{ data: QueryOutput<'capital.performance'> }>) {
  return (
    <div>
      {reason && (
        <div className="mb-4">
          <Callout tone="info">{reason}</Callout>
        </div>
      )}
      <Section
        title={withoutLine.length > 0 ? 'With the subscription line' : 'Net to partners'}
        description={
          navOn ? (
            <>
              Measured on <DateText date={navOn} />, the day of the newest approved NAV; flows after it are not in the figures.
            </>
          ) : undefined
        }
      >
        <FigureTiles figures={figures} label="Performance" />
      </Section>
      {withoutLine.length > 0 && (
        <Section title="Without the subscription line" description="As if partners had been called when the line was drawn.">
          <FigureTiles figures={withoutLine} label="Performance without the line" />
        </Section>
      )}
      <Section title="Flows" description="Each day money crossed the fund’s bank for its partners: what the figures are made of.">
        <DataTable
          label="Flows"
          columns={columns}
          rows={flows}
          rowId={({ on }) => on}
          height={320}
          empty={
            <EmptyState title="No flow yet" text="Payments of partners and distributions to them appear here once the ledger has them." />
          }
        />
      </Section>
    </div>
  );
}
