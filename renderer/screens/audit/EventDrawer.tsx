import { useState } from 'react';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { BadgeValue } from '#renderer/components/table/tableTypes.ts';
import { useCommand } from '#renderer/data/command.ts';
import { eventFacts, type SecurityEvent } from './auditText.ts';

export function eventState({ closedAt, mustClose }: SecurityEvent): BadgeValue {
  if (closedAt) return { text: 'Closed', tone: 'good' };
  return mustClose ? { text: 'Open', tone: 'warn' } : { text: 'Informs', tone: 'neutral' };
}

export function EventDrawer({ event, onClose }: Readonly<{ event: SecurityEvent; onClose: () => void }>) {
  const { title, meaning } = eventFacts[event.kind];
  const state = eventState(event);
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <span className="flex items-center gap-3">
          {title} <Badge tone={state.tone}>{state.text}</Badge>
        </span>
      }
      description={meaning}
    >
      <Section title="What happened">
        <KeyValueList
          items={[
            { label: 'When', value: <DateText date={event.occurredAt} /> },
            { label: 'Who', value: event.who },
            { label: 'Device', value: <span className="break-all">{event.device}</span> },
            { label: 'Detail', value: event.detail },
          ]}
        />
      </Section>
      {event.closedAt ? (
        <Callout tone="good" title={`Closed by ${event.closedBy}`}>
          <DateText date={event.closedAt} />. {event.note}
        </Callout>
      ) : event.mustClose ? (
        <>
          {event.aboutYou && (
            <Callout tone="warn">This event is about you: somebody else closes it, unless nobody else may close security events.</Callout>
          )}
          <CloseForm event={event} onClosed={onClose} />
        </>
      ) : (
        <Callout tone="info">This event only informs: nobody has to close it.</Callout>
      )}
    </Drawer>
  );
}

function CloseForm({ event, onClosed }: Readonly<{ event: SecurityEvent; onClosed: () => void }>) {
  const [note, setNote] = useState('');
  const close = useCommand('audit.closeSecurityEvent');
  const save = async () => {
    const reply = await close.run({ eventId: event.id, kind: event.kind, note });
    if (!reply.ok) return;
    notify({ title: 'Security event closed', tone: 'good' });
    onClosed();
  };
  return (
    <Section title="Close this event" description="What was found stays on the record with your name.">
      <form
        className="flex flex-col gap-3"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void save();
        }}
      >
        <Field label="What was found" required error={close.fieldErrors.note}>
          <Textarea rows={3} value={note} onChange={(changed) => setNote(changed.target.value)} />
        </Field>
        {Object.keys(close.fieldErrors).length === 0 && <RefusalText>{close.sentence}</RefusalText>}
        <div>
          <Button
            type="submit"
            variant="primary"
            busy={close.isPending}
            reasons={note.trim() === '' ? [{ text: 'Say what was found.' }] : []}
          >
            Close event
          </Button>
        </div>
      </form>
    </Section>
  );
}
