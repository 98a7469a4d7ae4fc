import { z } from 'zod';
import type { UserId } from '../ids.ts';
import {
  accountStates,
  channels,
  contactRoles,
  importFields,
  investorKinds,
  investorStates,
  kycRisks,
  kycStates,
  MOST_IMPORT_ROWS,
  payeeKinds,
  payeeSources,
  payeeStates,
  statementFrequencies,
  taxClassifications,
  taxForms,
} from '../model/investors.ts';
import { defineQuery } from './define.ts';
import { Country, ExternalReference, ImportRow, Investor, TermInput } from './investors.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, DecimalText, Hash, Moment, Name, text, uuid, Version } from './schemas.ts';

export const formStates = ['none', 'valid', 'expiring', 'expired'] as const;

const InvestorListRow = z.strictObject({
  id: Investor,
  name: z.string(),
  kind: z.enum(investorKinds),
  country: Country,
  currency: CurrencyCode.nullable(),
  status: z.enum(investorStates),
  kyc: z.enum(kycStates),
  kycExpiresOn: Day.nullable(),
  openCases: z.int(),
  addedOn: Day,
  version: Version,
});

const Account = z.strictObject({
  id: uuid(),
  ofId: Investor,
  caseId: uuid(),
  holder: z.string(),
  bankName: z.string(),
  bankCountry: Country,
  currency: CurrencyCode,
  numberKind: z.enum(['iban', 'account']),
  accountNumberMasked: z.string(),
  routingMasked: z.string().nullable(),
  bicMasked: z.string().nullable(),
  address: z.strictObject({ street: z.string(), postCode: z.string(), town: z.string(), country: Country }),
  state: z.enum(accountStates),
  verifiedOn: Day.nullable(),
  verifiedBy: z.literal('callback').nullable(),
  /** Ended without a new one: money is held until a payee change names another. */
  ended: z.strictObject({ on: Day, reason: z.string() }).nullable(),
  /** The funds paid to it now; null is every fund without an account of its own. */
  usedFor: z.array(z.string().nullable()),
});

const Person = z.strictObject({ id: uuid<UserId>(), name: Name, at: Moment });

const PayeeCase = z.strictObject({
  id: uuid(),
  investorId: Investor,
  investor: z.string(),
  kind: z.enum(payeeKinds),
  state: z.enum(payeeStates),
  source: z.enum(payeeSources),
  receivedOn: Day,
  requestedOn: Day,
  note: z.string(),
  account: Account,
  replaces: Account.nullable(),
  useFor: z.array(z.string().nullable()),
  requested: Person,
  callback: z.strictObject({ by: Person, number: z.string(), contact: z.string(), spokeWith: z.string(), note: z.string() }).nullable(),
  approved: Person.nullable(),
  closed: Person.nullable(),
  closeReason: z.string().nullable(),
  approvableFrom: Day,
  contentHash: Hash,
});

const PayeeCaseRow = z.strictObject({
  id: uuid(),
  investorId: Investor,
  investor: z.string(),
  kind: z.enum(payeeKinds),
  state: z.enum(payeeStates),
  source: z.enum(payeeSources),
  receivedOn: Day,
  requestedAt: Moment,
  requestedBy: Name,
  approvableFrom: Day,
});

const Facts = z.strictObject({
  id: Investor,
  name: z.string(),
  kind: z.enum(investorKinds),
  country: Country,
  currency: CurrencyCode.nullable(),
  language: z.string(),
  status: z.enum(investorStates),
  statusReason: z.string().nullable(),
  channel: z.enum(channels),
  eDeliveryConsentOn: Day.nullable(),
  statements: z.enum(statementFrequencies),
  references: z.array(ExternalReference),
  importId: uuid().nullable(),
  addedOn: Day,
  version: Version,
});

