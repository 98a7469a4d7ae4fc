import type { BusinessDate } from '../dates.ts';
import { defineLifecycle } from './lifecycle.ts';

export const investorKinds = [
  'individual',
  'joint',
  'corporation',
  'company',
  'partnership',
  'trust',
  'estate',
  'foundation',
  'endowment',
  'pension',
  'insurer',
  'sovereign',
  'fundOfFunds',
  'nominee',
  'other',
] as const;
export type InvestorKind = (typeof investorKinds)[number];

export const investorKindTitles: Readonly<Record<InvestorKind, string>> = {
  individual: 'Individual',
  joint: 'Joint holders',
  corporation: 'Corporation',
  company: 'Limited liability company',
  partnership: 'Partnership',
  trust: 'Trust',
  estate: 'Estate',
  foundation: 'Foundation',
  endowment: 'Endowment',
  pension: 'Pension plan',
  insurer: 'Insurer',
  sovereign: 'Government or sovereign fund',
  fundOfFunds: 'Fund of funds',
  nominee: 'Nominee',
  other: 'Other',
};

export const investorStates = ['prospect', 'active', 'inactive', 'removed'] as const;
export type InvestorState = (typeof investorStates)[number];

/** `removed` is what an undone import leaves behind: nothing is ever deleted. */
export const investorLifecycle = defineLifecycle({
  entity: 'investor',
  states: investorStates,
  initial: 'prospect',
  final: ['removed'],
  moves: [
    {
      name: 'activate',
      from: ['prospect', 'inactive'],
      to: 'active',
      permission: 'investors.edit',
      guard: 'KYC is approved and has not expired',
    },
    { name: 'deactivate', from: ['prospect', 'active'], to: 'inactive', permission: 'investors.edit', guard: 'a reason' },
    { name: 'undoImport', from: ['prospect'], to: 'removed', permission: 'investors.edit', guard: 'nothing stands on the investor yet' },
  ],
} as const);

export const contactRoles = ['notice', 'tax', 'wires', 'other'] as const;
export type ContactRole = (typeof contactRoles)[number];
export const contactRoleTitles: Readonly<Record<ContactRole, string>> = {
  notice: 'Notices',
  tax: 'Tax',
  wires: 'Wires',
  other: 'Other',
};

export const taxClassifications = [
  'individual',
  'corporation',
  'sCorporation',
  'partnership',
  'trust',
  'estate',
  'disregarded',
  'taxExempt',
  'government',
  'intermediary',
  'other',
] as const;
export type TaxClassification = (typeof taxClassifications)[number];

export const taxForms = ['W-9', 'W-8BEN', 'W-8BEN-E', 'W-8IMY', 'W-8ECI', 'W-8EXP'] as const;
export type TaxForm = (typeof taxForms)[number];

export const kycStates = ['notStarted', 'inReview', 'approved', 'rejected', 'expired'] as const;
export type KycState = (typeof kycStates)[number];
export const kycRisks = ['low', 'medium', 'high'] as const;
export type KycRisk = (typeof kycRisks)[number];

export const kycLifecycle = defineLifecycle({
  entity: 'kyc',
  states: kycStates,
  initial: 'notStarted',
  final: [],
  moves: [
    { name: 'start', from: ['notStarted', 'approved', 'rejected', 'expired'], to: 'inReview', permission: 'investors.kyc', guard: 'none' },
    {
      name: 'approve',
      from: ['inReview'],
      to: 'approved',
      permission: 'investors.kyc',
      guard: 'a risk rating and an expiry in the future',
    },
    { name: 'reject', from: ['inReview'], to: 'rejected', permission: 'investors.kyc', guard: 'a note that says why' },
    {
      name: 'expire',
      from: ['approved'],
      to: 'expired',
      permission: 'investors.kyc',
      guard: 'made by the calendar, the day after the expiry',
    },
  ],
} as const);

export const payeeStates = ['requested', 'callbackRecorded', 'approved', 'inForce', 'rejected', 'withdrawn'] as const;
export type PayeeState = (typeof payeeStates)[number];
export const payeeSources = ['email', 'phone', 'letter', 'portal', 'inPerson', 'fax'] as const;
export type PayeeSource = (typeof payeeSources)[number];
export const payeeKinds = ['new', 'replace', 'useFor'] as const;
export type PayeeKind = (typeof payeeKinds)[number];

