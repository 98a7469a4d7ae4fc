import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Section } from '#renderer/components/Section.tsx';
import type { RuleScope } from '#shared/model/settings.ts';
import { ProposeForm } from './ProposeForm.tsx';
import { RuleHistory } from './RuleHistory.tsx';
import { looseningText, type RuleLine, sourceText, valueText } from './ruleText.ts';
import { useScopeName } from './ScopeChoice.tsx';
import { WaitingChange } from './WaitingChange.tsx';

export function RuleDrawer({ line, scope, onClose }: Readonly<{ line: RuleLine; scope: RuleScope; onClose: () => void }>) {
  const { rule, title, bites, value, source, since, upcoming, waiting, perFund } = line;
  const [changing, setChanging] = useState(false);
  const needs = useNeeds();
  const scopeName = useScopeName();
  const open: readonly Reason[] = waiting
    ? [{ text: `A change proposed by ${waiting.proposedBy} is waiting. Have it approved, rejected or withdrawn first.` }]
    : [];
  return (
    <Drawer
      open
      onOpenChange={(next) => !next && onClose()}
      width="wide"
      title={title}
      description={scope.kind === 'house' ? bites : `For ${scopeName(scope)}. ${bites}`}
    >
      {waiting && <WaitingChange line={line} waiting={waiting} />}
      <Section
        title="In force"
        actions={
          !changing && (
            <Button variant="primary" size="small" reasons={[...needs('settings.propose'), ...open]} onClick={() => setChanging(true)}>
              Change…
            </Button>
          )
        }
      >
        <KeyValueList
          items={[
            { label: 'Value', value: <span className="tnum font-medium">{valueText(rule, value)}</span> },
            { label: 'Comes from', value: sourceText[source] },
            { label: 'Since', value: since ? <DateText date={since} /> : 'The beginning of the workspace' },
            {
              label: 'Second person',
              value: looseningText(rule),
              help: 'A change that loosens the rule waits until somebody else approves it.',
            },
            { label: 'Per fund', value: perFund ? 'May differ by fund' : 'One value for the whole house' },
            ...upcoming.map((next) => ({
              label: 'From a later day',
              value: (
                <>
                  {valueText(rule, next.value)} from <DateText date={next.effectiveOn} />
                </>
              ),
            })),
          ]}
        />
      </Section>
      {changing && <ProposeForm line={line} scope={scope} onDone={() => setChanging(false)} />}
      <RuleHistory rule={rule} />
    </Drawer>
  );
}
