import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { endOfDay } from '#renderer/app/houseDay.ts';
import { useGoTo } from '#renderer/app/navigate.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import type { InvestorHome } from '#renderer/screens/investors/investorText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { type BusinessDate, businessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { capitalLines, capitalLineTitles, taxKindTitles } from '#shared/model/performance.ts';
import type { Money } from '#shared/money.ts';

type Holding = QueryOutput<'capital.holdings'>['rows'][number];
type Statement = QueryOutput<'capital.account'>['rows'][number];

const holdingColumns: readonly TableColumn<Holding>[] = [
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 170, grow: 2 },
  { id: 'committed', header: 'Committed', type: 'money', value: ({ committed }) => committed, width: 150 },
  { id: 'called', header: 'Called', type: 'money', value: ({ called }) => called, width: 150, hidden: true },
  { id: 'uncalled', header: 'Uncalled', type: 'money', value: ({ uncalled }) => uncalled, width: 150 },
  { id: 'paidIn', header: 'Paid in', type: 'money', value: ({ paidIn }) => paidIn, width: 150 },
  { id: 'distributed', header: 'Distributed', type: 'money', value: ({ distributed }) => distributed, width: 150 },
  { id: 'nav', header: 'Share of NAV', type: 'money', value: ({ nav }) => nav, width: 150 },
  { id: 'navOn', header: 'NAV of', type: 'date', value: ({ navOn }) => navOn, width: 110, hidden: true },
  {
    id: 'tvpi',
    header: 'TVPI',
    type: 'number',
    value: ({ tvpi }) => tvpi,
    cell: ({ tvpi }) => (tvpi === null ? null : Number(tvpi).toFixed(3)),
    width: 80,
  },
];

/** What an investor has in every fund, and its capital account in each: period, fiscal year and since inception. */
export function CapitalTab({ home: { investor } }: Readonly<{ home: InvestorHome }>) {
  const { today, timeZone } = useMe();
  const goTo = useGoTo();
  const [from, setFrom] = useState<BusinessDate | null>(businessDate(`${today.slice(0, 4)}-01-01`));
  const [until, setUntil] = useState<BusinessDate | null>(today);
  const [knownOn, setKnownOn] = useState<BusinessDate | null>(null);
  const known = knownOn === null ? {} : { knownAt: endOfDay(knownOn, timeZone) };
  const investorId = investor.id as InvestorId;
  const holdings = useAsk('capital.holdings', { investorId, on: until ?? today, ...known });
  const accounts = useAsk('capital.account', { investorId, from: from ?? today, until: until ?? today, ...known });
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start gap-4">
        <Field label="From" required>
          <DateInput value={from} onChange={setFrom} today={today} />
        </Field>
        <Field label="Until" required>
          <DateInput value={until} onChange={setUntil} today={today} />
        </Field>
        <Field label="As known on" hint={`Leaves out what was recorded after that day, ${timeZone}.`}>
          <DateInput value={knownOn} onChange={setKnownOn} today={today} />
        </Field>
      </div>
      <Section title="Positions in money">
        <Asked of="what this investor has" query={holdings}>
          {({ rows }) => (
            <DataTable
              label="Positions in money"
              columns={holdingColumns}
              rows={rows}
              rowId={({ fundId }) => fundId}
              onOpen={({ fundId }) => goTo(`/funds/${fundId}?tab=performance`)}
              height={200}
              empty={<EmptyState title="Not in any fund yet" text="Funds appear here with the first commitment or payment." />}
            />
          )}
        </Asked>
      </Section>
      <Asked of="the capital accounts" query={accounts}>
        {({ rows }) => rows.map((statement) => <StatementView key={statement.fundId} statement={statement} />)}
      </Asked>
    </>
  );
}

type LineRow = Readonly<{ id: string; title: string; period: Money; year: Money; inception: Money }>;
const lineColumns: readonly TableColumn<LineRow>[] = [
  { id: 'title', header: 'Line', type: 'text', value: ({ title }) => title, width: 280, grow: 1, sortable: false, filterable: false },
  { id: 'period', header: 'Period', type: 'money', value: ({ period }) => period, width: 180, sortable: false, filterable: false },
  { id: 'year', header: 'Fiscal year', type: 'money', value: ({ year }) => year, width: 180, sortable: false, filterable: false },
  {
    id: 'inception',
    header: 'Since inception',
    type: 'money',
    value: ({ inception }) => inception,
    width: 180,
    sortable: false,
    filterable: false,
  },
];

function StatementView({ statement }: Readonly<{ statement: Statement }>) {
  const { fund, period, year, inception, tax, taxByKind, commitment, yearFrom } = statement;
  const rows = capitalLines
    .map((line) => ({ id: line, title: capitalLineTitles[line], period: period[line], year: year[line], inception: inception[line] }))
    .filter(
      (row) => row.id === 'opening' || row.id === 'closing' || [row.period, row.year, row.inception].some(({ minor }) => minor !== 0n),
    );
  return (
    <Section
      title={`Capital account in ${fund}`}
      description={`Book basis, outflows in parentheses. The fiscal year began on ${yearFrom}.`}
    >
      <div className="flex flex-col gap-3">
        <DataTable
          label={`Capital account in ${fund}`}
          columns={lineColumns}
          rows={rows}
          rowId={({ id }) => id}
          height={60 + rows.length * 30}
          negative="parens"
        />
        <div className="grid gap-x-8 md:grid-cols-2">
          <KeyValueList
            items={[
              { label: 'Commitment', value: <MoneyText amount={commitment.committed} /> },
              { label: 'Called', value: <MoneyText amount={commitment.called} /> },
              { label: 'Uncalled', value: <MoneyText amount={commitment.uncalled} negative="parens" /> },
            ]}
          />
          <KeyValueList
            items={[
              { label: 'Tax capital, opening', value: <MoneyText amount={tax.opening} negative="parens" /> },
              { label: 'Tax capital, closing', value: <MoneyText amount={tax.closing} negative="parens" /> },
              ...taxByKind.map(({ kind, amount }) => ({
                label: taxKindTitles[kind],
                value: <MoneyText amount={amount} negative="parens" />,
              })),
            ]}
          />
        </div>
      </div>
    </Section>
  );
}
