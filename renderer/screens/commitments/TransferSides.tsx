import { useMemo } from 'react';
import { DataTable } from '#renderer/components/DataTable.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import type { Currency } from '#shared/currencies.ts';
import type { TransferWork } from './commitmentText.ts';

type Row = Readonly<{ id: string; what: string; fromBefore: bigint; fromAfter: bigint; moved: bigint; toBefore: bigint; toAfter: bigint }>;

function rowsOf({ from, to, capital }: TransferWork): readonly Row[] {
  const row = (id: 'commitment' | 'called' | 'capital', what: string, sign: bigint): Row => ({
    id,
    what,
    fromBefore: sign * from.before[id],
    fromAfter: sign * from.after[id],
    moved: sign * (from.before[id] - from.after[id]),
    toBefore: sign * to.before[id],
    toAfter: sign * to.after[id],
  });
  const [commitment, called] = [row('commitment', 'Commitment', 1n), row('called', 'Called of it', 1n)];
  const less = (left: bigint, right: bigint): bigint => left - right;
  const unfunded: Row = {
    id: 'unfunded',
    what: 'Unfunded',
    fromBefore: less(commitment.fromBefore, called.fromBefore),
    fromAfter: less(commitment.fromAfter, called.fromAfter),
    moved: less(commitment.moved, called.moved),
    toBefore: less(commitment.toBefore, called.toBefore),
    toAfter: less(commitment.toAfter, called.toAfter),
  };
  // The ledger keeps capital as a credit; people read it as what a partner has.
  const accounts = capital.map(({ account, name, fromBefore, toBefore, moved }) => ({
    id: account,
    what: `· ${name}`,
    fromBefore: -fromBefore,
    fromAfter: moved - fromBefore,
    moved: -moved,
    toBefore: -toBefore,
    toAfter: -toBefore - moved,
  }));
  return [commitment, called, unfunded, row('capital', 'Capital account', -1n), ...accounts];
}

function columnsOf(currency: Currency): readonly TableColumn<Row>[] {
  const money = (id: Exclude<keyof Row, 'id' | 'what'>, header: string): TableColumn<Row> => ({
    id,
    header,
    type: 'money',
    currency,
    value: (row) => ({ minor: row[id], currency }),
    width: 130,
    sortable: false,
    filterable: false,
  });
  return [
    { id: 'what', header: 'What', type: 'text', value: ({ what }) => what, width: 135, grow: 1, sortable: false, filterable: false },
    money('fromBefore', 'Seller now'),
    money('fromAfter', 'Seller after'),
    money('moved', 'Goes over'),
    money('toBefore', 'Buyer now'),
    money('toAfter', 'Buyer after'),
  ];
}

/** Both sides of a transfer, before and after; the signs are worked out, nobody types them. */
export function TransferSides({ work, height = 300 }: Readonly<{ work: TransferWork; height?: number }>) {
  const rows = useMemo(() => rowsOf(work), [work]);
  const columns = useMemo(() => columnsOf(work.currency), [work.currency]);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ui">
        Seller: <strong className="font-medium">{work.from.investor}</strong>. Buyer:{' '}
        <strong className="font-medium">{work.to.investor}</strong>.
      </p>
      <DataTable label="Both sides of the transfer" columns={columns} rows={rows} rowId={({ id }) => id} height={height} />
    </div>
  );
}
