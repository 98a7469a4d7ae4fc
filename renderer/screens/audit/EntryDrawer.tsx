import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { commandTitle } from '#renderer/components/commandTitle.ts';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TableSkeleton } from '#renderer/components/Skeleton.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import type { Json } from '#shared/json.ts';
import { classText, classTone, type LogEntry, transportText } from './auditText.ts';
import { ChangesView } from './ChangesView.tsx';

type EntryDrawerProps = Readonly<{ seq: number; onOpen: (seq: number) => void; onClose: () => void }>;

/** One log row whole. */
export function EntryDrawer({ seq, onOpen, onClose }: EntryDrawerProps) {
  const entry = useAsk('audit.entry', { seq });
  const row = entry.data;
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="wide"
      title={row ? commandTitle(row.name) : `Log row ${seq}`}
      description={row ? `Row ${seq.toLocaleString('en-US')} of the log, ${row.name}` : undefined}
      footer={
        <>
          <Button
            icon={ChevronLeft}
            reasons={seq <= 1 ? [{ text: 'This is the first row of the log.' }] : []}
            onClick={() => onOpen(seq - 1)}
          >
            Row before
          </Button>
          <Button icon={ChevronRight} onClick={() => onOpen(seq + 1)}>
            Row after
          </Button>
        </>
      }
    >
      <LoadFailed of={`log row ${seq}`} error={entry.error} onRetry={entry.refetch} />
      {entry.isPending && <TableSkeleton rows={6} columns={2} />}
      {row === null && (
        <Callout tone="info" title={`There is no log row ${seq} for you`}>
          The log ends before it, or it lies outside the scope of your roles.
        </Callout>
      )}
      {row && <EntryParts entry={row} />}
    </Drawer>
  );
}

function EntryParts({ entry }: Readonly<{ entry: LogEntry }>) {
  return (
    <>
      <Section title="Who, when and why">
        <KeyValueList
          items={[
            { label: 'Who', value: entry.actor },
            { label: 'When', value: <DateText date={entry.at} />, help: `The house’s day was ${entry.today}.` },
            { label: 'Why', value: entry.reason ?? <span className="text-muted">No reason asked for</span> },
            { label: 'Class', value: <Badge tone={classTone(entry.class)}>{classText(entry.class)}</Badge> },
            { label: 'Through', value: `${transportText(entry.transport)}${entry.origin ? `, ${entry.origin}` : ''}` },
            { label: 'Device', value: <span className="break-all">{entry.device}</span> },
          ]}
        />
      </Section>
      <Section title="Before and after">
        <ChangesView changes={entry.changes as never} counts={entry.counts} />
      </Section>
      <Section title="Place in the chain" description="The hash is made from this row and the hash of the row before it.">
        <KeyValueList
          items={[
            { label: 'Hash before', value: <Copied text={entry.previousHash} label="hash of the row before" /> },
            { label: 'Hash of this row', value: <Copied text={entry.hash} label="hash of this row" /> },
            { label: 'Command id', value: <Copied text={entry.commandId} label="command id" /> },
          ]}
        />
      </Section>
      <Section title="What it relied on" description="Records it read or wrote (guards), and what may happen only once (claims).">
        <Relied entry={entry} />
      </Section>
      <div className="grid gap-x-6 lg:grid-cols-2">
        <Section title="Input">
          <JsonBlock value={entry.input as Json} label="Input" />
        </Section>
        <Section title="Reply">
          <JsonBlock value={entry.reply as Json} label="Reply" />
        </Section>
      </div>
    </>
  );
}

function Copied({ text, label }: Readonly<{ text: string; label: string }>) {
  return (
    <span className="flex items-start gap-1">
      <code className="break-all font-mono text-small">{text}</code>
      <CopyButton text={text} label={`Copy the ${label}`} />
    </span>
  );
}

const modes = { r: 'read', w: 'wrote', t: 'touched' } as const;

function Relied({ entry }: Readonly<{ entry: LogEntry }>) {
  const guards: readonly ReactNode[] = entry.guards.map(({ entity, id, mode }) => (
    <li key={`${mode}${entity}${id}`} className="flex gap-2">
      <span className="w-16 shrink-0 text-muted">{modes[mode]}</span>
      <span className="min-w-0 break-all">
        {entity} <code className="font-mono text-small">{id}</code>
      </span>
    </li>
  ));
  const claims = entry.claims.map((claim) => (
    <li key={claim} className="flex gap-2">
      <span className="w-16 shrink-0 text-muted">claimed</span>
      <code className="min-w-0 break-all font-mono text-small">{claim}</code>
    </li>
  ));
  if (guards.length + claims.length === 0) return <p className="text-muted text-ui">Nothing beside the person who sent it.</p>;
  return (
    <ul className="flex flex-col gap-1 text-ui">
      {guards}
      {claims}
    </ul>
  );
}

function JsonBlock({ value, label }: Readonly<{ value: Json; label: string }>) {
  const text = JSON.stringify(value, null, 2);
  return (
    <div className="relative">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section tabIndex={0} aria-label={`${label} as JSON`} className="max-h-80 overflow-auto rounded-card border border-line bg-sunken">
        <pre className="whitespace-pre-wrap break-all p-3 pe-9 font-mono text-small">{text}</pre>
      </section>
      <span className="absolute end-1.5 top-1.5">
        <CopyButton text={text} label={`Copy the ${label.toLowerCase()}`} />
      </span>
    </div>
  );
}
