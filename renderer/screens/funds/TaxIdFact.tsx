import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { useCommand } from '#renderer/data/command.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import { Revealable } from '#renderer/screens/investors/Revealable.tsx';
import type { FundHome } from './fundText.ts';

/** The tax id of a fund, masked; a new one is recorded beside the earlier, never over it. */
export function TaxIdFact({ home: { fund, taxId } }: Readonly<{ home: FundHome }>) {
  const needs = useNeeds();
  const record = useCommand('funds.recordTaxId');
  const [recording, setRecording] = useState(false);
  return (
    <span className="inline-flex items-center gap-1">
      {taxId ? (
        <>
          <Revealable masked={taxId.masked} entity="fund" entityId={fund.id} field="taxId" what={`the tax id of ${fund.name}`} />
          <span className="text-muted text-small">{taxId.country}</span>
        </>
      ) : (
        <span className="text-muted">Not recorded</span>
      )}
      <IconButton size="small" icon={Pencil} label="Record tax id…" reasons={needs('funds.edit')} onClick={() => setRecording(true)} />
      {recording && (
        <FormDialog
          title={`Tax id of ${fund.name}`}
          description="Shown masked from then on; every reveal stays on the record. Earlier ids are kept."
          fields={[
            { id: 'country', label: 'Country', hint: 'Two letters, such as US.', required: true },
            { id: 'taxId', label: 'Tax id', hint: 'As the tax office writes it: 12-3456789 in the US.', required: true },
            { id: 'reason', label: 'Evidence', hint: 'The letter it was taken from.', kind: 'area', required: true },
          ]}
          initial={{ country: taxId?.country ?? fund.country }}
          saveLabel="Record tax id"
          action={record}
          onClose={() => setRecording(false)}
          onSave={async ({ country = '', taxId: typed = '', reason = '' }) =>
            (await record.run({ fundId: fund.id, country: country.trim().toUpperCase(), taxId: typed.trim(), reason })).ok
          }
        />
      )}
    </span>
  );
}
