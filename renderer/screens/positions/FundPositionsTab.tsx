import { ChevronDown } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { Menu } from '#renderer/components/Menu.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Section } from '#renderer/components/Section.tsx';
import { TableSkeleton } from '#renderer/components/Skeleton.tsx';
import { StatTile } from '#renderer/components/StatTile.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import { type FundHome, percentText, quantityText } from '#renderer/screens/funds/fundText.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type DealClass, type Dealer, RedeemDialog, SubscribeDialog, TransferDialog } from './DealDialogs.tsx';
import { HoldingDrawer } from './HoldingDrawer.tsx';
import { ImportRegisterDialog } from './ImportRegisterDialog.tsx';
import type { Register, RegisterClass, RegisterRow } from './positionText.ts';
import { CorrectDialog, SplitDialog } from './RegisterDialogs.tsx';
import { UnitEvents } from './UnitEvents.tsx';

const columns: readonly TableColumn<RegisterRow>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 180, grow: 1 },
  { id: 'className', header: 'Class', type: 'text', value: ({ className }) => className, width: 85 },
  {
    id: 'units',
    header: 'Units',
    type: 'number',
    value: ({ unitsText }) => unitsText,
    cell: ({ unitsText }) => quantityText(unitsText),
    width: 120,
  },
  {
    id: 'share',
    header: 'Share',
    type: 'number',
    value: ({ share }) => share,
    cell: ({ share }) => percentText(share, 7),
    width: 120,
  },
  { id: 'cost', header: 'Cost', type: 'money', value: ({ cost }) => cost, width: 140, total: true },
  {
    id: 'averageCost',
    header: 'Average cost',
    type: 'number',
    value: ({ averageCost }) => averageCost,
    cell: ({ averageCost }) => quantityText(averageCost),
    width: 130,
    hidden: true,
  },
  { id: 'value', header: 'Value', type: 'money', value: ({ value }) => value, width: 140, total: true },
  { id: 'unrealised', header: 'Unrealised', type: 'money', value: ({ unrealised }) => unrealised, width: 145, total: true },
];

const rowId = ({ classId, investorId }: RegisterRow): string => `${classId}.${investorId}`;
type Acting = 'subscribe' | 'redeem' | 'transfer' | 'split' | 'correct' | 'import';

/** Who holds how many units of a fund on any date, what they cost and are worth, and everything that changed it. */
export function FundPositionsTab({ home }: Readonly<{ home: FundHome }>) {
  const { fund } = home;
  const { today } = useMe();
  const [on, setOn] = useState<BusinessDate>(today);
  const [openId, setOpenId] = useState<string | null>(null);
  const [acting, setActing] = useState<Acting | null>(null);
  const register = useAsk('positions.register', { fundId: fund.id, on });
  const classes = useMemo(
    () =>
      home.classes.map(
        ({ id, name, unitDigits }): DealClass => ({
          fundId: fund.id,
          fund: fund.name,
          currency: fund.currency,
          classId: id,
          name,
          unitDigits,
        }),
      ),
    [home.classes, fund],
  );
  const open = register.data?.rows.find((row) => rowId(row) === openId);
  const deal = { classes, onClose: () => setActing(null) };
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="w-48">
          <Field label="At the end of" required>
            <DateInput value={on} today={today} onChange={(date) => date && setOn(date)} />
          </Field>
        </div>
        <Actions home={home} onAct={setActing} />
      </div>
      <Asked of="the register" query={register} skeleton={<TableSkeleton rows={8} columns={5} />}>
        {(data) => <Holders register={data} onOpen={setOpenId} />}
      </Asked>
      <Section title="Changes of the registers, newest first">
        <UnitEvents fundId={fund.id} />
      </Section>
      {open && (
        <HoldingDrawer
          fundId={fund.id}
          classId={open.classId}
          investorId={open.investorId}
          on={on}
          dealing={classes.find(({ classId }) => classId === open.classId) ?? null}
          onClose={() => setOpenId(null)}
        />
      )}
      {acting && <DealDialog acting={acting} {...deal} />}
    </div>
  );
}

type HoldersProps = Readonly<{ register: Register; onOpen: (rowId: string) => void }>;

function Holders({ register: data, onOpen }: HoldersProps) {
  return (
    <>
      <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {data.classes.map((one) => (
          <ClassTile key={one.classId} one={one} />
        ))}
      </div>
      <DataTable
        label="Holders"
        columns={columns}
        rows={data.rows}
        rowId={rowId}
        onOpen={(row) => onOpen(rowId(row))}
        searchable
        height={360}
        empty={
          <EmptyState
            title="Nobody holds a unit on this date"
            text="Record a subscription, take a register over, or choose a later date."
          />
        }
      />
    </>
  );
}

function DealDialog({ acting, ...deal }: Dealer & Readonly<{ acting: Acting }>) {
  const Dialog = dialogs[acting];
  return <Dialog {...deal} />;
}

const dialogs: Readonly<Record<Acting, (deal: Dealer) => ReactNode>> = {
  subscribe: SubscribeDialog,
  redeem: RedeemDialog,
  transfer: TransferDialog,
  split: SplitDialog,
  correct: CorrectDialog,
  import: ImportRegisterDialog,
};

/** Units and holders of one class; where the NAV counts other units, by how many. */
function ClassTile({ one }: Readonly<{ one: RegisterClass }>) {
  const { price } = one;
  const differs = price.navUnits !== null && price.navUnits !== one.unitsAtNav;
  return (
    <StatTile
      label={`Units of ${one.name}`}
      value={quantityText(one.unitsText)}
      tone={differs ? 'warn' : 'neutral'}
      detail={
        <>
          {`${one.holders} ${one.holders === 1 ? 'holder' : 'holders'}`}
          {price.navPerUnit !== null && price.asOfOn !== null ? (
            <>
              {` · ${quantityText(price.navPerUnit)} a unit, NAV of `}
              <DateText date={price.asOfOn} />
            </>
          ) : (
            ` · ${price.reason}`
          )}
          {differs && (
            <span className="block">{`That NAV counts ${quantityText(price.navUnits)} units, the register of that day ${quantityText(one.unitsAtNav)}.`}</span>
          )}
        </>
      }
    />
  );
}

function Actions({ home, onAct }: Readonly<{ home: FundHome; onAct: (what: Acting) => void }>) {
  const needs = useNeeds();
  const reasons: readonly Reason[] = [
    ...needs('positions.record'),
    ...(home.classes.length === 0 ? [{ text: 'The fund has no class. Add one under “Classes and links” first.' }] : []),
  ];
  const more = (id: Acting, label: string) => ({ id, label, reasons, onSelect: () => onAct(id) });
  return (
    <div className="flex flex-wrap gap-2">
      <Button reasons={reasons} onClick={() => onAct('transfer')}>
        Transfer…
      </Button>
      <Button reasons={reasons} onClick={() => onAct('redeem')}>
        Redeem…
      </Button>
      <Button variant="primary" reasons={reasons} onClick={() => onAct('subscribe')}>
        Subscribe…
      </Button>
      <Menu
        align="end"
        trigger={<Button iconAfter={ChevronDown}>More</Button>}
        items={[more('split', 'Split units…'), more('correct', 'Correct the register…'), more('import', 'Take over a register…')]}
      />
    </div>
  );
}
