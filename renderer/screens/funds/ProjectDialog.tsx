import { useState } from 'react';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField } from '#renderer/screens/investors/FormDialog.tsx';
import type { QueryOutput } from '#shared/contract/index.ts';
import { currencyCodes } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { type AssetType, assetTypeTitles, type ProjectKind } from '#shared/model/projects.ts';
import { optionsOf } from './fundText.ts';

const kinds = [
  { value: 'project', label: 'Project' },
  { value: 'property', label: 'Property' },
];
const digits = Array.from({ length: 9 }, (_, count) => ({
  value: String(count),
  label: count === 0 ? 'Whole tokens' : `${count} decimal places`,
}));
const fields: readonly FormField[] = [
  { id: 'title', label: 'Title', required: true },
  { id: 'kind', label: 'Kind', kind: 'choice', options: kinds, required: true },
  { id: 'assetType', label: 'Asset type', kind: 'choice', options: optionsOf(assetTypeTitles), required: true },
  { id: 'currency', label: 'Currency', kind: 'search', options: currencyCodes.map((value) => ({ value, label: value })), required: true },
  {
    id: 'tokenDigits',
    label: 'Tokens are counted to',
    kind: 'choice',
    options: digits,
    hint: 'Stays once the register has entries.',
    required: true,
  },
  { id: 'openedOn', label: 'Began', kind: 'date', required: true },
  { id: 'place', label: 'Place', wide: true },
];

type ProjectDialogProps = Readonly<{
  fundId: FundId;
  currency: string;
  project?: QueryOutput<'funds.register'>['project'];
  onClose: () => void;
}>;

export function ProjectDialog({ fundId, currency, project, onClose }: ProjectDialogProps) {
  const { today } = useMe();
  const [projectId] = useState(() => project?.id ?? newId());
  const add = useCommand('projects.addProject');
  const update = useCommand('projects.updateProject');
  return (
    <FormDialog
      title={project ? `Correct ${project.title}` : 'Add a project or property'}
      fields={fields}
      initial={
        project
          ? {
              title: project.title,
              kind: project.kind,
              assetType: project.assetType,
              currency: project.currency,
              tokenDigits: String(project.tokenDigits),
              openedOn: project.openedOn,
              place: project.place,
            }
          : { kind: 'property', currency, tokenDigits: '0', openedOn: today }
      }
      saveLabel={project ? 'Save' : 'Add project'}
      action={project ? update : add}
      onClose={onClose}
      onSave={async ({ title = '', kind, assetType, currency: code = '', tokenDigits, openedOn, place = '' }) => {
        const facts = {
          projectId,
          fundId,
          title: title.trim(),
          kind: kind as ProjectKind,
          assetType: assetType as AssetType,
          currency: code,
          place: place.trim(),
          openedOn: openedOn as BusinessDate,
          tokenDigits: Number(tokenDigits),
        };
        const reply = project ? await update.run({ ...facts, expectedVersion: project.version }) : await add.run(facts);
        return reply.ok;
      }}
    />
  );
}
