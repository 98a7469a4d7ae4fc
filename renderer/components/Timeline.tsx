import type { Instant } from '#shared/dates.ts';
import { DateText } from './DateText.tsx';
import { HashBadge } from './HashBadge.tsx';

export type TimelineStep = Readonly<{
  id: string;
  title: string;
  who: string;
  at: Instant;
  hash: string;
  reason?: string | null;
  onOpen?: () => void;
}>;

/** What happened to one record, newest first, each step with its place in the chain. */
export function Timeline({ steps, label }: Readonly<{ steps: readonly TimelineStep[]; label: string }>) {
  return (
    <ol aria-label={label} className="relative ms-1.5 border-line border-s">
      {steps.map(({ id, title, who, at, hash, reason, onOpen }) => (
        <li key={id} className="relative pb-4 ps-5 last:pb-0">
          <span aria-hidden className="absolute -start-[5px] top-1.5 size-[9px] rounded-full border-2 border-accent bg-surface" />
          <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-ui">
            {onOpen ? (
              <button type="button" onClick={onOpen} className="rounded-small font-medium text-accent underline underline-offset-2">
                {title}
              </button>
            ) : (
              <span className="font-medium">{title}</span>
            )}
            <HashBadge hash={hash} label={`hash of ${title}`} />
          </div>
          <p className="text-muted text-small">
            {who}, <DateText date={at} />
          </p>
          {reason && <p className="mt-0.5 text-ui">“{reason}”</p>}
        </li>
      ))}
    </ol>
  );
}
