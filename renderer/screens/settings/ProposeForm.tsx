import { useEffect, useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { sentenceFor } from '#renderer/data/failures.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import type { CommandOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { RuleScope, RuleValue } from '#shared/model/settings.ts';
import type { Result } from '#shared/result.ts';
import { RuleValueInput } from './RuleValueInput.tsx';
import { type RuleLine, valueText } from './ruleText.ts';

type Outcome = Result<CommandOutput<'settings.propose'>>;

export function ProposeForm({ line, scope, onDone }: Readonly<{ line: RuleLine; scope: RuleScope; onDone: () => void }>) {
  const { today } = useMe();
  const [valueId] = useState(newId);
  const [value, setValue] = useState<RuleValue | null>(line.value);
  const [effectiveOn, setEffectiveOn] = useState<BusinessDate | null>(today);
  const [reason, setReason] = useState('');
  const propose = useCommand('settings.propose');
  const outcome = useOutcome(propose.preview, line, scope, valueId, value, effectiveOn);
  const gaps = [
    ...(value === null ? ['Enter the new value.'] : []),
    ...(effectiveOn === null ? ['Enter the day it begins, today or later.'] : []),
    ...(reason.trim() === '' ? ['Say why the rule changes.'] : []),
    ...(outcome && !outcome.ok ? [sentenceFor(outcome.error)] : []),
  ];
  const save = async () => {
    if (value === null || effectiveOn === null) return;
    const reply = await propose.run({ ...requestOf(line, scope, valueId, value, effectiveOn), reason });
    if (!reply.ok) return;
    const waits = reply.value.state === 'proposed';
    notify({
      title: waits ? 'The change waits for a second person' : `“${line.title}” is changed`,
      text: waits ? 'Somebody else who may approve rules decides it.' : undefined,
      tone: waits ? 'info' : 'good',
    });
    onDone();
  };
  return (
    <Section title="Change this rule">
      <form
        className="flex flex-col gap-3 rounded-card border border-line bg-surface p-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (gaps.length === 0) void save();
        }}
      >
        <div className="grid grid-cols-2 gap-4">
          <RuleValueInput rule={line.rule} value={value} onChange={setValue} error={propose.fieldErrors.value} />
          <Field label="In force from" required error={propose.fieldErrors.effectiveOn} hint="Today or a later day.">
            <DateInput value={effectiveOn} onChange={setEffectiveOn} min={today} today={today} />
          </Field>
        </div>
        <Field label="Reason" required error={propose.fieldErrors.reason}>
          <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <OutcomeNote line={line} value={value} outcome={outcome} />
        <RefusalText>{propose.sentence}</RefusalText>
        <div className="flex gap-2">
          <Button variant="primary" type="submit" busy={propose.isPending} reasons={gaps.map((text) => ({ text }))}>
            {outcome?.ok && outcome.value.loosens ? 'Propose the change' : 'Change the rule'}
          </Button>
          <Button onClick={onDone}>Cancel</Button>
        </div>
      </form>
    </Section>
  );
}

const requestOf = (line: RuleLine, scope: RuleScope, valueId: string, value: RuleValue, effectiveOn: BusinessDate) => ({
  valueId,
  rule: line.rule,
  scope,
  value: value as RuleLine['value'],
  effectiveOn,
});

type Preview = ReturnType<typeof useCommand<'settings.propose'>>['preview'];

/** What the host would answer, asked while the person types; nothing is written. */
function useOutcome(
  preview: Preview,
  line: RuleLine,
  scope: RuleScope,
  valueId: string,
  value: RuleValue | null,
  effectiveOn: BusinessDate | null,
): Outcome | null {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const text = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the value is followed by its text
  useEffect(() => {
    let current = true;
    setOutcome(null);
    if (value === null || effectiveOn === null) return;
    const timer = setTimeout(async () => {
      const reply = await preview({ ...requestOf(line, scope, valueId, value, effectiveOn), reason: 'preview' });
      if (current) setOutcome(reply as Outcome);
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, effectiveOn, preview, line.rule, scope.id]);
  return outcome;
}

type OutcomeNoteProps = Readonly<{ line: RuleLine; value: RuleValue | null; outcome: Outcome | null }>;

function OutcomeNote({ line, value, outcome }: OutcomeNoteProps) {
  const move = value === null ? '' : `From ${valueText(line.rule, line.value)} to ${valueText(line.rule, value)}.`;
  return (
    <div aria-live="polite" className="min-h-16">
      {outcome && !outcome.ok && <Callout tone="warn">{sentenceFor(outcome.error)}</Callout>}
      {outcome?.ok && outcome.value.state === 'proposed' && (
        <Callout tone="warn" title="This loosens the rule: it waits for a second person">
          {move} Nothing changes until somebody else who may approve rules has approved it.
        </Callout>
      )}
      {outcome?.ok && outcome.value.state === 'approved' && !outcome.value.loosens && (
        <Callout tone="good" title="This tightens the rule: no second person is needed">
          {move} It is in force from that day on.
        </Callout>
      )}
      {outcome?.ok && outcome.value.state === 'approved' && outcome.value.loosens && (
        <Callout tone="warn" title="This loosens the rule, and dual control is off">
          {move} It is in force from that day on, and is listed in the report “Approvals without a second person”.
        </Callout>
      )}
    </div>
  );
}
