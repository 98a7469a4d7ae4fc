import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import { type LockRecord, levelTitles, lockTitles, lockTones } from './ledgerText.ts';

export function LockDrawer({ lock, onClose }: Readonly<{ lock: LockRecord; onClose: () => void }>) {
  const decided =
    lock.decidedAt === null
      ? []
      : [
          {
            label: 'Decided',
            value: <DateText date={lock.decidedAt} withTime />,
            help: `${lock.decidedBy ?? ''} ${lock.decisionReason ?? ''}`.trim(),
          },
        ];
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <span className="flex items-center gap-3">
          {lock.fromOn} to {lock.untilOn} <Badge tone={lockTones[lock.state]}>{lockTitles[lock.state]}</Badge>
        </span>
      }
    >
      <KeyValueList
        items={[
          { label: 'Becomes', value: levelTitles[lock.level] },
          { label: 'Reason', value: lock.reason },
          { label: 'Proposed', value: <DateText date={lock.proposedAt} withTime />, help: lock.proposedBy },
          ...decided,
          {
            label: 'Content',
            value: <HashBadge hash={lock.contentHash} label="hash of the content" />,
            help: 'An approval holds for exactly this content.',
          },
        ]}
      />
      {lock.state === 'proposed' && <Decisions lock={lock} onClose={onClose} />}
    </Drawer>
  );
}

function Decisions({ lock, onClose }: Readonly<{ lock: LockRecord; onClose: () => void }>) {
  const me = useMe();
  const needs = useNeeds();
  const approve = useCommand('ledger.approveLock');
  const withdraw = useCommand('ledger.withdrawLock');
  const reject = useCommand('ledger.rejectLock');
  const [rejecting, setRejecting] = useState(false);
  const isMine = lock.proposedById === me.id;
  const own = isMine ? [{ text: 'You proposed this change. Somebody else must approve it.' }] : [];
  const foreign = isMine ? [] : [{ text: `It was proposed by ${lock.proposedBy}. Only they can withdraw it; an approver can reject it.` }];
  const finish = async (step: Promise<{ ok: boolean }>) => {
    if ((await step).ok) onClose();
  };
  return (
    <div className="mt-4 flex flex-col gap-2">
      <RefusalText>{approve.sentence ?? withdraw.sentence}</RefusalText>
      <div className="flex gap-2">
        <Button reasons={[...needs('ledger.lock'), ...foreign]} onClick={() => void finish(withdraw.run({ lockId: lock.id }))}>
          Withdraw
        </Button>
        <Button reasons={needs('ledger.approveLock')} onClick={() => setRejecting(true)}>
          Reject…
        </Button>
        <Button
          variant="primary"
          busy={approve.isPending}
          reasons={[...needs('ledger.approveLock'), ...own]}
          onClick={() => void finish(approve.run({ lockId: lock.id, contentHash: lock.contentHash }))}
        >
          Approve
        </Button>
      </div>
      {rejecting && (
        <FormDialog
          title="Reject this change"
          fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
          initial={{}}
          saveLabel="Reject"
          action={reject}
          onClose={() => setRejecting(false)}
          onSave={async ({ reason = '' }) => (await reject.run({ lockId: lock.id, reason })).ok}
        />
      )}
    </div>
  );
}
