import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import type {
  AccountPurpose,
  AccountScheme,
  ClassKind,
  FundBasis,
  FundStatus,
  LinkKind,
  NavMark,
  NavState,
  OrganisationKind,
  TermKind,
  VehicleType,
} from '#shared/model/funds.ts';
import { int, json, minor, table, text } from './columns.ts';

export const organisations = table('organisations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  legalName: text('legal_name').notNull(),
  kind: text('kind').$type<OrganisationKind>().notNull(),
  country: text('country').notNull(),
  createdAt: text('created_at').$type<Instant>().notNull(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'organisation', id }) });

export const funds = table('funds', {
  id: text('id').$type<FundId>().primaryKey(),
  organisationId: text('organisation_id').notNull(),
  name: text('name').notNull(),
  legalName: text('legal_name').notNull(),
  vehicleType: text('vehicle_type').$type<VehicleType>().notNull(),
  basis: text('basis').$type<FundBasis>().notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  country: text('country').notNull(),
  vintage: int('vintage'),
  fiscalYearEnd: text('fiscal_year_end').notNull(),
  inceptionOn: text('inception_on').$type<BusinessDate>(),
  targetSize: minor('target_size'),
  strategy: text('strategy').notNull(),
  status: text('status').$type<FundStatus>().notNull(),
  createdAt: text('created_at').$type<Instant>().notNull(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'fund', id }) });

const ofFund = ({ fundId }: { fundId: FundId }) => ({ entity: 'fund', id: fundId });

export const fundStatusChanges = table('fund_status_changes', {
  fundId: text('fund_id').$type<FundId>().notNull(),
  ordinal: int('ordinal').notNull(),
  fromStatus: text('from_status').$type<FundStatus>().notNull(),
  toStatus: text('to_status').$type<FundStatus>().notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  reason: text('reason').notNull(),
  changedBy: text('changed_by').$type<UserId>().notNull(),
  changedAt: text('changed_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['fundId', 'ordinal'], subject: ofFund });

export const fundClasses = table('fund_classes', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<ClassKind>().notNull(),
  unitDigits: int('unit_digits').notNull(),
  openedOn: text('opened_on').$type<BusinessDate>().notNull(),
  closedOn: text('closed_on').$type<BusinessDate>(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ofFund });

/** Links of all funds are one record: whether a new one closes a circle depends on every other. */
export const fundLinks = table('fund_links', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<LinkKind>().notNull(),
  fromFundId: text('from_fund_id').$type<FundId>().notNull(),
  toFundId: text('to_fund_id').$type<FundId>().notNull(),
  fromOn: text('from_on').$type<BusinessDate>().notNull(),
  untilOn: text('until_on').$type<BusinessDate>(),
  note: text('note').notNull(),
}).of({ class: 'business', key: ['id'], subject: () => ({ entity: 'fundLinks', id: 'all' }) });

export const fundTerms = table('fund_terms', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  ordinal: int('ordinal').notNull(),
  classId: text('class_id'),
  kind: text('kind').$type<TermKind>().notNull(),
  value: json('value'),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  clause: text('clause').notNull(),
  reason: text('reason'),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: ofFund });

/** Whether a number is taken depends on the accounts of every fund, so they are one record beside their fund. */
export const fundBankAccounts = table('fund_bank_accounts', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  projectId: text('project_id'),
  purpose: text('purpose').$type<AccountPurpose>().notNull(),
  title: text('title').notNull(),
  bankName: text('bank_name').notNull(),
  holder: text('holder').notNull(),
  country: text('country').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  scheme: text('scheme').$type<AccountScheme>().notNull(),
  accountNumber: text('account_number').notNull(),
  routingNumber: text('routing_number'),
  bic: text('bic'),
  ledgerCode: text('ledger_code').notNull(),
  openedOn: text('opened_on').$type<BusinessDate>().notNull(),
  closedOn: text('closed_on').$type<BusinessDate>(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: () => ({ entity: 'fundBankAccounts', id: 'all' }) });

export const navSnapshots = table('nav_snapshots', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  classId: text('class_id').notNull(),
  asOfOn: text('as_of_on').$type<BusinessDate>().notNull(),
  netAssets: minor('net_assets').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  units: text('units'),
  navPerUnit: text('nav_per_unit'),
  mark: text('mark').$type<NavMark>().notNull(),
  evidence: json('evidence').notNull(),
  correctsId: text('corrects_id'),
  reason: text('reason'),
  state: text('state').$type<NavState>().notNull(),
  preparedBy: text('prepared_by').$type<UserId>().notNull(),
  preparedAt: text('prepared_at').$type<Instant>().notNull(),
  decidedBy: text('decided_by').$type<UserId>(),
  decidedAt: text('decided_at').$type<Instant>(),
  decisionReason: text('decision_reason'),
  contentHash: text('content_hash').notNull(),
}).of({ class: 'business', key: ['id'], subject: ofFund });
