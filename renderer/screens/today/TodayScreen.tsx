import { CircleCheckBig } from 'lucide-react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { Checklist } from './Checklist.tsx';
import { TodayItem } from './TodayItem.tsx';
import { verbOf } from './verbs.ts';

type Today = QueryOutput<'reports.today'>;

/** What is due, blocked or waiting for the person who looks: each a number, and one thing to do about it. */
export function TodayScreen() {
  const { today: day, name } = useMe();
  const today = useAsk('reports.today', {});
  return (
    <Screen title="Today" aside={<DateText date={day} />}>
      <Checklist />
      <Asked of="what is due" query={today}>
        {({ items, recent }) => (
          <>
            <Section title="Waiting for you">
              <Items items={items} name={name} />
            </Section>
            {recent.length > 0 && (
              <Section title="What happened last">
                <Recent steps={recent} />
              </Section>
            )}
          </>
        )}
      </Asked>
    </Screen>
  );
}

function Items({ items, name }: Readonly<{ items: Today['items']; name: string }>) {
  if (items.length === 0)
    return (
      <EmptyState
        icon={CircleCheckBig}
        title={`Nothing waits for you, ${name}`}
        text="Approvals, security events, failed work and dates that come near appear here as soon as there are any."
      />
    );
  return (
    <ul className="grid gap-3 md:grid-cols-2 2xl:grid-cols-3">
      {items.map((item) => (
        <TodayItem key={item.kind} item={item} />
      ))}
    </ul>
  );
}

function Recent({ steps }: Readonly<{ steps: Today['recent'] }>) {
  const goTo = useGoTo();
  return (
    <ol className="overflow-hidden rounded-card border border-line bg-surface">
      {steps.map(({ seq, at, who, name }) => (
        <li key={seq} className="border-line/60 border-b last:border-b-0">
          <button
            type="button"
            onClick={() => goTo(`/audit?seq=${seq}`)}
            className="flex min-h-row w-full items-center gap-4 px-3 py-1 text-start text-ui hover:bg-hover"
          >
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{who}</span> {verbOf(name)}
            </span>
            <span className="text-muted text-small">
              <DateText date={at} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
