import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TableSkeleton } from '#renderer/components/Skeleton.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { percentText, quantityText } from '#renderer/screens/funds/fundText.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { unitEventTitles } from '#shared/model/positions.ts';
import type { Money } from '#shared/money.ts';
import { type ChosenLots, type DealClass, RedeemDialog, TransferDialog } from './DealDialogs.tsx';
import { type Holding, kindTones } from './positionText.ts';

type Lot = Holding['lots'][number];
type Change = Holding['changes'][number];

const lotColumns: readonly TableColumn<Lot>[] = [
  { id: 'acquiredOn', header: 'Acquired', type: 'date', value: ({ acquiredOn }) => acquiredOn, width: 100 },
  { id: 'source', header: 'From', type: 'text', value: ({ source }) => unitEventTitles[source], width: 115, grow: 1 },
  { id: 'priceOn', header: 'Price of', type: 'date', value: ({ priceOn }) => priceOn, width: 100 },
  {
    id: 'units',
    header: 'Units',
    type: 'number',
    value: ({ unitsText }) => unitsText,
    cell: ({ unitsText }) => quantityText(unitsText),
    width: 110,
  },
  { id: 'cost', header: 'Cost', type: 'money', value: ({ cost }) => cost, width: 145 },
  { id: 'unrealised', header: 'Unrealised', type: 'money', value: ({ unrealised }) => unrealised, width: 125 },
];

const changeColumns: readonly TableColumn<Change>[] = [
  { id: 'effectiveOn', header: 'On', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 110 },
  {
    id: 'kind',
    header: 'Change',
    type: 'badge',
    value: ({ kind }) => ({ text: unitEventTitles[kind], tone: kindTones[kind] }),
    width: 160,
  },
  {
    id: 'units',
    header: 'Units',
    type: 'number',
    value: ({ unitsText }) => unitsText,
    cell: ({ unitsText }) => quantityText(unitsText),
    width: 130,
  },
  {
    id: 'balance',
    header: 'Balance',
    type: 'number',
    value: ({ balanceText }) => balanceText,
    cell: ({ balanceText }) => quantityText(balanceText),
    width: 130,
  },
  { id: 'gain', header: 'Gain', type: 'money', value: ({ gain }) => gain, width: 120 },
  { id: 'counterparty', header: 'With', type: 'text', value: ({ counterparty }) => counterparty ?? '', width: 160, grow: 1 },
  { id: 'reason', header: 'Reason', type: 'text', value: ({ reason }) => reason, width: 220 },
  { id: 'by', header: 'Recorded by', type: 'text', value: ({ by }) => by, width: 130 },
];

const lotId = ({ heldUnder, eventId, ordinal }: Lot): string => `${heldUnder}.${eventId}.${ordinal}`;

type HoldingDrawerProps = Readonly<{
  fundId: FundId;
  classId: string;
  investorId: InvestorId;
  on: BusinessDate;
  /** Where units may be given back or passed on: the class as its dialogs need it. */
  dealing: DealClass | null;
  onClose: () => void;
}>;

/** One position: what it is worth, its lots, and how it came to be. */
export function HoldingDrawer({ fundId, classId, investorId, on, dealing, onClose }: HoldingDrawerProps) {
  const holding = useAsk('positions.holding', { fundId, classId, investorId, on });
  const [acting, setActing] = useState<{ what: 'redeem' | 'transfer'; chosen?: ChosenLots; under?: InvestorId } | null>(null);
  const needs = useNeeds();
  const may = useMay();
  const data = holding.data;
  const reasons = [...needs('positions.record'), ...(data?.units === 0n ? [{ text: 'No units are held on this date.' }] : [])];
  const under = data?.heldUnder.find(({ investorId: id }) => id === acting?.under) ?? data?.heldUnder[0];
  const deal = dealing &&
    under && { classes: [dealing], classId, holder: { id: under.investorId, name: under.name }, onClose: () => setActing(null) };
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="wide"
      title={data ? `${data.investor}: ${data.className}` : 'Position'}
      description={data ? `${data.fund}, ${quantityText(data.unitsText)} units at the end of ${data.on}` : undefined}
      footer={
        dealing &&
        may('positions.record') && (
          <>
            <Button reasons={reasons} onClick={() => setActing({ what: 'transfer' })}>
              Transfer…
            </Button>
            <Button variant="primary" reasons={reasons} onClick={() => setActing({ what: 'redeem' })}>
              Redeem…
            </Button>
          </>
        )
      }
    >
      <Asked of="the position" query={holding} skeleton={<TableSkeleton rows={6} columns={4} />}>
        {(shown) => (
          <Position
            holding={shown}
            mayAct={dealing !== null && may('positions.record')}
            onChosen={(what, chosen, of) => setActing({ what, chosen, under: of })}
          />
        )}
      </Asked>
      {deal && acting?.what === 'redeem' && <RedeemDialog {...deal} chosen={acting.chosen} />}
      {deal && acting?.what === 'transfer' && <TransferDialog {...deal} chosen={acting.chosen} />}
    </Drawer>
  );
}

