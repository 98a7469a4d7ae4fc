import { useState } from 'react';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAskPages } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { choiceTitle, fractionOf, minorOf } from '#renderer/screens/funds/fundText.ts';
import { FormDialog, type FormField, type Values } from '#renderer/screens/investors/FormDialog.tsx';
import type { Currency } from '#shared/currencies.ts';
import { type BusinessDate, later } from '#shared/dates.ts';
import { type DayCount, dayCounts } from '#shared/dayCount.ts';
import type { FundId } from '#shared/ids.ts';
import { movementTitles } from '#shared/model/lines.ts';
import { formatMoney } from '#shared/money.ts';
import { useFundChoice } from './FundAndAccount.tsx';
import type { LineHome, LineMovement } from './lineText.ts';

type LineDialogProps = Readonly<{ line: LineHome; onClose: () => void }>;
const NO_CALL = 'none';

const termFields = (currency: Currency): readonly FormField[] => [
  { id: 'limit', label: `Limit (${currency})`, required: true },
  { id: 'rate', label: 'Rate a year', hint: 'Such as 6.25 %.', required: true },
  { id: 'baseShare', label: 'Of uncalled commitments', hint: 'The share that may be drawn, such as 90 %.', required: true },
];

/** Limit, rate and share as typed, or what is wrong with the first that cannot be read. */
function readTerms({ limit = '', rate = '', baseShare = '' }: Values, currency: Currency) {
  const read = [minorOf(limit, currency, 'The limit'), fractionOf(rate, 'The rate'), fractionOf(baseShare, 'The share')] as const;
  const wrong = read.find((each) => 'problem' in each);
  if (wrong && 'problem' in wrong) return wrong;
  const [limitRead, rateRead, shareRead] = read;
  if ('problem' in limitRead || 'problem' in rateRead || 'problem' in shareRead) return { problem: 'Read the terms again.' };
  return { value: { limitMinor: limitRead.value, rate: rateRead.value, baseShare: shareRead.value } };
}

type OpenLineProps = Readonly<{ onClose: () => void; onDone: (facilityId: string) => void }>;

/** First the fund, because its accounts and currency decide the rest. */
export function OpenLineDialog({ onClose, onDone }: OpenLineProps) {
  const [fundId, setFundId] = useState<FundId | null>(null);
  const choice = useFundChoice({ fundId, accountId: null });
  if (choice.fund !== null && choice.isReady)
    return <LineForm key={choice.fund.fundId} choice={choice} fund={choice.fund} onClose={onClose} onDone={onDone} />;
  const options = choice.funds.map((each) => ({ value: each.fundId, label: each.fund }));
  return (
    <FormDialog
      title="Open a subscription line"
      description="First the fund that borrows; its books must be open."
      fields={[{ id: 'fund', label: 'Fund', kind: 'choice', options, required: true }]}
      initial={{}}
      saveLabel="Next"
      action={{ isPending: false, sentence: null, fieldErrors: {} }}
      onClose={onClose}
      onSave={async ({ fund }) => {
        setFundId(fund as FundId);
        return false;
      }}
    />
  );
}

type Choice = ReturnType<typeof useFundChoice>;

const lineFields = (choice: Choice, currency: Currency): readonly FormField[] => [
  { id: 'name', label: 'Name', required: true },
  { id: 'lender', label: 'Lender', required: true },
  {
    id: 'account',
    label: 'Account draws come in on',
    kind: 'choice',
    options: choice.accounts.map(({ id, title }) => ({ value: id, label: title })),
    required: true,
  },
  ...termFields(currency),
  {
    id: 'dayCount',
    label: 'Day count',
    kind: 'choice',
    options: dayCounts.map((value) => ({ value, label: choiceTitle(value) })),
    required: true,
  },
  { id: 'openedOn', label: 'Opened on', kind: 'date', required: true },
  { id: 'maturesOn', label: 'Matures on', kind: 'date', required: true },
  { id: 'reason', label: 'Agreement or reason', kind: 'area', required: true },
];

