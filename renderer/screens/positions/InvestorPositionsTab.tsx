import { useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TableSkeleton } from '#renderer/components/Skeleton.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import { percentText, quantityText } from '#renderer/screens/funds/fundText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { HoldingDrawer } from './HoldingDrawer.tsx';

type Held = QueryOutput<'positions.ofInvestor'>;
type UnitsHeld = Held['units'][number];
type Committed = Held['commitments'][number];
type TokensHeld = Held['tokens'][number];

const share = { id: 'share', header: 'Share', type: 'number', width: 130 } as const;
const unitColumns: readonly TableColumn<UnitsHeld>[] = [
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 200, grow: 1 },
  { id: 'className', header: 'Class', type: 'text', value: ({ className }) => className, width: 110 },
  {
    id: 'units',
    header: 'Units',
    type: 'number',
    value: ({ unitsText }) => unitsText,
    cell: ({ unitsText }) => quantityText(unitsText),
    width: 130,
  },
  { ...share, value: (row) => row.share, cell: (row) => percentText(row.share, 7) },
  { id: 'cost', header: 'Cost', type: 'money', value: ({ cost }) => cost, width: 145 },
  { id: 'value', header: 'Value', type: 'money', value: ({ value }) => value, width: 145 },
  { id: 'unrealised', header: 'Unrealised', type: 'money', value: ({ unrealised }) => unrealised, width: 135 },
];
const commitmentColumns: readonly TableColumn<Committed>[] = [
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 220, grow: 1 },
  { id: 'className', header: 'Class', type: 'text', value: ({ className }) => className, width: 140 },
  { id: 'committed', header: 'Committed', type: 'money', value: ({ committed }) => committed, width: 160 },
  { ...share, header: 'Share of fund', value: (row) => row.share, cell: (row) => percentText(row.share, 7) },
];
const tokenColumns: readonly TableColumn<TokensHeld>[] = [
  { id: 'project', header: 'Project', type: 'text', value: ({ project }) => project, width: 220, grow: 1 },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 200 },
  {
    id: 'tokens',
    header: 'Tokens',
    type: 'number',
    value: ({ tokensText }) => tokensText,
    cell: ({ tokensText }) => quantityText(tokensText),
    width: 140,
  },
  { ...share, value: (row) => row.share, cell: (row) => percentText(row.share, 7) },
];

/** Everything one investor holds on a date, whatever it is counted in. */
export function InvestorPositionsTab({ investorId }: Readonly<{ investorId: InvestorId }>) {
  const { today } = useMe();
  const [on, setOn] = useState<BusinessDate>(today);
  const [openId, setOpenId] = useState<string | null>(null);
  const held = useAsk('positions.ofInvestor', { investorId, on });
  const open = held.data?.units.find(({ classId }) => classId === openId);
  const dealing = useMemo(
    () =>
      open
        ? {
            fundId: open.fundId,
            fund: open.fund,
            currency: open.cost.currency,
            classId: open.classId,
            name: open.className,
            unitDigits: open.unitDigits,
          }
        : null,
    [open],
  );
  return (
    <div className="flex flex-col gap-5">
      <div className="w-48">
        <Field label="At the end of" required>
          <DateInput value={on} today={today} onChange={(date) => date && setOn(date)} />
        </Field>
      </div>
      <Asked of="the positions" query={held} skeleton={<TableSkeleton rows={4} columns={5} />}>
        {(data) => <Everything held={data} onOpen={setOpenId} />}
      </Asked>
      {open && dealing && (
        <HoldingDrawer
          fundId={open.fundId}
          classId={open.classId}
          investorId={investorId}
          on={on}
          dealing={dealing}
          onClose={() => setOpenId(null)}
        />
      )}
    </div>
  );
}

type EverythingProps = Readonly<{ held: Held; onOpen: (classId: string) => void }>;

function Everything({ held: data, onOpen }: EverythingProps) {
  const goTo = useGoTo();
  return (
    <>
      <Section title="Units">
        <DataTable
          label="Units held"
          columns={unitColumns}
          rows={data.units}
          rowId={({ classId }) => classId}
          onOpen={({ classId }) => onOpen(classId)}
          height={200}
          empty={
            <EmptyState
              title="No units on this date"
              text="Subscriptions are recorded under “Positions” of a fund that is counted in units."
            />
          }
        />
      </Section>
      {data.commitments.length > 0 && (
        <Section title="Commitments">
          <DataTable
            label="Commitments held"
            columns={commitmentColumns}
            rows={data.commitments}
            rowId={({ classId }) => classId}
            onOpen={({ fundId }) => goTo(`/funds/${fundId}`)}
            height={200}
          />
        </Section>
      )}
      {data.tokens.length > 0 && (
        <Section title="Tokens of projects">
          <DataTable label="Tokens held" columns={tokenColumns} rows={data.tokens} rowId={({ projectId }) => projectId} height={180} />
        </Section>
      )}
    </>
  );
}
