import { useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Chart } from '#renderer/components/Chart.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import type { Tone } from '#renderer/components/tone.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { FundId } from '#shared/ids.ts';
import { fundStatusTitles } from '#shared/model/funds.ts';
import { FigureTiles } from './FigureTiles.tsx';
import { shareText } from './figureText.ts';

type Of = Readonly<{ fundId: FundId }>;

/** What is committed, called, collected and paid out: figures, charts, partners and what happened. */
export function CapitalOverview({ fundId }: Of) {
  const metrics = useAsk('capital.metrics', { fundId });
  return (
    <>
      <Section title="Capital" description="Recomputed from commitments, calls, receipts and the ledger each time it is shown.">
        <Asked of="the capital figures" query={metrics}>
          {({ figures, ageing }) => (
            <div className="flex flex-col gap-4">
              <FigureTiles figures={figures} label="Capital figures" />
              <AgeingChart ageing={ageing} />
            </div>
          )}
        </Asked>
      </Section>
      <CapitalCharts fundId={fundId} />
    </>
  );
}

type Ageing = QueryOutput<'capital.metrics'>['ageing'];
const ages: Readonly<Record<Ageing[number]['bucket'], string>> = {
  notDue: 'Not due',
  days30: '1–30 days',
  days60: '31–60 days',
  days90: '61–90 days',
  older: 'Over 90 days',
};

function AgeingChart({ ageing }: Readonly<{ ageing: Ageing }>) {
  if (ageing.every(({ open }) => open.minor === 0n)) return null;
  return (
    <Chart
      title="Open amounts by age"
      kind="bar"
      xLabel="Days past due"
      height={200}
      series={[{ id: 'open', label: 'Open' }]}
      points={ageing.map(({ bucket, open }) => ({ label: ages[bucket], values: { open } }))}
    />
  );
}

function CapitalCharts({ fundId }: Of) {
  const history = useAsk('capital.history', { fundId });
  return (
    <Section title="Capital over time">
      <Asked of="the history of capital" query={history}>
        {({ months }) =>
          months.length === 0 ? (
            <EmptyState
              title="Nothing committed yet"
              text="Post a closing; commitments, calls and distributions appear here month by month."
            />
          ) : (
            <div className="grid gap-4 xl:grid-cols-2">
              <Chart
                title="Committed, called, collected, distributed"
                kind="line"
                xLabel="Month"
                series={[
                  { id: 'committed', label: 'Committed' },
                  { id: 'called', label: 'Called' },
                  { id: 'collected', label: 'Collected' },
                  { id: 'distributed', label: 'Distributed' },
                ]}
                points={months.map(({ month, committed, called, collected, distributed }) => ({
                  label: month,
                  values: { committed, called, collected, distributed },
                }))}
              />
              <Chart
                title="In the month"
                kind="bar"
                xLabel="Month"
                series={[
                  { id: 'called', label: 'Called' },
                  { id: 'collected', label: 'Collected' },
                  { id: 'distributed', label: 'Distributed' },
                ]}
                points={months.slice(-24).map(({ month, calledInMonth, collectedInMonth, distributedInMonth }) => ({
                  label: month,
                  values: { called: calledInMonth, collected: collectedInMonth, distributed: distributedInMonth },
                }))}
              />
            </div>
          )
        }
      </Asked>
    </Section>
  );
}

type PartnerRecord = QueryOutput<'capital.partners'>['rows'][number];
const amount = (
  id: 'committed' | 'called' | 'uncalled' | 'paidIn' | 'open' | 'overdue' | 'distributed' | 'nav',
  header: string,
  currency: Currency,
  isHidden = false,
): TableColumn<PartnerRecord> => ({
  id,
  header,
  type: 'money',
  currency,
  value: (row) => row[id],
  width: 128,
  total: true,
  hidden: isHidden,
});

const columnsIn = (currency: Currency): readonly TableColumn<PartnerRecord>[] => [
  { id: 'investor', header: 'Partner', type: 'text', value: ({ investor }) => investor, width: 138, grow: 2 },
  amount('committed', 'Committed', currency),
  amount('called', 'Called', currency),
  amount('uncalled', 'Uncalled', currency),
  amount('paidIn', 'Paid in', currency),
  amount('open', 'Open', currency, true),
  amount('overdue', 'Overdue', currency, true),
  amount('distributed', 'Distributed', currency),
  amount('nav', 'NAV', currency),
  { id: 'share', header: 'Share', type: 'number', value: ({ share }) => share, cell: ({ share }) => shareText(share), width: 92 },
];

