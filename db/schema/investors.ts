import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { InvestorId, UserId } from '#shared/ids.ts';
import type {
  AccountState,
  ContactRole,
  channels,
  InvestorKind,
  InvestorState,
  KycRisk,
  KycState,
  PayeeKind,
  PayeeSource,
  PayeeState,
  SideLetterKind,
  statementFrequencies,
  TaxClassification,
  TaxForm,
} from '#shared/model/investors.ts';
import { flag, int, json, table, text } from './columns.ts';

const ofInvestor = ({ investorId }: Readonly<{ investorId: string }>) => ({ entity: 'investor', id: investorId });
const investorId = () => text('investor_id').$type<InvestorId>().notNull();
const fromOn = () => text('from_on').$type<BusinessDate>().notNull();
const untilOn = () => text('until_on').$type<BusinessDate>();

export const investorImports = table('investor_imports', {
  id: text('id').primaryKey(),
  fileName: text('file_name').notNull(),
  fileHash: text('file_hash').notNull(),
  rowCount: int('row_count').notNull(),
  importedBy: text('imported_by').$type<UserId>().notNull(),
  importedAt: text('imported_at').$type<Instant>().notNull(),
  undoneBy: text('undone_by').$type<UserId>(),
  undoneAt: text('undone_at').$type<Instant>(),
  undoReason: text('undo_reason'),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'investorImport', id }) });

export const investors = table('investors', {
  id: text('id').$type<InvestorId>().primaryKey(),
  name: text('name').notNull(),
  nameKey: text('name_key').notNull(),
  kind: text('kind').$type<InvestorKind>().notNull(),
  country: text('country').notNull(),
  currency: text('currency').$type<Currency>(),
  language: text('language').notNull(),
  status: text('status').$type<InvestorState>().notNull(),
  statusReason: text('status_reason'),
  channel: text('channel').$type<(typeof channels)[number]>().notNull(),
  eDeliveryConsentOn: text('e_delivery_consent_on').$type<BusinessDate>(),
  statements: text('statements').$type<(typeof statementFrequencies)[number]>().notNull(),
  importId: text('import_id'),
  mergedInto: text('merged_into').$type<InvestorId>(),
  mergedOn: text('merged_on').$type<BusinessDate>(),
  mergeReason: text('merge_reason'),
  addedOn: text('added_on').$type<BusinessDate>().notNull(),
  addedAt: text('added_at').$type<Instant>().notNull(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'investor', id }) });

export const investorReferences = table('investor_references', {
  investorId: investorId(),
  ordinal: int('ordinal').notNull(),
  system: text('system').notNull(),
  value: text('value').notNull(),
  ended: flag('ended').notNull(),
}).of({ class: 'business', key: ['investorId', 'ordinal'], subject: ofInvestor });

export const legalEntities = table('legal_entities', {
  id: text('id').primaryKey(),
  investorId: investorId(),
  name: text('name').notNull(),
  kind: text('kind').$type<InvestorKind>().notNull(),
  country: text('country').notNull(),
  registration: text('registration').notNull(),
  fromOn: fromOn(),
  untilOn: untilOn(),
}).of({ class: 'business', key: ['id'], subject: ofInvestor });

export const investorContacts = table('investor_contacts', {
  id: text('id').primaryKey(),
  investorId: investorId(),
  role: text('role').$type<ContactRole>().notNull(),
  name: text('name').notNull(),
  email: text('email'),
  phone: text('phone'),
  fromOn: fromOn(),
  untilOn: untilOn(),
  replaces: text('replaces'),
  recordedOn: text('recorded_on').$type<BusinessDate>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: ofInvestor });

export const taxProfiles = table('tax_profiles', {
  id: text('id').primaryKey(),
  investorId: investorId(),
  fromOn: fromOn(),
  classification: text('classification').$type<TaxClassification>().notNull(),
  usPerson: flag('us_person').notNull(),
  country: text('country').notNull(),
  form: text('form').$type<TaxForm>(),
  signedOn: text('signed_on').$type<BusinessDate>(),
  untilChange: flag('until_change').notNull(),
  expiresOn: text('expires_on').$type<BusinessDate>(),
  treatyCountry: text('treaty_country'),
  treatyRate: text('treaty_rate'),
  tin: text('tin'),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: ofInvestor });

