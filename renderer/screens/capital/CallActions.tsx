import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { Permission } from '#shared/model/access.ts';
import { callLifecycle } from '#shared/model/calls.ts';
import { formatMoney } from '#shared/money.ts';
import { type CallHome, callNameOf } from './callText.ts';

type Move = CallHome['moves'][number]['name'];
type DialogProps = Readonly<{ home: CallHome; onClose: () => void }>;

const labels: Readonly<Record<Move, string>> = {
  redraft: 'Draw up again…',
  submit: 'Submit for approval…',
  approve: 'Approve…',
  sendBack: 'Send back…',
  issue: 'Issue…',
  drop: 'Give up…',
  rescind: 'Rescind…',
};
/** The one step that leads on from a state stands out. */
const leading: readonly Move[] = ['submit', 'approve', 'issue'];
const dangerous: readonly Move[] = ['drop', 'rescind'];
const permissionOf = (name: Move): Permission =>
  callLifecycle.moves.find((move) => move.name === name)!.permission satisfies string as Permission;

export function CallActions({ home }: Readonly<{ home: CallHome }>) {
  const needs = useNeeds();
  const goTo = useGoTo();
  const [acting, setActing] = useState<Move | null>(null);
  const { call } = home;
  const act = (name: Move) => (name === 'redraft' ? goTo(`/calls/new?edit=${call.id}`) : setActing(name));
  const close = () => setActing(null);
  const ordered = [...home.moves].sort((one, other) => Number(leading.includes(one.name)) - Number(leading.includes(other.name)));
  return (
    <>
      {call.state === 'issued' && call.kind === 'capital' && (
        <Button reasons={needs('calls.draft')} onClick={() => goTo(`/calls/new?amends=${call.id}`)}>
          Amend…
        </Button>
      )}
      {ordered.map(({ name, unmet }) => (
        <Button
          key={name}
          variant={leading.includes(name) ? 'primary' : dangerous.includes(name) ? 'danger' : 'secondary'}
          reasons={[...needs(permissionOf(name)), ...unmet.map((text) => ({ text: `${text}.` }))]}
          onClick={() => act(name)}
        >
          {labels[name]}
        </Button>
      ))}
      {acting === 'submit' && <SubmitDialog home={home} onClose={close} />}
      {acting === 'approve' && <ApproveDialog home={home} onClose={close} />}
      {acting === 'sendBack' && <SendBackDialog home={home} onClose={close} />}
      {acting === 'issue' && <IssueDialog home={home} onClose={close} />}
      {acting === 'drop' && <DropDialog home={home} onClose={close} />}
      {acting === 'rescind' && <RescindDialog home={home} onClose={close} />}
    </>
  );
}

const extentOf = ({ call }: CallHome): string => `${formatMoney(call.total)} over ${call.lines} holdings`;

function SubmitDialog({ home, onClose }: DialogProps) {
  const submit = useCommand('calls.submit');
  const { call } = home;
  const confirm = async () => {
    const reply = await submit.run({ callId: call.id, fundId: call.fundId, expectedVersion: call.version });
    if (!reply.ok) return;
    const count = reply.value.approversNeeded;
    notify({
      title: `${callNameOf(call)} is in approval`,
      text: `It needs ${count === 1 ? '1 person' : `${count} people`}.`,
      tone: 'good',
    });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Submit this call for approval"
      thing={`${call.title}, ${callNameOf(call)}`}
      extent={extentOf(home)}
      consequence="Whoever approves sees exactly what stands here. Drawing it up again voids every approval."
      confirmLabel="Submit for approval"
      tone="primary"
      busy={submit.isPending}
      onConfirm={() => void confirm()}
      refusal={submit.sentence}
    />
  );
}

