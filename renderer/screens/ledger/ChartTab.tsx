import { Plus, Tags } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMay } from '#renderer/data/session.ts';
import { FormDialog, YES } from '#renderer/screens/investors/FormDialog.tsx';
import { type AccountKind, usualSide } from '#shared/model/ledger.ts';
import { type AccountRecord, type BookRecord, kindTitles, optionsOf } from './ledgerText.ts';
import { MapCodesDialog } from './MapCodesDialog.tsx';

const columns: readonly TableColumn<AccountRecord>[] = [
  { id: 'code', header: 'Code', type: 'text', value: ({ code }) => code, width: 90 },
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 300, grow: 2 },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => kindTitles[kind], width: 110 },
  {
    id: 'normalSide',
    header: 'Grows on',
    type: 'text',
    value: ({ normalSide }) => (normalSide === 'debit' ? 'Debit' : 'Credit'),
    width: 100,
  },
  { id: 'isControl', header: 'Kept', type: 'text', value: ({ isControl }) => (isControl ? 'Per investor' : 'As one'), width: 120 },
  { id: 'externalCode', header: 'House code', type: 'text', value: ({ externalCode }) => externalCode, width: 130 },
];

export function ChartTab({ book }: Readonly<{ book: BookRecord }>) {
  const { fundId } = book;
  const needs = useNeeds();
  const may = useMay();
  const chart = useAsk('ledger.accounts', { fundId });
  const exporting = useTableExport('ledger.accounts', { fundId }, columns);
  const goTo = useGoTo();
  const [dialog, setDialog] = useState<'add' | 'codes' | null>(null);
  return (
    <Asked of="the chart of accounts" query={chart}>
      {({ rows }) => (
        <>
          <ExportPanel exporting={exporting} />
          <DataTable
            label="Chart of accounts"
            columns={columns}
            rows={rows}
            rowId={({ code }) => code}
            onOpen={({ code }) => goTo(`/ledger/account?fund=${fundId}&account=${code}`)}
            searchable
            height={520}
            onExport={may('audit.export') ? exporting.start : undefined}
            toolbar={
              <>
                <Button icon={Tags} reasons={needs('ledger.post')} onClick={() => setDialog('codes')}>
                  House codes
                </Button>
                <Button icon={Plus} reasons={needs('ledger.post')} onClick={() => setDialog('add')}>
                  Add account
                </Button>
              </>
            }
          />
          {dialog === 'add' && <AddAccountDialog book={book} onClose={() => setDialog(null)} />}
          {dialog === 'codes' && <MapCodesDialog book={book} accounts={rows} onClose={() => setDialog(null)} />}
        </>
      )}
    </Asked>
  );
}

function AddAccountDialog({ book: { fundId, fund }, onClose }: Readonly<{ book: BookRecord; onClose: () => void }>) {
  const add = useCommand('ledger.addAccount');
  return (
    <FormDialog
      title={`Add an account to ${fund}`}
      fields={[
        { id: 'code', label: 'Code', required: true, hint: 'Letters, digits, dots or dashes. It stays.' },
        { id: 'name', label: 'Name', required: true },
        { id: 'kind', label: 'Kind', kind: 'choice', options: optionsOf(kindTitles), required: true },
        {
          id: 'contra',
          label: 'Grows on the other side than its kind',
          kind: 'flag',
          hint: 'A contra account, such as distributions in equity.',
        },
        { id: 'isControl', label: 'Kept per investor', kind: 'flag', hint: 'Every posting to it names an investor.' },
      ]}
      initial={{ kind: 'expense' }}
      saveLabel="Add account"
      action={add}
      onClose={onClose}
      onSave={async ({ code = '', name = '', kind, contra, isControl }) => {
        const usual = usualSide[kind as AccountKind];
        const other = usual === 'debit' ? 'credit' : 'debit';
        const reply = await add.run({
          fundId,
          code: code.trim(),
          name: name.trim(),
          kind: kind as AccountKind,
          normalSide: contra === YES ? other : usual,
          isControl: isControl === YES,
        });
        return reply.ok;
      }}
    />
  );
}
