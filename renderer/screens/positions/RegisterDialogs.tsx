import { useState } from 'react';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type Values } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { unitEventTitles } from '#shared/model/positions.ts';
import { groupThousands } from '#shared/money.ts';
import { type Dealer, dayField, reasonField, textIn, useDeal } from './DealDialogs.tsx';
import { PreviewedDialog } from './PreviewedDialog.tsx';
import { readMoney, readUnits, type UnitEvent, unitsOf } from './positionText.ts';

const partOf = (text: string): number => (/^\d{1,7}$/.test(text) ? Number(text) : 0);

export function SplitDialog(deal: Dealer) {
  const { classField, initial, classOf, eventOf } = useDeal(deal);
  return (
    <PreviewedDialog
      name="positions.split"
      title={`Split of units of ${deal.classes[0]!.fund}`}
      description="From the beginning of the day every holder has so many units for so many. Costs stay as they are, nothing is posted; what is finer than the class counts is cut off and shown."
      saveLabel="Record split"
      initial={{ ...initial, from: '1', to: '2' }}
      fields={[
        classField,
        { ...dayField, label: 'From the beginning of' },
        { id: 'from', label: 'For each … units', required: true },
        { id: 'to', label: 'everybody has …', required: true },
        reasonField,
      ]}
      inputOf={(values) => {
        const [from, to] = ['from', 'to'].map((id) => partOf(textIn(values)(id))) as [number, number];
        if (from < 1 || to < 1) return { problem: 'Ratio: write two whole numbers above zero, such as 1 and 2.' };
        return { input: { ...eventOf(values), from, to } };
      }}
      shown={(output, values) => [
        { label: 'Holders', value: String(output.holders) },
        { label: 'Units before', value: unitsOf(output.before, classOf(values).unitDigits) },
        { label: 'Units after', value: unitsOf(output.after, classOf(values).unitDigits) },
        { label: 'Cut off in all', value: `${groupThousands(output.dropped)} units` },
      ]}
      onClose={deal.onClose}
    />
  );
}

const adds = ({ direction }: Values): boolean => direction === 'add';

export function CorrectDialog(deal: Dealer) {
  const { people, classField, initial, classOf, eventOf, nameOf } = useDeal(deal);
  return (
    <PreviewedDialog
      name="positions.correct"
      title={`Correction of the register of ${deal.classes[0]!.fund}`}
      description="Changes the register alone: nothing is posted to the books. To undo a subscription, redemption or transfer with its entry, take that change back instead."
      saveLabel="Record correction"
      initial={{ ...initial, direction: 'take' }}
      fields={[
        classField,
        { ...dayField, label: 'From' },
        { id: 'investorId', label: 'Investor', kind: 'search', options: people, required: true },
        {
          id: 'direction',
          label: 'Correction',
          kind: 'choice',
          options: [
            { value: 'take', label: 'Take units away' },
            { value: 'add', label: 'Add units' },
          ],
          required: true,
        },
        { id: 'units', label: 'Units', required: true },
        { id: 'cost', label: `What they cost (${deal.classes[0]!.currency})`, required: true, shown: adds },
        { id: 'acquiredOn', label: 'Acquired on', kind: 'date', required: true, shown: adds },
        reasonField,
      ]}
      inputOf={(values) => {
        const text = textIn(values);
        const units = readUnits(text('units'), classOf(values).unitDigits, 'Units');
        if ('problem' in units) return units;
        const cost = adds(values) ? readMoney(text('cost'), classOf(values).currency, 'Cost') : { value: null };
        if ('problem' in cost) return cost;
        const lot = cost.value === null ? null : { cost: cost.value, acquiredOn: text('acquiredOn') as BusinessDate };
        const investorId = text('investorId') as InvestorId;
        return { input: { ...eventOf(values), investorId, units: lot ? units.value : -units.value, lot, relief: { method: 'fifo' } } };
      }}
      shown={(output, values) => [
        { label: 'Investor', value: nameOf(textIn(values)('investorId')) },
        { label: 'Units', value: unitsOf(output.units, classOf(values).unitDigits) },
        { label: 'Cost', value: <MoneyText amount={output.cost} /> },
        { label: 'Books', value: 'Nothing is posted' },
      ]}
      onClose={deal.onClose}
    />
  );
}

type TakeBackProps = Readonly<{ fundId: FundId; event: UnitEvent; onClose: () => void; onDone: () => void }>;

/** Undoes one change of the register as if it had never been, with its ledger entry. */
export function TakeBackDialog({ fundId, event, onClose, onDone }: TakeBackProps) {
  const { today } = useMe();
  const [eventId] = useState(newId);
  const reverse = useCommand('positions.reverse');
  return (
    <FormDialog
      title={`Take back: ${unitEventTitles[event.kind]} of ${event.effectiveOn}`}
      description={`The register will be as if this change of ${groupThousands(event.unitsText)} units had never been, on every date; what was known before stays on record.${event.entryId ? ' Its ledger entry is cancelled on the day below.' : ''}`}
      fields={[{ id: 'effectiveOn', label: 'Cancel the entry on', kind: 'date', required: true }, reasonField]}
      initial={{ effectiveOn: today }}
      saveLabel="Take back"
      action={reverse}
      onClose={onClose}
      onSave={async (values) => {
        const reply = await reverse.run({
          eventId,
          fundId,
          classId: event.classId,
          effectiveOn: textIn(values)('effectiveOn') as BusinessDate,
          reason: textIn(values)('reason'),
          reversesId: event.id,
        });
        if (reply.ok) onDone();
        return reply.ok;
      }}
    />
  );
}
