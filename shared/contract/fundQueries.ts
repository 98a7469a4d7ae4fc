import { z } from 'zod';
import type { InvestorId, UserId } from '../ids.ts';
import {
  accountPurposes,
  accountSchemes,
  classKinds,
  fundBases,
  fundMoves,
  fundStatuses,
  linkKinds,
  navMarks,
  navStates,
  organisationKinds,
  termKinds,
  vehicleTypes,
} from '../model/funds.ts';
import { tokenChangeKinds } from '../model/projects.ts';
import { defineQuery } from './define.ts';
import { Evidence, Fund, FundFields } from './funds.ts';
import { Term } from './fundTerms.ts';
import { listInput, listOutput } from './list.ts';
import { ProjectFields } from './projects.ts';
import { CurrencyCode, Day, DecimalText, Hash, Minor, Moment, MoneyAmount, Name, text, uuid, Version } from './schemas.ts';

const OrganisationRow = z.strictObject({
  id: uuid(),
  name: Name,
  legalName: z.string(),
  kind: z.enum(organisationKinds),
  country: z.string(),
  funds: z.int(),
  version: Version,
});

/** A figure, or in words why there is none. */
const Measured = z.strictObject({ value: DecimalText.nullable(), reason: z.string().nullable() });
const LatestNav = z.strictObject({ amount: MoneyAmount, asOfOn: Day });

const FundRow = z.strictObject({
  id: Fund,
  name: Name,
  legalName: z.string(),
  organisation: Name,
  vehicleType: z.enum(vehicleTypes),
  basis: z.enum(fundBases),
  currency: CurrencyCode,
  vintage: z.int().nullable(),
  status: z.enum(fundStatuses),
  targetSize: MoneyAmount.nullable(),
  netAssets: LatestNav.nullable(),
  navsToApprove: z.int(),
});

const ClassRow = z.strictObject({
  id: uuid(),
  name: Name,
  kind: z.enum(classKinds),
  unitDigits: z.int(),
  openedOn: Day,
  closedOn: Day.nullable(),
  hasNav: z.boolean(),
  version: Version,
});

const LinkRow = z.strictObject({
  id: uuid(),
  kind: z.enum(linkKinds),
  /** Whether this fund is the first of the two. */
  forward: z.boolean(),
  /** Null where the asking person may not see the other fund. */
  other: z.strictObject({ id: Fund, name: Name }).nullable(),
  fromOn: Day,
  untilOn: Day.nullable(),
  note: z.string(),
});

export const TermRow = z.strictObject({
  id: uuid(),
  classId: uuid().nullable(),
  kind: z.enum(termKinds),
  term: Term,
  effectiveOn: Day,
  clause: z.string(),
  reason: z.string().nullable(),
  recordedBy: Name,
  recordedAt: Moment,
  state: z.enum(['inForce', 'upcoming', 'past']),
});

const AccountRow = z.strictObject({
  id: uuid(),
  projectId: uuid().nullable(),
  purpose: z.enum(accountPurposes),
  title: Name,
  bankName: Name,
  holder: z.string(),
  country: z.string(),
  currency: CurrencyCode,
  scheme: z.enum(accountSchemes),
  accountMasked: z.string(),
  routingMasked: z.string().nullable(),
  bicMasked: z.string().nullable(),
  ledgerCode: z.string(),
  openedOn: Day,
  closedOn: Day.nullable(),
  version: Version,
});

export const NavRow = z.strictObject({
  id: uuid(),
  classId: uuid(),
  className: Name,
  asOfOn: Day,
  netAssets: MoneyAmount,
  units: DecimalText.nullable(),
  navPerUnit: DecimalText.nullable(),
  mark: z.enum(navMarks),
  state: z.enum(navStates),
  /** An approved correction has taken its place. */
  corrected: z.boolean(),
  corrects: uuid().nullable(),
  reason: z.string().nullable(),
  evidence: Evidence,
  preparedBy: Name,
  preparedById: uuid<UserId>(),
  preparedAt: Moment,
  decidedBy: Name.nullable(),
  decidedAt: Moment.nullable(),
  decisionReason: z.string().nullable(),
  contentHash: Hash,
});

const Analytics = z.strictObject({
  months: z.array(
    z.strictObject({ month: z.string(), asOfOn: Day, netAssets: MoneyAmount.nullable(), monthlyReturn: DecimalText.nullable() }),
  ),
  ytdReturn: Measured,
  volatility: Measured,
  sharpe: Measured,
});

const ProjectRow = z.strictObject({
  id: uuid(),
  fundId: Fund,
  fund: Name,
  ...ProjectFields,
  tokensIssued: DecimalText,
  holders: z.int(),
  version: Version,
});

