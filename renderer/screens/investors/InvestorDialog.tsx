import { useState } from 'react';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { type Currency, currencyCodes } from '#shared/currencies.ts';
import type { InvestorId } from '#shared/ids.ts';
import { type InvestorKind, investorKindTitles } from '#shared/model/investors.ts';
import { FormDialog, type FormField, type Values } from './FormDialog.tsx';
import { type InvestorHome, optionsOf } from './investorText.ts';

const fields: readonly FormField[] = [
  { id: 'name', label: 'Name', required: true, wide: true },
  { id: 'kind', label: 'Kind', kind: 'choice', options: optionsOf(investorKindTitles), required: true },
  { id: 'country', label: 'Country', required: true, hint: 'Two letters, such as US.' },
  { id: 'currency', label: 'Currency', kind: 'search', options: currencyCodes.map((code) => ({ value: code, label: code })) },
  { id: 'language', label: 'Language', required: true, hint: 'Two letters, such as en.' },
  {
    id: 'references',
    label: 'References in other systems',
    kind: 'area',
    hint: 'One on each line: the system, a colon, the reference. CRM: A-1042',
  },
];

const referencesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(':');
      return at < 0 ? { system: 'other', value: line } : { system: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
    });

const factsOf = (values: Values) => ({
  name: (values.name ?? '').trim(),
  kind: values.kind as InvestorKind,
  country: (values.country ?? '').trim().toUpperCase(),
  currency: (values.currency || null) as Currency | null,
  language: (values.language ?? '').trim(),
  references: referencesOf(values.references ?? ''),
});

export function AddInvestorDialog({ onClose, onAdded }: Readonly<{ onClose: () => void; onAdded: (id: string) => void }>) {
  const [investorId] = useState(newId);
  const add = useCommand('investors.add');
  return (
    <FormDialog
      title="Add an investor"
      description="It begins as a prospect; KYC decides when it may become active."
      fields={fields}
      initial={{ language: 'en' }}
      saveLabel="Add investor"
      action={add}
      onClose={onClose}
      onSave={async (values) => {
        const facts = factsOf(values);
        const reply = await add.run({ investorId, ...facts });
        if (!reply.ok) return false;
        notify({ title: `${facts.name} added`, tone: 'good' });
        onAdded(investorId);
        return true;
      }}
    />
  );
}

export function EditInvestorDialog({ investor, onClose }: Readonly<{ investor: InvestorHome['investor']; onClose: () => void }>) {
  const update = useCommand('investors.update');
  return (
    <FormDialog
      title={`Correct ${investor.name}`}
      fields={fields}
      initial={{
        name: investor.name,
        kind: investor.kind,
        country: investor.country,
        currency: investor.currency ?? '',
        language: investor.language,
        references: investor.references.map(({ system, value }) => `${system}: ${value}`).join('\n'),
      }}
      saveLabel="Save"
      action={update}
      onClose={onClose}
      onSave={async (values) =>
        (await update.run({ investorId: investor.id as InvestorId, expectedVersion: investor.version, ...factsOf(values) })).ok
      }
    />
  );
}
