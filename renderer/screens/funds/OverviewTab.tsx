import { Chart } from '#renderer/components/Chart.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { StatTile } from '#renderer/components/StatTile.tsx';
import { useMay } from '#renderer/data/session.ts';
import { CapitalOverview, EventsSection, HeadlineFigures, PartnersSection } from '#renderer/screens/performance/CapitalOverview.tsx';
import { basisTitles, fundMetrics, fundStatusTitles, vehicleTitles } from '#shared/model/funds.ts';
import { money } from '#shared/money.ts';
import { type FundHome, percentText } from './fundText.ts';
import { TaxIdFact } from './TaxIdFact.tsx';

type Measured = FundHome['analytics']['ytdReturn'];
const none = <span className="text-muted">Not recorded</span>;

export function OverviewTab({ home }: Readonly<{ home: FundHome }>) {
  const may = useMay();
  const seesCapital = may('capital.view');
  return (
    <div className="flex flex-col gap-6">
      {home.fund.basis === 'commitment' && seesCapital ? <HeadlineFigures fundId={home.fund.id} /> : <Figures home={home} />}
      {seesCapital && <CapitalOverview fundId={home.fund.id} />}
      <History home={home} />
      {seesCapital && <PartnersSection fundId={home.fund.id} currency={home.fund.currency} />}
      {seesCapital && <EventsSection fundId={home.fund.id} />}
      <div className="grid gap-6 lg:grid-cols-2">
        <Facts home={home} />
        <StatusHistory home={home} />
      </div>
    </div>
  );
}

function Figures({ home: { netAssets, analytics } }: Readonly<{ home: FundHome }>) {
  const { ytdReturn, volatility, sharpe } = analytics;
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <StatTile
        label={fundMetrics.netAssets.title}
        value={netAssets ? <MoneyText amount={netAssets.amount} /> : 'Not known'}
        detail={netAssets ? <>As of {netAssets.asOfOn}</> : fundMetrics.netAssets.definition}
      />
      <StatTile
        label={fundMetrics.ytdReturn.title}
        {...measured(ytdReturn, fundMetrics.ytdReturn.definition, (value) => percentText(value, 2))}
      />
      <StatTile
        label={fundMetrics.volatility.title}
        {...measured(volatility, fundMetrics.volatility.definition, (value) => percentText(value, 2))}
      />
      <StatTile
        label={fundMetrics.sharpe.title}
        {...measured(sharpe, `${fundMetrics.sharpe.definition} Risk-free rate: 0 %.`, (value) => Number(value).toFixed(2))}
      />
    </div>
  );
}

/** The figure with its definition, or why there is none. */
const measured = ({ value, reason }: Measured, definition: string, shown: (value: string) => string) =>
  value === null ? { value: 'Not measurable', detail: reason } : { value: shown(value), detail: definition };

function History({ home: { analytics } }: Readonly<{ home: FundHome }>) {
  const { months } = analytics;
  if (months.length === 0)
    return (
      <EmptyState
        title="No approved NAV yet"
        text="Draft a NAV on the NAV tab and have it approved; its history and returns appear here."
      />
    );
  const returns = months.some(({ monthlyReturn }) => monthlyReturn !== null);
  return (
    <Section title="Month by month">
      <div className={returns ? 'grid gap-4 xl:grid-cols-2' : 'grid'}>
        <Chart
          title="Net assets"
          kind="line"
          xLabel="Month"
          series={[{ id: 'netAssets', label: 'Net assets' }]}
          points={months.map(({ month, netAssets }) => ({ label: month, values: { netAssets } }))}
        />
        {returns && (
          <Chart
            title="Monthly return"
            kind="bar"
            xLabel="Month"
            series={[{ id: 'monthlyReturn', label: 'Monthly return' }]}
            format={(value) => `${(value * 100).toFixed(2)} %`}
            points={months.map(({ month, monthlyReturn }) => ({
              label: month,
              values: { monthlyReturn: monthlyReturn === null ? null : Number(monthlyReturn) },
            }))}
          />
        )}
      </div>
    </Section>
  );
}

function Facts({ home }: Readonly<{ home: FundHome }>) {
  const { fund } = home;
  return (
    <Section title="Facts">
      <KeyValueList
        items={[
          { label: 'Organisation', value: fund.organisation },
          { label: 'Vehicle', value: `${vehicleTitles[fund.vehicleType]}, ${fund.country}` },
          { label: 'Counted in', value: `${basisTitles[fund.basis]}, ${fund.currency}` },
          { label: 'Vintage', value: fund.vintage ?? none },
          { label: 'Inception', value: fund.inceptionOn ? <DateText date={fund.inceptionOn} /> : none },
          { label: 'Fiscal year ends on', value: fund.fiscalYearEnd },
          { label: 'Target size', value: fund.targetSize === null ? none : <MoneyText amount={money(fund.targetSize, fund.currency)} /> },
          { label: 'Tax id', value: <TaxIdFact home={home} /> },
          { label: 'Strategy', value: fund.strategy || none },
        ]}
      />
    </Section>
  );
}

function StatusHistory({ home: { statusChanges, fund } }: Readonly<{ home: FundHome }>) {
  return (
    <Section title="Life of the fund">
      <KeyValueList
        items={[
          { label: 'Added', value: <DateText date={fund.createdAt} />, help: fundStatusTitles.raising },
          ...statusChanges.map(({ to, effectiveOn, reason, by }, index) => ({
            label: `${index + 1}. ${fundStatusTitles[to]}`,
            value: <DateText date={effectiveOn} />,
            help: `${by}: ${reason}`,
          })),
        ]}
      />
    </Section>
  );
}
