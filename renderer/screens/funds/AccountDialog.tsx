import { useState } from 'react';
import { useAskPages } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField, type Values } from '#renderer/screens/investors/FormDialog.tsx';
import { currencyCodes } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type AccountPurpose, type AccountScheme, purposeTitles } from '#shared/model/funds.ts';
import { type FundHome, optionsOf } from './fundText.ts';

const FUND = 'fund';
const schemes = [
  { value: 'us', label: 'US account' },
  { value: 'iban', label: 'IBAN' },
  { value: 'other', label: 'Other account' },
];
const isUs = ({ scheme }: Values) => scheme === 'us';

export function AccountDialog({ home: { fund }, onClose }: Readonly<{ home: FundHome; onClose: () => void }>) {
  const { today } = useMe();
  const [accountId] = useState(newId);
  const projects = useAskPages('funds.projects', { limit: 500, filter: { fundId: fund.id } });
  const add = useCommand('funds.addBankAccount');
  const owners = [{ value: FUND, label: fund.name }, ...projects.rows.map(({ id, title }) => ({ value: id, label: title }))];
  const fields: readonly FormField[] = [
    { id: 'owner', label: 'Account of', kind: 'choice', options: owners, required: true },
    { id: 'purpose', label: 'Purpose', kind: 'choice', options: optionsOf(purposeTitles), required: true },
    { id: 'title', label: 'What it is called', required: true },
    { id: 'holder', label: 'Account holder', required: true },
    { id: 'bankName', label: 'Bank', required: true },
    { id: 'country', label: 'Country of the bank', hint: 'Two letters, such as US.', required: true },
    { id: 'scheme', label: 'Numbered as', kind: 'choice', options: schemes, required: true },
    { id: 'currency', label: 'Currency', kind: 'search', options: currencyCodes.map((value) => ({ value, label: value })), required: true },
    { id: 'accountNumber', label: 'Account number or IBAN', hint: 'Shown masked afterwards.', required: true },
    { id: 'routingNumber', label: 'Routing number', required: true, shown: isUs },
    { id: 'bic', label: 'BIC' },
    { id: 'ledgerCode', label: 'Ledger account', hint: 'Its own account in the books, such as 1010.', required: true },
    { id: 'openedOn', label: 'Opened', kind: 'date', required: true },
  ];
  return (
    <FormDialog
      title={`Add a bank account of ${fund.name}`}
      description="Its check digits are verified, and your passphrase is asked for again."
      fields={fields}
      initial={{
        owner: FUND,
        purpose: 'operating',
        scheme: 'us',
        country: fund.country,
        currency: fund.currency,
        holder: fund.legalName || fund.name,
        openedOn: today,
      }}
      saveLabel="Add bank account"
      action={add}
      onClose={onClose}
      onSave={async (values) => {
        const text = (id: string) => (values[id] ?? '').trim();
        const orNull = (id: string) => (text(id) === '' ? null : text(id));
        const reply = await add.run({
          accountId,
          fundId: fund.id,
          projectId: values.owner === FUND ? null : text('owner'),
          purpose: text('purpose') as AccountPurpose,
          title: text('title'),
          bankName: text('bankName'),
          holder: text('holder'),
          country: text('country').toUpperCase(),
          currency: text('currency'),
          scheme: text('scheme') as AccountScheme,
          accountNumber: text('accountNumber'),
          routingNumber: isUs(values) ? orNull('routingNumber') : null,
          bic: orNull('bic'),
          ledgerCode: text('ledgerCode'),
          openedOn: text('openedOn') as BusinessDate,
        });
        return reply.ok;
      }}
    />
  );
}
