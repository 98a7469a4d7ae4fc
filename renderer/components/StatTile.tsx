import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Tone, toneIcon, toneText } from './tone.ts';

type StatTileProps = Readonly<{
  label: string;
  value: ReactNode;
  tone?: Tone;
  detail?: ReactNode;
  action?: Readonly<{ label: string; onClick: () => void }>;
}>;

/** A number and the one thing to do about it. */
export function StatTile({ label, value, tone = 'neutral', detail, action }: StatTileProps) {
  const Icon = toneIcon[tone];
  return (
    <div className="flex min-w-0 flex-col rounded-card border border-line bg-surface px-3.5 py-3">
      <span className="flex items-center gap-1.5 text-muted text-small">
        {tone !== 'neutral' && <Icon size={13} className={toneText[tone]} aria-hidden />}
        {label}
      </span>
      <span className="tnum mt-1 font-semibold text-display leading-tight tracking-tight">{value}</span>
      {detail && <span className="mt-0.5 text-muted text-small">{detail}</span>}
      {action && (
        <button
          type="button"
          onClick={action.onClick}
          className="-mx-1.5 mt-2 inline-flex h-6 items-center gap-1 self-start rounded-control px-1.5 font-medium text-accent text-small hover:bg-hover"
        >
          {action.label}
          <ArrowRight size={13} aria-hidden />
        </button>
      )}
    </div>
  );
}
