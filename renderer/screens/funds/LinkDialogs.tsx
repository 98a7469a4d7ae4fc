import { useState } from 'react';
import { useAskPages } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { type LinkKind, linkKinds, linkTexts } from '#shared/model/funds.ts';
import type { FundHome, LinkRecord } from './fundText.ts';

const kinds = linkKinds.map((value) => ({
  value,
  label: linkTexts[value].title,
  hint: `This fund ${linkTexts[value].forward} the other.`,
}));

export function LinkDialog({ home: { fund }, onClose }: Readonly<{ home: FundHome; onClose: () => void }>) {
  const { today } = useMe();
  const [linkId] = useState(newId);
  const funds = useAskPages('funds.list', { limit: 500 });
  const link = useCommand('funds.link');
  const others = funds.rows.filter(({ id }) => id !== fund.id).map(({ id, name }) => ({ value: id, label: name }));
  const fields: readonly FormField[] = [
    { id: 'kind', label: `${fund.name} is a …`, kind: 'choice', options: kinds, required: true },
    { id: 'toFundId', label: 'of the fund', kind: 'search', options: others, required: true },
    { id: 'fromOn', label: 'From', kind: 'date', required: true },
    { id: 'note', label: 'Note', wide: true },
  ];
  return (
    <FormDialog
      title={`Link ${fund.name} to another fund`}
      description="Record it from the fund below: a feeder is linked on the page of the feeder. Links never lead in a circle."
      fields={fields}
      initial={{ kind: 'feeder', fromOn: today }}
      saveLabel="Link funds"
      action={link}
      onClose={onClose}
      onSave={async ({ kind, toFundId, fromOn, note = '' }) => {
        const reply = await link.run({
          linkId,
          fundId: fund.id,
          toFundId: toFundId as FundId,
          kind: kind as LinkKind,
          fromOn: fromOn as BusinessDate,
          note,
        });
        return reply.ok;
      }}
    />
  );
}

const ending: readonly FormField[] = [
  { id: 'untilOn', label: 'Last day', kind: 'date', required: true },
  { id: 'reason', label: 'Reason', kind: 'area', required: true },
];

type EndLinkDialogProps = Readonly<{ home: FundHome; link: LinkRecord; onClose: () => void }>;

export function EndLinkDialog({ home: { fund }, link, onClose }: EndLinkDialogProps) {
  const { today } = useMe();
  const end = useCommand('funds.endLink');
  const other = link.other;
  if (!other) return null;
  const [fundId, toFundId] = link.forward ? [fund.id, other.id] : [other.id, fund.id];
  return (
    <FormDialog
      title={`End the link to ${other.name}`}
      description="The record that it was there stays."
      fields={ending}
      initial={{ untilOn: today }}
      saveLabel="End link"
      action={end}
      onClose={onClose}
      onSave={async ({ untilOn, reason = '' }) => {
        const reply = await end.run({ linkId: link.id, fundId, toFundId, untilOn: untilOn as BusinessDate, reason });
        return reply.ok;
      }}
    />
  );
}
