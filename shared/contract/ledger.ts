import { z } from 'zod';
import type { FundId } from '../ids.ts';
import { accountKinds, accountRoles, sides, starterCharts } from '../model/ledger.ts';
import { defineCommand } from './define.ts';
import { CurrencyCode, Day, DecimalText, Hash, MoneyAmount, Name, Reason, text, uuid } from './schemas.ts';

export const LedgerFund = uuid<FundId>();
export const AccountCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,39}$/, 'must be letters, digits, dots, dashes or colons');
/** The command that wrote the entry, a dot, and which of its entries: `019…-….0`. */
export const EntryId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(0|[1-9]\d{0,5})$/, 'must be the id of an entry')
  .meta({ id: 'EntryId' });

/** What an auditor looks at: named, and by hash where the file is at hand. */
export const LedgerEvidence = z.strictObject({ title: text(200), reference: text(500, 0), sha256: Hash.nullable() });
export const EvidenceList = z.array(LedgerEvidence).max(20);

/** A debit is positive, a credit negative. */
export const EntryLine = z.strictObject({ account: AccountCode, investorId: uuid().nullable().default(null), amount: MoneyAmount });

export const MOST_LINES = 20_000;
export const EntryFields = { effectiveOn: Day, memo: text(500), reason: Reason, evidence: EvidenceList.default([]) };
const PeriodFields = { lockId: uuid(), fundId: LedgerFund, fromOn: Day, untilOn: Day, reason: Reason };
export const entryRefusals = [
  'booksMissing',
  'accountsUnknown',
  'lineZero',
  'investorNeeded',
  'investorNotKept',
  'entryUnbalanced',
] as const;
const periodRefusals = ['booksMissing', 'periodBackwards', 'periodUnchanged', 'periodChangeOpen'] as const;
export const Written = z.strictObject({ entryId: EntryId });
const Proposed = z.strictObject({ contentHash: Hash });

/** The rates of one day, each what one unit of the base currency cost. */
export const RateDay = z.strictObject({
  on: Day,
  rates: z
    .array(z.strictObject({ currency: CurrencyCode, rate: DecimalText }))
    .min(1)
    .max(400),
});
export const MOST_RATE_DAYS = 400;

