import { ArrowRight, CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type ReadinessItem = Readonly<{ id: string; text: string; met: boolean; detail?: ReactNode; goTo?: () => void }>;

type ReadinessListProps = Readonly<{ items: readonly ReadinessItem[]; title?: string }>;

/** Every condition by name, unmet ones first, each with a way to where it is met. */
export function ReadinessList({ items, title = 'Before this can go on' }: ReadinessListProps) {
  const met = items.filter((item) => item.met).length;
  const ordered = [...items].sort((a, b) => Number(a.met) - Number(b.met));
  return (
    <section aria-label={title} className="rounded-card border border-line bg-surface">
      <div className="flex items-center justify-between gap-4 border-line border-b px-3 py-2">
        <span className="font-medium text-ui">{title}</span>
        <span className="tnum text-muted text-small">
          {met} of {items.length} met
        </span>
      </div>
      <ul className="divide-y divide-line/60">
        {ordered.map((item) => (
          <ReadinessLine key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function ReadinessLine({ item: { text, met, detail, goTo } }: Readonly<{ item: ReadinessItem }>) {
  const Icon = met ? CircleCheck : CircleDashed;
  return (
    <li className="flex min-h-row items-start gap-2.5 px-3 py-1.5 text-ui">
      <Icon size={15} className={classes('mt-0.5', met ? 'text-good' : 'text-warn')} aria-hidden />
      <span className="min-w-0 flex-1">
        <VisuallyHidden>{met ? 'Met: ' : 'Not met: '}</VisuallyHidden>
        <span className={met ? 'text-muted' : ''}>{text}</span>
        {detail && <span className="block text-muted text-small">{detail}</span>}
      </span>
      {!met && goTo && (
        <button
          type="button"
          onClick={goTo}
          className="inline-flex h-6 items-center gap-1 rounded-control px-1.5 font-medium text-accent text-small hover:bg-hover"
        >
          Go there
          <VisuallyHidden>: {text}</VisuallyHidden>
          <ArrowRight size={13} aria-hidden />
        </button>
      )}
    </li>
  );
}
