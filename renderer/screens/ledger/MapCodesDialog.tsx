import { useMemo, useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Sheet } from '#renderer/components/Sheet.tsx';
import type { SheetColumn, SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { type AccountRecord, accountLabel, type BookRecord } from './ledgerText.ts';

const columns: readonly SheetColumn<AccountRecord>[] = [
  { id: 'account', header: 'Account', type: 'readonly', value: accountLabel, width: 320, grow: 2 },
  {
    id: 'externalCode',
    header: 'Code in the house’s ledger',
    type: 'text',
    value: ({ externalCode }) => externalCode,
    width: 220,
    grow: 1,
    check: (text) => (text !== null && text.length > 120 ? 'Use at most 120 characters.' : undefined),
  },
];

type MapCodesDialogProps = Readonly<{ book: BookRecord; accounts: readonly AccountRecord[]; onClose: () => void }>;

/** What the house calls each account in its own general ledger; exports of the books carry it. */
export function MapCodesDialog({ book: { fundId, fund }, accounts, onClose }: MapCodesDialogProps) {
  const map = useCommand('ledger.mapAccounts');
  const [draft, setDraft] = useState<SheetDraft>({});
  const changed = useMemo(
    () =>
      accounts.flatMap(({ code, externalCode }) => {
        const typed = draft[code]?.externalCode;
        const next = typed === undefined || typed.trim() === '' ? null : typed.trim();
        return typed === undefined || next === externalCode ? [] : [{ account: code, externalCode: next }];
      }),
    [accounts, draft],
  );
  const save = async () => {
    const reply = await map.run({ fundId, codes: changed });
    if (!reply.ok) return;
    notify({ title: `${reply.value.changed} ${reply.value.changed === 1 ? 'code' : 'codes'} changed`, tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`Codes of ${fund} in the house’s ledger`}
      description="Exports of the journal and the trial balance carry these codes, and files of journals may name accounts by them."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={map.isPending}
            reasons={changed.length === 0 ? [{ text: 'Change a code first.' }] : []}
            onClick={() => void save()}
          >
            Save codes
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Sheet
          label="Codes of accounts"
          columns={columns}
          rows={accounts}
          rowId={({ code }) => code}
          rowName={accountLabel}
          draft={draft}
          onDraftChange={setDraft}
          height={420}
        />
        <RefusalText>{map.sentence}</RefusalText>
      </div>
    </Dialog>
  );
}
