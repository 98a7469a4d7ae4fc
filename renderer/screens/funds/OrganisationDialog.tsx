import { useState } from 'react';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { FormDialog, type FormField } from '#renderer/screens/investors/FormDialog.tsx';
import { organisationKindTitles } from '#shared/model/funds.ts';
import { optionsOf } from './fundText.ts';

const fields: readonly FormField[] = [
  { id: 'name', label: 'Name', required: true },
  { id: 'legalName', label: 'Legal name' },
  { id: 'kind', label: 'Kind', kind: 'choice', options: optionsOf(organisationKindTitles), required: true },
  { id: 'country', label: 'Country', hint: 'Two letters, such as US.', required: true },
];

export function OrganisationDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const [organisationId] = useState(newId);
  const add = useCommand('funds.addOrganisation');
  return (
    <FormDialog
      title="Add an organisation"
      description="The manager, general partner, bank or other organisation funds work with."
      fields={fields}
      initial={{ kind: 'manager' }}
      saveLabel="Add organisation"
      action={add}
      onClose={onClose}
      onSave={async ({ name = '', legalName = '', kind, country = '' }) => {
        const reply = await add.run({
          organisationId,
          name: name.trim(),
          legalName,
          kind: kind as 'manager',
          country: country.trim().toUpperCase(),
        });
        if (reply.ok) notify({ title: `${name.trim()} is recorded`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
