import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import type { CaseMove } from './CaseActions.tsx';
import { FormDialog } from './FormDialog.tsx';
import { type CaseView, kindText } from './investorText.ts';

type CaseDialogProps = Readonly<{ payee: CaseView; move: CaseMove; onClose: () => void }>;

export function CaseDialog(props: CaseDialogProps) {
  switch (props.move) {
    case 'recordCallback':
      return <CallbackDialog {...props} />;
    case 'approve':
      return <ApproveDialog {...props} />;
    case 'apply':
      return <ApplyDialog {...props} />;
    case 'reject':
      return <RejectDialog {...props} />;
    case 'withdraw':
      return <WithdrawDialog {...props} />;
  }
}

const keyOf = ({ investorId, id }: CaseView) => ({ investorId, caseId: id });

function CallbackDialog({ payee, onClose }: CaseDialogProps) {
  const home = useAsk('investors.home', { investorId: payee.investorId });
  const call = useCommand('investors.recordCallback');
  const contacts = (home.data?.contacts ?? []).filter(({ phone, ofId }) => phone !== null && ofId === payee.investorId);
  return (
    <FormDialog
      title={`Record the callback to ${payee.investor}`}
      description={`Call a number that was on file before the request arrived on ${payee.receivedOn}; never one from the request itself.`}
      fields={[
        {
          id: 'contactId',
          label: 'Number called',
          kind: 'choice',
          options: contacts.map(({ id, name, phone, recordedOn }) => ({
            value: id,
            label: `${name}: ${phone}`,
            hint: `On file since ${recordedOn}`,
          })),
          required: true,
          wide: true,
        },
        { id: 'spokeWith', label: 'Spoke with', required: true, wide: true },
        { id: 'note', label: 'What was said', kind: 'area' },
      ]}
      initial={{}}
      saveLabel="Record callback"
      action={call}
      onClose={onClose}
      onSave={async ({ contactId = '', spokeWith = '', note = '' }) => (await call.run({ ...keyOf(payee), contactId, spokeWith, note })).ok}
    />
  );
}

function ApproveDialog({ payee, onClose }: CaseDialogProps) {
  const approve = useCommand('investors.approvePayeeChange');
  const act = async () => {
    const reply = await approve.run({ ...keyOf(payee), contentHash: payee.contentHash });
    if (!reply.ok) return;
    notify({ title: 'Payee change approved', text: 'It is put in force by somebody who handles payees.', tone: 'good' });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Approve payee change?"
      thing={`${payee.investor}: ${kindText[payee.kind]}`}
      extent={`${payee.account.bankName}, ${payee.account.accountNumberMasked}, held by ${payee.account.holder}`}
      consequence="You confirm that the callback was made to a number on file and that the account is the investor’s. It can still be rejected until it is put in force."
      confirmLabel="Approve"
      tone="primary"
      onConfirm={() => void act()}
      busy={approve.isPending}
      refusal={<RefusalText>{approve.sentence}</RefusalText>}
    />
  );
}

function ApplyDialog({ payee, onClose }: CaseDialogProps) {
  const apply = useCommand('investors.applyPayeeChange');
  const act = async () => {
    const reply = await apply.run(keyOf(payee));
    if (!reply.ok) return;
    notify({ title: `${payee.account.bankName} is in force for ${payee.investor}`, tone: 'good' });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Put payee change in force?"
      thing={`${payee.investor}: ${payee.account.bankName}, ${payee.account.accountNumberMasked}`}
      consequence={
        payee.replaces
          ? `From now on money leaves for this account. The account at ${payee.replaces.bankName} is paid to no more.`
          : 'From now on money leaves for this account.'
      }
      confirmLabel="Put in force"
      tone="primary"
      onConfirm={() => void act()}
      busy={apply.isPending}
      refusal={<RefusalText>{apply.sentence}</RefusalText>}
    />
  );
}

function RejectDialog({ payee, onClose }: CaseDialogProps) {
  const reject = useCommand('investors.rejectPayeeChange');
  return (
    <FormDialog
      title={`Reject the payee change of ${payee.investor}?`}
      description="The account that was asked for is never used; the case stays on the record."
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Reject"
      action={reject}
      onClose={onClose}
      onSave={async ({ reason = '' }) => (await reject.run({ ...keyOf(payee), reason })).ok}
    />
  );
}

function WithdrawDialog({ payee, onClose }: CaseDialogProps) {
  const withdraw = useCommand('investors.withdrawPayeeChange');
  return (
    <FormDialog
      title={`Withdraw the payee change of ${payee.investor}?`}
      description="The account that was asked for is never used; the case stays on the record."
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Withdraw"
      action={withdraw}
      onClose={onClose}
      onSave={async ({ reason = '' }) => (await withdraw.run({ ...keyOf(payee), reason })).ok}
    />
  );
}
