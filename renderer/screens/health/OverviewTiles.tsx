import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Callout } from '#renderer/components/Callout.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Skeleton } from '#renderer/components/Skeleton.tsx';
import { StatTile } from '#renderer/components/StatTile.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { sizeText } from './healthText.ts';

type Overview = QueryOutput<'health.overview'>;

export function OverviewTiles() {
  const overview = useAsk('health.overview', {});
  return (
    <Asked of="the state of the workspace" query={overview} skeleton={<Skeleton className="mb-5 h-24 w-full" />}>
      {(data) => (
        <>
          <div className="mb-5 grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6">
            <Tiles data={data} />
          </div>
          {data.lastCheck && !data.lastCheck.ok && <Findings findings={data.lastCheck.findings} />}
        </>
      )}
    </Asked>
  );
}

function Tiles({ data }: Readonly<{ data: Overview }>) {
  const goTo = useGoTo();
  const may = useMay();
  const { logRows, bytes, formatVersion, lastCheck, failedJobs, openSecurityEvents, incidents } = data;
  return (
    <>
      <StatTile label="Log rows" value={logRows.toLocaleString('en-US')} detail={`Format ${formatVersion}`} />
      <StatTile label="Size" value={sizeText(bytes)} detail="Encrypted file" />
      <StatTile
        label="Last check"
        value={lastCheck === null ? 'Never' : lastCheck.ok ? 'Clean' : `${lastCheck.findings.length} found`}
        tone={lastCheck === null ? 'warn' : lastCheck.ok ? 'good' : 'bad'}
        detail={lastCheck ? <DateText date={lastCheck.at} /> : 'Run one now'}
      />
      <StatTile
        label="Failed jobs"
        value={failedJobs.toLocaleString('en-US')}
        tone={failedJobs === 0 ? 'good' : 'bad'}
        {...(failedJobs > 0
          ? { action: { label: 'Look at them', onClick: () => goTo('/health?view=jobs&state=failed') } }
          : { detail: 'None' })}
      />
      <StatTile
        label="Open events"
        value={openSecurityEvents.toLocaleString('en-US')}
        tone={openSecurityEvents === 0 ? 'good' : 'warn'}
        {...(may('audit.security') && openSecurityEvents > 0
          ? { action: { label: 'Look at them', onClick: () => goTo('/security') } }
          : { detail: openSecurityEvents === 0 ? 'No security event' : 'Security events' })}
      />
      <StatTile
        label="Incidents"
        value={incidents.toLocaleString('en-US')}
        tone={incidents === 0 ? 'good' : 'warn'}
        {...(incidents > 0
          ? { action: { label: 'Look at them', onClick: () => goTo('/health?view=incidents') } }
          : { detail: 'No unexpected error' })}
      />
    </>
  );
}

function Findings({ findings }: Readonly<{ findings: readonly string[] }>) {
  return (
    <div className="mb-5">
      <Callout tone="bad" title="What the last check found">
        <ul className="list-disc ps-4">
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      </Callout>
    </div>
  );
}
