import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useParam } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { stepStateTitles } from '#shared/model/commitments.ts';
import { stepTones, type TransferPage } from './commitmentText.ts';
import { TransferSides } from './TransferSides.tsx';

export function TransferScreen() {
  const transferId = useParam('transferId');
  const page = useAsk('commitments.transfer', { transferId });
  return (
    <NeedsPermission permission="commitments.view">
      <Asked of="this transfer" query={page}>
        {(data) => <Transfer key={transferId} page={data} />}
      </Asked>
    </NeedsPermission>
  );
}

function Transfer({ page }: Readonly<{ page: TransferPage }>) {
  const { transfer, problem, unmet, isChanged } = page;
  const goTo = useGoTo();
  const title = `Transfer ${transfer.number} in ${transfer.fund}`;
  return (
    <Screen
      title={title}
      breadcrumbs={[
        { label: 'Commitments', goTo: () => goTo('/commitments') },
        { label: 'Transfers', goTo: () => goTo('/commitments?tab=transfers') },
        { label: title },
      ]}
      aside={<Badge tone={stepTones[transfer.state]}>{stepStateTitles[transfer.state]}</Badge>}
      description={`${transfer.from} to ${transfer.to}`}
      actions={<TransferActions page={page} />}
    >
      <div className="mb-4 flex flex-col gap-2">
        {isChanged && (
          <Callout tone="warn" title="This is no longer what was approved">
            A call, a commitment or the capital account changed since. Cancel it and draft the transfer again.
          </Callout>
        )}
        {problem !== null && <Callout tone="bad">{problem}</Callout>}
        {unmet !== null && <Callout tone="warn">{unmet}</Callout>}
      </div>
      <TransferFacts page={page} />
      <Section
        title="Both sides"
        description="Before and after. The capital account goes over in the share the commitment is of all the seller committed."
      >
        <TransferSides work={page} />
      </Section>
    </Screen>
  );
}

function TransferFacts({ page: { transfer, contentHash } }: Readonly<{ page: TransferPage }>) {
  const {
    className,
    effectiveOn,
    amount,
    reason,
    evidence,
    reverses,
    preparedAt,
    preparedBy,
    approvedAt,
    approvedBy,
    endedAt,
    endedBy,
    endReason,
    state,
  } = transfer;
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'Commitment', value: <MoneyText amount={amount} />, help: className },
        { label: 'Effective on', value: <DateText date={effectiveOn} /> },
        { label: 'Reason', value: reason, ...(reverses === null ? {} : { help: `Reverses transfer ${reverses}` }) },
        { label: 'Evidence', value: evidence.title, help: evidence.reference },
        { label: 'Prepared', value: <DateText date={preparedAt} withTime />, help: preparedBy },
        ...(approvedAt === null
          ? []
          : [{ label: 'Approved', value: <DateText date={approvedAt} withTime />, help: approvedBy ?? undefined }]),
        ...(endedAt === null
          ? []
          : [
              {
                label: stepStateTitles[state],
                value: <DateText date={endedAt} withTime />,
                help: [endedBy, endReason].filter((text) => text !== null).join(': '),
              },
            ]),
        {
          label: 'Content',
          value: <HashBadge hash={contentHash} label="hash of the content" />,
          help: 'An approval holds for exactly these amounts.',
        },
      ]}
    />
  );
}

function TransferActions({ page }: Readonly<{ page: TransferPage }>) {
  const { transfer } = page;
  const needs = useNeeds();
  const [dialog, setDialog] = useState<'cancel' | 'reverse' | null>(null);
  const isOpen = transfer.state === 'draft' || transfer.state === 'approved';
  return (
    <>
      {isOpen && (
        <Button reasons={needs('commitments.edit')} onClick={() => setDialog('cancel')}>
          Cancel…
        </Button>
      )}
      {isOpen && <NextStep page={page} />}
      {transfer.mayReverse && (
        <Button reasons={needs('commitments.edit')} onClick={() => setDialog('reverse')}>
          Reverse…
        </Button>
      )}
      {dialog === 'cancel' && <CancelDialog page={page} onClose={() => setDialog(null)} />}
      {dialog === 'reverse' && <ReverseDialog page={page} onClose={() => setDialog(null)} />}
    </>
  );
}

