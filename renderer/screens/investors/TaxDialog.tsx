import { useState } from 'react';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type TaxClassification, type TaxForm, taxForms } from '#shared/model/investors.ts';
import { FormDialog, type FormField, type Values, YES } from './FormDialog.tsx';
import { classificationText, fractionOf, type InvestorHome, optionsOf, orNull } from './investorText.ts';

const NONE = 'none';
const hasForm = ({ form }: Values): boolean => form !== undefined && form !== NONE;
const maySayForever = ({ form = '' }: Values): boolean => ['W-8BEN', 'W-8BEN-E', 'W-8EXP'].includes(form);
const mayClaim = ({ form = '' }: Values): boolean => ['W-8BEN', 'W-8BEN-E'].includes(form);

const fields: readonly FormField[] = [
  { id: 'classification', label: 'Classification', kind: 'choice', options: optionsOf(classificationText), required: true },
  { id: 'country', label: 'Tax residence', required: true, hint: 'Two letters, such as DE.' },
  { id: 'usPerson', label: 'US person', kind: 'flag', wide: true },
  {
    id: 'form',
    label: 'Form',
    kind: 'choice',
    options: [{ value: NONE, label: 'None on file' }, ...taxForms.map((form) => ({ value: form, label: form }))],
    required: true,
  },
  { id: 'signedOn', label: 'Signed on', kind: 'date', required: true, shown: hasForm },
  {
    id: 'untilChange',
    label: 'Holds until circumstances change',
    kind: 'flag',
    wide: true,
    hint: 'Otherwise it ends with the third calendar year after the signature.',
    shown: maySayForever,
  },
  { id: 'treatyCountry', label: 'Treaty country', shown: mayClaim },
  { id: 'treatyRate', label: 'Treaty rate in %', shown: mayClaim },
  { id: 'tin', label: 'Taxpayer id', hint: 'Shown masked from then on.' },
  { id: 'fromOn', label: 'In force from', kind: 'date', required: true },
];

export function TaxDialog({ investor, onClose }: Readonly<{ investor: InvestorHome['investor']; onClose: () => void }>) {
  const { today } = useMe();
  const [profileId] = useState(newId);
  const record = useCommand('investors.recordTax');
  return (
    <FormDialog
      title={`Tax profile of ${investor.name}`}
      fields={fields}
      initial={{ country: investor.country, usPerson: investor.country === 'US' ? YES : '', fromOn: today }}
      saveLabel="Record tax profile"
      action={record}
      onClose={onClose}
      onSave={async (values) => {
        const rate = mayClaim(values) ? orNull(values.treatyRate ?? '') : null;
        const reply = await record.run({
          investorId: investor.id,
          profileId,
          fromOn: values.fromOn as BusinessDate,
          classification: values.classification as TaxClassification,
          usPerson: values.usPerson === YES,
          country: (values.country ?? '').toUpperCase(),
          form: hasForm(values) ? (values.form as TaxForm) : null,
          signedOn: hasForm(values) ? (orNull(values.signedOn ?? '') as BusinessDate | null) : null,
          untilChange: maySayForever(values) && values.untilChange === YES,
          treatyCountry: mayClaim(values) ? orNull((values.treatyCountry ?? '').toUpperCase()) : null,
          treatyRate: rate === null ? null : fractionOf(rate),
          tin: orNull(values.tin ?? ''),
        });
        return reply.ok;
      }}
    />
  );
}