export const fundsQueries = {
  'funds.organisations': defineQuery({
    summary: 'The organisations funds work with.',
    input: listInput(['name', 'kind', 'country'], { search: text(120), kind: z.enum(organisationKinds) }),
    output: listOutput(OrganisationRow),
    permission: 'funds.view',
    scope: 'house',
    reads: ['organisations', 'funds'],
  }),
  'funds.list': defineQuery({
    summary: 'The funds, each with its latest approved net assets and what waits for approval.',
    input: listInput(['name', 'organisation', 'vintage', 'status', 'currency'], {
      search: text(120),
      status: z.enum(fundStatuses),
      vehicleType: z.enum(vehicleTypes),
      basis: z.enum(fundBases),
      currency: CurrencyCode,
      vintage: z.int(),
      organisationId: uuid(),
      /** Only those with a NAV that waits for approval. */
      waiting: z.boolean(),
    }),
    output: listOutput(FundRow),
    permission: 'funds.view',
    scope: 'fund',
    reads: ['funds', 'organisations', 'nav_snapshots', 'fund_classes'],
  }),
  'funds.home': defineQuery({
    summary: 'One fund: its facts, classes, links, terms in force and coming, own bank accounts masked, latest NAV and analytics.',
    input: z.strictObject({ fundId: Fund, on: Day.optional(), riskFree: DecimalText.optional() }),
    output: z.strictObject({
      fund: z.strictObject({
        id: Fund,
        ...FundFields,
        organisation: Name,
        status: z.enum(fundStatuses),
        createdAt: Moment,
        version: Version,
      }),
      moves: z.array(z.strictObject({ name: z.enum(fundMoves), unmet: z.array(z.string()) })),
      statusChanges: z.array(
        z.strictObject({
          from: z.enum(fundStatuses),
          to: z.enum(fundStatuses),
          effectiveOn: Day,
          reason: z.string(),
          by: Name,
          at: Moment,
        }),
      ),
      classes: z.array(ClassRow),
      links: z.array(LinkRow),
      terms: z.array(TermRow),
      accounts: z.array(AccountRow),
      latestNavs: z.array(NavRow),
      netAssets: LatestNav.nullable(),
      analytics: Analytics,
      navsToApprove: z.int(),
      projects: z.int(),
      taxId: z.strictObject({ masked: z.string(), country: z.string(), by: Name, at: Moment }).nullable(),
    }),
    permission: 'funds.view',
    scope: 'fund',
    reads: [
      'funds',
      'organisations',
      'fund_status_changes',
      'fund_classes',
      'fund_links',
      'fund_terms',
      'fund_bank_accounts',
      'nav_snapshots',
      'projects',
      'fund_tax_ids',
    ],
  }),
  'funds.terms': defineQuery({
    summary: 'The terms of a fund in force on a date, for the fund or one class, as they were known at a moment.',
    input: z.strictObject({ fundId: Fund, classId: uuid().optional(), on: Day, knownAt: Moment.optional() }),
    output: z.strictObject({ terms: z.array(TermRow) }),
    permission: 'funds.view',
    scope: 'fund',
    reads: ['fund_terms'],
  }),
  'funds.navs': defineQuery({
    summary: 'Every NAV of the funds: drafts, approved, corrected, rejected and withdrawn.',
    input: listInput(['asOfOn', 'preparedAt'], {
      fundId: Fund,
      classId: uuid(),
      state: z.enum(navStates),
      from: Day,
      until: Day,
    }),
    output: listOutput(NavRow.extend({ fundId: Fund, fund: Name })),
    permission: 'funds.view',
    scope: 'fund',
    reads: ['nav_snapshots', 'fund_classes', 'funds', 'users'],
  }),
  'funds.navOn': defineQuery({
    summary: 'The approved NAV of a class that holds on a date: the newest not after it and not too old, as it was known at a moment.',
    input: z.strictObject({
      fundId: Fund,
      classId: uuid(),
      on: Day,
      stalenessDays: z.int().min(0).max(3660).optional(),
      knownAt: Moment.optional(),
    }),
    output: NavRow.extend({ ageDays: z.int(), stalenessDays: z.int() }),
    permission: 'funds.view',
    scope: 'fund',
    reads: ['nav_snapshots', 'fund_terms', 'fund_classes'],
  }),
  'funds.projects': defineQuery({
    summary: 'Projects and properties with the tokens issued and how many hold them.',
    input: listInput(['title', 'fund', 'assetType', 'openedOn'], {
      search: text(120),
      fundId: Fund,
      assetType: ProjectFields.assetType,
      kind: ProjectFields.kind,
    }),
    output: listOutput(ProjectRow),
    permission: 'funds.view',
    scope: 'fund',
    reads: ['projects', 'token_changes', 'funds'],
  }),
  'funds.register': defineQuery({
    summary: 'Who holds how many tokens of a project at the end of a date, and every change of the register.',
    input: z.strictObject({ projectId: uuid(), on: Day.optional() }),
    output: z.strictObject({
      project: ProjectRow,
      on: Day,
      balances: z.array(
        z.strictObject({ investorId: uuid<InvestorId>(), investor: z.string(), amount: Minor, tokens: DecimalText, share: DecimalText }),
      ),
      total: DecimalText,
      changes: z.array(
        z.strictObject({
          ordinal: z.int(),
          investorId: uuid<InvestorId>(),
          investor: z.string(),
          kind: z.enum(tokenChangeKinds),
          effectiveOn: Day,
          tokens: DecimalText,
          reason: z.string(),
          by: Name,
          at: Moment,
        }),
      ),
    }),
    permission: 'funds.view',
    scope: 'fund',
    reads: ['token_changes', 'projects', 'funds', 'investors'],
  }),
};
