import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { QueryOutput } from '#shared/contract/index.ts';
import { formatMoney } from '#shared/money.ts';
import { lockTitles, lockTones, proposalTitles } from './ledgerText.ts';

type Proposal = QueryOutput<'ledger.proposal'>;
type Line = Proposal['postings'][number] & Readonly<{ id: string }>;

const fixed = { sortable: false, filterable: false } as const;
const entryColumns: readonly TableColumn<Line>[] = [
  { id: 'entry', header: 'Entry', type: 'number', value: ({ entry }) => entry, width: 65, ...fixed },
  { id: 'effectiveOn', header: 'Effective', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 105, ...fixed },
];
const account: TableColumn<Line> = {
  id: 'account',
  header: 'Account',
  type: 'text',
  value: (line) => `${line.account} ${line.accountName}`,
  width: 180,
  grow: 2,
  ...fixed,
};
const investor: TableColumn<Line> = {
  id: 'investor',
  header: 'Investor',
  type: 'text',
  value: (line) => line.investor,
  width: 110,
  grow: 1,
  ...fixed,
};
const sides: readonly TableColumn<Line>[] = [
  { id: 'debit', header: 'Debit', type: 'money', value: ({ amount }) => (amount.minor > 0n ? amount : null), width: 150, ...fixed },
  {
    id: 'credit',
    header: 'Credit',
    type: 'money',
    value: ({ amount }) => (amount.minor < 0n ? { ...amount, minor: -amount.minor } : null),
    width: 150,
    ...fixed,
  },
];

/** Only the columns that say something: one entry needs no number, a line without investors no name. */
const columnsFor = ({ entries, postings }: Proposal): readonly TableColumn<Line>[] => [
  ...(entries > 1 ? entryColumns : []),
  account,
  ...(postings.some((line) => line.investorId !== null) ? [investor] : []),
  ...sides,
];

/** What waits, line by line, and what may be done with it. */
export function ProposalDrawer({ journalId, onClose }: Readonly<{ journalId: string; onClose: () => void }>) {
  const proposal = useAsk('ledger.proposal', { journalId });
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()} width="wide" title={proposal.data?.title ?? 'Proposed journal'}>
      <Asked of="this journal" query={proposal}>
        {(data) => (
          <div className="flex flex-col gap-4">
            <Facts proposal={data} />
            {data.state === 'proposed' && <Decisions proposal={data} onClose={onClose} />}
            <DataTable
              label="Lines it would post"
              columns={columnsFor(data)}
              rows={data.postings.map((posting, index) => ({ ...posting, id: String(index) }))}
              rowId={({ id }) => id}
              height={300}
            />
            {data.more > 0 && <p className="text-muted text-small">{data.more.toLocaleString('en-US')} further lines are not shown.</p>}
          </div>
        )}
      </Asked>
    </Drawer>
  );
}

function Facts({ proposal }: Readonly<{ proposal: Proposal }>) {
  const goTo = useGoTo();
  const {
    amounts,
    fromOn,
    untilOn,
    entries,
    fundId,
    kind,
    state,
    reason,
    evidence,
    proposedAt,
    proposedBy,
    decidedAt,
    decidedBy,
    decisionReason,
    contentHash,
    entryId,
    reverses,
  } = proposal;
  const open = (id: string) => (
    <Button size="small" onClick={() => goTo(`/ledger?fund=${fundId}&entry=${id}`)}>
      Open that entry
    </Button>
  );
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'State', value: <Badge tone={lockTones[state]}>{lockTitles[state]}</Badge> },
        { label: 'Kind', value: proposalTitles[kind] },
        { label: 'Amount', value: amounts.map(formatMoney).join(', ') },
        {
          label: 'Effective',
          value: <DateText date={fromOn} />,
          ...(entries > 1 ? { help: `${entries.toLocaleString('en-US')} entries, the last on ${untilOn}` } : {}),
        },
        { label: 'Reason', value: reason },
        { label: 'Proposed', value: <DateText date={proposedAt} withTime />, help: proposedBy },
        ...evidence.map(({ title, reference }) => ({ label: 'Evidence', value: title, help: reference || undefined })),
        ...(decidedAt === null
          ? []
          : [
              {
                label: 'Decided',
                value: <DateText date={decidedAt} withTime />,
                help: [decidedBy, decisionReason].filter(Boolean).join(': '),
              },
            ]),
        ...(reverses === null ? [] : [{ label: 'Reverses', value: open(reverses) }]),
        ...(entryId === null ? [] : [{ label: 'Posted', value: open(entryId) }]),
        {
          label: 'Content',
          value: <HashBadge hash={contentHash} label="hash of the content" />,
          help: 'An approval holds for exactly this content.',
        },
      ]}
    />
  );
}

function Decisions({ proposal, onClose }: Readonly<{ proposal: Proposal; onClose: () => void }>) {
  const me = useMe();
  const needs = useNeeds();
  const approve = useCommand('ledger.approveJournal');
  const [asking, setAsking] = useState<'reject' | 'withdraw' | null>(null);
  const isMine = proposal.proposedById === me.id;
  const own = isMine ? [{ text: 'You proposed this. Somebody else must approve it.' }] : [];
  const foreign = isMine
    ? []
    : [{ text: `It was proposed by ${proposal.proposedBy}. Only they can withdraw it; an approver can reject it.` }];
  const post = async () => {
    const reply = await approve.run({ journalId: proposal.id, contentHash: proposal.contentHash });
    if (!reply.ok) return;
    notify({ title: `“${proposal.title}” is posted`, tone: 'good' });
    onClose();
  };
  return (
    <div className="flex flex-col gap-2">
      <RefusalText>{approve.sentence}</RefusalText>
      <div className="flex gap-2">
        <Button reasons={[...needs('ledger.post'), ...foreign]} onClick={() => setAsking('withdraw')}>
          Withdraw…
        </Button>
        <Button reasons={needs('ledger.approveJournal')} onClick={() => setAsking('reject')}>
          Reject…
        </Button>
        <Button
          variant="primary"
          busy={approve.isPending}
          reasons={[...needs('ledger.approveJournal'), ...own]}
          onClick={() => void post()}
        >
          Approve and post
        </Button>
      </div>
      {asking && <ReasonDialog proposal={proposal} move={asking} onClose={() => setAsking(null)} onDone={onClose} />}
    </div>
  );
}

type ReasonDialogProps = Readonly<{ proposal: Proposal; move: 'reject' | 'withdraw'; onClose: () => void; onDone: () => void }>;

function ReasonDialog({ proposal, move, onClose, onDone }: ReasonDialogProps) {
  const reject = useCommand('ledger.rejectJournal');
  const withdraw = useCommand('ledger.withdrawJournal');
  const action = move === 'reject' ? reject : withdraw;
  return (
    <FormDialog
      title={move === 'reject' ? 'Reject this journal' : 'Withdraw this journal'}
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel={move === 'reject' ? 'Reject' : 'Withdraw'}
      action={action}
      onClose={onClose}
      onSave={async ({ reason = '' }) => {
        const reply = await action.run({ journalId: proposal.id, reason });
        if (reply.ok) onDone();
        return reply.ok;
      }}
    />
  );
}
