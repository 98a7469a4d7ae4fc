import { ListChecks, Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField } from '#renderer/screens/investors/FormDialog.tsx';
import { addMonths, type BusinessDate, endOfMonth } from '#shared/dates.ts';
import { LockDrawer } from './LockDrawer.tsx';
import { type BookRecord, type LockRecord, levelTitles, lockTitles, lockTones } from './ledgerText.ts';

const fixed = { sortable: false, filterable: false } as const;
const columns: readonly TableColumn<LockRecord>[] = [
  { id: 'fromOn', header: 'From', type: 'date', value: ({ fromOn }) => fromOn, width: 110, ...fixed },
  { id: 'untilOn', header: 'Until', type: 'date', value: ({ untilOn }) => untilOn, width: 110, ...fixed },
  { id: 'level', header: 'Becomes', type: 'text', value: ({ level }) => levelTitles[level], width: 110, ...fixed },
  {
    id: 'state',
    header: 'State',
    type: 'badge',
    value: ({ state }) => ({ text: lockTitles[state], tone: lockTones[state] }),
    width: 120,
    ...fixed,
  },
  { id: 'reason', header: 'Reason', type: 'text', value: ({ reason }) => reason, width: 220, grow: 2, ...fixed },
  { id: 'proposedBy', header: 'Proposed by', type: 'text', value: ({ proposedBy }) => proposedBy, width: 140, ...fixed },
  { id: 'decidedBy', header: 'Decided by', type: 'text', value: ({ decidedBy }) => decidedBy, width: 140, ...fixed },
];

export function PeriodsTab({ book: { fundId } }: Readonly<{ book: BookRecord }>) {
  const needs = useNeeds();
  const goTo = useGoTo();
  const periods = useAsk('ledger.periods', { fundId });
  const [proposing, setProposing] = useState<'lock' | 'unlock' | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <Asked of="the periods" query={periods}>
      {({ closed, rows }) => {
        const open = rows.find(({ id }) => id === openId);
        return (
          <>
            <Section
              title="Closed now"
              actions={
                <div className="flex gap-2">
                  <Button icon={LockOpen} reasons={needs('ledger.lock')} onClick={() => setProposing('unlock')}>
                    Reopen…
                  </Button>
                  <Button icon={ListChecks} onClick={() => goTo(`/ledger/close?fund=${fundId}`)}>
                    Checklist
                  </Button>
                  <Button icon={Lock} reasons={needs('ledger.lock')} onClick={() => setProposing('lock')}>
                    Close a period…
                  </Button>
                </div>
              }
            >
              {closed.length === 0 ? (
                <p className="text-muted text-ui">Every day is open: entries may take effect on any of them.</p>
              ) : (
                <ul className="flex flex-wrap gap-2">
                  {closed.map(({ fromOn, untilOn, level }) => (
                    <li key={fromOn} className="tnum flex items-center gap-2 rounded-card border border-line px-3 py-1.5 text-ui">
                      {fromOn} to {untilOn} <Badge tone={level === 'hard' ? 'bad' : 'warn'}>{levelTitles[level]}</Badge>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
            <Section title="Changes" description="Closing and reopening both wait for a second person.">
              <DataTable
                label="Changes of periods"
                columns={columns}
                rows={rows}
                rowId={({ id }) => id}
                onOpen={({ id }) => setOpenId(id)}
                height={320}
                empty={
                  <EmptyState
                    title="No change yet"
                    text="A period that is proposed to be closed appears here until a second person decides it."
                  />
                }
              />
            </Section>
            {proposing && <ProposeDialog fundId={fundId} kind={proposing} onClose={() => setProposing(null)} />}
            {open && <LockDrawer key={open.id} lock={open} onClose={() => setOpenId(null)} />}
          </>
        );
      }}
    </Asked>
  );
}

const days: readonly FormField[] = [
  { id: 'fromOn', label: 'From', kind: 'date', required: true },
  { id: 'untilOn', label: 'Until', kind: 'date', required: true },
];
const level: FormField = {
  id: 'level',
  label: 'How tightly',
  kind: 'choice',
  required: true,
  wide: true,
  options: [
    { value: 'soft', label: 'Soft: people who may lock periods still post' },
    { value: 'hard', label: 'Hard: nobody posts' },
  ],
};
const reason: FormField = { id: 'reason', label: 'Reason', kind: 'area', required: true };

type ProposeDialogProps = Readonly<{ fundId: BookRecord['fundId']; kind: 'lock' | 'unlock'; onClose: () => void }>;

function ProposeDialog({ fundId, kind, onClose }: ProposeDialogProps) {
  const { today } = useMe();
  const [lockId] = useState(newId);
  const lock = useCommand('ledger.lockPeriod');
  const unlock = useCommand('ledger.unlockPeriod');
  const lastMonth = addMonths(today, -1);
  return (
    <FormDialog
      title={kind === 'lock' ? 'Close a period' : 'Reopen a period'}
      description="Nothing changes until somebody else who may approve it has done so."
      fields={kind === 'lock' ? [...days, level, reason] : [...days, reason]}
      initial={{ fromOn: `${lastMonth.slice(0, 8)}01`, untilOn: endOfMonth(lastMonth), level: 'soft' }}
      saveLabel="Propose"
      action={kind === 'lock' ? lock : unlock}
      onClose={onClose}
      onSave={async (values) => {
        const period = {
          lockId,
          fundId,
          fromOn: values.fromOn as BusinessDate,
          untilOn: values.untilOn as BusinessDate,
          reason: values.reason ?? '',
        };
        const reply =
          kind === 'lock' ? await lock.run({ ...period, level: values.level === 'hard' ? 'hard' : 'soft' }) : await unlock.run(period);
        return reply.ok;
      }}
    />
  );
}
