import { useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { commandTitle } from '#renderer/components/commandTitle.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { Skeleton } from '#renderer/components/Skeleton.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { eventFacts, type ReportKind, reportTitles } from './auditText.ts';
import { type Period, periodOf, periodPresets } from './periods.ts';

type ReportRow = QueryOutput<'audit.report'>['rows'][number];
type Line = ReportRow & Readonly<{ id: string }>;

const kinds = Object.keys(reportTitles) as ReportKind[];
const CUSTOM = 'custom';

/** Reports carry event kinds and command names; people read their titles. */
const whatText = ({ what }: ReportRow): string => {
  if (Object.hasOwn(eventFacts, what)) return eventFacts[what as keyof typeof eventFacts].title;
  return /^[a-z]+\.[a-zA-Z]+$/.test(what) ? commandTitle(what) : what;
};

const columns: readonly TableColumn<Line>[] = [
  { id: 'at', header: 'When', type: 'date', value: ({ at }) => at, width: 150 },
  { id: 'who', header: 'Who', type: 'text', value: ({ who }) => who, width: 180 },
  { id: 'what', header: 'What', type: 'text', value: whatText, width: 260, grow: 1 },
  { id: 'detail', header: 'Detail', type: 'text', value: ({ detail }) => detail, width: 260, grow: 2 },
  { id: 'seq', header: 'Log row', type: 'number', value: ({ seq }) => seq, width: 90 },
];

export function ReportsTab() {
  const { today } = useMe();
  const [asked, setAsked] = useSearchParam('report');
  const kind = kinds.find((known) => known === asked) ?? 'withoutSecondPerson';
  const [preset, setPreset] = useState('thisQuarter');
  const [period, setPeriod] = useState<Period>(() => periodOf('thisQuarter', today));
  const choosePreset = (next: string) => {
    setPreset(next);
    if (next !== CUSTOM) setPeriod(periodOf(next, today));
  };
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <div className="w-72">
          <Field label="Report" required>
            <Select
              value={kind}
              onChange={(next) => setAsked(next)}
              options={kinds.map((one) => ({ value: one, label: reportTitles[one] }))}
            />
          </Field>
        </div>
        <div className="w-44">
          <Field label="Period" required>
            <Select value={preset} onChange={choosePreset} options={[...periodPresets, { value: CUSTOM, label: 'Other days' }]} />
          </Field>
        </div>
        <PeriodDays
          period={period}
          today={today}
          onChange={(next) => {
            setPreset(CUSTOM);
            setPeriod(next);
          }}
        />
      </div>
      <Report key={kind} kind={kind} period={period} />
    </>
  );
}

type PeriodDaysProps = Readonly<{ period: Period; today: BusinessDate; onChange: (period: Period) => void }>;

function PeriodDays({ period, today, onChange }: PeriodDaysProps) {
  return (
    <>
      <div className="w-38">
        <Field label="From" required>
          <DateInput value={period.from} onChange={(from) => from && onChange({ ...period, from })} max={period.until} today={today} />
        </Field>
      </div>
      <div className="w-38">
        <Field label="Until" required>
          <DateInput value={period.until} onChange={(until) => until && onChange({ ...period, until })} min={period.from} today={today} />
        </Field>
      </div>
    </>
  );
}

function Report({ kind, period }: Readonly<{ kind: ReportKind; period: Period }>) {
  const may = useMay();
  const goTo = useGoTo();
  const input = { kind, ...period };
  const report = useAsk('audit.report', input);
  const exporting = useTableExport('audit.report', input, columns);
  const rows = useMemo(() => (report.data?.rows ?? []).map((row, index) => ({ ...row, id: String(index) })), [report.data]);
  return (
    <Asked of="this report" query={report} skeleton={<Skeleton className="h-60 w-full" />}>
      {({ title, rule }) => (
        <>
          <h2 className="font-semibold text-lead">{title}</h2>
          <p className="mb-3 text-muted text-ui">
            {rule} {kind === 'dormantUsers' && 'As of today, whatever the period.'}
          </p>
          <ExportPanel exporting={exporting} />
          <DataTable
            label={title}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            searchable
            onOpen={rows.some(({ seq }) => seq !== null) ? ({ seq }) => seq !== null && goTo(`/audit?seq=${seq}`) : undefined}
            onExport={may('audit.export') ? exporting.start : undefined}
            empty={
              <EmptyState
                title="Nothing to report"
                text={`No case of “${title.toLowerCase()}” between ${period.from} and ${period.until}. Try a longer period.`}
                action={<Button onClick={() => goTo('/audit')}>Open the log</Button>}
              />
            }
          />
        </>
      )}
    </Asked>
  );
}
