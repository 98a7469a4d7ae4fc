import type { FormField, Values } from '#renderer/screens/investors/FormDialog.tsx';
import type { CommandRequest } from '#shared/contract/index.ts';
import { dayCounts } from '#shared/dayCount.ts';
import type { TermKind } from '#shared/model/funds.ts';
import { choiceTitle, fractionOf } from './fundText.ts';

type Term = CommandRequest<'funds.recordTerm'>['term'];
type Part = Readonly<{
  label: string;
  type: 'percent' | 'count' | 'date' | 'flag' | 'choice';
  options?: readonly string[];
  initial?: string;
  hint?: string;
}>;
type Parts = Readonly<Record<string, Part>>;

const percent = (label: string, hint?: string): Part => ({ label, type: 'percent', hint: hint ?? 'In per cent, such as 8.' });
const choice = (label: string, options: readonly string[]): Part => ({ label, type: 'choice', options, initial: options[0]! });
const count = (label: string): Part => ({ label, type: 'count' });
const bases = ['committed', 'called', 'invested', 'nav'];
const compounding = choice('Compounding', ['none', 'annual', 'quarterly', 'daily']);
const dayCount = choice('Day count', dayCounts);

/** Each kind of term as the parts a person fills in; a dot leads into a part of a part. */
const partsOf: Readonly<Record<TermKind, Parts>> = {
  managementFee: {
    rate: percent('Rate per year'),
    base: choice('Of', bases),
    frequency: choice('Charged', ['monthly', 'quarterly', 'semiAnnual', 'annual']),
    inAdvance: { label: 'In advance', type: 'flag' },
    dayCount,
    offset: percent('Offset of portfolio fees', 'The share taken off, in per cent; 0 for none.'),
    'step.fromOn': { label: 'Steps down on', type: 'date', hint: 'Empty without a step-down.' },
    'step.rate': percent('Rate after it'),
    'step.base': choice('Of, after it', bases),
  },
  waterfall: {
    style: choice('Style', ['wholeFund', 'dealByDeal', 'hybrid']),
    carry: percent('Carry'),
    catchUp: percent('Catch-up', 'The general partner’s share; 100 is full, 0 none.'),
    clawback: choice('Clawback', ['none', 'final', 'interim']),
    'pref.rate': percent('Preferred return per year'),
    'pref.compounding': compounding,
    'pref.dayCount': dayCount,
    'pref.basis': choice('Accrues on', ['hurdleBalance', 'unreturnedCapital']),
    'pref.start': choice('Starts on', ['dueDate', 'fundingDate', 'lineDrawDate']),
  },
  priceDate: {
    rule: choice('NAV of the', ['distributionDate', 'recordDate', 'payableDate']),
    stalenessDays: count('At most this many days old'),
    cumDistribution: choice('A NAV cum distribution is', ['refuse', 'adjust']),
  },
  recycling: {
    cap: percent('Cap, of commitments'),
    expiresOn: { label: 'Expires on', type: 'date', hint: 'Empty without an end.' },
    'recallable.returnOfCapital': { label: 'Return of capital can be recalled', type: 'flag' },
    'recallable.fees': { label: 'Fees can be recalled', type: 'flag' },
    'recallable.gains': { label: 'Gains can be recalled', type: 'flag' },
    'recallable.income': { label: 'Income can be recalled', type: 'flag' },
  },
  defaultInterest: { rate: percent('Rate per year'), compounding, dayCount, graceDays: count('Days of grace') },
  noticeDays: {
    calls: count('Days before a call'),
    distributions: count('Days before a distribution'),
    businessDays: { label: 'Business days', type: 'flag' },
  },
};

const optional = new Set(['step.fromOn', 'step.rate', 'step.base', 'expiresOn']);

const kindsOf = { percent: 'text', count: 'text', date: 'date', flag: 'flag', choice: 'choice' } as const;

/** The fields of every kind; only those of the chosen kind are shown. */
export const termFields: readonly FormField[] = Object.entries(partsOf).flatMap(([kind, parts]) =>
  Object.entries(parts).map(([path, { label, type, options, hint }]) => ({
    id: `${kind}/${path}`,
    label,
    kind: kindsOf[type],
    ...(options ? { options: options.map((value) => ({ value, label: choiceTitle(value) })) } : {}),
    ...(hint ? { hint } : {}),
    required: type !== 'flag' && !optional.has(path),
    shown: (values: Values) =>
      values.kind === kind &&
      values.none !== 'yes' &&
      (!path.startsWith('step.') || path === 'step.fromOn' || (values[`${kind}/step.fromOn`] ?? '') !== ''),
  })),
);

export const termInitial: Values = Object.fromEntries(
  Object.entries(partsOf).flatMap(([kind, parts]) =>
    Object.entries(parts).flatMap(([path, { initial }]) => (initial ? [[`${kind}/${path}`, initial]] : [])),
  ),
);

type Read = Readonly<{ term: Term } | { problem: string }>;

/** The typed term, or the sentence that says which part cannot be read. The host checks the whole. */
export function termOf(kind: TermKind, values: Values): Read {
  if (values.none === 'yes') return { term: { kind, value: null } };
  const read: Record<string, unknown> = {};
  for (const [path, part] of Object.entries(partsOf[kind])) {
    const typed = (values[`${kind}/${path}`] ?? '').trim();
    const value = partValue(part, typed);
    if (value !== null && typeof value === 'object') return value;
    read[path] = value;
  }
  return { term: { kind, value: assembled(kind, read) } as Term };
}

function partValue({ type, label }: Part, typed: string): string | number | boolean | null | Readonly<{ problem: string }> {
  if (type === 'flag') return typed === 'yes';
  if (typed === '') return null;
  if (type === 'count') return /^\d{1,5}$/.test(typed) ? Number(typed) : { problem: `${label}: write a whole number.` };
  if (type !== 'percent') return typed;
  const read = fractionOf(typed, label);
  return 'problem' in read ? read : read.value;
}

function assembled(kind: TermKind, read: Readonly<Record<string, unknown>>): unknown {
  const plain = Object.fromEntries(Object.entries(read).filter(([path]) => !path.includes('.')));
  const below = (head: string) =>
    Object.fromEntries(
      Object.entries(read).flatMap(([path, value]) => (path.startsWith(`${head}.`) ? [[path.slice(head.length + 1), value]] : [])),
    );
  if (kind === 'waterfall') return { ...plain, pref: below('pref') };
  if (kind === 'managementFee') return { ...plain, stepDowns: read['step.fromOn'] === null ? [] : [below('step')] };
  if (kind !== 'recycling') return plain;
  const recallable = Object.entries(below('recallable')).flatMap(([what, isRecallable]) => (isRecallable === true ? [what] : []));
  return { ...plain, recallable };
}
