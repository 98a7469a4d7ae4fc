import { jobStateOf } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { JobProgress } from '#renderer/components/JobProgress.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import type { Json } from '#shared/json.ts';

type CheckResult = Readonly<{ ok: boolean; rows: number; findings: readonly string[] }>;

export function readCheckResult(result: Json): CheckResult | null {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return null;
  const { ok, rows, findings } = result as { ok?: unknown; rows?: unknown; findings?: unknown };
  if (typeof ok !== 'boolean') return null;
  const texts = Array.isArray(findings) ? findings.filter((finding) => typeof finding === 'string') : [];
  return { ok, rows: typeof rows === 'number' ? rows : 0, findings: texts };
}

/** The check under way, then what it found; a broken chain names its first broken row. */
export function VerifyPanel({ jobId, onClose }: Readonly<{ jobId: string; onClose: () => void }>) {
  const jobs = useAsk('health.jobs', { filter: { kind: 'health.check' }, limit: 20 });
  const cancel = useHost('host.cancelJob');
  const job = jobs.data?.rows.find(({ id }) => id === jobId);
  if (!job) return null;
  const result = job.state === 'done' ? readCheckResult(job.result as Json) : null;
  return (
    <div className="mb-4">
      {result ? (
        <CheckOutcome result={result} onClose={onClose} />
      ) : (
        <JobProgress
          title="Verifying the chain, the pages and the books"
          state={jobStateOf[job.state]}
          done={job.progress}
          total={job.outOf === 0 ? null : job.outOf}
          unit="steps"
          onCancel={() => void cancel.run({ jobId })}
          action={{ label: 'Close', onClick: onClose }}
          error={job.message ?? undefined}
        />
      )}
    </div>
  );
}

function CheckOutcome({ result, onClose }: Readonly<{ result: CheckResult; onClose: () => void }>) {
  const close = (
    <Button size="small" onClick={onClose}>
      Close
    </Button>
  );
  if (result.ok)
    return (
      <Callout tone="good" title="The chain is whole" action={close}>
        {result.rows.toLocaleString('en-US')} {result.rows === 1 ? 'log row follows' : 'log rows follow'} one from the other, the anchor
        outside the file agrees, and every check of the books is clean.
      </Callout>
    );
  return (
    <Callout
      tone="bad"
      title={`The check found ${result.findings.length === 1 ? 'a problem' : `${result.findings.length} problems`}`}
      action={close}
    >
      <ul className="list-disc ps-4">
        {result.findings.map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
    </Callout>
  );
}
