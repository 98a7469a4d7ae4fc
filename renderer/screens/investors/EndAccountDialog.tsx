import { useCommand } from '#renderer/data/command.ts';
import { FormDialog } from './FormDialog.tsx';
import type { AccountView } from './investorText.ts';

/** Holds money at once: no second person is needed to stop a payment, only to send it elsewhere. */
export function EndAccountDialog({ account, onClose }: Readonly<{ account: AccountView; onClose: () => void }>) {
  const end = useCommand('investors.endAccount');
  const uses = account.usedFor.length;
  return (
    <FormDialog
      title={`End the account at ${account.bankName}?`}
      description={`Nothing is paid to ${account.accountNumberMasked} any more${uses === 0 ? '' : `; it is used for ${uses === 1 ? 'one payee rule' : `${uses} payee rules`} today`}. Money is held until a payee change names another account; that takes a callback and a second person.`}
      fields={[{ id: 'reason', label: 'Why, and on whose word', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="End account"
      action={end}
      onClose={onClose}
      onSave={async ({ reason = '' }) => (await end.run({ investorId: account.ofId, accountId: account.id, reason })).ok}
    />
  );
}