const Home = z.strictObject({
  investor: Facts,
  /** The id that was asked for, where it is an alias of the investor answered. */
  openedAs: Investor.nullable(),
  aliases: z.array(z.strictObject({ id: Investor, name: z.string(), mergedOn: Day, reason: z.string(), version: Version })),
  /** What keeps money from moving for this investor, in words. */
  blocks: z.array(z.string()),
  entities: z.array(
    z.strictObject({
      id: uuid(),
      ofId: Investor,
      name: z.string(),
      kind: z.enum(investorKinds),
      country: Country,
      registration: z.string(),
      fromOn: Day,
      untilOn: Day.nullable(),
    }),
  ),
  contacts: z.array(
    z.strictObject({
      id: uuid(),
      ofId: Investor,
      role: z.enum(contactRoles),
      name: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      fromOn: Day,
      untilOn: Day.nullable(),
      replaces: uuid().nullable(),
      recordedOn: Day,
      inForce: z.boolean(),
    }),
  ),
  tax: z.array(
    z.strictObject({
      id: uuid(),
      ofId: Investor,
      fromOn: Day,
      classification: z.enum(taxClassifications),
      usPerson: z.boolean(),
      country: Country,
      form: z.enum(taxForms).nullable(),
      signedOn: Day.nullable(),
      expiresOn: Day.nullable(),
      treatyCountry: Country.nullable(),
      treatyRate: DecimalText.nullable(),
      tinMasked: z.string().nullable(),
      inForce: z.boolean(),
      state: z.enum(formStates),
    }),
  ),
  kyc: z.strictObject({
    state: z.enum(kycStates),
    risk: z.enum(kycRisks).nullable(),
    approvedOn: Day.nullable(),
    expiresOn: Day.nullable(),
    note: z.string(),
    due: z.boolean(),
  }),
  accounts: z.array(Account),
  cases: z.array(PayeeCaseRow),
  terms: z.array(
    z.strictObject({
      id: uuid(),
      ofId: Investor,
      fundId: z.string().nullable(),
      term: TermInput,
      fromOn: Day,
      untilOn: Day.nullable(),
      documentId: uuid().nullable(),
      inForce: z.boolean(),
    }),
  ),
  documents: z.array(
    z.strictObject({
      id: uuid(),
      ofId: Investor,
      kind: z.string(),
      title: z.string(),
      uri: z.string(),
      mimeType: z.string(),
      sha256: Hash,
      uploadedBy: Name,
      uploadedAt: Moment,
    }),
  ),
});

const MappingInput = z.strictObject(
  Object.fromEntries(importFields.map((field) => [field, z.int().min(0).max(500).optional()])) as Record<
    (typeof importFields)[number],
    z.ZodOptional<z.ZodInt>
  >,
);
const RawRow = z.strictObject({ line: z.int().min(1), fields: z.partialRecord(z.enum(importFields), z.string().max(2000)) });
const RowProblem = z.strictObject({ line: z.int(), field: z.enum(importFields).nullable(), sentence: z.string() });
const ReadyRow = ImportRow.omit({ investorId: true, contact: true }).extend({
  contact: ImportRow.shape.contact.unwrap().omit({ contactId: true }).nullable(),
});

