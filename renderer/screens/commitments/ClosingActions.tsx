import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import { type ClosingPage, commitmentCount } from './commitmentText.ts';

/** The next steps of a closing, each saying why it cannot be taken. */
export function ClosingActions({ page }: Readonly<{ page: ClosingPage }>) {
  const { closing } = page;
  const goTo = useGoTo();
  const needs = useNeeds();
  const [cancelling, setCancelling] = useState(false);
  if (closing.state === 'posted' || closing.state === 'cancelled') return null;
  return (
    <>
      <Button reasons={needs('commitments.edit')} onClick={() => setCancelling(true)}>
        Cancel…
      </Button>
      <Button reasons={needs('commitments.edit')} onClick={() => goTo(`/commitments/closings/${closing.id}/revise`)}>
        Revise…
      </Button>
      {closing.state === 'draft' ? <Approve page={page} /> : <Post page={page} />}
      {cancelling && <CancelDialog page={page} onClose={() => setCancelling(false)} />}
    </>
  );
}

function Approve({ page }: Readonly<{ page: ClosingPage }>) {
  const { closing, contentHash, problem, unmet } = page;
  const me = useMe();
  const needs = useNeeds();
  const [asking, setAsking] = useState(false);
  const approve = useCommand('commitments.approveClosing');
  const own = closing.preparedById === me.id ? [{ text: 'You prepared this closing. Somebody else must approve it.' }] : [];
  const unready = [problem, unmet].flatMap((text) => (text === null ? [] : [{ text }]));
  const confirm = async () => {
    const reply = await approve.run({ closingId: closing.id, fundId: closing.fundId, contentHash });
    if (!reply.ok) return;
    setAsking(false);
    notify({ title: `Closing ${closing.number} is approved`, text: 'It can be posted now.', tone: 'good' });
  };
  return (
    <>
      <Button variant="primary" reasons={[...needs('commitments.approve'), ...own, ...unready]} onClick={() => setAsking(true)}>
        Approve…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Approve this closing?"
        thing={`Closing ${closing.number} of ${closing.fund}`}
        extent={<Extent page={page} />}
        consequence="Your approval holds for exactly what you see: it falls when a commitment or an earlier call changes."
        confirmLabel="Approve closing"
        tone="primary"
        busy={approve.isPending}
        onConfirm={() => void confirm()}
        refusal={<RefusalText>{approve.sentence}</RefusalText>}
      />
    </>
  );
}

function Extent({ page: { closing, totals, currency } }: Readonly<{ page: ClosingPage }>) {
  return (
    <>
      {commitmentCount(closing.commitments)}, <MoneyText amount={{ minor: totals.added, currency }} />
      {totals.catchUp > 0n && (
        <>
          ; <MoneyText amount={{ minor: totals.catchUp, currency }} /> caught up and refunded
        </>
      )}
    </>
  );
}

function Post({ page }: Readonly<{ page: ClosingPage }>) {
  const { closing, isChanged } = page;
  const { today } = useMe();
  const needs = useNeeds();
  const [asking, setAsking] = useState(false);
  const [callId] = useState(newId);
  const post = useCommand('commitments.postClosing');
  const changed = isChanged ? [{ text: 'This is no longer what was approved. Revise the closing and have it approved anew.' }] : [];
  const early = closing.heldOn > today ? [{ text: `It is held on ${closing.heldOn}; post it on that day or later.` }] : [];
  const confirm = async () => {
    const reply = await post.run({ closingId: closing.id, fundId: closing.fundId, expectedVersion: closing.version, callId });
    if (!reply.ok) return;
    setAsking(false);
    notify({ title: `Closing ${closing.number} is posted`, text: commitmentCount(reply.value.commitments), tone: 'good' });
  };
  return (
    <>
      <Button variant="primary" reasons={[...needs('commitments.edit'), ...changed, ...early]} onClick={() => setAsking(true)}>
        Post…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Post this closing?"
        thing={`Closing ${closing.number} of ${closing.fund}`}
        extent={<Extent page={page} />}
        consequence="The commitments count from the day of the closing; catch-up, refunds and interest go into the books. It cannot be taken back."
        confirmLabel="Post closing"
        tone="primary"
        busy={post.isPending}
        onConfirm={() => void confirm()}
        refusal={<RefusalText>{post.sentence}</RefusalText>}
      />
    </>
  );
}

function CancelDialog({ page: { closing }, onClose }: Readonly<{ page: ClosingPage; onClose: () => void }>) {
  const cancel = useCommand('commitments.cancelClosing');
  return (
    <FormDialog
      title={`Cancel closing ${closing.number} of ${closing.fund}`}
      description="It stays on record with your reason; its number is not used again."
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Cancel closing"
      action={cancel}
      onClose={onClose}
      onSave={async ({ reason = '' }) =>
        (await cancel.run({ closingId: closing.id, fundId: closing.fundId, expectedVersion: closing.version, reason })).ok
      }
    />
  );
}
