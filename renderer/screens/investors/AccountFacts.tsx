import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import type { AccountView } from './investorText.ts';
import { Revealable } from './Revealable.tsx';
import { useFunds } from './useFunds.ts';

/** What a payment would carry, the number masked. */
export function AccountFacts({ account }: Readonly<{ account: AccountView }>) {
  const { nameOf } = useFunds();
  const { address } = account;
  const number = account.numberKind === 'iban' ? 'IBAN' : 'Account number';
  return (
    <KeyValueList
      items={[
        { label: 'Holder', value: account.holder },
        { label: 'Bank', value: `${account.bankName}, ${account.bankCountry}` },
        {
          label: number,
          value: (
            <Revealable
              masked={account.accountNumberMasked}
              entity="bankAccount"
              entityId={account.id}
              field="accountNumber"
              what={`the ${number === 'IBAN' ? 'IBAN' : 'account number'} at ${account.bankName}`}
            />
          ),
        },
        ...(account.routing ? [{ label: 'Routing', value: <span className="tnum font-mono">{account.routing}</span> }] : []),
        ...(account.bic ? [{ label: 'BIC', value: <span className="font-mono">{account.bic}</span> }] : []),
        { label: 'Currency', value: account.currency },
        {
          label: 'Address',
          value: [address.street, `${address.postCode} ${address.town}`.trim(), address.country].filter(Boolean).join(', '),
        },
        { label: 'Paid for', value: account.usedFor.map(nameOf).join(', ') || <span className="text-muted">Nothing at present</span> },
      ]}
    />
  );
}