function ApproveDialog({ home, onClose }: DialogProps) {
  const approve = useCommand('calls.approve');
  const { call } = home;
  const confirm = async () => {
    const reply = await approve.run({ callId: call.id, fundId: call.fundId, contentHash: call.contentHash });
    if (!reply.ok) return;
    const { missing } = reply.value;
    notify({
      title: missing === 0 ? `${callNameOf(call)} is approved` : `${callNameOf(call)} has your approval`,
      ...(missing === 0 ? {} : { text: `It waits for ${missing === 1 ? '1 person' : `${missing} people`} more.` }),
      tone: 'good',
    });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Approve this call"
      thing={`${call.title}, ${callNameOf(call)}`}
      extent={extentOf(home)}
      consequence="Once everybody needed has approved it, it can be issued. Nothing is owed before that."
      confirmLabel="Approve call"
      tone="primary"
      busy={approve.isPending}
      onConfirm={() => void confirm()}
      refusal={approve.sentence}
    />
  );
}

const reason = { id: 'reason', label: 'Reason', kind: 'area', required: true } as const;

function SendBackDialog({ home, onClose }: DialogProps) {
  const sendBack = useCommand('calls.sendBack');
  const { call } = home;
  const ids = { callId: call.id, fundId: call.fundId, expectedVersion: call.version };
  return (
    <FormDialog
      title={`Send ${callNameOf(call)} back`}
      description="It becomes a draft again with this reason in its history, and approvals given so far fall."
      fields={[reason]}
      initial={{}}
      saveLabel="Send back"
      action={sendBack}
      onClose={onClose}
      onSave={async ({ reason: why = '' }) => (await sendBack.run({ ...ids, reason: why })).ok}
    />
  );
}

function IssueDialog({ home, onClose }: DialogProps) {
  const issue = useCommand('calls.issue');
  const { today } = useMe();
  const { call } = home;
  const ids = { callId: call.id, fundId: call.fundId, expectedVersion: call.version, contentHash: call.contentHash };
  return (
    <FormDialog
      title={`Issue ${callNameOf(call)}`}
      description={`${extentOf(home)}. From here on the investors owe it and the books say so${
        home.replaces ? `; call ${home.replaces.number} is reversed in the same step` : ''
      }.`}
      fields={[
        {
          id: 'issuedOn',
          label: 'Notices go out on',
          kind: 'date',
          required: true,
          hint: `Planned for ${call.noticeOn}; due on ${call.dueOn}.`,
        },
      ]}
      initial={{ issuedOn: today }}
      saveLabel="Issue call"
      action={issue}
      onClose={onClose}
      onSave={async ({ issuedOn = today }) => {
        const reply = await issue.run({ ...ids, issuedOn });
        if (reply.ok) notify({ title: `${callNameOf(call)} is issued`, text: `Due on ${call.dueOn}.`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}

function DropDialog({ home, onClose }: DialogProps) {
  const drop = useCommand('calls.drop');
  const { call } = home;
  const ids = { callId: call.id, fundId: call.fundId, expectedVersion: call.version };
  return (
    <FormDialog
      title={`Give ${callNameOf(call)} up`}
      description={`${formatMoney(call.total)} is not called. The call stays on record with its number and this reason.`}
      fields={[reason]}
      initial={{}}
      saveLabel="Give up"
      action={drop}
      onClose={onClose}
      onSave={async ({ reason: why = '' }) => (await drop.run({ ...ids, reason: why })).ok}
    />
  );
}

function RescindDialog({ home, onClose }: DialogProps) {
  const rescind = useCommand('calls.rescind');
  const { today } = useMe();
  const { call } = home;
  const ids = { callId: call.id, fundId: call.fundId, expectedVersion: call.version };
  return (
    <FormDialog
      title={`Rescind ${callNameOf(call)}`}
      description={`${extentOf(home)}. Its entry is reversed exactly, and what was paid on it is held for the investors in advance.`}
      fields={[{ id: 'rescindedOn', label: 'Takes effect on', kind: 'date', required: true }, reason]}
      initial={{ rescindedOn: today }}
      saveLabel="Rescind call"
      action={rescind}
      onClose={onClose}
      onSave={async ({ reason: why = '', rescindedOn = today }) => (await rescind.run({ ...ids, rescindedOn, reason: why })).ok}
    />
  );
}
