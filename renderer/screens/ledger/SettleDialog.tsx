import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import { parseAmount } from '#shared/amountText.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { formatMoney } from '#shared/money.ts';
import { accountLabel, type BookRecord } from './ledgerText.ts';

/** Turns part of a foreign balance into the fund's currency, and posts what was realised by it. */
export function SettleDialog({ book, onClose }: Readonly<{ book: BookRecord; onClose: () => void }>) {
  const { today } = useMe();
  const balances = useAsk('ledger.trialBalance', { fundId: book.fundId, on: today });
  return (
    <Asked of="the balances" query={balances}>
      {({ rows }) => <SettleForm book={book} today={today} balances={rows} onClose={onClose} />}
    </Asked>
  );
}

type SettleFormProps = Readonly<{
  book: BookRecord;
  today: BusinessDate;
  balances: readonly Readonly<{ account: string; name: string; kind: string; isControl: boolean; currency: Currency; debit: unknown }>[];
  onClose: () => void;
}>;

function SettleForm({ book: { fundId, fund, currency }, today, balances, onClose }: SettleFormProps) {
  const settle = useCommand('ledger.settle');
  const accounts = useAsk('ledger.accounts', { fundId }).data?.rows ?? [];
  const [problem, setProblem] = useState<string | null>(null);
  const isMoney = (kind: string): boolean => kind === 'asset' || kind === 'liability';
  const position = accounts.find(({ role }) => role === 'currencyPosition')?.code;
  const foreign = balances.filter((row) => row.currency !== currency && isMoney(row.kind) && !row.isControl && row.account !== position);
  return (
    <FormDialog
      title={`Settle foreign currency in ${fund}`}
      description={`The balance goes down by what is settled, ${currency} comes in or goes out, and the difference to its average cost is realised.`}
      fields={[
        {
          id: 'balance',
          label: 'Balance',
          kind: 'search',
          required: true,
          wide: true,
          options: foreign.map((row) => ({
            value: `${row.account} ${row.currency}`,
            label: `${row.currency}: ${row.account} ${row.name}`,
          })),
        },
        { id: 'amount', label: 'Amount', required: true, hint: 'In the currency of the balance, without a sign.' },
        { id: 'on', label: 'On', kind: 'date', required: true },
        {
          id: 'against',
          label: `Account in ${currency}`,
          kind: 'search',
          required: true,
          options: accounts
            .filter(({ kind, isControl }) => isMoney(kind) && !isControl)
            .map((account) => ({ value: account.code, label: accountLabel(account) })),
        },
        { id: 'proceeds', label: `What the bank paid in ${currency}`, hint: 'Empty: at the rate of the day.' },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ on: today }}
      saveLabel="Settle"
      action={problem === null ? settle : { ...settle, sentence: problem }}
      onClose={onClose}
      onSave={async ({ balance = '', amount = '', on, against = '', proceeds = '', reason = '' }) => {
        const [account = '', code = ''] = balance.split(' ');
        const unit = code as Currency;
        const sold = parseAmount(amount, { digits: digitsOf(unit), currency: unit });
        const paid = proceeds.trim() === '' ? null : parseAmount(proceeds, { digits: digitsOf(currency), currency });
        const wrong = !sold.ok ? sold.reason : paid && !paid.ok ? paid.reason : null;
        setProblem(wrong);
        if (!sold.ok || (paid && !paid.ok)) return false;
        const reply = await settle.run({
          fundId,
          on: on as BusinessDate,
          account,
          amount: { minor: sold.minor, currency: unit },
          against,
          proceeds: paid ? { minor: paid.minor, currency } : null,
          reason,
        });
        if (reply.ok)
          notify({
            title: `Settled for ${formatMoney(reply.value.proceeds)}`,
            text: `Realised ${formatMoney(reply.value.gain)}`,
            tone: 'good',
          });
        return reply.ok;
      }}
    />
  );
}