const amountOf = (amount: Money | null, tone = false) => (amount ? <MoneyText amount={amount} tone={tone} /> : 'Not known');

function Facts({ holding }: Readonly<{ holding: Holding }>) {
  const { price, heldUnder, investorId } = holding;
  const aliases = heldUnder.filter((under) => under.investorId !== investorId);
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'Units', value: quantityText(holding.unitsText) },
        { label: 'Share of the class', value: percentText(holding.share, 7) },
        { label: 'Cost', value: <MoneyText amount={holding.cost} /> },
        { label: 'Average cost', value: holding.averageCost === null ? 'None' : `${quantityText(holding.averageCost)} a unit` },
        {
          label: 'Value',
          value: amountOf(holding.value),
          help:
            price.navPerUnit === null || price.asOfOn === null ? (
              price.reason
            ) : (
              <>
                {`${quantityText(price.navPerUnit)} a unit, NAV of `}
                <DateText date={price.asOfOn} />
              </>
            ),
        },
        { label: 'Unrealised', value: amountOf(holding.unrealised, true) },
        { label: 'Realised', value: amountOf(holding.realised, true), help: 'Proceeds less the cost of the lots given up.' },
        ...(aliases.length > 0 ? [{ label: 'Of which held as', value: aliases.map(({ name }) => name).join(', ') }] : []),
      ]}
    />
  );
}

type PositionProps = Readonly<{
  holding: Holding;
  mayAct: boolean;
  onChosen: (what: 'redeem' | 'transfer', chosen: ChosenLots, under: InvestorId) => void;
}>;

function Position({ holding, mayAct, onChosen }: PositionProps) {
  const choose = (what: 'redeem' | 'transfer', ids: readonly string[]) => {
    const lots = holding.lots.filter((lot) => ids.includes(lotId(lot)));
    if (lots[0]) onChosen(what, { lots }, lots[0].heldUnder);
  };
  const one = (ids: readonly string[]) =>
    new Set(holding.lots.filter((lot) => ids.includes(lotId(lot))).map(({ heldUnder }) => heldUnder)).size > 1
      ? [{ text: 'These lots are held under two records that were merged. Choose those of one.' }]
      : [];
  return (
    <div className="flex flex-col gap-5">
      <Facts holding={holding} />
      <Section
        title="Lots, oldest first"
        description={mayAct ? 'Mark lots to give up exactly those; otherwise the oldest go first.' : undefined}
      >
        <DataTable
          label="Lots"
          columns={lotColumns}
          rows={holding.lots}
          rowId={lotId}
          height={220}
          selectable={mayAct}
          selectionActions={(ids) => (
            <>
              <Button size="small" reasons={one(ids)} onClick={() => choose('redeem', ids)}>
                Redeem these lots…
              </Button>
              <Button size="small" reasons={one(ids)} onClick={() => choose('transfer', ids)}>
                Transfer these lots…
              </Button>
            </>
          )}
          empty={
            <EmptyState
              title="No lot on this date"
              text="Every subscription, reinvestment or purchase opens a lot with its date and cost."
            />
          }
        />
      </Section>
      <Section title="What changed it, newest first">
        <DataTable
          label="Changes of the position"
          columns={changeColumns}
          rows={holding.changes}
          rowId={({ eventId }) => eventId}
          height={240}
          empty={<EmptyState title="No change until this date" text="Choose a later date to see what came after." />}
        />
      </Section>
    </div>
  );
}
