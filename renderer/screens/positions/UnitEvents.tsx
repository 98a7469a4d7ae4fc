import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { quantityText } from '#renderer/screens/funds/fundText.ts';
import type { FundId } from '#shared/ids.ts';
import { unitEventTitles } from '#shared/model/positions.ts';
import { kindTones, type UnitEvent } from './positionText.ts';
import { TakeBackDialog } from './RegisterDialogs.tsx';

const whoOf = ({ kind, holders, more }: UnitEvent): string =>
  kind === 'split'
    ? 'Every holder'
    : `${holders.map(({ name }) => name).join(kind === 'transfer' ? ' → ' : ', ')}${more > 0 ? ` and ${more} more` : ''}`;

const fixed = { sortable: false, filterable: false } as const;
const columns: readonly TableColumn<UnitEvent>[] = [
  { id: 'effectiveOn', header: 'On', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 110, filterable: false },
  {
    id: 'kind',
    header: 'Change',
    type: 'badge',
    value: ({ kind, reversed }) =>
      reversed ? { text: `${unitEventTitles[kind]}, taken back`, tone: 'neutral' } : { text: unitEventTitles[kind], tone: kindTones[kind] },
    width: 210,
    ...fixed,
  },
  { id: 'className', header: 'Class', type: 'text', value: ({ className }) => className, width: 95, ...fixed },
  { id: 'who', header: 'Who', type: 'text', value: whoOf, width: 205, grow: 1, ...fixed },
  {
    id: 'units',
    header: 'Units',
    type: 'number',
    value: ({ unitsText }) => unitsText,
    cell: ({ unitsText }) => quantityText(unitsText),
    width: 130,
    ...fixed,
  },
  { id: 'amount', header: 'Amount', type: 'money', value: ({ amount }) => amount, width: 140, ...fixed },
  { id: 'by', header: 'Recorded by', type: 'text', value: ({ by }) => by, width: 130, ...fixed },
];

/** Everything that changed the registers of a fund; nothing is ever edited, only taken back. */
export function UnitEvents({ fundId }: Readonly<{ fundId: FundId }>) {
  const may = useMay();
  const [sort, setSort] = useState<TableSort | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const asked = {
    filter: { fundId },
    ...(sort?.columnId === 'effectiveOn' ? { sort: { by: 'effectiveOn' as const, descending: sort.direction === 'desc' } } : {}),
  };
  const events = useAskPages('positions.events', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('positions.events', asked, columns);
  const open = events.rows.find(({ id }) => id === openId);
  if (events.error) return <LoadFailed of="the changes of this register" error={events.error} onRetry={events.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Changes of the registers"
        columns={columns}
        rows={events.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpenId(id)}
        loading={events.isPending}
        height={300}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: events.total ?? undefined,
          hasMore: events.hasMore,
          loadingMore: events.isLoadingMore,
          onLoadMore: events.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: () => undefined,
        }}
        empty={
          <EmptyState
            title="No change yet"
            text="Subscriptions, redemptions, transfers, splits and corrections are listed here and never edited."
          />
        }
      />
      {open && <EventDrawer fundId={fundId} event={open} onClose={() => setOpenId(null)} />}
    </>
  );
}

type EventDrawerProps = Readonly<{ fundId: FundId; event: UnitEvent; onClose: () => void }>;

function EventDrawer({ fundId, event, onClose }: EventDrawerProps) {
  const needs = useNeeds();
  const [takingBack, setTakingBack] = useState(false);
  const { reversed, reverses, kind, navPerUnit, priceOn, ratio, residue } = event;
  const reasons = [
    ...needs('positions.record'),
    ...(reversed ? [{ text: 'It was taken back already.' }] : []),
    ...(kind === 'reversal' ? [{ text: 'What takes a change back is not taken back itself. Record the change again instead.' }] : []),
  ];
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${unitEventTitles[kind]} of ${event.effectiveOn}`}
      description={`${event.className}: ${whoOf(event)}`}
      footer={
        <Button variant="danger" reasons={reasons} onClick={() => setTakingBack(true)}>
          Take back…
        </Button>
      }
    >
      <KeyValueList
        items={[
          { label: 'Units', value: quantityText(event.unitsText) },
          ...(ratio ? [{ label: 'Ratio', value: ratio }] : []),
          ...(event.amount ? [{ label: 'Amount', value: <MoneyText amount={event.amount} /> }] : []),
          ...(residue && residue.minor > 0n ? [{ label: 'Left over, kept in advance', value: <MoneyText amount={residue} /> }] : []),
          ...(navPerUnit && priceOn
            ? [
                {
                  label: 'Price',
                  value: `${quantityText(navPerUnit)} a unit`,
                  help: (
                    <>
                      NAV of <DateText date={priceOn} />
                    </>
                  ),
                },
              ]
            : []),
          { label: 'Books', value: event.entryId ? 'Posted' : 'Nothing was posted' },
          ...(reverses ? [{ label: 'Takes back', value: `${unitEventTitles[reverses.kind]} of ${reverses.effectiveOn}` }] : []),
          ...(reversed ? [{ label: 'Taken back', value: <DateText date={reversed.at} withTime /> }] : []),
          { label: 'Reason', value: event.reason },
          { label: 'Recorded by', value: event.by },
          { label: 'Recorded at', value: <DateText date={event.at} withTime /> },
        ]}
      />
      {takingBack && <TakeBackDialog fundId={fundId} event={event} onClose={() => setTakingBack(false)} onDone={onClose} />}
    </Drawer>
  );
}
