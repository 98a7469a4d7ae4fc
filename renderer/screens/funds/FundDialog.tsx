import { useState } from 'react';
import { useGoTo } from '#renderer/app/navigate.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { FormDialog, type FormField, type Values } from '#renderer/screens/investors/FormDialog.tsx';
import type { CommandRequest } from '#shared/contract/index.ts';
import { type Currency, currencyCodes, digitsOf } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { basisTitles, type FundBasis, type VehicleType, vehicleTitles } from '#shared/model/funds.ts';
import { formatMinor, groupThousands } from '#shared/money.ts';
import { type FundHome, minorOf, optionsOf } from './fundText.ts';

const currencies = currencyCodes.map((value) => ({ value, label: value }));

const fieldsWith = (organisations: FormField['options']): readonly FormField[] => [
  { id: 'name', label: 'Name', required: true },
  { id: 'legalName', label: 'Legal name' },
  {
    id: 'organisationId',
    label: 'Organisation',
    kind: 'search',
    options: organisations ?? [],
    hint: organisations?.length === 0 ? 'None is recorded yet: close this and add the organisation first.' : 'Who manages the fund.',
    required: true,
  },
  { id: 'vehicleType', label: 'Vehicle', kind: 'choice', options: optionsOf(vehicleTitles), required: true },
  { id: 'basis', label: 'Counted in', kind: 'choice', options: optionsOf(basisTitles), required: true },
  { id: 'currency', label: 'Currency', kind: 'search', options: currencies, required: true },
  { id: 'country', label: 'Country', hint: 'Two letters, such as US.', required: true },
  { id: 'vintage', label: 'Vintage', hint: 'The year, such as 2026.' },
  { id: 'fiscalYearEnd', label: 'Fiscal year ends on', hint: 'Month and day, such as 12-31.', required: true },
  { id: 'inceptionOn', label: 'Inception', kind: 'date' },
  { id: 'targetSize', label: 'Target size', hint: 'In the currency of the fund: 250m is understood.' },
  { id: 'strategy', label: 'Strategy', kind: 'area' },
];

const initialOf = (fund: FundHome['fund'] | undefined): Values =>
  fund
    ? {
        name: fund.name,
        legalName: fund.legalName,
        organisationId: fund.organisationId,
        vehicleType: fund.vehicleType,
        basis: fund.basis,
        currency: fund.currency,
        country: fund.country,
        vintage: fund.vintage === null ? '' : String(fund.vintage),
        fiscalYearEnd: fund.fiscalYearEnd,
        inceptionOn: fund.inceptionOn ?? '',
        targetSize: fund.targetSize === null ? '' : groupThousands(formatMinor(fund.targetSize, digitsOf(fund.currency))),
        strategy: fund.strategy,
      }
    : { vehicleType: 'limitedPartnership', basis: 'commitment', fiscalYearEnd: '12-31' };

type Facts = Omit<CommandRequest<'funds.addFund'>, 'fundId'>;

function factsOf(values: Values): Readonly<{ facts: Facts } | { problem: string }> {
  const text = (id: string) => (values[id] ?? '').trim();
  const target = text('targetSize') === '' ? { value: null } : minorOf(text('targetSize'), text('currency') as Currency, 'Target size');
  if ('problem' in target) return target;
  if (!/^(\d{4})?$/.test(text('vintage'))) return { problem: 'Vintage: write the year, such as 2026.' };
  return {
    facts: {
      organisationId: text('organisationId'),
      name: text('name'),
      legalName: text('legalName'),
      vehicleType: text('vehicleType') as VehicleType,
      basis: text('basis') as FundBasis,
      currency: text('currency'),
      country: text('country').toUpperCase(),
      vintage: text('vintage') === '' ? null : Number(text('vintage')),
      fiscalYearEnd: text('fiscalYearEnd'),
      inceptionOn: text('inceptionOn') === '' ? null : (text('inceptionOn') as BusinessDate),
      targetSize: target.value,
      strategy: text('strategy'),
    },
  };
}

/** Adds a fund, or corrects the one given. */
export function FundDialog({ fund, onClose }: Readonly<{ fund?: FundHome['fund']; onClose: () => void }>) {
  const goTo = useGoTo();
  const [fundId] = useState(() => fund?.id ?? (newId() as FundId));
  const [problem, setProblem] = useState<string | null>(null);
  const organisations = useAskPages('funds.organisations', { limit: 500 });
  const add = useCommand('funds.addFund');
  const update = useCommand('funds.updateFund');
  const action = fund ? update : add;
  const listed = organisations.rows.map(({ id, name }) => ({ value: id, label: name }));
  const own =
    fund && !listed.some(({ value }) => value === fund.organisationId) ? [{ value: fund.organisationId, label: fund.organisation }] : [];
  return (
    <FormDialog
      title={fund ? `Correct ${fund.name}` : 'Add a fund'}
      description="Its currency and what it is counted in stay once it has a class, a bank account or a project."
      fields={fieldsWith([...own, ...listed])}
      initial={initialOf(fund)}
      saveLabel={fund ? 'Save' : 'Add fund'}
      action={{ isPending: action.isPending, fieldErrors: action.fieldErrors, sentence: problem ?? action.sentence }}
      onClose={onClose}
      onSave={async (values) => {
        const read = factsOf(values);
        setProblem('problem' in read ? read.problem : null);
        if ('problem' in read) return false;
        const reply = fund
          ? await update.run({ fundId, expectedVersion: fund.version, ...read.facts })
          : await add.run({ fundId, ...read.facts });
        if (reply.ok && !fund) goTo(`/funds/${fundId}`);
        return reply.ok;
      }}
    />
  );
}
