import { z } from 'zod';
import type { FundId } from '../ids.ts';
import {
  accountPurposes,
  accountSchemes,
  classKinds,
  fundBases,
  fundMoves,
  fundStatuses,
  linkKinds,
  navMarks,
  organisationKinds,
  vehicleTypes,
} from '../model/funds.ts';
import { defineCommand } from './define.ts';
import { Term } from './fundTerms.ts';
import { CurrencyCode, Day, DecimalText, Hash, Minor, Name, Note, Reason, text, uuid, Version } from './schemas.ts';

export const Fund = uuid<FundId>();
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'must be a two-letter country code');
const Vintage = z.int().min(1950).max(2100);
/** The last day of the fiscal year. Where the year has no 29 February, its 28th is meant. */
export const FiscalYearEnd = z
  .string()
  .regex(/^(0[13578]-31|1[02]-31|0[469]-30|11-30|02-2[89]|(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]))$/, 'must be a month and day such as 12-31');

const OrganisationFields = { name: Name, legalName: text(200, 0), kind: z.enum(organisationKinds), country: CountryCode };
export const FundFields = {
  organisationId: uuid(),
  name: Name,
  legalName: text(200, 0),
  vehicleType: z.enum(vehicleTypes),
  basis: z.enum(fundBases),
  currency: CurrencyCode,
  country: CountryCode,
  vintage: Vintage.nullable(),
  fiscalYearEnd: FiscalYearEnd,
  inceptionOn: Day.nullable(),
  targetSize: Minor.refine((size) => size >= 0n, 'must not be negative').nullable(),
  strategy: Note,
};
const UnitDigits = z.int().min(0).max(8);
const ClassFields = { name: Name, kind: z.enum(classKinds), unitDigits: UnitDigits, openedOn: Day };
const LedgerCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,39}$/, 'must be letters, digits, dots, dashes or colons');

/** What an approver and, later, an auditor look at: named, and by hash where the file is at hand. */
export const Evidence = z.strictObject({ title: text(200), reference: text(500, 0), sha256: Hash.nullable() });

const fundKnown = ['fundClosed'] as const;

