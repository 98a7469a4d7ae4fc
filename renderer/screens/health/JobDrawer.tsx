import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { type Job, jobStateOf, useSaveJobFile } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { JobProgress } from '#renderer/components/JobProgress.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { useHost } from '#renderer/data/command.ts';
import type { Instant } from '#shared/dates.ts';
import type { Json } from '#shared/json.ts';
import { kindTitles, resultText } from './healthText.ts';

export function JobDrawer({ job, onClose }: Readonly<{ job: Job; onClose: () => void }>) {
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={job.title}
      description={`${kindTitles[job.kind]}, asked for by ${job.startedBy}`}
      footer={<JobActions job={job} />}
    >
      <div className="mb-5">
        <JobProgress
          title={job.title}
          state={jobStateOf[job.state]}
          done={job.progress}
          total={job.outOf === 0 ? null : job.outOf}
          unit="steps"
          error={job.message ?? undefined}
        />
      </div>
      {job.state === 'failed' && job.message && (
        <div className="mb-5">
          <Callout tone="bad" title="Why it failed">
            {job.message}
          </Callout>
        </div>
      )}
      <Section title="Times">
        <KeyValueList
          items={[
            { label: 'Asked', value: <DateText date={job.createdAt} /> },
            { label: 'Started', value: when(job.startedAt, 'Not yet') },
            { label: 'Finished', value: when(job.finishedAt, 'Not yet') },
            ...(job.state === 'waiting' && job.runAfter ? [{ label: 'Tried again after', value: <DateText date={job.runAfter} /> }] : []),
            { label: 'Attempts', value: job.attempt },
          ]}
        />
      </Section>
      {job.state === 'done' && (
        <Section title="Result">
          <p className="text-ui">{resultText(job)}</p>
          <Findings result={job.result as Json} />
        </Section>
      )}
    </Drawer>
  );
}

const when = (at: Instant | null, otherwise: string) => (at ? <DateText date={at} /> : <span className="text-muted">{otherwise}</span>);

function Findings({ result }: Readonly<{ result: Json }>) {
  const findings = typeof result === 'object' && result !== null && 'findings' in result ? result.findings : null;
  if (!Array.isArray(findings) || findings.length === 0) return null;
  return (
    <ul className="mt-2 list-disc ps-5 text-ui">
      {findings.map((finding) => (
        <li key={String(finding)}>{String(finding)}</li>
      ))}
    </ul>
  );
}

function JobActions({ job }: Readonly<{ job: Job }>) {
  const needs = useNeeds();
  const cancel = useHost('host.cancelJob');
  const retry = useHost('host.retryJob');
  const file = useSaveJobFile();
  const permission = job.kind === 'audit.export' ? 'audit.export' : 'health.operate';
  const jobId = job.id;
  const live = job.state === 'waiting' || job.state === 'running';
  if (!live && job.state !== 'failed' && !(job.kind === 'audit.export' && job.state === 'done')) return null;
  return (
    <>
      <span className="me-auto">
        <RefusalText>{cancel.sentence ?? retry.sentence ?? file.sentence}</RefusalText>
      </span>
      {live && (
        <Button busy={cancel.isPending} reasons={needs(permission)} onClick={() => void cancel.run({ jobId })}>
          Cancel job
        </Button>
      )}
      {job.state === 'failed' && (
        <Button variant="primary" busy={retry.isPending} reasons={needs(permission)} onClick={() => void retry.run({ jobId })}>
          Try again now
        </Button>
      )}
      {job.kind === 'audit.export' && job.state === 'done' && (
        <Button variant="primary" busy={file.isPending} reasons={needs('audit.export')} onClick={() => void file.save(jobId)}>
          Save file
        </Button>
      )}
    </>
  );
}
