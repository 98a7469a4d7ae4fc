import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { FundId } from '#shared/ids.ts';
import { defaultMoveTitles } from '#shared/model/commitments.ts';
import { type DefaultRecord, defaultTitles, defaultTones } from './commitmentText.ts';

const fixed = { sortable: false, filterable: false } as const;
const columns: readonly TableColumn<DefaultRecord>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 160, grow: 2, ...fixed },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 180, grow: 1, ...fixed },
  { id: 'move', header: 'What', type: 'text', value: ({ move }) => defaultMoveTitles[move], width: 150, ...fixed },
  { id: 'effectiveOn', header: 'From', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 100, ...fixed },
  {
    id: 'state',
    header: 'State',
    type: 'badge',
    value: ({ state }) => ({ text: defaultTitles[state], tone: defaultTones[state] }),
    width: 170,
    ...fixed,
  },
  { id: 'proposedBy', header: 'Proposed by', type: 'text', value: ({ proposedBy }) => proposedBy, width: 130, ...fixed },
  { id: 'decidedBy', header: 'Decided by', type: 'text', value: ({ decidedBy }) => decidedBy, width: 130, ...fixed },
];

type DefaultsTableProps = Readonly<{ rows: readonly DefaultRecord[]; height: number; loading?: boolean }>;

/** Declarations and cures; one opened shows its reason and, while it waits, the decision. */
export function DefaultsTable({ rows, height, loading = false }: DefaultsTableProps) {
  const [openId, setOpenId] = useState<string | null>(null);
  const open = rows.find(({ id }) => id === openId);
  return (
    <>
      <DataTable
        label="Defaults"
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpenId(id)}
        loading={loading}
        height={height}
        empty={
          <EmptyState
            title="No default"
            text="A holding is declared in default, and cured, by two people: open it under Commitments and propose the change."
          />
        }
      />
      {open && <DefaultDrawer key={open.id} record={open} onClose={() => setOpenId(null)} />}
    </>
  );
}

export function DefaultsTab({ fundId }: Readonly<{ fundId?: FundId | undefined }>) {
  const defaults = useAskPages('commitments.defaults', { limit: 100, filter: fundId === undefined ? {} : { fundId } });
  if (defaults.error) return <LoadFailed of="the defaults" error={defaults.error} onRetry={defaults.refetch} />;
  return <DefaultsTable rows={defaults.rows} height={420} loading={defaults.isPending} />;
}

function DefaultDrawer({ record, onClose }: Readonly<{ record: DefaultRecord; onClose: () => void }>) {
  const { investor, fund, className, move, effectiveOn, reason, state, proposedBy, proposedAt, decidedBy, decidedAt, decisionReason } =
    record;
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <span className="flex items-center gap-3">
          {investor} <Badge tone={defaultTones[state]}>{defaultTitles[state]}</Badge>
        </span>
      }
      description={`${fund}, ${className}`}
    >
      <KeyValueList
        items={[
          { label: 'What', value: defaultMoveTitles[move] },
          { label: 'From', value: <DateText date={effectiveOn} /> },
          { label: 'Reason', value: reason },
          { label: 'Proposed', value: <DateText date={proposedAt} withTime />, help: proposedBy },
          ...(decidedAt === null
            ? []
            : [
                {
                  label: 'Decided',
                  value: <DateText date={decidedAt} withTime />,
                  help: `${decidedBy ?? ''} ${decisionReason ?? ''}`.trim(),
                },
              ]),
          {
            label: 'Content',
            value: <HashBadge hash={record.contentHash} label="hash of the content" />,
            help: 'An approval holds for exactly this content.',
          },
        ]}
      />
      {state === 'proposed' && <Decisions record={record} onClose={onClose} />}
    </Drawer>
  );
}

function Decisions({ record, onClose }: Readonly<{ record: DefaultRecord; onClose: () => void }>) {
  const me = useMe();
  const needs = useNeeds();
  const approve = useCommand('commitments.approveDefault');
  const withdraw = useCommand('commitments.withdrawDefault');
  const reject = useCommand('commitments.rejectDefault');
  const [rejecting, setRejecting] = useState(false);
  const isMine = record.proposedById === me.id;
  const own = isMine ? [{ text: 'You proposed this. Somebody else must approve it.' }] : [];
  const foreign = isMine ? [] : [{ text: `It was proposed by ${record.proposedBy}. Only they can withdraw it.` }];
  const ids = { defaultId: record.id, fundId: record.fundId };
  const finish = async (step: Promise<{ ok: boolean }>) => {
    if ((await step).ok) onClose();
  };
  return (
    <div className="mt-4 flex flex-col gap-2">
      <RefusalText>{approve.sentence ?? withdraw.sentence}</RefusalText>
      <div className="flex gap-2">
        <Button reasons={[...needs('commitments.edit'), ...foreign]} onClick={() => void finish(withdraw.run(ids))}>
          Withdraw
        </Button>
        <Button reasons={needs('commitments.approve')} onClick={() => setRejecting(true)}>
          Reject…
        </Button>
        <Button
          variant="primary"
          busy={approve.isPending}
          reasons={[...needs('commitments.approve'), ...own]}
          onClick={() => void finish(approve.run({ ...ids, contentHash: record.contentHash }))}
        >
          Approve
        </Button>
      </div>
      {rejecting && (
        <FormDialog
          title="Reject this proposal"
          fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
          initial={{}}
          saveLabel="Reject"
          action={reject}
          onClose={() => setRejecting(false)}
          onSave={async ({ reason = '' }) => (await reject.run({ ...ids, reason })).ok}
        />
      )}
    </div>
  );
}
