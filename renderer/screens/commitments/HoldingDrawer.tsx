import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import { minorOf } from '#renderer/screens/funds/fundText.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { commitmentKindTitles, defaultMoveTitles } from '#shared/model/commitments.ts';
import { type EventRecord, type HoldingRecord, ownershipText } from './commitmentText.ts';
import { DefaultsTable } from './DefaultsTab.tsx';

const fixed = { sortable: false, filterable: false } as const;
export const eventColumns: readonly TableColumn<EventRecord>[] = [
  { id: 'effectiveOn', header: 'Effective', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 100, ...fixed },
  { id: 'kind', header: 'What', type: 'text', value: ({ kind }) => commitmentKindTitles[kind], width: 135, ...fixed },
  { id: 'amount', header: 'Change', type: 'money', value: ({ amount }) => amount, width: 150, ...fixed },
  { id: 'balance', header: 'Committed', type: 'money', value: ({ balance }) => balance, width: 150, ...fixed },
  {
    id: 'by',
    header: 'By',
    type: 'text',
    value: ({ closing, transfer, by }) => (closing ? `Closing ${closing.number}` : transfer ? `Transfer ${transfer.number}` : by),
    width: 120,
    ...fixed,
  },
  { id: 'reason', header: 'Reason', type: 'text', value: ({ reason }) => reason, width: 140, grow: 1, ...fixed },
];

/** One commitment with everything that happened to it, and what can be done about it. */
export function HoldingDrawer({ holding, onClose }: Readonly<{ holding: HoldingRecord; onClose: () => void }>) {
  const { fundId, classId, investorId, investor, fund, className, commitment, called, unfunded, share, inDefaultSince } = holding;
  const history = useAsk('commitments.history', { fundId, classId, investorId });
  return (
    <Drawer
      open
      width="wide"
      onOpenChange={(open) => !open && onClose()}
      title={
        <span className="flex items-center gap-3">
          {investor} {inDefaultSince !== null && <Badge tone="bad">In default</Badge>}
        </span>
      }
      description={`${fund}, ${className}`}
    >
      <KeyValueList
        columns={2}
        items={[
          { label: 'Commitment', value: <MoneyText amount={commitment} /> },
          { label: 'Of the fund', value: ownershipText(share) },
          { label: 'Called', value: <MoneyText amount={called} />, help: 'Calls in force, with what closings and transfers moved.' },
          { label: 'Unfunded', value: <MoneyText amount={unfunded} /> },
        ]}
      />
      <HoldingActions holding={holding} onClose={onClose} />
      <Asked of="the history of this commitment" query={history}>
        {({ events, defaults }) => (
          <>
            <Section title="History">
              <DataTable
                label="History of the commitment"
                columns={eventColumns}
                rows={events}
                rowId={({ ordinal }) => String(ordinal)}
                height={260}
              />
            </Section>
            {defaults.length > 0 && (
              <Section title="Default">
                <DefaultsTable rows={defaults} height={180} />
              </Section>
            )}
          </>
        )}
      </Asked>
    </Drawer>
  );
}

function HoldingActions({ holding, onClose }: Readonly<{ holding: HoldingRecord; onClose: () => void }>) {
  const goTo = useGoTo();
  const needs = useNeeds();
  const may = useMay();
  const [dialog, setDialog] = useState<'reduce' | 'default' | null>(null);
  const { fundId, classId, investorId, unfunded, inDefaultSince } = holding;
  const nothing = unfunded.minor > 0n ? [] : [{ text: 'All of it was called, so nothing can be taken off.' }];
  return (
    <div className="my-3 flex flex-wrap gap-2">
      <Button reasons={[...needs('commitments.edit'), ...nothing]} onClick={() => setDialog('reduce')}>
        Reduce…
      </Button>
      <Button
        reasons={needs('commitments.edit')}
        onClick={() => goTo(`/commitments/transfers/new?fund=${fundId}&class=${classId}&from=${investorId}`)}
      >
        Transfer…
      </Button>
      <Button reasons={needs('commitments.edit')} onClick={() => setDialog('default')}>
        {inDefaultSince === null ? defaultMoveTitles.declare : defaultMoveTitles.cure}…
      </Button>
      {may('investors.view') && <Button onClick={() => goTo(`/investors/${investorId}`)}>Open the investor</Button>}
      {dialog === 'reduce' && <ReduceDialog holding={holding} onClose={() => setDialog(null)} onDone={onClose} />}
      {dialog === 'default' && <DefaultDialog holding={holding} onClose={() => setDialog(null)} />}
    </div>
  );
}

type ReduceDialogProps = Readonly<{ holding: HoldingRecord; onClose: () => void; onDone: () => void }>;

function ReduceDialog({ holding, onClose, onDone }: ReduceDialogProps) {
  const { today } = useMe();
  const reduce = useCommand('commitments.reduce');
  const [problem, setProblem] = useState<string | null>(null);
  const { fundId, classId, investorId, investor, unfunded } = holding;
  return (
    <FormDialog
      title={`Reduce the commitment of ${investor}`}
      description="Only what was not called can be taken off. What was called stays."
      fields={[
        {
          id: 'kind',
          label: 'What',
          kind: 'choice',
          required: true,
          options: [
            { value: 'decrease', label: 'Decrease by an amount' },
            { value: 'cancellation', label: 'Cancel all that was not called' },
          ],
        },
        { id: 'effectiveOn', label: 'Effective on', kind: 'date', required: true },
        { id: 'minor', label: `Amount (${unfunded.currency})`, required: true, shown: ({ kind }) => kind !== 'cancellation' },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ kind: 'decrease', effectiveOn: today }}
      saveLabel="Reduce"
      action={{ ...reduce, sentence: problem ?? reduce.sentence }}
      onClose={onClose}
      onSave={async ({ kind, minor = '', effectiveOn, reason = '' }) => {
        const amount = kind === 'cancellation' ? { value: unfunded.minor } : minorOf(minor, unfunded.currency, 'Amount');
        setProblem('problem' in amount ? amount.problem : null);
        if ('problem' in amount) return false;
        const reply = await reduce.run({
          fundId,
          classId,
          investorId,
          kind: kind === 'cancellation' ? 'cancellation' : 'decrease',
          minor: amount.value,
          effectiveOn: effectiveOn as BusinessDate,
          reason,
        });
        if (reply.ok) onDone();
        return reply.ok;
      }}
    />
  );
}

function DefaultDialog({ holding, onClose }: Readonly<{ holding: HoldingRecord; onClose: () => void }>) {
  const { today } = useMe();
  const [defaultId] = useState(newId);
  const propose = useCommand('commitments.proposeDefault');
  const { fundId, classId, investorId, investor, inDefaultSince } = holding;
  const move = inDefaultSince === null ? 'declare' : 'cure';
  return (
    <FormDialog
      title={move === 'declare' ? `Declare ${investor} in default` : `Declare the default of ${investor} cured`}
      description="Nothing changes until somebody else who may approve it has done so."
      fields={[
        { id: 'effectiveOn', label: 'Effective on', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ effectiveOn: today }}
      saveLabel="Propose"
      action={propose}
      onClose={onClose}
      onSave={async ({ effectiveOn, reason = '' }) =>
        (await propose.run({ defaultId, fundId, classId, investorId, move, effectiveOn: effectiveOn as BusinessDate, reason })).ok
      }
    />
  );
}