export const fundsCommands = {
  'funds.addOrganisation': defineCommand({
    summary: 'Records an organisation funds work with: manager, general partner, administrator, bank.',
    class: 'decision',
    input: z.strictObject({ organisationId: uuid(), ...OrganisationFields }),
    output: z.strictObject({ version: Version }),
    refusals: ['organisationNameTaken'],
    permission: 'funds.edit',
    changes: ['organisations'],
  }),
  'funds.updateOrganisation': defineCommand({
    summary: 'Corrects an organisation’s name, kind or country.',
    class: 'decision',
    input: z.strictObject({ organisationId: uuid(), expectedVersion: Version, ...OrganisationFields }),
    output: z.strictObject({ version: Version }),
    refusals: ['organisationNameTaken'],
    permission: 'funds.edit',
    changes: ['organisations'],
  }),
  'funds.addFund': defineCommand({
    summary: 'Begins a fund: whose it is, what it is called, how it is counted, its currency and fiscal year.',
    class: 'decision',
    input: z.strictObject({ fundId: Fund, ...FundFields }),
    output: z.strictObject({ version: Version, status: z.enum(fundStatuses) }),
    refusals: ['fundNameTaken'],
    permission: 'funds.edit',
    changes: ['funds'],
  }),
  'funds.updateFund': defineCommand({
    summary: 'Corrects the facts of a fund; how it is counted and its currency only while it has no class, account or project.',
    class: 'decision',
    input: z.strictObject({ fundId: Fund, expectedVersion: Version, ...FundFields }),
    output: z.strictObject({ version: Version }),
    refusals: ['fundNameTaken', 'fundFixed', 'inceptionAfterStart'],
    permission: 'funds.edit',
    changes: ['funds'],
  }),
  'funds.recordTaxId': defineCommand({
    summary: 'Records the tax id of a fund, as its country writes it; earlier ones stay on record.',
    class: 'decision',
    input: z.strictObject({ fundId: Fund, country: CountryCode, taxId: text(20, 4), reason: Reason }),
    output: z.strictObject({ ordinal: z.int() }),
    refusals: ['fundTaxIdMalformed', 'fundTaxIdSame'],
    permission: 'funds.edit',
    changes: ['fund_tax_ids'],
  }),
  'funds.move': defineCommand({
    summary: 'Moves a fund along its life: raising, investing, harvesting, closed.',
    class: 'decision',
    input: z.strictObject({ fundId: Fund, expectedVersion: Version, move: z.enum(fundMoves), effectiveOn: Day, reason: Reason }),
    output: z.strictObject({ version: Version, status: z.enum(fundStatuses) }),
    refusals: ['moveNotAllowed', 'moveNotReady', 'moveBeforeLast', 'dateInFuture'],
    permission: 'funds.edit',
    changes: ['funds', 'fund_status_changes'],
  }),
  'funds.addClass': defineCommand({
    summary: 'Adds a class or series to a fund, with the decimal places its units are counted to.',
    class: 'decision',
    input: z.strictObject({ classId: uuid(), fundId: Fund, ...ClassFields }),
    output: z.strictObject({ version: Version }),
    refusals: [...fundKnown, 'classNameTaken'],
    permission: 'funds.edit',
    changes: ['fund_classes'],
  }),
  'funds.updateClass': defineCommand({
    summary: 'Corrects a class or closes it from a date on.',
    class: 'decision',
    input: z.strictObject({ classId: uuid(), fundId: Fund, expectedVersion: Version, ...ClassFields, closedOn: Day.nullable() }),
    output: z.strictObject({ version: Version }),
    refusals: ['classNameTaken', 'classFixed', 'wrongClassDates', 'navBeforeOpening', 'navAfterClosing'],
    permission: 'funds.edit',
    changes: ['fund_classes'],
  }),
  'funds.link': defineCommand({
    summary: 'Links two funds: feeder, parallel, blocker, alternative vehicle or co-investment.',
    class: 'decision',
    input: z.strictObject({ linkId: uuid(), fundId: Fund, toFundId: Fund, kind: z.enum(linkKinds), fromOn: Day, note: Note }),
    output: z.strictObject({}),
    refusals: ['linkToSelf', 'linkExists', 'linkCycle'],
    permission: 'funds.edit',
    changes: ['fund_links'],
  }),
  'funds.endLink': defineCommand({
    summary: 'Ends a link between two funds from a date on; the record of it stays.',
    class: 'decision',
    input: z.strictObject({ linkId: uuid(), fundId: Fund, toFundId: Fund, untilOn: Day, reason: Reason }),
    output: z.strictObject({}),
    refusals: ['linkEnded', 'wrongLinkDates'],
    permission: 'funds.edit',
    changes: ['fund_links'],
  }),
  'funds.recordTerm': defineCommand({
    summary: 'Records a term of the fund documents as data, from a date on, with the clause it stands in.',
    class: 'decision',
    input: z.strictObject({
      termId: uuid(),
      fundId: Fund,
      classId: uuid().nullable(),
      effectiveOn: Day,
      clause: text(200),
      term: Term,
      reason: Reason.optional(),
    }),
    output: z.strictObject({ ordinal: z.int() }),
    refusals: ['termIncoherent', 'termUnchanged'],
    permission: 'funds.edit',
    changes: ['fund_terms'],
  }),
  'funds.addBankAccount': defineCommand({
    summary: 'Adds an own bank account of a fund or one of its projects, checked and tied to a ledger account.',
    class: 'decision',
    input: z.strictObject({
      accountId: uuid(),
      fundId: Fund,
      projectId: uuid().nullable(),
      purpose: z.enum(accountPurposes),
      title: Name,
      bankName: Name,
      holder: text(140),
      country: CountryCode,
      currency: CurrencyCode,
      scheme: z.enum(accountSchemes),
      accountNumber: text(40),
      routingNumber: text(20).nullable(),
      bic: text(11).nullable(),
      ledgerCode: LedgerCode,
      openedOn: Day,
    }),
    output: z.strictObject({ version: Version }),
    refusals: [...fundKnown, 'bankDetailsWrong', 'accountTaken', 'ledgerCodeTaken'],
    permission: 'funds.edit',
    stepUp: true,
    changes: ['fund_bank_accounts'],
  }),
  'funds.updateBankAccount': defineCommand({
    summary: 'Corrects what a bank account is called and its ledger account. Its number never changes: close it and add the new one.',
    class: 'decision',
    input: z.strictObject({
      accountId: uuid(),
      fundId: Fund,
      expectedVersion: Version,
      title: Name,
      bankName: Name,
      ledgerCode: LedgerCode,
    }),
    output: z.strictObject({ version: Version }),
    refusals: ['accountClosed', 'ledgerCodeTaken'],
    permission: 'funds.edit',
    changes: ['fund_bank_accounts'],
  }),
  'funds.closeBankAccount': defineCommand({
    summary: 'Closes a bank account from a date on; nothing more is paid from it.',
    class: 'decision',
    input: z.strictObject({ accountId: uuid(), fundId: Fund, expectedVersion: Version, closedOn: Day, reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: ['accountClosed', 'wrongAccountDates'],
    permission: 'funds.edit',
    stepUp: true,
    changes: ['fund_bank_accounts'],
  }),
  'funds.draftNav': defineCommand({
    summary: 'Drafts the NAV of a class for a date, with its evidence; or the correction of an approved one, with the reason.',
    class: 'decision',
    input: z.strictObject({
      navId: uuid(),
      fundId: Fund,
      classId: uuid(),
      asOfOn: Day,
      netAssets: Minor,
      /** Null where the class is counted in commitments. */
      units: DecimalText.nullable(),
      navPerUnit: DecimalText.nullable(),
      mark: z.enum(navMarks),
      evidence: Evidence,
      corrects: uuid().nullable(),
      reason: Reason.optional(),
    }),
    output: z.strictObject({ contentHash: Hash }),
    refusals: [
      ...fundKnown,
      'classClosed',
      'dateInFuture',
      'navTwice',
      'navBeforeOpening',
      'navNeedsUnits',
      'navWithoutUnits',
      'navDoesNotTie',
      'unitsTooFine',
      'navNotCorrectable',
      'correctionElsewhere',
      'correctionNeedsReason',
    ],
    permission: 'funds.draftNav',
    changes: ['nav_snapshots'],
  }),
  'funds.approveNav': defineCommand({
    summary: 'Approves a drafted NAV as it was read; never by the person who prepared it.',
    class: 'decision',
    input: z.strictObject({ navId: uuid(), fundId: Fund, contentHash: Hash }),
    output: z.strictObject({}),
    refusals: ['navDecided', 'navByApprover', 'navChanged'],
    permission: 'funds.approveNav',
    stepUp: true,
    changes: ['nav_snapshots'],
  }),
  'funds.rejectNav': defineCommand({
    summary: 'Turns a drafted NAV down, with the reason.',
    class: 'decision',
    input: z.strictObject({ navId: uuid(), fundId: Fund, reason: Reason }),
    output: z.strictObject({}),
    refusals: ['navDecided'],
    permission: 'funds.approveNav',
    changes: ['nav_snapshots'],
  }),
  'funds.withdrawNav': defineCommand({
    summary: 'Takes one’s own drafted NAV back.',
    class: 'decision',
    input: z.strictObject({ navId: uuid(), fundId: Fund }),
    output: z.strictObject({}),
    refusals: ['navDecided', 'navOfAnother'],
    permission: 'funds.draftNav',
    changes: ['nav_snapshots'],
  }),
};