/** The capital of every partner, each leading to its record. */
export function PartnersSection({ fundId, currency }: Of & Readonly<{ currency: Currency }>) {
  const columns = useMemo(() => columnsIn(currency), [currency]);
  const goTo = useGoTo();
  const may = useMay();
  const partners = useAsk('capital.partners', { fundId });
  const exporting = useTableExport('capital.partners', { fundId }, columns);
  return (
    <Section
      title="Capital by partner"
      description={
        partners.data?.navOn ? (
          <>
            NAV of <DateText date={partners.data.navOn} />, shared by units where the class has them, otherwise by capital accounts.
          </>
        ) : undefined
      }
    >
      <ExportPanel exporting={exporting} />
      <Asked of="the capital of partners" query={partners}>
        {({ rows }) => (
          <DataTable
            label="Capital by partner"
            columns={columns}
            rows={rows}
            rowId={({ investorId }) => investorId}
            onOpen={({ investorId }) => goTo(`/investors/${investorId}?tab=capital`)}
            height={360}
            searchable
            onExport={may('audit.export') ? exporting.start : undefined}
            empty={<EmptyState title="No partner yet" text="Partners appear here with their first commitment or payment." />}
          />
        )}
      </Asked>
    </Section>
  );
}

type EventRecord = QueryOutput<'capital.events'>['rows'][number];
const kinds: Readonly<Record<EventRecord['kind'], Readonly<{ text: string; tone: Tone }>>> = {
  status: { text: 'Status', tone: 'neutral' },
  closing: { text: 'Closing', tone: 'accent' },
  transfer: { text: 'Transfer', tone: 'info' },
  call: { text: 'Call', tone: 'info' },
  rescission: { text: 'Taken back', tone: 'warn' },
  distribution: { text: 'Distribution', tone: 'good' },
  nav: { text: 'NAV', tone: 'neutral' },
  income: { text: 'Income', tone: 'good' },
  allocation: { text: 'Allocation', tone: 'accent' },
};
const FIRST = 12;

/** What happened to the fund’s capital, newest first. */
export function EventsSection({ fundId }: Of) {
  const events = useAsk('capital.events', { fundId });
  const [all, setAll] = useState(false);
  return (
    <Section title="What happened">
      <Asked of="the events of this fund" query={events}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="Nothing yet" text="Closings, calls, distributions and NAVs appear here as they happen." />
          ) : (
            <>
              <ol className="flex flex-col divide-y divide-line/60" aria-label="Events of the fund">
                {(all ? rows : rows.slice(0, FIRST)).map(({ id, on, kind, title, amount }) => (
                  <li key={`${kind} ${id}`} className="flex flex-wrap items-center gap-3 py-1.5 text-ui">
                    <span className="w-24 text-muted">
                      <DateText date={on} />
                    </span>
                    <Badge tone={kinds[kind].tone}>{kinds[kind].text}</Badge>
                    <span className="min-w-0">{kind === 'status' ? fundStatusTitles[title as keyof typeof fundStatusTitles] : title}</span>
                    {amount && (
                      <span className="ms-auto">
                        <MoneyText amount={amount} negative="parens" />
                      </span>
                    )}
                  </li>
                ))}
              </ol>
              {rows.length > FIRST && !all && (
                <Button size="small" variant="quiet" onClick={() => setAll(true)}>
                  Show all {rows.length}
                </Button>
              )}
            </>
          )
        }
      </Asked>
    </Section>
  );
}

/** What a fund counted in commitments is measured by, beside its net assets. */
export function HeadlineFigures({ fundId }: Of) {
  const found = useAsk('capital.performance', { fundId });
  return (
    <Asked of="the performance" query={found}>
      {({ figures }) => <FigureTiles figures={figures.filter(({ id }) => headline.includes(id))} label="Performance in short" />}
    </Asked>
  );
}
const headline: readonly string[] = ['nav', 'irr', 'dpi', 'rvpi', 'tvpi'];
