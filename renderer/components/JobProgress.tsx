import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { type Tone, toneIcon, toneText } from './tone.ts';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

type JobProgressProps = Readonly<{
  title: string;
  state: JobState;
  done: number;
  /** Null while the size of the work is not known. */
  total: number | null;
  /** What is counted: "rows", "K-1s". */
  unit?: string;
  perSecond?: number;
  secondsLeft?: number;
  onCancel?: () => void;
  action?: Readonly<{ label: string; onClick: () => void }>;
  /** Why it failed and what to do. */
  error?: string;
}>;

const tones: Readonly<Record<JobState, Tone>> = { queued: 'neutral', running: 'accent', done: 'good', failed: 'bad', cancelled: 'neutral' };
const words: Readonly<Record<JobState, string>> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export function JobProgress(props: JobProgressProps) {
  const { title, state, done, total, onCancel, action, error } = props;
  const Icon = toneIcon[tones[state]];
  const share = total ? Math.min(1, done / total) : 0;
  const live = state === 'running' || state === 'queued';
  return (
    <div className="rounded-card border border-line bg-surface px-3.5 py-2.5">
      <div className="flex items-center gap-3">
        <span className="min-w-0 flex-1 truncate font-medium text-ui">{title}</span>
        <span className={classes('flex items-center gap-1.5 font-medium text-small', toneText[tones[state]])}>
          <Icon size={14} aria-hidden />
          {words[state]}
        </span>
        {live && onCancel && (
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        )}
        {!live && action && (
          <Button size="small" onClick={action.onClick}>
            {action.label}
          </Button>
        )}
      </div>
      {live && (
        <div
          role="progressbar"
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={total ?? undefined}
          aria-valuenow={total === null ? undefined : done}
          className="mt-2 h-1.5 overflow-hidden rounded-full bg-line"
        >
          <div
            className={classes('h-full origin-left rounded-full bg-accent', total === null && 'w-1/3 animate-pulse')}
            style={total === null ? undefined : { width: `${share * 100}%` }}
          />
        </div>
      )}
      <p className="tnum mt-1.5 text-muted text-small">{error && state === 'failed' ? error : progressText(props)}</p>
    </div>
  );
}

function progressText({ done, total, unit = 'items', perSecond, secondsLeft, state }: JobProgressProps): string {
  const count = total === null ? `${grouped(done)} ${unit}` : `${grouped(done)} of ${grouped(total)} ${unit}`;
  if (state !== 'running') return count;
  const rate = perSecond === undefined ? '' : ` · ${grouped(Math.round(perSecond))} a second`;
  const left = secondsLeft === undefined ? '' : ` · ${durationText(secondsLeft)} left`;
  return count + rate + left;
}

const grouped = (count: number): string => count.toLocaleString('en-US');

export function durationText(seconds: number): string {
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
