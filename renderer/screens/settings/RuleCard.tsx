import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { type RuleLine, sourceText, valueText } from './ruleText.ts';

/** One rule: what it bites, what is in force and since when, what is coming or waiting. */
export function RuleCard({ line, onOpen }: Readonly<{ line: RuleLine; onOpen: () => void }>) {
  const { rule, title, bites, value, source, since, upcoming, waiting } = line;
  const next = upcoming[0];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(150px,220px)_auto] items-center gap-x-6 gap-y-1 px-3.5 py-2.5">
      <div className="min-w-0">
        <p className="font-medium text-ui">{title}</p>
        <p className="text-muted text-small">{bites}</p>
        {(waiting || next) && (
          <p className="mt-1.5 flex flex-wrap items-center gap-2 text-small">
            {waiting && (
              <>
                <Badge tone="warn">Waiting for a second person</Badge>
                <span>
                  {valueText(rule, waiting.value)} from <DateText date={waiting.effectiveOn} />, proposed by {waiting.proposedBy}
                </span>
              </>
            )}
            {next && (
              <>
                <Badge tone="info">Changes later</Badge>
                <span>
                  {valueText(rule, next.value)} from <DateText date={next.effectiveOn} />
                </span>
              </>
            )}
          </p>
        )}
      </div>
      <div className="min-w-0 text-end">
        <p className="tnum font-medium text-ui">{valueText(rule, value)}</p>
        <p className="text-muted text-small">
          {sourceText[source]}
          {since && (
            <>
              {' '}
              since <DateText date={since} />
            </>
          )}
        </p>
      </div>
      <Button size="small" onClick={onOpen} aria-label={`Open ${title}`}>
        Open
      </Button>
    </li>
  );
}