function LineForm({ choice, fund, onClose, onDone }: OpenLineProps & Readonly<{ choice: Choice; fund: NonNullable<Choice['fund']> }>) {
  const { today } = useMe();
  const [facilityId] = useState(newId);
  const [unread, setUnread] = useState<string | null>(null);
  const open = useCommand('line.open');
  return (
    <FormDialog
      title={`Open a subscription line of ${fund.fund}`}
      description="Draws stay within the limit, and within the share of uncalled commitments that may be drawn."
      fields={lineFields(choice, fund.currency)}
      initial={{ account: choice.account?.id ?? '', dayCount: 'act/360', openedOn: today }}
      saveLabel="Open line"
      action={{ ...open, sentence: unread ?? open.sentence }}
      onClose={onClose}
      onSave={async (values) => {
        const terms = readTerms(values, fund.currency);
        setUnread('problem' in terms ? terms.problem : null);
        if ('problem' in terms) return false;
        const { name = '', lender = '', account = '', reason = '' } = values;
        const reply = await open.run({
          facilityId,
          fundId: fund.fundId,
          name: name.trim(),
          lender: lender.trim(),
          accountId: account,
          dayCount: values.dayCount as DayCount,
          openedOn: values.openedOn as BusinessDate,
          maturesOn: values.maturesOn as BusinessDate,
          reason,
          ...terms.value,
        });
        if (reply.ok) onDone(facilityId);
        return reply.ok;
      }}
    />
  );
}

const moves = {
  draw: { title: 'Draw on the line', save: 'Draw', description: 'The money came in on the account of the line.' },
  repay: { title: 'Repay the line', save: 'Repay', description: 'The money left the account of the line.' },
  payInterest: { title: 'Pay interest of the line', save: 'Pay interest', description: 'At most what is accrued and unpaid.' },
} as const;

