import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import type { AccountView } from './investorText.ts';
import { Revealable } from './Revealable.tsx';
import { useFunds } from './useFunds.ts';

/** What a payment would carry, the numbers masked. */
export function AccountFacts({ account }: Readonly<{ account: AccountView }>) {
  const { nameOf } = useFunds();
  const { address } = account;
  const number = account.numberKind === 'iban' ? 'IBAN' : 'Account number';
  const secret = (label: string, masked: string | null, field: 'routing' | 'bic', what: string) =>
    masked === null
      ? []
      : [
          {
            label,
            value: (
              <Revealable
                masked={masked}
                entity="bankAccount"
                entityId={account.id}
                field={field}
                what={`${what} of ${account.bankName}`}
              />
            ),
          },
        ];
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
        ...secret('Routing', account.routingMasked, 'routing', 'the routing number'),
        ...secret('BIC', account.bicMasked, 'bic', 'the BIC'),
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
