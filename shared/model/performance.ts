import type { AccountKind, AccountRole } from './ledger.ts';

/** By what the result of a period is shared out among partners. */
export const incomeBases = ['commitment', 'contributed', 'capital', 'units'] as const;
export type IncomeBasis = (typeof incomeBases)[number];
export const incomeBasisTitles: Readonly<Record<IncomeBasis, string>> = {
  commitment: 'Commitments on the last day',
  contributed: 'Contributed capital on the last day',
  capital: 'Capital accounts at the start',
  units: 'Units on the last day',
};

export const taxKinds = [
  'opening',
  'unrealised',
  'depreciation',
  'organisationCosts',
  'syndicationCosts',
  'contributedProperty',
  'section704c',
  'section754',
  'taxExempt',
  'nondeductible',
  'other',
] as const;
export type TaxKind = (typeof taxKinds)[number];
export const taxKindTitles: Readonly<Record<TaxKind, string>> = {
  opening: 'Tax capital brought in',
  unrealised: 'Unrealised gains and losses, not yet taxed',
  depreciation: 'Depreciation: tax and book differ',
  organisationCosts: 'Organisation costs, amortised for tax',
  syndicationCosts: 'Syndication costs, not deductible',
  contributedProperty: 'Contributed property: tax basis and fair value differ',
  section704c: 'Section 704(c) allocations',
  section754: 'Section 754 basis adjustments of the partnership',
  taxExempt: 'Tax-exempt income',
  nondeductible: 'Nondeductible expenses',
  other: 'Other difference of book and tax',
};

/** The lines of a partner's capital account, in the order and the words of the ILPA reporting template. Outflows are negative: every block foots. */
export const capitalLines = [
  'opening',
  'contributions',
  'returnOfCapital',
  'incomeDistributions',
  'transfers',
  'managementFees',
  'partnershipExpenses',
  'interestExpense',
  'interestIncome',
  'dividendIncome',
  'otherIncome',
  'realised',
  'unrealised',
  'otherMovements',
  'carriedInterest',
  'closing',
] as const;
export type CapitalLine = (typeof capitalLines)[number];
/** What changes a capital account between its opening and its closing. */
export const capitalMovements = capitalLines.slice(1, -1) as readonly Exclude<CapitalLine, 'opening' | 'closing'>[];
export type CapitalMovement = (typeof capitalMovements)[number];

export const capitalLineTitles: Readonly<Record<CapitalLine, string>> = {
  opening: 'Beginning NAV',
  contributions: 'Contributions',
  returnOfCapital: 'Distributions: return of capital',
  incomeDistributions: 'Distributions: income and gains',
  transfers: 'Transfers between partners',
  managementFees: 'Management fees',
  partnershipExpenses: 'Partnership expenses',
  interestExpense: 'Interest expense',
  interestIncome: 'Interest income',
  dividendIncome: 'Dividend income',
  otherIncome: 'Other income',
  realised: 'Realised gain (loss)',
  unrealised: 'Change in unrealised gain (loss)',
  otherMovements: 'Other movements',
  carriedInterest: 'Incentive allocation',
  closing: 'Ending NAV',
};

/** The line a posting to a partner's own account stands in; allocated income is broken down further by its allocation. */
export const lineOfRole: Partial<Readonly<Record<AccountRole, CapitalMovement>>> = {
  contributedCapital: 'contributions',
  distributedCapital: 'returnOfCapital',
  distributedIncome: 'incomeDistributions',
  transferredInterest: 'transfers',
  carriedInterest: 'carriedInterest',
};

const resultLineOfRole: Partial<Readonly<Record<AccountRole, CapitalMovement>>> = {
  managementFees: 'managementFees',
  lineInterest: 'interestExpense',
  lateInterest: 'otherIncome',
  realisedGains: 'realised',
  realisedCurrency: 'realised',
  changeInUnrealised: 'unrealised',
  unrealisedCurrency: 'unrealised',
};
/** Accounts of the starter chart that carry no role but have a line of their own. */
const resultLineOfCode: Readonly<Record<string, CapitalMovement>> = { '4000': 'interestIncome', '4100': 'dividendIncome' };

/** The line an account of the result stands in once it is allocated to partners. */
export function resultLine({ code, kind, role }: Readonly<{ code: string; kind: AccountKind; role: AccountRole | null }>): CapitalMovement {
  const own = role === null ? resultLineOfCode[code] : resultLineOfRole[role];
  return own ?? (kind === 'income' ? 'otherIncome' : 'partnershipExpenses');
}
