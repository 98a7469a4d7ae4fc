import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { askOnce } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField } from '#renderer/screens/investors/FormDialog.tsx';
import { Revealable } from '#renderer/screens/investors/Revealable.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { purposeTitles } from '#shared/model/funds.ts';
import type { AccountRecord, FundHome } from './fundText.ts';

type AccountProps = Readonly<{ home: FundHome; account: AccountRecord; onClose: () => void }>;
const none = <span className="text-muted">None</span>;

export function AccountDrawer({ home, account, onClose }: AccountProps) {
  const needs = useNeeds();
  const [acting, setActing] = useState<'reveal' | 'correct' | 'close' | null>(null);
  const [number, setNumber] = useState<string | null>(null);
  const stop = () => setActing(null);
  const closed = account.closedOn === null ? [] : [{ text: `It was closed on ${account.closedOn}.` }];
  const secret = (masked: string | null, field: 'routingNumber' | 'bic', what: string) =>
    masked === null ? (
      none
    ) : (
      <Revealable masked={masked} entity="fundBankAccount" entityId={account.id} field={field} what={`${what} of ${account.title}`} />
    );
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={account.title}
      description={`${purposeTitles[account.purpose]} account of ${home.fund.name}`}
      footer={
        <>
          <Button variant="danger" reasons={[...needs('funds.edit'), ...closed]} onClick={() => setActing('close')}>
            Close account…
          </Button>
          <span className="flex-1" />
          <Button reasons={[...needs('funds.edit'), ...closed]} onClick={() => setActing('correct')}>
            Correct…
          </Button>
          {number === null ? (
            <Button icon={Eye} reasons={needs('audit.unmask')} onClick={() => setActing('reveal')}>
              Reveal number…
            </Button>
          ) : (
            <Button onClick={() => setNumber(null)}>Hide number</Button>
          )}
        </>
      }
    >
      <KeyValueList
        items={[
          { label: 'Number', value: <code className="tnum font-mono">{number ?? account.accountMasked}</code> },
          { label: 'Routing number', value: secret(account.routingMasked, 'routingNumber', 'the routing number') },
          { label: 'BIC', value: secret(account.bicMasked, 'bic', 'the BIC') },
          { label: 'Bank', value: `${account.bankName}, ${account.country}` },
          { label: 'Holder', value: account.holder },
          { label: 'Currency', value: account.currency },
          { label: 'Ledger account', value: account.ledgerCode },
          { label: 'Opened', value: <DateText date={account.openedOn} /> },
          account.closedOn ? { label: 'Closed', value: <DateText date={account.closedOn} /> } : { label: 'State', value: 'Open' },
        ]}
      />
      {acting === 'reveal' && <RevealDialog account={account} onRevealed={setNumber} onClose={stop} />}
      {acting === 'correct' && <CorrectDialog home={home} account={account} onClose={stop} />}
      {acting === 'close' && <CloseDialog home={home} account={account} onClose={stop} />}
    </Drawer>
  );
}

type RevealProps = Readonly<{ account: AccountRecord; onRevealed: (number: string | null) => void; onClose: () => void }>;

function RevealDialog({ account, onRevealed, onClose }: RevealProps) {
  const [grantId] = useState(newId);
  const [failure, setFailure] = useState<string | null>(null);
  const unmask = useCommand('audit.unmask');
  return (
    <FormDialog
      title={`Reveal the number of ${account.title}`}
      description="Your name, the time and the purpose are written to the audit log first."
      fields={[{ id: 'purpose', label: 'Purpose', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Reveal"
      action={{ isPending: unmask.isPending, fieldErrors: unmask.fieldErrors, sentence: failure ?? unmask.sentence }}
      onClose={onClose}
      onSave={async ({ purpose = '' }) => {
        const reply = await unmask.run({ grantId, entity: 'fundBankAccount', entityId: account.id, field: 'accountNumber', purpose });
        if (!reply.ok) return false;
        try {
          onRevealed((await askOnce('audit.unmasked', { grantId })).value);
          return true;
        } catch (error) {
          setFailure(error instanceof Error ? error.message : String(error));
          return false;
        }
      }}
    />
  );
}

const corrections: readonly FormField[] = [
  { id: 'title', label: 'What it is called', required: true },
  { id: 'bankName', label: 'Bank', required: true },
  { id: 'ledgerCode', label: 'Ledger account', required: true },
];

function CorrectDialog({ home, account, onClose }: AccountProps) {
  const update = useCommand('funds.updateBankAccount');
  return (
    <FormDialog
      title={`Correct ${account.title}`}
      description="The number of an account never changes: close it and add the new one."
      fields={corrections}
      initial={{ title: account.title, bankName: account.bankName, ledgerCode: account.ledgerCode }}
      saveLabel="Save"
      action={update}
      onClose={onClose}
      onSave={async ({ title = '', bankName = '', ledgerCode = '' }) => {
        const facts = { title: title.trim(), bankName: bankName.trim(), ledgerCode: ledgerCode.trim() };
        const reply = await update.run({ accountId: account.id, fundId: home.fund.id, expectedVersion: account.version, ...facts });
        return reply.ok;
      }}
    />
  );
}

const closing: readonly FormField[] = [
  { id: 'closedOn', label: 'Closed on', kind: 'date', required: true },
  { id: 'reason', label: 'Reason', kind: 'area', required: true },
];

function CloseDialog({ home, account, onClose }: AccountProps) {
  const { today } = useMe();
  const close = useCommand('funds.closeBankAccount');
  return (
    <FormDialog
      title={`Close ${account.title}`}
      description="Nothing is paid from it any more. A closed account is not opened again."
      fields={closing}
      initial={{ closedOn: today }}
      saveLabel="Close account"
      action={close}
      onClose={onClose}
      onSave={async ({ closedOn, reason = '' }) => {
        const input = { accountId: account.id, fundId: home.fund.id, expectedVersion: account.version };
        const reply = await close.run({ ...input, closedOn: closedOn as BusinessDate, reason });
        return reply.ok;
      }}
    />
  );
}
