import type { Job } from '#renderer/app/TableExport.tsx';

/** How far a job is, as a bar and as numbers. */
export function ProgressCell({ job: { state, progress, outOf, title } }: Readonly<{ job: Job }>) {
  if (outOf === 0 || state === 'done') return null;
  const share = Math.min(1, progress / outOf);
  const text = `${progress.toLocaleString('en-US')} of ${outOf.toLocaleString('en-US')}`;
  if (state !== 'running' && state !== 'waiting') return <span className="tnum text-muted">{text}</span>;
  return (
    <span className="flex w-full items-center gap-2">
      <span
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={outOf}
        aria-valuenow={progress}
        tabIndex={-1}
        className="h-1.5 min-w-10 flex-1 overflow-hidden rounded-full bg-sunken"
      >
        <span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
      </span>
      <span className="tnum text-mini text-muted">{Math.floor(share * 100)} %</span>
    </span>
  );
}
