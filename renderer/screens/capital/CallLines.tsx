import { Search } from 'lucide-react';
import { useState } from 'react';
import { Asked, LoadFailed } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAsk, useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { statusTitles, treatmentTitles } from '#shared/model/calls.ts';
import { type CallHome, type CallLine, callTones } from './callText.ts';
import { ShareText } from './ShareExplained.tsx';

const fixed = { sortable: false, filterable: false } as const;
const columns: readonly TableColumn<CallLine>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 180, grow: 2, filterable: false },
  { id: 'className', header: 'Class', type: 'text', value: ({ className }) => className, width: 90, ...fixed },
  { id: 'treatment', header: 'Takes part', type: 'text', value: ({ treatment }) => treatmentTitles[treatment], width: 95, ...fixed },
  { id: 'commitment', header: 'Commitment', type: 'money', value: ({ commitment }) => commitment, width: 150, ...fixed },
  { id: 'before', header: 'Called before', type: 'money', value: ({ before }) => before, width: 150, hidden: true, ...fixed },
  { id: 'amount', header: 'This call', type: 'money', value: ({ amount }) => amount, width: 150, total: true, filterable: false },
  { id: 'unfunded', header: 'Left to call', type: 'money', value: ({ unfunded }) => unfunded, width: 150, ...fixed },
  { id: 'received', header: 'Received', type: 'money', value: ({ received }) => received, width: 150, ...fixed },
  { id: 'open', header: 'Open', type: 'money', value: ({ open }) => open, width: 150, hidden: true, ...fixed },
  {
    id: 'status',
    header: 'Status',
    type: 'badge',
    value: ({ status, amount }) => (amount.minor === 0n ? null : { text: statusTitles[status], tone: callTones[status] }),
    width: 110,
    ...fixed,
  },
];

const sortOf = (sort: TableSort | null) => {
  const by = (['investor', 'amount'] as const).find((column) => column === sort?.columnId);
  return by && sort ? { sort: { by, descending: sort.direction === 'desc' } } : {};
};

export function CallLines({ home }: Readonly<{ home: CallHome }>) {
  const may = useMay();
  const height = useTableHeight(272);
  const { call } = home;
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const filter = { callId: call.id, ...(search.trim() === '' ? {} : { search: search.trim() }) };
  const asked = { filter, ...sortOf(sort) };
  const lines = useAskPages('calls.lines', { limit: 200, totals: true, ...asked });
  const exporting = useTableExport('calls.lines', asked, columns);
  if (lines.error) return <LoadFailed of="the investors of this call" error={lines.error} onRetry={lines.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Investors of this call"
        columns={columns}
        rows={lines.rows}
        rowId={({ ordinal }) => String(ordinal)}
        onOpen={({ ordinal }) => setOpened(ordinal)}
        loading={lines.isPending}
        height={height}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: lines.total ?? undefined,
          hasMore: lines.hasMore,
          loadingMore: lines.isLoadingMore,
          onLoadMore: lines.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => setSearch(''),
        }}
        toolbar={
          <TextInput
            icon={Search}
            type="search"
            aria-label="Search investors of this call"
            placeholder="Investor or class"
            className="w-56"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        }
        empty={<EmptyState icon={Search} title="No investor matches" text="No investor of this call has this text in its name or class." />}
      />
      {opened !== null && <LineDrawer home={home} ordinal={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function LineDrawer({ home, ordinal, onClose }: Readonly<{ home: CallHome; ordinal: number; onClose: () => void }>) {
  const goTo = useGoTo();
  const asked = useAsk('calls.line', { callId: home.call.id, ordinal });
  const title = asked.data?.line.investor ?? 'Investor';
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={asked.data ? <Button onClick={() => goTo(`/investors/${asked.data?.line.investorId}`)}>Open the investor</Button> : undefined}
    >
      <Asked of="this line" query={asked}>
        {({ line, uses, parts }) => (
          <>
            <KeyValueList
              items={[
                { label: 'Class', value: line.className },
                { label: 'Takes part', value: treatmentTitles[line.treatment], ...(line.reason === null ? {} : { help: line.reason }) },
                { label: 'Commitment', value: <MoneyText amount={line.commitment} /> },
                { label: 'Called before', value: <MoneyText amount={line.before} /> },
                { label: 'This call', value: <MoneyText amount={line.amount} /> },
                { label: 'Called after', value: <MoneyText amount={line.after} /> },
                { label: 'Left to call', value: <MoneyText amount={line.unfunded} /> },
                { label: 'Received', value: <MoneyText amount={line.received} /> },
                { label: 'Open', value: <MoneyText amount={line.open} /> },
              ]}
            />
            <Section title="How it came about">
              {parts.length === 0 ? (
                <p className="text-muted text-ui">It takes part in no use of this call.</p>
              ) : (
                <ShareText parts={parts} uses={uses} commitment={line.commitment.minor} currency={line.commitment.currency} />
              )}
            </Section>
          </>
        )}
      </Asked>
    </Drawer>
  );
}
