import { useState } from 'react';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { type Currency, currencyCodes } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { PayeeKind, PayeeSource } from '#shared/model/investors.ts';
import { FormDialog, type FormField, type Values } from './FormDialog.tsx';
import { type AccountView, type InvestorHome, kindText, optionsOf, orNull, sourceText } from './investorText.ts';
import { EVERY_FUND, fundIdOf, useFunds } from './useFunds.ts';

export type PayeeOrder = Readonly<{ kind: 'new' }> | Readonly<{ kind: 'replace' | 'useFor'; account: AccountView }>;

const numberKinds = [
  { value: 'account', label: 'Account number' },
  { value: 'iban', label: 'IBAN' },
];
const isIban = ({ numberKind }: Values): boolean => numberKind === 'iban';

const arrival: readonly FormField[] = [
  { id: 'source', label: 'The request arrived by', kind: 'choice', options: optionsOf(sourceText), required: true },
  { id: 'receivedOn', label: 'On', kind: 'date', required: true },
];

const details: readonly FormField[] = [
  { id: 'holder', label: 'Account holder', required: true, path: 'details.holder' },
  { id: 'bankName', label: 'Bank', required: true, path: 'details.bankName' },
  { id: 'bankCountry', label: 'Country of the bank', required: true, hint: 'Two letters.', path: 'details.bankCountry' },
  {
    id: 'currency',
    label: 'Currency',
    kind: 'search',
    options: currencyCodes.map((code) => ({ value: code, label: code })),
    required: true,
    path: 'details.currency',
  },
  { id: 'numberKind', label: 'Number is an', kind: 'choice', options: numberKinds, required: true },
  { id: 'accountNumber', label: 'Number', required: true, path: 'details.accountNumber' },
  {
    id: 'routing',
    label: 'ABA routing number',
    hint: 'For a bank in the US.',
    shown: (values) => !isIban(values),
    path: 'details.routing',
  },
  { id: 'bic', label: 'BIC', path: 'details.bic' },
  { id: 'street', label: 'Street of the holder', path: 'details.address.street' },
  { id: 'postCode', label: 'Post code', path: 'details.address.postCode' },
  { id: 'town', label: 'Town', required: true, path: 'details.address.town' },
  { id: 'addressCountry', label: 'Country', required: true, hint: 'Two letters.', path: 'details.address.country' },
];

const note: FormField = { id: 'note', label: 'Note', kind: 'area' };

const texts: Readonly<Record<PayeeKind, string>> = {
  new: 'Nothing is paid there until somebody called back, the case has rested and a second person approved it.',
  replace: 'The new account takes over everything paid to the old one, once it was called back, rested and approved.',
  useFor: 'Paying more to an account in force is a change like any other: callback, rest, second person.',
};

type RequestPayeeDialogProps = Readonly<{
  investor: InvestorHome['investor'];
  order: PayeeOrder;
  onClose: () => void;
  onRequested: (caseId: string) => void;
}>;

export function RequestPayeeDialog({ investor, order, onClose, onRequested }: RequestPayeeDialogProps) {
  const { today } = useMe();
  const funds = useFunds();
  const [ids] = useState(() => ({ caseId: newId(), accountId: newId() }));
  const request = useCommand('investors.requestPayeeChange');
  const use: FormField = { id: 'useFor', label: 'Paid from', kind: 'choice', options: funds.options, required: true, wide: true };
  const standing = order.kind === 'new' ? null : order.account;
  return (
    <FormDialog
      title={`${kindText[order.kind]}: ${investor.name}`}
      description={texts[order.kind]}
      fields={[...arrival, ...(order.kind === 'useFor' ? [] : details), ...(order.kind === 'replace' ? [] : [use]), note]}
      initial={{
        receivedOn: today,
        holder: investor.name,
        numberKind: 'account',
        currency: investor.currency ?? '',
        bankCountry: investor.country,
        addressCountry: investor.country,
        useFor: EVERY_FUND,
      }}
      saveLabel="Request"
      action={request}
      onClose={onClose}
      onSave={async (values) => {
        const reply = await request.run({
          investorId: investor.id,
          caseId: ids.caseId,
          kind: order.kind,
          accountId: order.kind === 'useFor' && standing ? standing.id : ids.accountId,
          details: order.kind === 'useFor' ? null : detailsOf(values),
          replacesAccountId: order.kind === 'replace' && standing ? standing.id : null,
          useFor: order.kind === 'replace' ? [] : [fundIdOf(values.useFor ?? EVERY_FUND)],
          source: values.source as PayeeSource,
          receivedOn: values.receivedOn as BusinessDate,
          note: values.note ?? '',
        });
        if (!reply.ok) return false;
        notify({ title: 'Payee change requested', text: 'Next: call back a number that was on file before.', tone: 'good' });
        onRequested(ids.caseId);
        return true;
      }}
    />
  );
}

const detailsOf = (values: Values) => ({
  holder: values.holder ?? '',
  bankName: values.bankName ?? '',
  bankCountry: (values.bankCountry ?? '').toUpperCase(),
  currency: values.currency as Currency,
  numberKind: values.numberKind as 'iban' | 'account',
  accountNumber: values.accountNumber ?? '',
  routing: isIban(values) ? null : orNull(values.routing ?? ''),
  bic: orNull(values.bic ?? ''),
  address: {
    street: (values.street ?? '').trim(),
    postCode: (values.postCode ?? '').trim(),
    town: values.town ?? '',
    country: (values.addressCountry ?? '').toUpperCase(),
  },
});
