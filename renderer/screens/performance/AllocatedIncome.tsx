import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Section } from '#renderer/components/Section.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import { needsSecond } from '#renderer/screens/ledger/ledgerText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { incomeBasisTitles, taxKindTitles } from '#shared/model/performance.ts';

type Income = QueryOutput<'capital.incomeAllocations'>['rows'][number];
type Tax = QueryOutput<'capital.taxAdjustments'>['rows'][number];
type Of = Readonly<{ fundId: FundId }>;

const stands = (isUndone: boolean) =>
  isUndone ? ({ text: 'Reversed', tone: 'neutral' } as const) : ({ text: 'Stands', tone: 'good' } as const);

type Undo<Row> = Readonly<{ reasons: (row: Row) => readonly Reason[]; onUndo: (row: Row) => void }>;

const undoColumn = <Row,>({ reasons, onUndo }: Undo<Row>): TableColumn<Row> => ({
  id: 'undo',
  header: 'Undo',
  type: 'text',
  value: () => '',
  cell: (row) => (
    <Button size="small" variant="quiet" icon={Undo2} reasons={reasons(row)} onClick={() => onUndo(row)}>
      Reverse…
    </Button>
  ),
  width: 120,
  sortable: false,
  filterable: false,
});

const incomeColumns = (undo: Undo<Income>): readonly TableColumn<Income>[] => [
  { id: 'fromOn', header: 'From', type: 'date', value: ({ fromOn }) => fromOn, width: 110 },
  { id: 'untilOn', header: 'Until', type: 'date', value: ({ untilOn }) => untilOn, width: 110 },
  { id: 'basis', header: 'Basis', type: 'text', value: ({ basis }) => incomeBasisTitles[basis], width: 195, grow: 1 },
  { id: 'overrides', header: 'Overrides', type: 'number', value: ({ overrides }) => overrides, width: 90 },
  { id: 'net', header: 'Net result', type: 'money', value: ({ net }) => net, width: 150 },
  { id: 'state', header: 'State', type: 'badge', value: ({ reversedBy }) => stands(reversedBy !== null), width: 110 },
  { id: 'recordedBy', header: 'Recorded by', type: 'text', value: ({ recordedBy }) => recordedBy, width: 115 },
  undoColumn(undo),
];

export function AllocatedIncome({ fundId }: Of) {
  const needs = useNeeds();
  const income = useAsk('capital.incomeAllocations', { fundId });
  const [undoing, setUndoing] = useState<Income | null>(null);
  const reasons = ({ reversedBy }: Income) => [...needs('ledger.post'), ...(reversedBy ? [{ text: 'It was reversed already.' }] : [])];
  return (
    <Section
      title="Income allocated to partners"
      description="Each closes the result of a period into the partners’ capital; reversed, the result can be allocated again."
    >
      <Asked of="the allocations of income" query={income}>
        {({ rows }) => (
          <DataTable
            label="Income allocated"
            columns={incomeColumns({ reasons, onUndo: setUndoing })}
            rows={rows}
            rowId={({ id }) => id}
            height={220}
            negative="parens"
            empty={
              <EmptyState
                title="Nothing allocated yet"
                text="Allocate the result of a period; its partners’ shares appear in the accounts above."
              />
            }
          />
        )}
      </Asked>
      {undoing && <UndoIncome income={undoing} onClose={() => setUndoing(null)} />}
    </Section>
  );
}

function UndoIncome({ income, onClose }: Readonly<{ income: Income; onClose: () => void }>) {
  const reverse = useCommand('ledger.reverse');
  const propose = useCommand('ledger.proposeReversal');
  const [journalId] = useState(newId);
  const waits = needsSecond(reverse.refusal);
  return (
    <FormDialog
      title={`Reverse the allocation of ${income.fromOn} to ${income.untilOn}`}
      description="A new entry cancels it line by line; both stay in the books."
      fields={[
        { id: 'on', label: 'Effective on', kind: 'date', required: true, path: 'effectiveOn' },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ on: income.untilOn }}
      saveLabel={waits ? 'Propose reversal' : 'Reverse'}
      action={propose.sentence ? propose : reverse}
      onClose={onClose}
      onSave={async ({ on = '', reason = '' }) => {
        const undo = { entryId: income.entryId, effectiveOn: on as BusinessDate, reason };
        if (!waits) return (await reverse.run(undo)).ok;
        const proposed = await propose.run({ journalId, ...undo });
        if (proposed.ok) notify({ title: 'The reversal waits for somebody else', tone: 'good' });
        return proposed.ok;
      }}
    />
  );
}

const taxColumns = (undo: Undo<Tax>): readonly TableColumn<Tax>[] => [
  { id: 'taxYear', header: 'Tax year', type: 'number', value: ({ taxYear }) => String(taxYear), width: 90 },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => taxKindTitles[kind], width: 260, grow: 1 },
  { id: 'source', header: 'Source', type: 'text', value: ({ source }) => source, width: 185, grow: 1 },
  { id: 'partners', header: 'Partners', type: 'number', value: ({ partners }) => partners, width: 90 },
  { id: 'amount', header: 'Amount', type: 'money', value: ({ amount }) => amount, width: 160 },
  { id: 'state', header: 'State', type: 'badge', value: ({ reversed }) => stands(reversed), width: 110 },
  undoColumn(undo),
];

export function TaxAdjustments({ fundId }: Of) {
  const needs = useNeeds();
  const adjustments = useAsk('capital.taxAdjustments', { fundId });
  const reverse = useCommand('capital.reverseTaxAdjustment');
  const [undoing, setUndoing] = useState<Tax | null>(null);
  const reasons = ({ reverses, reversed }: Tax) => [
    ...needs('ledger.post'),
    ...(reverses ? [{ text: 'It is itself a reversal.' }] : []),
    ...(reversed ? [{ text: 'It was reversed already.' }] : []),
  ];
  return (
    <Section title="Tax adjustments" description="Tax capital is book capital with these added: by kind, year and source.">
      <Asked of="the tax adjustments" query={adjustments}>
        {({ rows }) => (
          <DataTable
            label="Tax adjustments"
            columns={taxColumns({ reasons, onUndo: setUndoing })}
            rows={rows}
            rowId={({ id }) => id}
            height={220}
            negative="parens"
            empty={
              <EmptyState
                title="No tax adjustment yet"
                text="Without one, tax capital equals book capital. Record what the tax return sets apart."
              />
            }
          />
        )}
      </Asked>
      {undoing && (
        <FormDialog
          title={`Reverse the adjustment of ${undoing.taxYear}`}
          fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
          initial={{}}
          saveLabel="Reverse"
          action={reverse}
          onClose={() => setUndoing(null)}
          onSave={async ({ reason = '' }) => (await reverse.run({ adjustmentId: newId(), fundId, reversesId: undoing.id, reason })).ok}
        />
      )}
    </Section>
  );
}
