import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { commandTitle } from '#renderer/components/commandTitle.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Timeline } from '#renderer/components/Timeline.tsx';
import { useAsk } from '#renderer/data/ask.ts';

export function HistoryTab({ investorId }: Readonly<{ investorId: string }>) {
  const timeline = useAsk('audit.timeline', { entity: 'investor', id: investorId });
  const goTo = useGoTo();
  return (
    <Asked of="the history of this investor" query={timeline}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title="No history in your scope" text="Every step on this investor appears here, with its hash in the log." />
        ) : (
          <Timeline
            label="History of this investor"
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
