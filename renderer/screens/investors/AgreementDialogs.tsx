import { useState } from 'react';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type SideLetterKind, type SideLetterTerm, sideLetterTitles } from '#shared/model/investors.ts';
import { FormDialog, type FormField, type Values } from './FormDialog.tsx';
import { fractionOf, type InvestorHome, optionsOf, orNull } from './investorText.ts';
import { EVERY_FUND, fundIdOf, useFunds } from './useFunds.ts';

export const documentKinds = {
  subscription: 'Subscription agreement',
  sideLetter: 'Side letter',
  taxForm: 'Tax form',
  kyc: 'KYC evidence',
  bankLetter: 'Bank letter',
  correspondence: 'Correspondence',
  other: 'Other',
} as const;

const rates = ['feeRate', 'carryRate', 'preferredReturn'];
const isRate = ({ kind = '' }: Values): boolean => rates.includes(kind);
const isDays = ({ kind }: Values): boolean => kind === 'noticeDays';

function termOf(values: Values): SideLetterTerm {
  const kind = values.kind as SideLetterKind;
  if (kind === 'feeRate' || kind === 'carryRate' || kind === 'preferredReturn') return { kind, rate: fractionOf(values.rate ?? '') };
  if (kind === 'noticeDays') return { kind, days: Number(values.days) };
  return { kind, text: values.text ?? '' };
}

export function TermDialog({ home, onClose }: Readonly<{ home: InvestorHome; onClose: () => void }>) {
  const { today } = useMe();
  const funds = useFunds();
  const [termId] = useState(newId);
  const add = useCommand('investors.addTerm');
  const fields: readonly FormField[] = [
    { id: 'kind', label: 'Term', kind: 'choice', options: optionsOf(sideLetterTitles), required: true },
    {
      id: 'fundId',
      label: 'For',
      kind: 'choice',
      options: funds.options.map((option) => (option.value === EVERY_FUND ? { ...option, label: 'All funds' } : option)),
      required: true,
    },
    { id: 'rate', label: 'Rate in %', required: true, shown: isRate, path: 'term.rate' },
    { id: 'days', label: 'Days', required: true, shown: isDays, path: 'term.days' },
    {
      id: 'text',
      label: 'What was agreed',
      kind: 'area',
      required: true,
      shown: (values) => !isRate(values) && !isDays(values),
      path: 'term.text',
    },
    { id: 'fromOn', label: 'From', kind: 'date', required: true },
    { id: 'untilOn', label: 'Until', kind: 'date' },
    {
      id: 'documentId',
      label: 'Document',
      kind: 'search',
      options: home.documents.filter(({ ofId }) => ofId === home.investor.id).map(({ id, title }) => ({ value: id, label: title })),
      wide: true,
    },
  ];
  return (
    <FormDialog
      title={`Side-letter term of ${home.investor.name}`}
      fields={fields}
      initial={{ fundId: EVERY_FUND, fromOn: today }}
      saveLabel="Add term"
      action={add}
      onClose={onClose}
      onSave={async (values) =>
        (
          await add.run({
            investorId: home.investor.id,
            termId,
            fundId: fundIdOf(values.fundId ?? EVERY_FUND),
            term: termOf(values),
            fromOn: values.fromOn as BusinessDate,
            untilOn: orNull(values.untilOn ?? '') as BusinessDate | null,
            documentId: orNull(values.documentId ?? ''),
          })
        ).ok
      }
    />
  );
}

export function DocumentDialog({ investor, onClose }: Readonly<{ investor: InvestorHome['investor']; onClose: () => void }>) {
  const [documentId] = useState(newId);
  const add = useCommand('investors.addDocument');
  return (
    <FormDialog
      title={`Document of ${investor.name}`}
      description="The document stays where it is; its address and SHA-256 are noted, so that nobody can swap it unseen."
      fields={[
        { id: 'title', label: 'Title', required: true },
        { id: 'kind', label: 'Kind', kind: 'choice', options: optionsOf(documentKinds), required: true },
        { id: 'uri', label: 'Address', required: true, wide: true, hint: 'https, urn or clearway.' },
        { id: 'mimeType', label: 'MIME type', required: true },
        { id: 'sha256', label: 'SHA-256', required: true },
      ]}
      initial={{ mimeType: 'application/pdf' }}
      saveLabel="Note document"
      action={add}
      onClose={onClose}
      onSave={async (values) =>
        (
          await add.run({
            investorId: investor.id,
            documentId,
            kind: values.kind as keyof typeof documentKinds,
            title: values.title ?? '',
            uri: (values.uri ?? '').trim(),
            mimeType: (values.mimeType ?? '').trim(),
            sha256: (values.sha256 ?? '').trim().toLowerCase(),
          })
        ).ok
      }
    />
  );
}
