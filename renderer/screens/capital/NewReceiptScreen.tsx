import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { optionsOf } from '#renderer/screens/funds/fundText.ts';
import type { Currency } from '#shared/currencies.ts';
import { digitsOf } from '#shared/currencies.ts';
import type { FundId } from '#shared/ids.ts';
import type { ReceiptMethod } from '#shared/model/receipts.ts';
import { formatMinor, formatMoney } from '#shared/money.ts';
import { FundAndAccount, useFundChoice } from './FundAndAccount.tsx';
import { type Part, PartsSheet, type PlaceRow, placedOf, rowsOf, type SheetDraft, sumOf } from './PartsSheet.tsx';
import { methodTitles, type Owed } from './receiptText.ts';

export function NewReceiptScreen() {
  const goTo = useGoTo();
  const [fund, setFund] = useSearchParam('fund');
  const [accountId, setAccount] = useState<string | null>(null);
  const choice = useFundChoice({ fundId: fund as FundId | null, accountId });
  const owed = useAsk('receipts.owed', { fundId: fund as FundId }, { enabled: fund !== null });
  return (
    <Screen
      title="Record a receipt"
      breadcrumbs={[{ label: 'Receipts', goTo: () => goTo('/receipts') }, { label: 'Record' }]}
      description="What the bank credited, and what it pays. Every cent goes somewhere: to a line, to interest, to an advance, or to suspense."
    >
      <NeedsPermission permission="receipts.record">
        <div className="grid max-w-3xl gap-3 sm:grid-cols-2">
          <FundAndAccount choice={choice} onFund={setFund} onAccount={setAccount} />
        </div>
        {choice.fund && (
          <Asked of="what is owed" query={owed}>
            {(data) => <Facts key={choice.fund?.fundId} owed={data} fundId={choice.fund!.fundId} accountId={choice.account?.id ?? null} />}
          </Asked>
        )}
      </NeedsPermission>
    </Screen>
  );
}

const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** Puts an amount on an investor’s lines and bills, oldest first, and what is over in advance. */
function spread(rows: readonly PlaceRow[], investorId: string, amount: bigint, currency: Currency): SheetDraft {
  let left = amount;
  const draft: Record<string, Record<string, string>> = {};
  const put = (row: PlaceRow, minor: bigint): void => {
    if (minor > 0n) draft[row.id] = { paid: formatMinor(minor, digitsOf(currency)) };
    left -= minor;
  };
  const own = rows.filter((row) => row.investorId === investorId);
  for (const row of own) if (row.open !== null) put(row, smaller(row.open, left));
  const held = own.find(({ open }) => open === null);
  if (held) put(held, left);
  return draft;
}

type FactsProps = Readonly<{ owed: Owed; fundId: FundId; accountId: string | null }>;

function Facts({ owed, fundId, accountId }: FactsProps) {
  const { today } = useMe();
  const { currency } = owed;
  const [amount, setAmount] = useState<bigint | null>(null);
  const [receivedOn, setReceivedOn] = useState<typeof today | null>(today);
  const [method, setMethod] = useState<ReceiptMethod>('wire');
  const [payer, setPayer] = useState('');
  const [reference, setReference] = useState('');
  const [draft, setDraft] = useState<SheetDraft>({});
  const rows = rowsOf(owed, { suspense: true });
  const parts = placedOf(rows, draft, currency);
  const people = [
    ...new Map(rows.flatMap(({ investorId, name }) => (investorId === null ? [] : [[investorId, name]])) as [string, string][]),
  ];
  const source = { minor: amount ?? 0n, currency };
  return (
    <div className="flex flex-col gap-4 pt-4">
      <div className="grid max-w-3xl gap-3 sm:grid-cols-3">
        <Field label="Amount" required>
          <MoneyInput value={amount} currency={currency} onChange={setAmount} />
        </Field>
        <Field label="Received on" required>
          <DateInput value={receivedOn} max={today} onChange={(day) => setReceivedOn(day as typeof today | null)} />
        </Field>
        <Field label="Method" required>
          <Select value={method} onChange={(next) => setMethod(next as ReceiptMethod)} options={optionsOf(methodTitles)} />
        </Field>
        <Field label="Payer" hint="As the bank names them.">
          <TextInput value={payer} onChange={(event) => setPayer(event.target.value)} />
        </Field>
        <Field label="Reference">
          <TextInput value={reference} onChange={(event) => setReference(event.target.value)} />
        </Field>
        <Field label="Spread over the lines of" hint="Oldest first; what is over is held in advance.">
          <Combobox
            value={null}
            placeholder="Choose an investor"
            onChange={(id) => id !== null && setDraft(spread(rows, id, amount ?? 0n, currency))}
            options={people.map(([value, label]) => ({ value, label }))}
          />
        </Field>
      </div>
      <PartsSheet rows={rows} currency={currency} draft={draft} onDraftChange={setDraft} />
      <TieOutBar
        source={source}
        sourceLabel="Received"
        parts={[{ label: 'Placed', amount: { minor: sumOf(parts), currency } }]}
        nothingYet="Enter what came in."
      />
      <Save
        facts={{ fundId, accountId, receivedOn, method, payer: payer.trim(), reference: reference.trim() }}
        source={source}
        parts={parts}
      />
    </div>
  );
}

type SaveProps = Readonly<{
  facts: Readonly<{
    fundId: FundId;
    accountId: string | null;
    receivedOn: FactsDay | null;
    method: ReceiptMethod;
    payer: string;
    reference: string;
  }>;
  source: Readonly<{ minor: bigint; currency: Currency }>;
  parts: readonly Part[];
}>;
type FactsDay = ReturnType<typeof useMe>['today'];

function Save({ facts, source, parts }: SaveProps) {
  const goTo = useGoTo();
  const record = useCommand('receipts.record');
  const [receiptId] = useState(newId);
  const { accountId, receivedOn } = facts;
  const twin = record.refusal?.code === 'receiptTwice' ? String(record.refusal.detail.id) : null;
  const gap = source.minor - sumOf(parts);
  const reasons = [
    ...(accountId === null ? [{ text: 'Choose the account the money came in on.' }] : []),
    ...(receivedOn === null ? [{ text: 'Enter the day it came in.' }] : []),
    ...(source.minor <= 0n ? [{ text: 'Enter the amount that came in.' }] : []),
    ...(gap === 0n ? [] : [{ text: `Place ${formatMoney({ ...source, minor: gap })} more, or put it in suspense.` }]),
  ];
  const save = async (secondOf: string | null) => {
    const reply = await record.run({
      ...facts,
      accountId: accountId ?? '',
      receivedOn: receivedOn!,
      receiptId,
      amount: source,
      parts: [...parts],
      secondOf,
    });
    if (!reply.ok) return;
    notify({ title: `Recorded ${formatMoney(source)}`, tone: 'good' });
    goTo('/receipts');
  };
  return (
    <div className="flex flex-col gap-3">
      {twin !== null && (
        <Callout
          tone="warn"
          title="This looks like a receipt that is there already"
          action={
            <Button size="small" busy={record.isPending} onClick={() => void save(twin)}>
              It is a second one
            </Button>
          }
        >
          {record.sentence}
        </Callout>
      )}
      {twin === null && record.sentence && <RefusalText>{record.sentence}</RefusalText>}
      <div>
        <Button variant="primary" busy={record.isPending} reasons={reasons} onClick={() => void save(null)}>
          Record receipt
        </Button>
      </div>
    </div>
  );
}
