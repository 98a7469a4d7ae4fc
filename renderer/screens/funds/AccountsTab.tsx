import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { purposeTitles } from '#shared/model/funds.ts';
import { AccountDialog } from './AccountDialog.tsx';
import { AccountDrawer } from './AccountDrawer.tsx';
import type { AccountRecord, FundHome } from './fundText.ts';

const columns: readonly TableColumn<AccountRecord>[] = [
  { id: 'title', header: 'Account', type: 'text', value: ({ title }) => title, width: 180, grow: 1 },
  { id: 'purpose', header: 'Purpose', type: 'text', value: ({ purpose }) => purposeTitles[purpose], width: 110 },
  { id: 'bankName', header: 'Bank', type: 'text', value: ({ bankName }) => bankName, width: 180, grow: 1 },
  { id: 'accountMasked', header: 'Number', type: 'text', value: ({ accountMasked }) => accountMasked, width: 150, sortable: false },
  { id: 'currency', header: 'Currency', type: 'text', value: ({ currency }) => currency, width: 105 },
  { id: 'ledgerCode', header: 'Ledger account', type: 'text', value: ({ ledgerCode }) => ledgerCode, width: 145 },
  {
    id: 'closedOn',
    header: 'State',
    type: 'badge',
    value: ({ closedOn }) => (closedOn === null ? { text: 'Open', tone: 'good' } : { text: `Closed ${closedOn}`, tone: 'neutral' }),
    width: 150,
  },
];

export function AccountsTab({ home }: Readonly<{ home: FundHome }>) {
  const needs = useNeeds();
  const [adding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const open = home.accounts.find(({ id }) => id === openId);
  const closed = home.fund.status === 'closed' ? [{ text: `${home.fund.name} is closed. Reopen it first.` }] : [];
  return (
    <>
      <DataTable
        label="Bank accounts"
        columns={columns}
        rows={home.accounts}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpenId(id)}
        height={340}
        toolbar={
          <Button size="small" icon={Plus} reasons={[...needs('funds.edit'), ...closed]} onClick={() => setAdding(true)}>
            Add bank account
          </Button>
        }
        empty={
          <EmptyState
            title="No bank account yet"
            text="Each fund pays from its own accounts only. Add its operating, distribution and escrow accounts, each tied to a ledger account."
          />
        }
      />
      {adding && <AccountDialog home={home} onClose={() => setAdding(false)} />}
      {open && <AccountDrawer key={open.id} home={home} account={open} onClose={() => setOpenId(null)} />}
    </>
  );
}
