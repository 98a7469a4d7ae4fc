import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { QueryOutput } from '#shared/contract/index.ts';
import { type BusinessDate, later } from '#shared/dates.ts';
import { entryTitles, needsSecond } from './ledgerText.ts';

type Entry = QueryOutput<'ledger.entry'>;
type Posting = Entry['postings'][number];

const columns: readonly TableColumn<Posting & { id: string }>[] = [
  {
    id: 'account',
    header: 'Account',
    type: 'text',
    value: ({ account, accountName }) => `${account} ${accountName}`,
    width: 220,
    grow: 2,
    sortable: false,
    filterable: false,
  },
  {
    id: 'investor',
    header: 'Investor',
    type: 'text',
    value: ({ investor }) => investor,
    width: 110,
    grow: 1,
    sortable: false,
    filterable: false,
  },
  {
    id: 'debit',
    header: 'Debit',
    type: 'money',
    value: ({ amount }) => (amount.minor > 0n ? amount : null),
    width: 165,
    sortable: false,
    filterable: false,
  },
  {
    id: 'credit',
    header: 'Credit',
    type: 'money',
    value: ({ amount }) => (amount.minor < 0n ? { ...amount, minor: -amount.minor } : null),
    width: 165,
    sortable: false,
    filterable: false,
  },
];

type EntryDrawerProps = Readonly<{ entryId: string; onOpen: (entryId: string) => void; onClose: () => void }>;

export function EntryDrawer({ entryId, onOpen, onClose }: EntryDrawerProps) {
  const entry = useAsk('ledger.entry', { entryId });
  const [reversing, setReversing] = useState(false);
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()} width="wide" title={entry.data?.memo ?? 'Entry'}>
      <Asked of="this entry" query={entry}>
        {(data) => (
          <div className="flex flex-col gap-4">
            <EntryFacts entry={data} onOpen={onOpen} />
            <Reverse entry={data} onReverse={() => setReversing(true)} />
            <DataTable
              label="Lines of the entry"
              columns={columns}
              rows={data.postings.map((posting, index) => ({ ...posting, id: String(index) }))}
              rowId={({ id }) => id}
              height={320}
            />
          </div>
        )}
      </Asked>
      {reversing && entry.data && <ReverseDialog entry={entry.data} onClose={() => setReversing(false)} onDone={onOpen} />}
    </Drawer>
  );
}

function EntryFacts({ entry, onOpen }: Readonly<{ entry: Entry; onOpen: (entryId: string) => void }>) {
  const link = (label: string, id: string | null) =>
    id === null
      ? []
      : [
          {
            label,
            value: (
              <Button size="small" onClick={() => onOpen(id)}>
                Open that entry
              </Button>
            ),
          },
        ];
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'Kind', value: <Badge tone={entry.reversedBy === null ? 'info' : 'neutral'}>{entryTitles[entry.kind]}</Badge> },
        { label: 'Effective', value: <DateText date={entry.effectiveOn} /> },
        { label: 'Recorded', value: <DateText date={entry.recordedAt} withTime />, help: entry.recordedBy },
        { label: 'Reason', value: entry.reason ?? 'None given' },
        ...entry.evidence.map(({ title, reference }) => ({ label: 'Evidence', value: title, help: reference || undefined })),
        ...link('Reverses', entry.reverses),
        ...link('Reversed by', entry.reversedBy),
      ]}
    />
  );
}

function Reverse({ entry, onReverse }: Readonly<{ entry: Entry; onReverse: () => void }>) {
  const needs = useNeeds();
  const blocked =
    entry.reverses !== null
      ? [{ text: 'It is itself a reversal. Post the original again as a new journal instead.' }]
      : entry.reversedBy !== null
        ? [{ text: 'It was reversed already. Open the entry that did.' }]
        : [];
  return (
    <div>
      <Button icon={Undo2} reasons={[...needs('ledger.post'), ...blocked]} onClick={onReverse}>
        Reverse…
      </Button>
    </div>
  );
}

type ReverseDialogProps = Readonly<{ entry: Entry; onClose: () => void; onDone: (entryId: string) => void }>;

function ReverseDialog({ entry, onClose, onDone }: ReverseDialogProps) {
  const { today } = useMe();
  const reverse = useCommand('ledger.reverse');
  const propose = useCommand('ledger.proposeReversal');
  const [journalId] = useState(newId);
  const waits = needsSecond(reverse.refusal);
  return (
    <FormDialog
      title="Reverse this entry"
      description={`A new entry cancels all ${entry.lines} lines of “${entry.memo}”. Both stay, linked to each other.`}
      fields={[
        { id: 'effectiveOn', label: 'Takes effect on', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ effectiveOn: later(entry.effectiveOn, today) }}
      saveLabel={waits ? 'Propose reversal' : 'Reverse'}
      action={propose.sentence ? propose : reverse}
      onClose={onClose}
      onSave={async ({ effectiveOn, reason = '' }) => {
        const undo = { entryId: entry.id, effectiveOn: effectiveOn as BusinessDate, reason };
        if (waits) {
          const proposed = await propose.run({ journalId, ...undo });
          if (proposed.ok) notify({ title: 'The reversal waits for somebody else', tone: 'good' });
          return proposed.ok;
        }
        const reply = await reverse.run(undo);
        if (reply.ok) {
          notify({ title: 'The entry is reversed', tone: 'good' });
          onDone(reply.value.entryId);
        }
        return reply.ok;
      }}
    />
  );
}
