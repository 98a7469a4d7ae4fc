import { ArrowRight } from 'lucide-react';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { VisuallyHidden } from '#renderer/components/VisuallyHidden.tsx';
import type { QueryOutput } from '#shared/contract/index.ts';
import { todayTexts } from './todayTexts.ts';

type Item = QueryOutput<'reports.today'>['items'][number];

export function TodayItem({ item: { kind, count, oldest, late, examples } }: Readonly<{ item: Item }>) {
  const goTo = useGoTo();
  const { one, many, action, path } = todayTexts[kind];
  const title = count === 1 ? one : many;
  const more = count - examples.length;
  return (
    <li className="flex min-w-0 flex-col rounded-card border border-line bg-surface p-4">
      <h3 className="flex items-baseline gap-2.5">
        <span className="tnum font-semibold text-display leading-none tracking-tight">{count}</span>
        <span className="min-w-0 flex-1 font-medium text-ui">{title}</span>
        {late && <Badge tone="bad">Late</Badge>}
      </h3>
      <ul className="mt-2.5 flex flex-1 flex-col gap-0.5 text-muted text-ui">
        {examples.map((example) => (
          <li key={example} className="truncate" title={example}>
            {example}
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
      <div className="mt-3 flex items-center justify-between gap-3">
        <span className="text-muted text-small">
          {oldest && (
            <>
              Oldest from <DateText date={oldest} />
            </>
          )}
        </span>
        <button
          type="button"
          onClick={() => goTo(path)}
          className="-me-1.5 inline-flex h-6 items-center gap-1 rounded-control px-1.5 font-medium text-accent text-ui hover:bg-hover"
        >
          {action}
          <VisuallyHidden>: {title}</VisuallyHidden>
          <ArrowRight size={14} aria-hidden />
        </button>
      </div>
    </li>
  );
}
