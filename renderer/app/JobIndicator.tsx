import { Activity, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { classes } from '#renderer/components/classes.ts';
import { JobProgress, type JobState } from '#renderer/components/JobProgress.tsx';
import { Popover } from '#renderer/components/Popover.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { type RowOf, useAskPages, useHostState } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import { useMay } from '#renderer/data/session.ts';
import { LoadFailed } from './Asked.tsx';
import { useGoTo } from './navigate.ts';

const NEWEST = 6;
const stateOf = (state: string): JobState => (state === 'waiting' ? 'queued' : (state as JobState));

/** Background work at a glance; it goes on when this window is closed. */
export function JobIndicator() {
  const jobs = useHostState().data?.jobs ?? { running: 0, waiting: 0, failed: 0 };
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('health.view')) return null;
  const active = jobs.running + jobs.waiting;
  const label =
    active > 0 ? `${active} ${active === 1 ? 'job' : 'jobs'} under way` : jobs.failed > 0 ? `${jobs.failed} failed` : 'No jobs running';
  const Icon = active > 0 ? LoaderCircle : jobs.failed > 0 ? TriangleAlert : Activity;
  const trigger = (
    <button
      type="button"
      aria-label={`Background work: ${label}`}
      className={classes(
        'flex h-control items-center gap-1.5 rounded-control px-2 text-small hover:bg-hover',
        active === 0 && jobs.failed > 0 ? 'text-bad' : 'text-muted',
      )}
    >
      <Icon size={16} aria-hidden className={active > 0 ? 'animate-spin' : ''} />
      {(active > 0 || jobs.failed > 0) && <span className="tnum">{active > 0 ? active : jobs.failed}</span>}
    </button>
  );
  return (
    <Popover trigger={trigger} title="Background work" align="end" className="w-96" open={open} onOpenChange={setOpen}>
      <JobList onLeave={() => setOpen(false)} />
    </Popover>
  );
}

function JobList({ onLeave }: Readonly<{ onLeave: () => void }>) {
  const list = useAskPages('health.jobs', { limit: NEWEST, sort: { by: 'createdAt', descending: true } });
  const goTo = useGoTo();
  return (
    <div className="flex flex-col gap-2">
      <LoadFailed of="the jobs" error={list.error} onRetry={list.refetch} />
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <p className="text-muted text-ui">Nothing has run yet. Backups, checks and exports show their progress here.</p>
      )}
      {list.rows.map((job) => (
        <JobLine key={job.id} job={job} />
      ))}
      <Button
        variant="quiet"
        className="self-end"
        onClick={() => {
          onLeave();
          goTo('/health?view=jobs');
        }}
      >
        All jobs
      </Button>
    </div>
  );
}

function JobLine({ job }: Readonly<{ job: RowOf<'health.jobs'> }>) {
  const cancel = useHost('host.cancelJob');
  const retry = useHost('host.retryJob');
  const may = useMay();
  const operates = may('health.operate');
  return (
    <div>
      <JobProgress
        title={job.title}
        state={stateOf(job.state)}
        done={job.state === 'done' ? job.outOf : job.progress}
        total={job.outOf > 0 ? job.outOf : null}
        unit="steps"
        {...(job.message ? { error: job.message } : {})}
        {...(operates ? { onCancel: () => void cancel.run({ jobId: job.id }) } : {})}
        {...(operates && job.state === 'failed'
          ? { action: { label: 'Try again', onClick: () => void retry.run({ jobId: job.id }) } }
          : {})}
      />
      <RefusalText>{cancel.sentence ?? retry.sentence}</RefusalText>
    </div>
  );
}