export const investorKyc = table('investor_kyc', {
  investorId: text('investor_id').$type<InvestorId>().primaryKey(),
  state: text('state').$type<KycState>().notNull(),
  risk: text('risk').$type<KycRisk>(),
  approvedOn: text('approved_on').$type<BusinessDate>(),
  expiresOn: text('expires_on').$type<BusinessDate>(),
  note: text('note').notNull(),
  movedBy: text('moved_by').$type<UserId>().notNull(),
  movedAt: text('moved_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['investorId'], subject: ofInvestor });

export const bankAccounts = table('bank_accounts', {
  id: text('id').primaryKey(),
  investorId: investorId(),
  caseId: text('case_id').notNull(),
  holder: text('holder').notNull(),
  bankName: text('bank_name').notNull(),
  bankCountry: text('bank_country').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  numberKind: text('number_kind').$type<'iban' | 'account'>().notNull(),
  accountNumber: text('account_number').notNull(),
  routing: text('routing'),
  bic: text('bic'),
  street: text('street').notNull(),
  postCode: text('post_code').notNull(),
  town: text('town').notNull(),
  addressCountry: text('address_country').notNull(),
  state: text('state').$type<AccountState>().notNull(),
  verifiedOn: text('verified_on').$type<BusinessDate>(),
  verifiedByWay: text('verified_by_way').$type<'callback'>(),
}).of({ class: 'business', key: ['id'], subject: ofInvestor });

export const payeeCases = table('payee_cases', {
  id: text('id').primaryKey(),
  investorId: investorId(),
  kind: text('kind').$type<PayeeKind>().notNull(),
  accountId: text('account_id').notNull(),
  replacesAccountId: text('replaces_account_id'),
  useFor: json('use_for').notNull(),
  source: text('source').$type<PayeeSource>().notNull(),
  receivedOn: text('received_on').$type<BusinessDate>().notNull(),
  note: text('note').notNull(),
  state: text('state').$type<PayeeState>().notNull(),
  requestedBy: text('requested_by').$type<UserId>().notNull(),
  requestedOn: text('requested_on').$type<BusinessDate>().notNull(),
  requestedAt: text('requested_at').$type<Instant>().notNull(),
  callbackContactId: text('callback_contact_id'),
  callbackNumber: text('callback_number'),
  callbackSpokeWith: text('callback_spoke_with'),
  callbackNote: text('callback_note'),
  callbackBy: text('callback_by').$type<UserId>(),
  callbackAt: text('callback_at').$type<Instant>(),
  approvedBy: text('approved_by').$type<UserId>(),
  approvedAt: text('approved_at').$type<Instant>(),
  closedBy: text('closed_by').$type<UserId>(),
  closedAt: text('closed_at').$type<Instant>(),
  closeReason: text('close_reason'),
  contentHash: text('content_hash').notNull(),
}).of({ class: 'business', key: ['id'], subject: ofInvestor });

/** Which account an investor is paid to from which fund; null is every fund without one of its own. */
export const accountUses = table('account_uses', {
  investorId: investorId(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id'),
  accountId: text('account_id').notNull(),
  caseId: text('case_id').notNull(),
  sinceAt: text('since_at').$type<Instant>().notNull(),
  untilAt: text('until_at').$type<Instant>(),
}).of({ class: 'business', key: ['investorId', 'ordinal'], subject: ofInvestor });

export const sideLetters = table('side_letters', {
  id: text('id').primaryKey(),
  investorId: investorId(),
  fundId: text('fund_id'),
  kind: text('kind').$type<SideLetterKind>().notNull(),
  term: json('term').notNull(),
  fromOn: fromOn(),
  untilOn: untilOn(),
  documentId: text('document_id'),
}).of({ class: 'business', key: ['id'], subject: ofInvestor });

export const investorDocuments = table('investor_documents', {
  id: text('id').primaryKey(),
  investorId: investorId(),
  kind: text('kind').notNull(),
  title: text('title').notNull(),
  uri: text('uri').notNull(),
  mimeType: text('mime_type').notNull(),
  sha256: text('sha256').notNull(),
  uploadedBy: text('uploaded_by').$type<UserId>().notNull(),
  uploadedAt: text('uploaded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: ofInvestor });