/** Approve while it is a draft, post once it is approved; each asks once more and says what happens. */
function NextStep({ page }: Readonly<{ page: TransferPage }>) {
  const { transfer, contentHash, problem, unmet, isChanged } = page;
  const me = useMe();
  const needs = useNeeds();
  const [asking, setAsking] = useState(false);
  const approve = useCommand('commitments.approveTransfer');
  const post = useCommand('commitments.postTransfer');
  const isDraft = transfer.state === 'draft';
  const ids = { transferId: transfer.id, fundId: transfer.fundId };
  const own = isDraft && transfer.preparedById === me.id ? [{ text: 'You prepared this transfer. Somebody else must approve it.' }] : [];
  const changed = isChanged ? [{ text: 'This is no longer what was approved. Cancel it and draft it again.' }] : [];
  const unready = [problem, unmet].flatMap((text) => (text === null ? [] : [{ text }]));
  const confirm = async () => {
    const reply = isDraft ? await approve.run({ ...ids, contentHash }) : await post.run({ ...ids, expectedVersion: transfer.version });
    if (!reply.ok) return;
    setAsking(false);
    notify({ title: `Transfer ${transfer.number} is ${isDraft ? 'approved' : 'posted'}`, tone: 'good' });
  };
  const verb = isDraft ? 'Approve' : 'Post';
  return (
    <>
      <Button
        variant="primary"
        reasons={[...needs(isDraft ? 'commitments.approve' : 'commitments.edit'), ...own, ...changed, ...unready]}
        onClick={() => setAsking(true)}
      >
        {verb}…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`${verb} this transfer?`}
        thing={`${transfer.from} to ${transfer.to}`}
        extent={<MoneyText amount={transfer.amount} />}
        consequence={
          isDraft
            ? 'Your approval holds for exactly what you see: it falls when a holding or a capital account changes.'
            : 'The commitment, what was called of it and the capital account go over. It can be reversed by a transfer of its own.'
        }
        confirmLabel={`${verb} transfer`}
        tone="primary"
        busy={approve.isPending || post.isPending}
        onConfirm={() => void confirm()}
        refusal={<RefusalText>{approve.sentence ?? post.sentence}</RefusalText>}
      />
    </>
  );
}

type DialogProps = Readonly<{ page: TransferPage; onClose: () => void }>;

function CancelDialog({ page: { transfer }, onClose }: DialogProps) {
  const cancel = useCommand('commitments.cancelTransfer');
  return (
    <FormDialog
      title={`Cancel transfer ${transfer.number}`}
      description="It stays on record with your reason; nothing goes over."
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Cancel transfer"
      action={cancel}
      onClose={onClose}
      onSave={async ({ reason = '' }) =>
        (await cancel.run({ transferId: transfer.id, fundId: transfer.fundId, expectedVersion: transfer.version, reason })).ok
      }
    />
  );
}

function ReverseDialog({ page: { transfer }, onClose }: DialogProps) {
  const { today } = useMe();
  const goTo = useGoTo();
  const [transferId] = useState(newId);
  const reverse = useCommand('commitments.reverseTransfer');
  return (
    <FormDialog
      title={`Reverse transfer ${transfer.number}`}
      description="Drafts a transfer that gives back exactly what this one moved; a second person approves it."
      fields={[
        { id: 'effectiveOn', label: 'Effective on', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ effectiveOn: today }}
      saveLabel="Draft reversal"
      action={reverse}
      onClose={onClose}
      onSave={async ({ effectiveOn, reason = '' }) => {
        const ids = { transferId, fundId: transfer.fundId, reversesId: transfer.id };
        const reply = await reverse.run({ ...ids, effectiveOn: effectiveOn as BusinessDate, reason });
        if (reply.ok) goTo(`/commitments/transfers/${transferId}`);
        return reply.ok;
      }}
    />
  );
}