export const ledgerCommands = {
  'ledger.openChart': defineCommand({
    summary: 'Opens the books of a fund with a starter chart of accounts, in the currency of the fund.',
    class: 'decision',
    input: z.strictObject({ fundId: LedgerFund, chart: z.enum(starterCharts).default('starter-1') }),
    output: z.strictObject({ accounts: z.int() }),
    refusals: ['booksOpen'],
    permission: 'ledger.post',
    changes: ['ledgers', 'accounts'],
  }),
  'ledger.addAccount': defineCommand({
    summary: 'Adds an account to the chart of a fund; kept per investor where it is a control account.',
    class: 'decision',
    input: z.strictObject({
      fundId: LedgerFund,
      code: AccountCode,
      name: Name,
      kind: z.enum(accountKinds),
      normalSide: z.enum(sides),
      isControl: z.boolean(),
      role: z.enum(accountRoles).nullable().default(null),
    }),
    output: z.strictObject({}),
    refusals: ['booksMissing', 'accountCodeTaken', 'accountRoleTaken'],
    permission: 'ledger.post',
    changes: ['accounts'],
  }),
  'ledger.postJournal': defineCommand({
    summary: 'Posts a manual journal with its reason and evidence. It must come to zero in every currency.',
    class: 'decision',
    input: z.strictObject({ fundId: LedgerFund, ...EntryFields, lines: z.array(EntryLine).min(2).max(MOST_LINES) }),
    output: Written,
    refusals: [...entryRefusals, 'investorsUnknown', 'periodLocked', 'journalNeedsSecond', 'journalNotComparable'],
    permission: 'ledger.post',
    changes: ['entries', 'postings'],
  }),
  'ledger.reverse': defineCommand({
    summary: 'Reverses an entry by a new one that cancels it line by line, linked both ways.',
    class: 'decision',
    input: z.strictObject({ entryId: EntryId, effectiveOn: Day, reason: Reason }),
    output: Written,
    refusals: [
      'entryOfEvent',
      'entryReversed',
      'entryIsReversal',
      'reversalTooEarly',
      'periodLocked',
      'journalNeedsSecond',
      'journalNotComparable',
    ],
    permission: 'ledger.post',
    changes: ['entries', 'postings'],
  }),
  'ledger.revalue': defineCommand({
    summary: 'Posts what the currency position of a fund gained or lost by a date, at the rates of that date.',
    class: 'decision',
    input: z.strictObject({ fundId: LedgerFund, on: Day, reason: Reason }),
    output: z.strictObject({ entryId: EntryId, gain: MoneyAmount }),
    refusals: [
      'booksMissing',
      'roleMissing',
      'foreignResult',
      'rateMissing',
      'nothingToRevalue',
      'amountTooLarge',
      'rateInFuture',
      'periodLocked',
    ],
    permission: 'ledger.post',
    changes: ['entries', 'postings'],
  }),
  'ledger.lockPeriod': defineCommand({
    summary: 'Proposes to close the days of a period: soft, only people who may lock still post; hard, nobody. A second person approves.',
    class: 'decision',
    input: z.strictObject({ ...PeriodFields, level: z.enum(['soft', 'hard']) }),
    output: Proposed,
    refusals: periodRefusals,
    permission: 'ledger.lock',
    changes: ['period_locks'],
  }),
  'ledger.unlockPeriod': defineCommand({
    summary: 'Proposes to open the days of a closed period again. A second person approves.',
    class: 'decision',
    input: z.strictObject(PeriodFields),
    output: Proposed,
    refusals: periodRefusals,
    permission: 'ledger.lock',
    changes: ['period_locks'],
  }),
  'ledger.approveLock': defineCommand({
    summary: 'Puts a proposed change of a period in force; never by the person who proposed it.',
    class: 'decision',
    input: z.strictObject({ lockId: uuid(), contentHash: Hash }),
    output: z.strictObject({ level: z.enum(['open', 'soft', 'hard']) }),
    refusals: ['periodChangeDecided', 'periodByProposer', 'periodContentChanged'],
    permission: 'ledger.approveLock',
    stepUp: true,
    changes: ['period_locks'],
  }),
  'ledger.rejectLock': defineCommand({
    summary: 'Turns a proposed change of a period down, with the reason.',
    class: 'decision',
    input: z.strictObject({ lockId: uuid(), reason: Reason }),
    output: z.strictObject({}),
    refusals: ['periodChangeDecided'],
    permission: 'ledger.approveLock',
    changes: ['period_locks'],
  }),
  'ledger.withdrawLock': defineCommand({
    summary: 'Takes one’s own proposed change of a period back.',
    class: 'decision',
    input: z.strictObject({ lockId: uuid() }),
    output: z.strictObject({}),
    refusals: ['periodChangeDecided', 'periodNotProposer'],
    permission: 'ledger.lock',
    changes: ['period_locks'],
  }),
  'ledger.recordRate': defineCommand({
    summary: 'Records by hand what one unit of a currency cost in another on a day; a correction needs a reason.',
    class: 'fact',
    input: z.strictObject({ base: CurrencyCode, quote: CurrencyCode, on: Day, rate: DecimalText, reason: Reason.optional() }),
    output: z.strictObject({ revision: z.int() }),
    refusals: ['rateNotPositive', 'rateSameCurrency', 'rateInFuture', 'rateKnown', 'rateDiffers'],
    permission: 'ledger.rates',
    changes: ['fx_rates'],
  }),
  'ledger.importEcbRates': defineCommand({
    summary: 'Takes over the euro reference rates of an ECB file; what is known already adds nothing, what differs is refused.',
    class: 'fact',
    input: z.strictObject({ fileName: text(200), fileHash: Hash, days: z.array(RateDay).min(1).max(MOST_RATE_DAYS) }),
    output: z.strictObject({ added: z.int(), known: z.int() }),
    refusals: ['ratesConflict', 'rateNotPositive', 'rateSameCurrency', 'rateInFuture'],
    permission: 'ledger.rates',
    changes: ['fx_rates'],
  }),
};
