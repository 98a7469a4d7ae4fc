import { Field } from '#renderer/components/Field.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import type { FundId } from '#shared/ids.ts';

type Chosen = Readonly<{ fundId: FundId | null; accountId: string | null }>;

/** The funds whose books are open, and the open bank accounts of the chosen one in its currency. */
export function useFundChoice({ fundId, accountId }: Chosen) {
  const books = useAsk('ledger.books', {});
  const home = useAsk('funds.home', { fundId: fundId as FundId }, { enabled: fundId !== null });
  const funds = (books.data?.rows ?? []).filter(({ isOpen }) => isOpen);
  const fund = funds.find((each) => each.fundId === fundId) ?? null;
  const accounts = (home.data?.accounts ?? []).filter(({ closedOn, currency }) => closedOn === null && currency === fund?.currency);
  const account =
    accounts.find(({ id }) => id === accountId) ?? accounts.find(({ purpose }) => purpose === 'operating') ?? accounts[0] ?? null;
  return {
    funds,
    noFund: books.data !== undefined && funds.length === 0,
    fund,
    accounts,
    account,
    isReady: fundId === null || home.data !== undefined,
  };
}

type FundAndAccountProps = Readonly<{
  choice: ReturnType<typeof useFundChoice>;
  onFund: (fundId: FundId) => void;
  onAccount: (accountId: string) => void;
}>;

export function FundAndAccount({ choice: { funds, noFund, fund, accounts, account, isReady }, onFund, onAccount }: FundAndAccountProps) {
  const none = fund !== null && isReady && accounts.length === 0;
  return (
    <>
      <Field label="Fund" required error={noFund ? 'No fund has open books. Open the books of a fund under Ledger first.' : null}>
        <Select
          value={fund?.fundId ?? null}
          placeholder="Choose a fund"
          onChange={(id) => onFund(id as FundId)}
          options={funds.map(({ fundId, fund: name }) => ({ value: fundId, label: name }))}
        />
      </Field>
      <Field
        label="Account it came in on"
        required
        error={none ? `${fund.fund} has no open bank account in ${fund.currency}. Add one on the fund first.` : null}
      >
        <Select
          value={account?.id ?? null}
          placeholder={fund ? 'Choose an account' : 'Choose the fund first'}
          onChange={onAccount}
          options={accounts.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Field>
    </>
  );
}