export function MoveDialog({ line, move, onClose }: LineDialogProps & Readonly<{ move: keyof typeof moves }>) {
  const { today } = useMe();
  const [unread, setUnread] = useState<string | null>(null);
  const draw = useCommand('line.draw');
  const repay = useCommand('line.repay');
  const payInterest = useCommand('line.payInterest');
  const calls = useAskPages('calls.list', { limit: 500, filter: { fundId: line.fundId } });
  const action = { draw, repay, payInterest }[move];
  const { title, save, description } = moves[move];
  const options = [
    { value: NO_CALL, label: 'No call' },
    ...calls.rows.filter(({ status }) => status !== 'rescinded').map((call) => ({ value: call.id, label: `${call.number} ${call.title}` })),
  ];
  return (
    <FormDialog
      title={title}
      description={`${description} Drawn now: ${formatMoney(line.outstanding)}; available: ${formatMoney(line.available)}.`}
      fields={[
        { id: 'amount', label: `Amount (${line.currency})`, required: true },
        { id: 'effectiveOn', label: 'On', kind: 'date', required: true },
        ...(move === 'payInterest' ? [] : [{ id: 'call', label: 'Call that repays it', kind: 'choice', options } as const]),
        { id: 'reference', label: 'Reference', hint: 'As on the bank’s advice.' },
      ]}
      initial={{ effectiveOn: today, call: NO_CALL }}
      saveLabel={save}
      action={{ ...action, sentence: unread ?? action.sentence }}
      onClose={onClose}
      onSave={async ({ amount = '', effectiveOn, call, reference = '' }) => {
        const read = minorOf(amount, line.currency, 'The amount');
        setUnread('problem' in read ? read.problem : null);
        if ('problem' in read) return false;
        const input = {
          fundId: line.fundId,
          facilityId: line.id,
          expectedMovements: line.movements.length,
          minor: read.value,
          effectiveOn: effectiveOn as BusinessDate,
          reference: reference.trim(),
        };
        const linked = { ...input, callId: call === undefined || call === NO_CALL ? null : call };
        const reply =
          move === 'payInterest' ? await payInterest.run(input) : move === 'draw' ? await draw.run(linked) : await repay.run(linked);
        if (reply.ok) notify({ title: `${formatMoney(reply.value.principal)} drawn now`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}

export function AccrueDialog({ line, onClose }: LineDialogProps) {
  const { today } = useMe();
  const accrue = useCommand('line.accrue');
  return (
    <FormDialog
      title="Accrue interest"
      description={`Interest from ${line.accruedUntil} on, worked out from every draw, repayment and rate. Up to today it is ${formatMoney(line.unaccrued)}.`}
      fields={[{ id: 'untilOn', label: 'Up to', kind: 'date', required: true }]}
      initial={{ untilOn: today }}
      saveLabel="Accrue"
      action={accrue}
      onClose={onClose}
      onSave={async ({ untilOn }) => {
        const at = { fundId: line.fundId, facilityId: line.id, expectedMovements: line.movements.length };
        const reply = await accrue.run({ ...at, untilOn: untilOn as BusinessDate });
        if (reply.ok) notify({ title: `Accrued ${formatMoney(reply.value.accrued)}`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}

export function UndoDialog({ line, movement, onClose }: LineDialogProps & Readonly<{ movement: LineMovement }>) {
  const { today } = useMe();
  const undo = useCommand('line.undo');
  return (
    <FormDialog
      title={`Take back: ${movementTitles[movement.kind]} of ${formatMoney(movement.amount)}`}
      description="A linked opposite is recorded and its entry reversed; both stay."
      fields={[
        { id: 'effectiveOn', label: 'Takes effect on', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ effectiveOn: later(movement.effectiveOn, today) }}
      saveLabel="Take back"
      action={undo}
      onClose={onClose}
      onSave={async ({ effectiveOn, reason = '' }) => {
        const at = { fundId: line.fundId, facilityId: line.id, expectedMovements: line.movements.length, ordinal: movement.ordinal };
        return (await undo.run({ ...at, effectiveOn: effectiveOn as BusinessDate, reason })).ok;
      }}
    />
  );
}

export function TermsDialog({ line, onClose }: LineDialogProps) {
  const { today } = useMe();
  const [unread, setUnread] = useState<string | null>(null);
  const change = useCommand('line.changeTerms');
  return (
    <FormDialog
      title={`Change the terms of ${line.name}`}
      description="From that day on; what held before stays in the history."
      fields={[
        ...termFields(line.currency),
        { id: 'effectiveOn', label: 'From', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ effectiveOn: today }}
      saveLabel="Change terms"
      action={{ ...change, sentence: unread ?? change.sentence }}
      onClose={onClose}
      onSave={async (values) => {
        const terms = readTerms(values, line.currency);
        setUnread('problem' in terms ? terms.problem : null);
        if ('problem' in terms) return false;
        const { effectiveOn, reason = '' } = values;
        const at = { fundId: line.fundId, facilityId: line.id, expectedVersion: line.version };
        return (await change.run({ ...at, ...terms.value, effectiveOn: effectiveOn as BusinessDate, reason })).ok;
      }}
    />
  );
}

export function CloseLineDialog({ line, onClose }: LineDialogProps) {
  const { today } = useMe();
  const close = useCommand('line.close');
  return (
    <FormDialog
      title={`Close ${line.name}`}
      description="Nothing may be owed on it; nothing is recorded on it afterwards."
      fields={[
        { id: 'closedOn', label: 'Closed on', kind: 'date', required: true },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{ closedOn: today }}
      saveLabel="Close line"
      action={close}
      onClose={onClose}
      onSave={async ({ closedOn, reason = '' }) => {
        const at = { fundId: line.fundId, facilityId: line.id, expectedVersion: line.version };
        return (await close.run({ ...at, closedOn: closedOn as BusinessDate, reason })).ok;
      }}
    />
  );
}
