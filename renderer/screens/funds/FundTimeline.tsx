import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { commandTitle } from '#renderer/components/commandTitle.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Timeline } from '#renderer/components/Timeline.tsx';
import { useAsk } from '#renderer/data/ask.ts';

export function FundTimeline({ fundId }: Readonly<{ fundId: string }>) {
  const timeline = useAsk('audit.timeline', { entity: 'fund', id: fundId });
  const goTo = useGoTo();
  return (
    <Asked of="the history of this fund" query={timeline}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title="No history in your scope" text="Every change of this fund appears here, with its hash in the log." />
        ) : (
          <Timeline
            label="History of this fund"
            steps={rows.map((row) => ({
              id: String(row.seq),
              title: commandTitle(row.name),
              who: row.actor,
              at: row.at,
              hash: row.hash,
              reason: row.reason,
              onOpen: () => goTo(`/audit?seq=${row.seq}`),
            }))}
          />
        )
      }
    </Asked>
  );
}
