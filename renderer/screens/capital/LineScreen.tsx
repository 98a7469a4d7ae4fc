import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useParam } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { StatTile } from '#renderer/components/StatTile.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { dayCountText, percentText } from '#renderer/screens/funds/fundText.ts';
import { movementTitles } from '#shared/model/lines.ts';
import { formatMoney } from '#shared/money.ts';
import { AccrueDialog, CloseLineDialog, MoveDialog, TermsDialog, UndoDialog } from './LineDialogs.tsx';
import type { LineHome, LineMovement, LineTerm } from './lineText.ts';

export function LineScreen() {
  const facilityId = useParam('facilityId');
  const may = useMay();
  const home = useAsk('line.home', { facilityId }, { enabled: may('line.view') });
  return (
    <NeedsPermission permission="line.view">
      <Asked of="this subscription line" query={home}>
        {(data) => <LinePage key={data.id} line={data} />}
      </Asked>
    </NeedsPermission>
  );
}

type Act = 'draw' | 'repay' | 'accrue' | 'payInterest' | 'terms' | 'close' | LineMovement;

function LinePage({ line }: Readonly<{ line: LineHome }>) {
  const goTo = useGoTo();
  const [acting, setActing] = useState<Act | null>(null);
  const close = () => setActing(null);
  return (
    <Screen
      title={line.name}
      breadcrumbs={[{ label: 'Subscription lines', goTo: () => goTo('/lines') }, { label: line.fund }]}
      aside={
        <Badge tone={line.closedOn === null ? 'good' : 'neutral'}>{line.closedOn === null ? 'Open' : `Closed on ${line.closedOn}`}</Badge>
      }
      description={`${line.lender}, matures on ${line.maturesOn}`}
      actions={<Actions line={line} onAct={setActing} />}
    >
      <Figures line={line} />
      <Tabs
        label="About this line"
        tabs={[
          { id: 'movements', label: 'Movements', count: line.movements.length, content: <Movements line={line} onUndo={setActing} /> },
          { id: 'terms', label: 'Terms', count: line.terms.length, content: <Terms line={line} /> },
        ]}
      />
      {(acting === 'draw' || acting === 'repay' || acting === 'payInterest') && <MoveDialog line={line} move={acting} onClose={close} />}
      {acting === 'accrue' && <AccrueDialog line={line} onClose={close} />}
      {acting === 'terms' && <TermsDialog line={line} onClose={close} />}
      {acting === 'close' && <CloseLineDialog line={line} onClose={close} />}
      {acting !== null && typeof acting === 'object' && <UndoDialog line={line} movement={acting} onClose={close} />}
    </Screen>
  );
}

function Actions({ line, onAct }: Readonly<{ line: LineHome; onAct: (act: Act) => void }>) {
  const needs = useNeeds();
  const closed = line.closedOn === null ? [] : [{ text: `The line was closed on ${line.closedOn}.` }];
  const empty = (minor: bigint, text: string) => (minor > 0n ? [] : [{ text }]);
  const record = [...needs('line.record'), ...closed];
  return (
    <>
      <Button reasons={[...needs('line.manage'), ...closed]} onClick={() => onAct('terms')}>
        Change terms…
      </Button>
      <Button reasons={[...needs('line.manage'), ...closed]} onClick={() => onAct('close')}>
        Close…
      </Button>
      <Button
        reasons={[...record, ...empty(line.interest.minor, 'No interest is accrued and unpaid.')]}
        onClick={() => onAct('payInterest')}
      >
        Pay interest…
      </Button>
      <Button reasons={record} onClick={() => onAct('accrue')}>
        Accrue…
      </Button>
      <Button reasons={[...record, ...empty(line.outstanding.minor, 'Nothing is drawn.')]} onClick={() => onAct('repay')}>
        Repay…
      </Button>
      <Button
        variant="primary"
        reasons={[...record, ...empty(line.available.minor, 'Nothing is available to draw.')]}
        onClick={() => onAct('draw')}
      >
        Draw…
      </Button>
    </>
  );
}

const baseText = ({ borrowingBase, drawnElsewhere }: LineHome): string =>
  `Borrowing base ${formatMoney(borrowingBase)}${drawnElsewhere.minor === 0n ? '' : `, ${formatMoney(drawnElsewhere)} of it drawn on other lines`}`;

