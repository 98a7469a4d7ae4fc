import { type ReactNode, useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { type Currency, isCurrency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';

type Line = QueryOutput<'ledger.account'>['rows'][number];

const fixed = { sortable: false, filterable: false } as const;
const investor: TableColumn<Line> = {
  id: 'investor',
  header: 'Investor',
  type: 'text',
  value: (line) => line.investor,
  width: 120,
  grow: 1,
  ...fixed,
};

export const columnsFor = (isControl: boolean, currency: Currency): readonly TableColumn<Line>[] => [
  { id: 'effectiveOn', header: 'Effective', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 108, ...fixed },
  { id: 'memo', header: 'Memo', type: 'text', value: ({ memo }) => memo, width: 150, grow: 2, ...fixed },
  ...(isControl ? [investor] : []),
  { id: 'debit', header: 'Debit', type: 'money', currency, value: ({ debit }) => debit, width: 125, ...fixed },
  { id: 'credit', header: 'Credit', type: 'money', currency, value: ({ credit }) => credit, width: 125, ...fixed },
  { id: 'balance', header: 'Balance', type: 'money', currency, value: ({ balance }) => balance, width: 135, ...fixed },
];
const PAGE = 500;

type AccountDrawerProps = Readonly<{
  fundId: FundId;
  account: string;
  currency: string | undefined;
  until: BusinessDate | null;
  action?: ReactNode;
  onClose: () => void;
}>;

/** One account, line by line, with the balance after each. */
export function AccountDrawer({ fundId, account, currency, until, action, onClose }: AccountDrawerProps) {
  const [earlier, setEarlier] = useState<readonly (string | undefined)[]>([undefined]);
  const after = earlier.at(-1);
  const of = { ...(currency !== undefined && isCurrency(currency) ? { currency: currency as Currency } : {}), ...(until ? { until } : {}) };
  const lines = useAsk('ledger.account', { fundId, account, ...of, limit: PAGE, ...(after === undefined ? {} : { after }) });
  const found = lines.data;
  const shownIn = found?.currency;
  const isControl = found?.account.isControl ?? false;
  const columns = useMemo(() => (shownIn === undefined ? [] : columnsFor(isControl, shownIn)), [isControl, shownIn]);
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="wide"
      title={found ? `${found.account.code} ${found.account.name}` : account}
      description={found?.account.isControl ? 'Kept per investor: the parts of the investors make up its balance.' : undefined}
    >
      <Asked of="this account" query={lines}>
        {({ rows, balance, next }) => (
          <div className="flex flex-col gap-3">
            {action && <div>{action}</div>}
            <p className="flex items-baseline gap-2 text-ui">
              Balance{until ? ` on ${until}` : ''}: <MoneyText amount={balance} className="font-medium" />
            </p>
            <DataTable
              label="Lines of the account"
              columns={columns}
              rows={rows}
              rowId={({ entryId, line }) => `${entryId} ${line}`}
              height={480}
              empty={<EmptyState title="Nothing posted" text="No entry has touched this account." />}
            />
            <div className="flex gap-2">
              {earlier.length > 1 && <Button onClick={() => setEarlier(earlier.slice(0, -1))}>Earlier lines</Button>}
              {next !== null && <Button onClick={() => setEarlier([...earlier, next])}>Later lines</Button>}
            </div>
          </div>
        )}
      </Asked>
    </Drawer>
  );
}
