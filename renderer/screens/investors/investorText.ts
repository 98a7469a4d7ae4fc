import type { Tone } from '#renderer/components/tone.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type {
  InvestorState,
  KycState,
  PayeeKind,
  PayeeSource,
  PayeeState,
  SideLetterTerm,
  TaxClassification,
} from '#shared/model/investors.ts';

export type InvestorHome = QueryOutput<'investors.home'>;
export type InvestorRow = QueryOutput<'investors.list'>['rows'][number];
export type AccountView = InvestorHome['accounts'][number];
export type CaseView = QueryOutput<'investors.payeeCase'>;

type Shown = Readonly<{ text: string; tone: Tone }>;

export const statusBadge: Readonly<Record<InvestorState, Shown>> = {
  prospect: { text: 'Prospect', tone: 'info' },
  active: { text: 'Active', tone: 'good' },
  inactive: { text: 'Inactive', tone: 'neutral' },
  removed: { text: 'Taken back', tone: 'neutral' },
};

export const kycBadge: Readonly<Record<KycState, Shown>> = {
  notStarted: { text: 'Not started', tone: 'neutral' },
  inReview: { text: 'In review', tone: 'info' },
  approved: { text: 'Approved', tone: 'good' },
  rejected: { text: 'Rejected', tone: 'bad' },
  expired: { text: 'Expired', tone: 'bad' },
};

export const payeeBadge: Readonly<Record<PayeeState, Shown>> = {
  requested: { text: 'To call back', tone: 'warn' },
  callbackRecorded: { text: 'To approve', tone: 'warn' },
  approved: { text: 'To put in force', tone: 'accent' },
  inForce: { text: 'In force', tone: 'good' },
  rejected: { text: 'Rejected', tone: 'bad' },
  withdrawn: { text: 'Withdrawn', tone: 'neutral' },
};

export const formBadge: Readonly<Record<InvestorHome['tax'][number]['state'], Shown>> = {
  none: { text: 'No form', tone: 'bad' },
  valid: { text: 'Valid', tone: 'good' },
  expiring: { text: 'Ends soon', tone: 'warn' },
  expired: { text: 'Ended', tone: 'bad' },
};

export const accountBadge: Readonly<Record<AccountView['state'], Shown>> = {
  pending: { text: 'Waiting for its case', tone: 'warn' },
  inForce: { text: 'In force', tone: 'good' },
  replaced: { text: 'Replaced', tone: 'neutral' },
  refused: { text: 'Refused', tone: 'bad' },
};

export const kindText: Readonly<Record<PayeeKind, string>> = {
  new: 'New account',
  replace: 'Changed account',
  useFor: 'Another use of an account',
};

export const sourceText: Readonly<Record<PayeeSource, string>> = {
  email: 'E-mail',
  phone: 'Phone',
  letter: 'Letter',
  portal: 'Investor login',
  inPerson: 'In person',
  fax: 'Fax',
};

export const classificationText: Readonly<Record<TaxClassification, string>> = {
  individual: 'Individual',
  corporation: 'Corporation',
  sCorporation: 'S corporation',
  partnership: 'Partnership',
  trust: 'Trust',
  estate: 'Estate',
  disregarded: 'Disregarded entity',
  taxExempt: 'Tax-exempt organisation',
  government: 'Government',
  intermediary: 'Intermediary',
  other: 'Other',
};

export const reasonText = { name: 'the same name', email: 'the same e-mail address', tin: 'the same taxpayer id' } as const;

/** 0.015 as 1.5 %: the point is moved in the text, so no digit is lost. */
export function percentText(fraction: string): string {
  const [whole = '0', digits = ''] = fraction.split('.');
  const padded = digits.padEnd(2, '0');
  const moved = `${whole}${padded.slice(0, 2)}.${padded.slice(2)}`.replace(/^0+(?=\d)/, '').replace(/\.$/, '');
  return `${moved} %`;
}

/** 1.5 as 0.015; anything that is no percentage stays as it was typed, for the host to refuse. */
export function fractionOf(percent: string): string {
  const match = /^(\d{1,3})(?:\.(\d{1,12}))?$/.exec(percent.trim());
  if (!match) return percent.trim();
  const digits = (match[1] ?? '').padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}${match[2] ?? ''}`;
  return text.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '') || '0';
}

export const termText = (term: SideLetterTerm): string =>
  'rate' in term ? percentText(term.rate) : 'days' in term ? `${term.days} days` : term.text;

export const optionsOf = <Key extends string>(texts: Readonly<Record<Key, string>>) =>
  Object.entries<string>(texts).map(([value, label]) => ({ value, label }));

export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
