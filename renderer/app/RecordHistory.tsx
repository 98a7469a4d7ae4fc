import { commandTitle } from '#renderer/components/commandTitle.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Timeline } from '#renderer/components/Timeline.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { Asked } from './Asked.tsx';
import { useGoTo } from './navigate.ts';

type RecordHistoryProps = Readonly<{ entity: string; id: string; of: string; emptyText: string }>;

/** Every step on one record, newest first, each leading to its row of the log. `of` names the record: “this fund”. */
export function RecordHistory({ entity, id, of, emptyText }: RecordHistoryProps) {
  const timeline = useAsk('audit.timeline', { entity, id });
  const goTo = useGoTo();
  return (
    <Asked of={`the history of ${of}`} query={timeline}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title="No history in your scope" text={emptyText} />
        ) : (
          <Timeline
            label={`History of ${of}`}
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
