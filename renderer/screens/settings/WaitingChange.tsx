import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { type RuleLine, type ValueRow, valueText } from './ruleText.ts';

type WaitingChangeProps = Readonly<{ line: RuleLine; waiting: ValueRow }>;

/** A proposed change beside what holds now, and the three ways it can end. */
export function WaitingChange({ line, waiting }: WaitingChangeProps) {
  const { rule, title, value } = line;
  return (
    <Section title="Waiting for a second person">
      <div className="rounded-card border border-warn/40 bg-surface p-3.5">
        <table className="w-full text-ui">
          <thead>
            <tr className="border-line border-b text-muted text-small">
              <th scope="col" className="py-1 pe-4 text-start font-medium">
                <span className="sr-only">What</span>
              </th>
              <th scope="col" className="py-1 pe-4 text-start font-medium">
                In force now
              </th>
              <th scope="col" className="py-1 text-start font-medium">
                Proposed
              </th>
            </tr>
          </thead>
          <tbody>
            <tr className="border-line/70 border-b">
              <th scope="row" className="py-1.5 pe-4 text-start font-normal text-muted">
                {title}
              </th>
              <td className="tnum py-1.5 pe-4">{valueText(rule, value)}</td>
              <td className="tnum py-1.5 font-medium">
                {valueText(rule, waiting.value)} {waiting.loosens && <Badge tone="warn">Loosens</Badge>}
              </td>
            </tr>
            <tr>
              <th scope="row" className="py-1.5 pe-4 text-start font-normal text-muted">
                From
              </th>
              <td className="py-1.5 pe-4">{line.since ? <DateText date={line.since} /> : 'The beginning'}</td>
              <td className="py-1.5">
                <DateText date={waiting.effectiveOn} />
              </td>
            </tr>
          </tbody>
        </table>
        <p className="mt-2 text-ui">
          “{waiting.reason}” <span className="text-muted">{waiting.proposedBy}, </span>
          <DateText date={waiting.proposedAt} className="text-muted" />
        </p>
        <p className="mt-1 flex items-center gap-1.5 text-muted text-small">
          What is approved is exactly this content: <HashBadge hash={waiting.contentHash} label="content hash" />
        </p>
        <Decision title={title} waiting={waiting} />
      </div>
    </Section>
  );
}

function Decision({ title, waiting }: Readonly<{ title: string; waiting: ValueRow }>) {
  const me = useMe();
  const needs = useNeeds();
  const [rejecting, setRejecting] = useState(false);
  const approve = useCommand('settings.approve');
  const withdraw = useCommand('settings.withdraw');
  const own = waiting.proposedById === me.id;
  const mayNot = own ? [{ text: 'You proposed this change. Somebody else must decide it; you can withdraw it.' }] : [];
  const notOwn = own ? [] : [{ text: `Only ${waiting.proposedBy}, who proposed it, can withdraw it. An approver can reject it.` }];
  const doApprove = async () => {
    const reply = await approve.run({ valueId: waiting.id, contentHash: waiting.contentHash });
    if (reply.ok) notify({ title: `“${title}” is approved`, text: `In force from ${reply.value.effectiveOn}.`, tone: 'good' });
  };
  const doWithdraw = async () => {
    const reply = await withdraw.run({ valueId: waiting.id });
    if (reply.ok) notify({ title: `The change of “${title}” is withdrawn` });
  };
  return (
    <>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={approve.isPending}
          reasons={[...needs('settings.approve'), ...mayNot]}
          onClick={() => void doApprove()}
        >
          Approve
        </Button>
        <Button reasons={needs('settings.approve')} onClick={() => setRejecting(true)}>
          Reject…
        </Button>
        <Button busy={withdraw.isPending} reasons={[...needs('settings.propose'), ...notOwn]} onClick={() => void doWithdraw()}>
          Withdraw
        </Button>
      </div>
      <div className="mt-2">
        <RefusalText>{approve.sentence ?? withdraw.sentence}</RefusalText>
      </div>
      {rejecting && <RejectDialog title={title} waiting={waiting} onClose={() => setRejecting(false)} />}
    </>
  );
}

type RejectDialogProps = Readonly<{ title: string; waiting: ValueRow; onClose: () => void }>;

function RejectDialog({ title, waiting, onClose }: RejectDialogProps) {
  const [reason, setReason] = useState('');
  const reject = useCommand('settings.reject');
  const act = async () => {
    const reply = await reject.run({ valueId: waiting.id, reason });
    if (!reply.ok) return;
    notify({ title: `The change of “${title}” is rejected` });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Reject the change?"
      thing={title}
      extent={`${valueText(waiting.rule, waiting.value)} from ${waiting.effectiveOn}`}
      consequence={`The rule stays as it is. ${waiting.proposedBy} may propose another change.`}
      confirmLabel="Reject"
      reasons={reason.trim() === '' ? [{ text: 'Say why it is rejected.' }] : []}
      onConfirm={() => void act()}
      busy={reject.isPending}
      refusal={<RefusalText>{reject.sentence}</RefusalText>}
    >
      <Field label="Reason" required>
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
