import { defineLifecycle } from './lifecycle.ts';

export const organisationKinds = [
  'manager',
  'generalPartner',
  'administrator',
  'custodian',
  'bank',
  'auditor',
  'counsel',
  'sponsor',
  'other',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];
export const organisationKindTitles: Readonly<Record<OrganisationKind, string>> = {
  manager: 'Manager',
  generalPartner: 'General partner',
  administrator: 'Administrator',
  custodian: 'Custodian',
  bank: 'Bank',
  auditor: 'Auditor',
  counsel: 'Counsel',
  sponsor: 'Sponsor',
  other: 'Other',
};

export const vehicleTypes = ['limitedPartnership', 'limitedCompany', 'trust', 'corporation', 'spv', 'registeredFund', 'other'] as const;
export type VehicleType = (typeof vehicleTypes)[number];
export const vehicleTitles: Readonly<Record<VehicleType, string>> = {
  limitedPartnership: 'Limited partnership',
  limitedCompany: 'Limited liability company',
  trust: 'Trust',
  corporation: 'Corporation',
  spv: 'Special-purpose vehicle',
  registeredFund: 'Registered fund',
  other: 'Other',
};

/** What an interest in the fund is counted in: promised capital, units with a price, or tokens with a register. */
export const fundBases = ['commitment', 'units', 'tokens'] as const;
export type FundBasis = (typeof fundBases)[number];
export const basisTitles: Readonly<Record<FundBasis, string>> = { commitment: 'Commitments', units: 'Units', tokens: 'Tokens' };

export const fundStatuses = ['raising', 'investing', 'harvesting', 'closed'] as const;
export type FundStatus = (typeof fundStatuses)[number];
export const fundStatusTitles: Readonly<Record<FundStatus, string>> = {
  raising: 'Raising',
  investing: 'Investing',
  harvesting: 'Harvesting',
  closed: 'Closed',
};

export const fundMoves = ['startInvesting', 'startHarvesting', 'close', 'reopen'] as const;
export type FundMove = (typeof fundMoves)[number];
export const fundMoveTitles: Readonly<Record<FundMove, string>> = {
  startInvesting: 'Start investing',
  startHarvesting: 'Start harvesting',
  close: 'Close the fund',
  reopen: 'Reopen for harvesting',
};

export const fundLifecycle = defineLifecycle({
  entity: 'fund',
  states: fundStatuses,
  initial: 'raising',
  final: [],
  moves: [
    {
      name: 'startInvesting',
      from: ['raising'],
      to: 'investing',
      permission: 'funds.edit',
      guard: 'the inception date is set and reached, and an open class exists',
    },
    { name: 'startHarvesting', from: ['investing'], to: 'harvesting', permission: 'funds.edit', guard: 'a date not before the last move' },
    {
      name: 'close',
      from: ['harvesting'],
      to: 'closed',
      permission: 'funds.edit',
      guard: 'no NAV waits for approval, the latest approved NAV of every class is zero, and no bank account is open',
    },
    { name: 'reopen', from: ['closed'], to: 'harvesting', permission: 'funds.edit', guard: 'a reason' },
  ],
} as const);

export const classKinds = ['class', 'series'] as const;
export type ClassKind = (typeof classKinds)[number];

export const linkKinds = ['feeder', 'parallel', 'blocker', 'aiv', 'coInvest'] as const;
export type LinkKind = (typeof linkKinds)[number];
/** How a link reads from its first fund to its second, and back. */
export const linkTexts: Readonly<Record<LinkKind, Readonly<{ title: string; forward: string; backward: string }>>> = {
  feeder: { title: 'Feeder', forward: 'feeds into', backward: 'is fed by' },
  parallel: { title: 'Parallel fund', forward: 'invests in parallel with', backward: 'invests in parallel with' },
  blocker: { title: 'Blocker', forward: 'blocks for', backward: 'is entered through the blocker' },
  aiv: { title: 'Alternative investment vehicle', forward: 'is an alternative vehicle of', backward: 'has the alternative vehicle' },
  coInvest: { title: 'Co-investment', forward: 'co-invests beside', backward: 'has the co-investment vehicle' },
};

export const accountPurposes = ['operating', 'distribution', 'escrow'] as const;
export type AccountPurpose = (typeof accountPurposes)[number];
export const purposeTitles: Readonly<Record<AccountPurpose, string>> = {
  operating: 'Operating',
  distribution: 'Distribution',
  escrow: 'Escrow',
};

/** How an account is numbered: an IBAN, a US routing and account number, or another domestic form. */
export const accountSchemes = ['iban', 'us', 'other'] as const;
export type AccountScheme = (typeof accountSchemes)[number];

export const navStates = ['draft', 'approved', 'rejected', 'withdrawn'] as const;
export type NavState = (typeof navStates)[number];

/** Before a distribution is taken off the price, or after. */
export const navMarks = ['cum', 'ex'] as const;
export type NavMark = (typeof navMarks)[number];
export const navMarkTitles: Readonly<Record<NavMark, string>> = { cum: 'Cum distribution', ex: 'Ex distribution' };

export const navLifecycle = defineLifecycle({
  entity: 'NAV',
  states: navStates,
  initial: 'draft',
  final: ['approved', 'rejected', 'withdrawn'],
  moves: [
    {
      name: 'approve',
      from: ['draft'],
      to: 'approved',
      permission: 'funds.approveNav',
      guard: 'somebody other than the preparer, and the content is the one they read',
    },
    { name: 'reject', from: ['draft'], to: 'rejected', permission: 'funds.approveNav', guard: 'a reason' },
    { name: 'withdraw', from: ['draft'], to: 'withdrawn', permission: 'funds.draftNav', guard: 'the preparer' },
  ],
} as const);

export const termKinds = ['managementFee', 'waterfall', 'priceDate', 'recycling', 'defaultInterest', 'noticeDays'] as const;
export type TermKind = (typeof termKinds)[number];
export const termTitles: Readonly<Record<TermKind, string>> = {
  managementFee: 'Management fee',
  waterfall: 'Waterfall',
  priceDate: 'Price date',
  recycling: 'Recycling and recall',
  defaultInterest: 'Default interest',
  noticeDays: 'Notice days',
};

/** Every figure of the analytics with its exact definition: the screen shows the same words the engine obeys. */
export const fundMetrics = {
  netAssets: {
    title: 'Net assets',
    definition: 'The sum of the latest approved NAV of every open class; missing when one of them has none.',
  },
  monthlyReturn: {
    title: 'Monthly return',
    definition:
      'NAV per unit at the last approved date of the month ÷ that of the month before − 1, distributions not included; several classes weighted by their net assets a month earlier.',
  },
  ytdReturn: {
    title: 'Year to date',
    definition:
      'Monthly returns linked (multiplied) from January, or from the first month with a NAV when that lies in this year, to the latest month.',
  },
  volatility: {
    title: 'Volatility',
    definition: 'Sample standard deviation of the last 12 to 36 consecutive monthly returns × √12.',
  },
  sharpe: {
    title: 'Sharpe ratio',
    definition: '(Mean of the same monthly returns × 12 − risk-free rate per year) ÷ volatility.',
  },
} as const;
export type FundMetric = keyof typeof fundMetrics;
