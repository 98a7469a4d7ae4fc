import { useState } from 'react';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { FormDialog, type FormField, type Values } from '#renderer/screens/investors/FormDialog.tsx';
import { digitsOf } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { type NavMark, navMarkTitles } from '#shared/model/funds.ts';
import { formatMinor, groupThousands } from '#shared/money.ts';
import { type FundHome, minorOf, type NavRecord, optionsOf } from './fundText.ts';

type NavDialogProps = Readonly<{ home: FundHome; corrects: NavRecord | null; onClose: () => void }>;

/** `1,234.50` as exact decimal text, or the sentence that says why not. */
function decimalOf(text: string, label: string): Readonly<{ value: string } | { problem: string }> {
  const plain = text.replaceAll(',', '').trim();
  return /^\d+(\.\d+)?$/.test(plain)
    ? { value: decimalText(new Decimal(plain)) }
    : { problem: `${label}: write a number such as 1,234.50.` };
}

function fieldsFor({ fund, classes }: FundHome, corrects: NavRecord | null): readonly FormField[] {
  const open = classes
    .filter(({ closedOn, id }) => closedOn === null || id === corrects?.classId)
    .map(({ id, name }) => ({ value: id, label: name }));
  const counted: readonly FormField[] =
    fund.basis === 'commitment'
      ? []
      : [
          { id: 'units', label: 'Units outstanding', required: true },
          { id: 'navPerUnit', label: 'NAV per unit', hint: 'Must be net assets ÷ units.', required: true },
        ];
  const target: readonly FormField[] = corrects
    ? [{ id: 'reason', label: 'Why the approved NAV is corrected', kind: 'area', required: true }]
    : [
        { id: 'classId', label: 'Class', kind: 'choice', options: open, required: true },
        { id: 'asOfOn', label: 'As of', kind: 'date', required: true },
      ];
  return [
    ...target,
    { id: 'netAssets', label: `Net assets (${fund.currency})`, required: true },
    { id: 'mark', label: 'Mark', kind: 'choice', options: optionsOf(navMarkTitles), required: true },
    ...counted,
    { id: 'evidence', label: 'Evidence', hint: 'What it was taken from, such as the administrator’s pack.', required: true },
    { id: 'reference', label: 'Where the evidence is kept' },
  ];
}

function initialOf({ fund, classes }: FundHome, corrects: NavRecord | null): Values {
  if (!corrects) return { mark: 'ex', classId: classes.find(({ closedOn }) => closedOn === null)?.id ?? '' };
  return {
    classId: corrects.classId,
    asOfOn: corrects.asOfOn,
    netAssets: groupThousands(formatMinor(corrects.netAssets.minor, digitsOf(fund.currency))),
    units: corrects.units ?? '',
    navPerUnit: corrects.navPerUnit ?? '',
    mark: corrects.mark,
    evidence: corrects.evidence.title,
    reference: corrects.evidence.reference,
  };
}

/** Drafts a NAV; or, given an approved one, its correction. */
export function NavDialog({ home, corrects, onClose }: NavDialogProps) {
  const { fund } = home;
  const [navId] = useState(newId);
  const [problem, setProblem] = useState<string | null>(null);
  const draft = useCommand('funds.draftNav');
  const save = async (values: Values): Promise<boolean> => {
    const text = (id: string) => (values[id] ?? '').trim();
    const netAssets = minorOf(text('netAssets'), fund.currency, 'Net assets');
    const units = fund.basis === 'commitment' ? { value: null } : decimalOf(text('units'), 'Units outstanding');
    const navPerUnit = fund.basis === 'commitment' ? { value: null } : decimalOf(text('navPerUnit'), 'NAV per unit');
    const wrong = [netAssets, units, navPerUnit].find((read) => 'problem' in read);
    setProblem(wrong && 'problem' in wrong ? wrong.problem : null);
    if ('problem' in netAssets || 'problem' in units || 'problem' in navPerUnit) return false;
    const reply = await draft.run({
      navId,
      fundId: fund.id,
      classId: text('classId'),
      asOfOn: text('asOfOn') as BusinessDate,
      netAssets: netAssets.value,
      units: units.value,
      navPerUnit: navPerUnit.value,
      mark: text('mark') as NavMark,
      evidence: { title: text('evidence'), reference: text('reference'), sha256: null },
      corrects: corrects?.id ?? null,
      ...(corrects ? { reason: text('reason') } : {}),
    });
    return reply.ok;
  };
  return (
    <FormDialog
      title={corrects ? `Correct the NAV of ${corrects.className} for ${corrects.asOfOn}` : `Draft a NAV of ${fund.name}`}
      description={
        corrects
          ? 'The approved one stays in force until this correction is approved, and stays on record after.'
          : 'It counts once a second person has approved it.'
      }
      fields={fieldsFor(home, corrects)}
      initial={initialOf(home, corrects)}
      saveLabel={corrects ? 'Draft correction' : 'Draft NAV'}
      action={{ isPending: draft.isPending, fieldErrors: draft.fieldErrors, sentence: problem ?? draft.sentence }}
      onClose={onClose}
      onSave={save}
    />
  );
}