function Figures({ line }: Readonly<{ line: LineHome }>) {
  const { ledger, outstanding, interest } = line;
  const differs = ledger !== null && (ledger.principal.minor !== outstanding.minor || ledger.interest.minor !== interest.minor);
  return (
    <div className="flex flex-col gap-4 pb-4">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <StatTile label="Drawn" value={<MoneyText amount={outstanding} />} detail={`Limit ${formatMoney(line.limit)}`} />
        <StatTile label="Available" value={<MoneyText amount={line.available} />} detail={baseText(line)} />
        <StatTile label="Interest owed" value={<MoneyText amount={interest} />} detail={`Accrued until ${line.accruedUntil}`} />
        <StatTile
          label="Not accrued yet"
          value={<MoneyText amount={line.unaccrued} />}
          detail={`${percentText(line.rate)} a year, ${dayCountText(line.dayCount)}`}
        />
      </div>
      {differs && (
        <Callout tone="warn" title="The books hold something else">
          {`The ledger shows ${formatMoney(ledger.principal)} drawn and ${formatMoney(ledger.interest)} of interest: journals by hand stand on these accounts beside the movements of the line.`}
        </Callout>
      )}
      <KeyValueList
        columns={2}
        items={[
          {
            label: 'Uncalled commitments',
            value: <MoneyText amount={line.uncalled} />,
            help: `${percentText(line.baseShare)} of them may be drawn`,
          },
          { label: 'Account', value: line.account },
          { label: 'Opened', value: <DateText date={line.openedOn} /> },
          {
            label: 'Ledger',
            value: ledger === null ? 'Shared with other lines of the fund' : differs ? 'Differs' : 'Equals the movements',
          },
        ]}
      />
    </div>
  );
}

const fixed = { sortable: false, filterable: false } as const;
const movementColumns: readonly TableColumn<LineMovement>[] = [
  { id: 'effectiveOn', header: 'On', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 105, ...fixed },
  {
    id: 'kind',
    header: 'Movement',
    type: 'text',
    value: ({ kind, undoes, undone }) => `${movementTitles[kind]}${undoes === null ? '' : ', taken back'}${undone ? ' (taken back)' : ''}`,
    width: 160,
    grow: 1,
    ...fixed,
  },
  { id: 'amount', header: 'Amount', type: 'money', value: ({ amount }) => amount, width: 150, ...fixed },
  { id: 'principal', header: 'Drawn then', type: 'money', value: ({ principal }) => principal, width: 150, ...fixed },
  { id: 'interest', header: 'Interest owed', type: 'money', value: ({ interest }) => interest, width: 145, ...fixed },
  { id: 'call', header: 'Call', type: 'text', value: ({ call }) => call, width: 120, grow: 1, ...fixed },
  {
    id: 'reference',
    header: 'Reference',
    type: 'text',
    value: ({ reference, reason }) => reason ?? reference,
    width: 150,
    grow: 1,
    ...fixed,
  },
  { id: 'recordedBy', header: 'Recorded by', type: 'text', value: ({ recordedBy }) => recordedBy, width: 130, hidden: true, ...fixed },
];

function Movements({ line, onUndo }: Readonly<{ line: LineHome; onUndo: (movement: LineMovement) => void }>) {
  const needs = useNeeds();
  const reasonsFor = (ids: readonly string[]) => {
    const movement = ids.length === 1 ? line.movements[Number(ids[0])] : undefined;
    if (!movement) return [{ text: 'Choose one movement.' }];
    if (movement.undone) return [{ text: 'It was taken back already.' }];
    return movement.undoes === null ? [] : [{ text: 'It itself takes another back. Record the right one anew.' }];
  };
  return (
    <DataTable
      label="Movements of the line"
      columns={movementColumns}
      rows={line.movements}
      rowId={({ ordinal }) => String(ordinal)}
      height={420}
      selectable
      selectionActions={(ids) => (
        <Button
          size="small"
          reasons={[...needs('line.record'), ...reasonsFor(ids)]}
          onClick={() => {
            const movement = line.movements[Number(ids[0])];
            if (movement) onUndo(movement);
          }}
        >
          Take back…
        </Button>
      )}
      empty={<EmptyState title="Nothing drawn yet" text="Draws, repayments and interest appear here, each with the balance after it." />}
    />
  );
}

const termColumns: readonly TableColumn<LineTerm>[] = [
  { id: 'effectiveOn', header: 'From', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 105, ...fixed },
  { id: 'limit', header: 'Limit', type: 'money', value: ({ limit }) => limit, width: 150, ...fixed },
  { id: 'rate', header: 'Rate', type: 'text', value: ({ rate }) => percentText(rate), width: 90, ...fixed },
  { id: 'baseShare', header: 'Of uncalled', type: 'text', value: ({ baseShare }) => percentText(baseShare), width: 100, ...fixed },
  { id: 'reason', header: 'Reason', type: 'text', value: ({ reason }) => reason, width: 200, grow: 2, ...fixed },
  { id: 'recordedBy', header: 'Recorded by', type: 'text', value: ({ recordedBy }) => recordedBy, width: 140, ...fixed },
];

const Terms = ({ line }: Readonly<{ line: LineHome }>) => (
  <DataTable label="Terms of the line" columns={termColumns} rows={line.terms} rowId={({ ordinal }) => String(ordinal)} height={320} />
);
