import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { type FundHome, optionsOf } from '#renderer/screens/funds/fundText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type IncomeBasis, incomeBasisTitles } from '#shared/model/performance.ts';
import { money } from '#shared/money.ts';
import { shareText } from './figureText.ts';

type Preview = QueryOutput<'capital.incomePreview'>;
const columns: readonly TableColumn<Preview['rows'][number]>[] = [
  { id: 'investor', header: 'Partner', type: 'text', value: ({ investor }) => investor, width: 220, grow: 1 },
  { id: 'amount', header: 'Share of the result', type: 'money', value: ({ amount }) => amount, width: 180, total: true },
  { id: 'share', header: 'Share', type: 'number', value: ({ share }) => share, cell: ({ share }) => shareText(share), width: 110 },
];

type Override = Readonly<{ key: string; account: string | null; investorId: string | null; minor: bigint | null }>;
type Props = Readonly<{ fund: FundHome['fund']; from: BusinessDate; until: BusinessDate; onClose: () => void }>;

/** Shows what every partner would bear before anything is posted. */
export function AllocateIncomeDialog({ fund, from, until, onClose }: Props) {
  const { today } = useMe();
  const [allocationId] = useState(newId);
  const [fromOn, setFrom] = useState<BusinessDate | null>(from);
  const [untilOn, setUntil] = useState<BusinessDate | null>(until);
  const [basis, setBasis] = useState<IncomeBasis>(fund.basis === 'commitment' ? 'commitment' : 'units');
  const [overrides, setOverrides] = useState<readonly Override[]>([]);
  const [reason, setReason] = useState('');
  const allocate = useCommand('ledger.allocateIncome');
  const whole = overrides.flatMap(({ account, investorId, minor }) =>
    account === null || investorId === null || minor === null ? [] : [{ account, investorId, minor }],
  );
  const order = { fundId: fund.id, fromOn: fromOn ?? from, untilOn: untilOn ?? until, basis, overrides: whole };
  const asked = { ...order, overrides: whole.map(({ minor, ...each }) => ({ ...each, minor: String(minor) })) };
  const preview = useAsk('capital.incomePreview', asked);
  const unmet = [
    ...(preview.error ? [{ text: preview.error.message }] : []),
    ...(whole.length < overrides.length ? [{ text: 'An override is not complete: name account, partner and amount, or remove it.' }] : []),
    ...(reason.trim() === '' ? [{ text: 'Give the reason.' }] : []),
  ];
  const save = async () => {
    const reply = await allocate.run({ allocationId, ...asked, reason });
    if (!reply.ok) return;
    notify({ title: `The result was allocated to ${reply.value.partners} partners`, tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="large"
      title={`Allocate income of ${fund.name}`}
      description="Shares the result of a period out to the partners and closes its accounts into their capital. The same income is never allocated twice."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={allocate.isPending} reasons={unmet} onClick={() => void save()}>
            Allocate
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label="From" required>
            <DateInput value={fromOn} onChange={setFrom} today={today} />
          </Field>
          <Field label="Until" required error={allocate.fieldErrors.untilOn}>
            <DateInput value={untilOn} onChange={setUntil} today={today} />
          </Field>
          <Field label="Basis" required>
            <Select value={basis} onChange={(next) => setBasis(next as IncomeBasis)} options={optionsOf(incomeBasisTitles)} />
          </Field>
        </div>
        {preview.data ? <PreviewView preview={preview.data} /> : <RefusalText>{preview.error?.message ?? null}</RefusalText>}
        <Overrides fund={fund} preview={preview.data} overrides={overrides} onChange={setOverrides} />
        <Field label="Reason" required>
          <TextInput value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <RefusalText>{allocate.sentence}</RefusalText>
      </div>
    </Dialog>
  );
}

function PreviewView({ preview: { net, accounts, rows } }: Readonly<{ preview: Preview }>) {
  const given = rows.reduce((sum, { amount }) => sum + amount.minor, 0n);
  return (
    <>
      <DataTable
        label="Shares of the result"
        columns={columns}
        rows={rows}
        rowId={({ investorId }) => investorId}
        height={220}
        negative="parens"
      />
      <TieOutBar
        source={net}
        sourceLabel="Net result"
        stages={[{ label: 'To partners', amount: money(given, net.currency) }]}
        parts={accounts.map(({ account, name, amount }) => ({ label: `${account} ${name}`, amount }))}
      />
    </>
  );
}

type OverridesProps = Readonly<{
  fund: FundHome['fund'];
  preview: Preview | undefined;
  overrides: readonly Override[];
  onChange: (overrides: readonly Override[]) => void;
}>;

/** Who bears an exact amount of an account: a partner free of fees bears 0 of them. */
function Overrides({ fund, preview, overrides, onChange }: OverridesProps) {
  const accounts = useAsk('ledger.accounts', { fundId: fund.id });
  const partners = useAsk('capital.partners', { fundId: fund.id });
  const [known, setKnown] = useState<readonly string[]>([]);
  const codes = preview?.accounts.map(({ account }) => account) ?? known;
  if (preview && codes.join() !== known.join()) setKnown(codes);
  const open = (accounts.data?.rows ?? []).filter(({ code }) => codes.includes(code));
  const change = (key: string, patch: Partial<Override>) =>
    onChange(overrides.map((each) => (each.key === key ? { ...each, ...patch } : each)));
  return (
    <div className="flex flex-col gap-2">
      {overrides.map(({ key, account, investorId, minor }, index) => (
        <div key={key} className="flex flex-wrap items-end gap-2">
          <Combobox
            aria-label={`Account of override ${index + 1}`}
            className="w-60"
            placeholder="Account"
            value={account}
            onChange={(next) => change(key, { account: next })}
            options={open.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          />
          <Combobox
            aria-label={`Partner of override ${index + 1}`}
            className="w-56"
            placeholder="Partner"
            value={investorId}
            onChange={(next) => change(key, { investorId: next })}
            options={(partners.data?.rows ?? []).map((row) => ({ value: row.investorId, label: row.investor }))}
          />
          <MoneyInput
            aria-label={`Amount of override ${index + 1}`}
            value={minor}
            currency={fund.currency}
            onChange={(next) => change(key, { minor: next })}
          />
          <IconButton
            icon={Trash2}
            label={`Remove override ${index + 1}`}
            onClick={() => onChange(overrides.filter((each) => each.key !== key))}
          />
        </div>
      ))}
      <span>
        <Button
          size="small"
          icon={Plus}
          onClick={() => onChange([...overrides, { key: newId(), account: null, investorId: null, minor: null }])}
        >
          Add override
        </Button>
      </span>
    </div>
  );
}