const open = ['requested', 'callbackRecorded', 'approved'] as const;

export const payeeLifecycle = defineLifecycle({
  entity: 'payeeCase',
  states: payeeStates,
  initial: 'requested',
  final: ['inForce', 'rejected', 'withdrawn'],
  moves: [
    {
      name: 'recordCallback',
      from: ['requested'],
      to: 'callbackRecorded',
      permission: 'investors.payeeChange',
      guard: 'a number on file before the request and not changed shortly before it',
    },
    {
      name: 'approve',
      from: ['callbackRecorded'],
      to: 'approved',
      permission: 'investors.payeeApprove',
      guard: 'somebody other than the requester, after the cool-off, on the content they read',
    },
    {
      name: 'apply',
      from: ['approved'],
      to: 'inForce',
      permission: 'investors.payeeChange',
      guard: 'the accounts are still as they were approved',
    },
    { name: 'reject', from: open, to: 'rejected', permission: 'investors.payeeApprove', guard: 'a reason' },
    { name: 'withdraw', from: open, to: 'withdrawn', permission: 'investors.payeeChange', guard: 'the requester' },
  ],
} as const);

export const isOpenCase = (state: PayeeState): boolean => (open as readonly PayeeState[]).includes(state);

export const accountStates = ['pending', 'inForce', 'replaced', 'refused'] as const;
export type AccountState = (typeof accountStates)[number];

/** An account as somebody asked for it: what a payee-change case is about. */
export type AccountDetails = Readonly<{
  holder: string;
  bankName: string;
  bankCountry: string;
  currency: string;
  numberKind: 'iban' | 'account';
  accountNumber: string;
  routing: string | null;
  bic: string | null;
  address: Readonly<{ street: string; postCode: string; town: string; country: string }>;
}>;

export const sideLetterKinds = ['feeRate', 'carryRate', 'preferredReturn', 'excuse', 'mfn', 'noticeDays', 'reporting', 'other'] as const;
export type SideLetterKind = (typeof sideLetterKinds)[number];
export const sideLetterTitles: Readonly<Record<SideLetterKind, string>> = {
  feeRate: 'Management fee rate',
  carryRate: 'Carried interest rate',
  preferredReturn: 'Preferred return',
  excuse: 'Right to be excused',
  mfn: 'Most favoured nation',
  noticeDays: 'Notice days',
  reporting: 'Reporting',
  other: 'Other',
};

/** A typed term of a side letter: rates are fractions (0.015 is 1.5 %). */
export type SideLetterTerm =
  | Readonly<{ kind: 'feeRate' | 'carryRate' | 'preferredReturn'; rate: string }>
  | Readonly<{ kind: 'noticeDays'; days: number }>
  | Readonly<{ kind: 'excuse' | 'mfn' | 'reporting' | 'other'; text: string }>;

/** Terms of which only one can hold at a time for an investor and fund. */
export const singleTerms: readonly SideLetterKind[] = ['feeRate', 'carryRate', 'preferredReturn', 'mfn', 'noticeDays'];

export const channels = ['email', 'post', 'portal'] as const;
export const statementFrequencies = ['monthly', 'quarterly', 'annually', 'never'] as const;

/** Where a document may lie; nothing that could run or reach into the machine. */
export const documentSchemes = ['https', 'urn', 'clearway'] as const;

/** Something that holds from one day, perhaps until another. */
export type Period = Readonly<{ fromOn: BusinessDate; untilOn: BusinessDate | null }>;
export const holdsOn = ({ fromOn, untilOn }: Period, on: BusinessDate): boolean => fromOn <= on && (untilOn === null || on <= untilOn);

/** The fields of one row of an import, as the file's columns are mapped to them. */
export const importFields = ['name', 'kind', 'country', 'currency', 'language', 'reference', 'contactName', 'email', 'phone'] as const;
export type ImportField = (typeof importFields)[number];
export const importFieldTitles: Readonly<Record<ImportField, string>> = {
  name: 'Name',
  kind: 'Kind',
  country: 'Country',
  currency: 'Currency',
  language: 'Language',
  reference: 'External reference',
  contactName: 'Contact name',
  email: 'Contact e-mail',
  phone: 'Contact phone',
};
export const MOST_IMPORT_ROWS = 10_000;