export const investorsQueries = {
  'investors.list': defineQuery({
    summary: 'Investors with where they stand; merged and taken-back ones are left out.',
    input: listInput(['name', 'status', 'country', 'addedOn'], {
      search: text(120),
      status: z.enum(investorStates),
      kind: z.enum(investorKinds),
      country: Country,
      importId: uuid(),
    }),
    output: listOutput(InvestorListRow),
    permission: 'investors.view',
    scope: 'investor',
    reads: ['investors', 'investor_kyc', 'payee_cases'],
  }),
  'investors.home': defineQuery({
    summary: 'One investor whole: facts, entities, contacts, tax, KYC, accounts (masked), cases, side letters, documents.',
    input: z.strictObject({ investorId: Investor, on: Day.optional() }),
    output: Home,
    permission: 'investors.view',
    scope: 'investor',
    reads: [
      'investors',
      'investor_references',
      'legal_entities',
      'investor_contacts',
      'tax_profiles',
      'investor_kyc',
      'bank_accounts',
      'payee_cases',
      'account_uses',
      'side_letters',
      'investor_documents',
    ],
  }),
  'investors.payeeCases': defineQuery({
    summary: 'Payee-change cases, those that wait first by their age.',
    input: listInput(['requestedAt', 'state'], { state: z.enum(payeeStates), open: z.boolean(), investorId: Investor }),
    output: listOutput(PayeeCaseRow),
    permission: 'investors.view',
    scope: 'investor',
    reads: ['payee_cases', 'investors'],
  }),
  'investors.payeeCase': defineQuery({
    summary: 'One payee-change case whole: what was asked, the callback, who approved, and the hash an approval binds to.',
    input: z.strictObject({ caseId: uuid() }),
    output: PayeeCase,
    permission: 'investors.view',
    scope: 'investor',
    reads: ['payee_cases', 'bank_accounts', 'investor_contacts', 'account_uses', 'investors'],
  }),
  'investors.duplicates': defineQuery({
    summary: 'Groups of investors that may be one: the same name, e-mail address or taxpayer id.',
    input: z.strictObject({}),
    output: z.strictObject({
      groups: z.array(
        z.strictObject({
          reasons: z.array(z.enum(['name', 'email', 'tin'])),
          investors: z.array(
            z.strictObject({
              id: Investor,
              name: z.string(),
              kind: z.enum(investorKinds),
              country: Country,
              status: z.enum(investorStates),
              addedOn: Day,
              version: Version,
            }),
          ),
        }),
      ),
    }),
    permission: 'investors.edit',
    scope: 'house',
    reads: ['investors', 'investor_contacts', 'tax_profiles'],
  }),
  'investors.expiring': defineQuery({
    summary: 'Tax forms and KYC approvals that end soon or have ended.',
    input: z.strictObject({}),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          investorId: Investor,
          investor: z.string(),
          what: z.enum(['form', 'kyc']),
          detail: z.string(),
          expiresOn: Day,
          ended: z.boolean(),
        }),
      ),
    }),
    permission: 'investors.view',
    scope: 'investor',
    reads: ['investors', 'tax_profiles', 'investor_kyc'],
  }),
  'investors.imports': defineQuery({
    summary: 'Imports of investors, newest first, with who undid which.',
    input: z.strictObject({}),
    output: z.strictObject({
      imports: z.array(
        z.strictObject({
          id: uuid(),
          fileName: z.string(),
          rows: z.int(),
          importedBy: Name,
          importedAt: Moment,
          undoneBy: Name.nullable(),
          undoneAt: Moment.nullable(),
        }),
      ),
    }),
    permission: 'investors.edit',
    scope: 'house',
    reads: ['investor_imports'],
  }),
  'investors.readFile': defineQuery({
    summary: 'A CSV file as rows of fields: its columns, which field each seems to hold, and what could not be read.',
    input: z.strictObject({ text: z.string().max(20_000_000), mapping: MappingInput.optional() }),
    output: z.strictObject({
      headers: z.array(z.string()),
      mapping: MappingInput,
      rows: z.array(RawRow),
      problems: z.array(z.strictObject({ line: z.int(), sentence: z.string() })),
    }),
    permission: 'investors.edit',
    scope: 'house',
    reads: ['investors'],
  }),
  'investors.checkRows': defineQuery({
    summary: 'Every row of an import against every rule: what may be written, what is wrong, and who may be here already.',
    input: z.strictObject({ system: text(40), rows: z.array(RawRow).max(MOST_IMPORT_ROWS) }),
    output: z.strictObject({ ready: z.array(ReadyRow), problems: z.array(RowProblem), warnings: z.array(RowProblem) }),
    permission: 'investors.edit',
    scope: 'house',
    reads: ['investors', 'investor_references'],
  }),
};
