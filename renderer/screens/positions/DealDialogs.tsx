import { useState } from 'react';
import { DateText } from '#renderer/components/DateText.tsx';
import type { KeyValue } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { useAsk, useAskAll } from '#renderer/data/ask.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import type { FormField, Values } from '#renderer/screens/investors/FormDialog.tsx';
import type { CommandOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { PreviewedDialog } from './PreviewedDialog.tsx';
import { readMoney, readUnits, unitsOf } from './positionText.ts';

/** A class as a dialog needs it. */
export type DealClass = Readonly<{ fundId: FundId; fund: string; currency: Currency; classId: string; name: string; unitDigits: number }>;
/** Whose units, where that is settled already; also a record that was merged away, under which units are still held. */
export type Dealer = Readonly<{
  classes: readonly DealClass[];
  classId?: string;
  holder?: Readonly<{ id: InvestorId; name: string }>;
  onClose: () => void;
}>;

export const textIn = (values: Values) => (id: string) => (values[id] ?? '').trim();
export const reasonField: FormField = { id: 'reason', label: 'Why, and on what evidence', kind: 'area', required: true };
export const dayField: FormField = { id: 'effectiveOn', label: 'Dealing day', kind: 'date', required: true };

export function useDeal({ classes, classId, holder }: Dealer) {
  const { today } = useMe();
  const [eventId] = useState(newId);
  const investors = useAskAll('investors.list', {});
  const listed = (investors.data?.rows ?? []).map(({ id, name }) => ({ value: id as string, label: name }));
  const isListed = holder === undefined || listed.some(({ value }) => value === holder.id);
  const people = isListed ? listed : [{ value: holder.id as string, label: holder.name }, ...listed];
  const classField: FormField = {
    id: 'classId',
    label: 'Class',
    kind: 'choice',
    options: classes.map((one) => ({ value: one.classId, label: one.name })),
    required: true,
  };
  const initial = { classId: classId ?? classes[0]?.classId ?? '', effectiveOn: today, investorId: (holder?.id ?? '') as string };
  const classOf = (values: Values): DealClass => classes.find((one) => one.classId === values.classId) ?? classes[0]!;
  const eventOf = (values: Values) => ({
    eventId,
    fundId: classOf(values).fundId,
    classId: classOf(values).classId,
    effectiveOn: textIn(values)('effectiveOn') as BusinessDate,
    reason: textIn(values)('reason'),
  });
  return { people, classField, initial, classOf, eventOf, nameOf: (id: string) => people.find(({ value }) => value === id)?.label ?? '' };
}

const priceLine = ({ navPerUnit, priceOn }: Readonly<{ navPerUnit: string; priceOn: BusinessDate }>): KeyValue => ({
  label: 'Price',
  value: (
    <>
      {`${navPerUnit} a unit, NAV of `}
      <DateText date={priceOn} />
    </>
  ),
});

export function SubscribeDialog(deal: Dealer) {
  const { people, classField, initial, classOf, eventOf, nameOf } = useDeal(deal);
  const home = useAsk('funds.home', { fundId: deal.classes[0]!.fundId });
  const accounts = (home.data?.accounts ?? [])
    .filter(({ closedOn }) => closedOn === null)
    .map(({ id, title }) => ({ value: id, label: title }));
  return (
    <PreviewedDialog
      name="positions.subscribe"
      title={`Subscription to ${deal.classes[0]!.fund}`}
      description="The amount buys units at the newest approved NAV of the dealing day. What is left over stays the investor’s money in advance."
      saveLabel="Record subscription"
      initial={initial}
      fields={[
        classField,
        { id: 'investorId', label: 'Investor', kind: 'search', options: people, required: true },
        dayField,
        { id: 'amount', label: `Amount received (${deal.classes[0]!.currency})`, required: true },
        {
          id: 'accountId',
          label: 'Received on',
          kind: 'choice',
          options: accounts,
          hint: 'Empty: the operating cash account of the books.',
          wide: true,
        },
        reasonField,
      ]}
      inputOf={(values) => {
        const amount = readMoney(textIn(values)('amount'), classOf(values).currency, 'Amount');
        if ('problem' in amount) return amount;
        const investorId = textIn(values)('investorId') as InvestorId;
        return { input: { ...eventOf(values), investorId, amount: amount.value, accountId: textIn(values)('accountId') || null } };
      }}
      shown={(output, values) => [
        { label: 'Investor', value: nameOf(textIn(values)('investorId')) },
        { label: 'Units', value: unitsOf(output.units, classOf(values).unitDigits) },
        priceLine(output),
        { label: 'Cost', value: <MoneyText amount={output.cost} /> },
        { label: 'Left over, kept in advance', value: <MoneyText amount={output.residue} /> },
      ]}
      onClose={deal.onClose}
    />
  );
}

type Lots = CommandOutput<'positions.redeem'>['lots'];

/** The lots that are given up, oldest first, as they will be taken. */
const lotLines = (lots: Lots, digits: number): readonly KeyValue[] =>
  lots.slice(0, 8).map((lot, index) => ({
    label: index === 0 ? 'From lots of' : `and of (${index + 1})`,
    value: (
      <>
        <DateText date={lot.acquiredOn} />
        {`: ${unitsOf(lot.units, digits)} units, cost `}
        <MoneyText amount={lot.cost} />
      </>
    ),
  }));

export type ChosenLots = Readonly<{ lots: readonly Readonly<{ eventId: string; ordinal: number; units: bigint }>[] }>;
const reliefOf = (chosen: ChosenLots | undefined) =>
  chosen
    ? ({ method: 'specific', lots: chosen.lots.map(({ eventId, ordinal, units }) => ({ eventId, ordinal, units })) } as const)
    : ({ method: 'fifo' } as const);
export const chosenUnits = (chosen: ChosenLots): bigint => chosen.lots.reduce((sum, { units }) => sum + units, 0n);

const manyOptions = [
  { value: 'units', label: 'A number of units' },
  { value: 'amount', label: 'An amount of money' },
  { value: 'all', label: 'Everything held' },
];
const isBy = (by: string) => (values: Values) => values.by === by;

type RedeemProps = Dealer & Readonly<{ chosen?: ChosenLots | undefined }>;

export function RedeemDialog({ chosen, ...deal }: RedeemProps) {
  const { people, classField, initial, classOf, eventOf, nameOf } = useDeal(deal);
  const howMany: readonly FormField[] = chosen
    ? []
    : [
        { id: 'by', label: 'How much', kind: 'choice', options: manyOptions, required: true },
        { id: 'units', label: 'Units', required: true, shown: isBy('units') },
        { id: 'amount', label: `Amount (${deal.classes[0]!.currency})`, required: true, shown: isBy('amount') },
      ];
  return (
    <PreviewedDialog
      name="positions.redeem"
      title={`Redemption from ${deal.classes[0]!.fund}`}
      description={
        chosen
          ? `Gives back the chosen lots, ${unitsOf(chosenUnits(chosen), deal.classes[0]!.unitDigits)} units. The proceeds become payable to the investor.`
          : 'The oldest lots are given back first. The proceeds become payable to the investor; they are paid with the payments.'
      }
      saveLabel="Record redemption"
      initial={{ ...initial, by: 'units' }}
      fields={[
        classField,
        { id: 'investorId', label: 'Investor', kind: 'search', options: people, required: true },
        dayField,
        ...howMany,
        reasonField,
      ]}
      inputOf={(values) => {
        const text = textIn(values);
        const { unitDigits, currency } = classOf(values);
        const more = { ...eventOf(values), investorId: text('investorId') as InvestorId, relief: reliefOf(chosen) };
        if (chosen) return { input: { ...more, howMany: { by: 'units', units: chosenUnits(chosen) } } };
        if (text('by') === 'all') return { input: { ...more, howMany: { by: 'all' } } };
        const read =
          text('by') === 'amount' ? readMoney(text('amount'), currency, 'Amount') : readUnits(text('units'), unitDigits, 'Units');
        if ('problem' in read) return read;
        return {
          input: { ...more, howMany: text('by') === 'amount' ? { by: 'amount', amount: read.value } : { by: 'units', units: read.value } },
        };
      }}
      shown={(output, values) => [
        { label: 'Investor', value: nameOf(textIn(values)('investorId')) },
        { label: 'Units', value: unitsOf(output.units, classOf(values).unitDigits) },
        priceLine(output),
        { label: 'Payable to the investor', value: <MoneyText amount={output.proceeds} /> },
        { label: 'Cost of these units', value: <MoneyText amount={output.cost} /> },
        { label: 'Gain', value: <MoneyText amount={output.gain} tone /> },
        ...lotLines(output.lots, classOf(values).unitDigits),
      ]}
      onClose={deal.onClose}
    />
  );
}

export function TransferDialog({ chosen, ...deal }: RedeemProps) {
  const { people, classField, initial, classOf, eventOf, nameOf } = useDeal(deal);
  const howMany: readonly FormField[] = chosen
    ? []
    : [
        { id: 'by', label: 'How much', kind: 'choice', options: manyOptions.filter(({ value }) => value !== 'amount'), required: true },
        { id: 'units', label: 'Units', required: true, shown: isBy('units') },
      ];
  return (
    <PreviewedDialog
      name="positions.transfer"
      title={`Transfer of units of ${deal.classes[0]!.fund}`}
      description="Without a price the lots go along with their dates and cost. With a price it is a sale by one and a purchase by the other."
      saveLabel="Record transfer"
      initial={{ ...initial, by: 'units' }}
      fields={[
        classField,
        dayField,
        { id: 'investorId', label: 'From', kind: 'search', options: people, required: true },
        { id: 'toId', label: 'To', kind: 'search', options: people, required: true },
        ...howMany,
        { id: 'price', label: `Paid by the buyer (${deal.classes[0]!.currency})`, hint: 'Empty where nothing was paid.' },
        reasonField,
      ]}
      inputOf={(values) => {
        const text = textIn(values);
        const { unitDigits, currency } = classOf(values);
        const consideration = text('price') === '' ? { value: null } : readMoney(text('price'), currency, 'Price');
        if ('problem' in consideration) return consideration;
        const units = chosen ? { value: chosenUnits(chosen) } : text('by') === 'all' ? null : readUnits(text('units'), unitDigits, 'Units');
        if (units && 'problem' in units) return units;
        return {
          input: {
            ...eventOf(values),
            fromId: text('investorId') as InvestorId,
            toId: text('toId') as InvestorId,
            howMany: units ? { by: 'units', units: units.value } : { by: 'all' },
            consideration: consideration.value,
            relief: reliefOf(chosen),
          },
        };
      }}
      shown={(output, values) => [
        { label: 'From', value: nameOf(textIn(values)('investorId')) },
        { label: 'To', value: nameOf(textIn(values)('toId')) },
        { label: 'Units', value: unitsOf(output.units, classOf(values).unitDigits) },
        { label: 'Cost that moves in the books', value: <MoneyText amount={output.cost} /> },
        ...(output.gain ? [{ label: 'Gain of the seller', value: <MoneyText amount={output.gain} tone /> }] : []),
        ...lotLines(output.lots, classOf(values).unitDigits),
      ]}
      onClose={deal.onClose}
    />
  );
}
