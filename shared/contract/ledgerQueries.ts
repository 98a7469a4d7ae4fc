import { z } from 'zod';
import { accountKinds, accountRoles, entryKinds, lockLevels, rateSources, sides } from '../model/ledger.ts';
import { defineQuery } from './define.ts';
import { AccountCode, EntryId, EvidenceList, LedgerFund, RateDay } from './ledger.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, DecimalText, Hash, Moment, MoneyAmount, Name, text, uuid } from './schemas.ts';

const INTEGER = /^-?\d{1,38}$/;
/** A sum over rows has no bound of its own. */
const SumMinor = z.preprocess((value) => (typeof value === 'string' && INTEGER.test(value) ? BigInt(value) : value), z.bigint());
export const Sum = z.strictObject({ minor: SumMinor, currency: CurrencyCode });

const AccountRow = z.strictObject({
  code: AccountCode,
  name: Name,
  kind: z.enum(accountKinds),
  normalSide: z.enum(sides),
  isControl: z.boolean(),
  role: z.enum(accountRoles).nullable(),
  /** What the house calls it in its own general ledger. */
  externalCode: z.string().nullable(),
});

const BalanceRow = z.strictObject({
  account: AccountCode,
  name: Name,
  kind: z.enum(accountKinds),
  isControl: z.boolean(),
  externalCode: z.string().nullable(),
  currency: CurrencyCode,
  debit: Sum.nullable(),
  credit: Sum.nullable(),
});

const EntryRow = z.strictObject({
  id: EntryId,
  fundId: LedgerFund,
  effectiveOn: Day,
  recordedAt: Moment,
  recordedBy: Name,
  kind: z.enum(entryKinds),
  memo: z.string(),
  reason: z.string().nullable(),
  /** The sum of its debits in each currency. */
  amounts: z.array(Sum),
  lines: z.int(),
  reverses: EntryId.nullable(),
  reversedBy: EntryId.nullable(),
});

const PostingRow = z.strictObject({
  entryId: EntryId,
  line: z.int(),
  effectiveOn: Day,
  recordedAt: Moment,
  memo: z.string(),
  kind: z.enum(entryKinds),
  account: AccountCode,
  accountName: Name,
  externalCode: z.string().nullable(),
  investorId: uuid().nullable(),
  investor: z.string().nullable(),
  debit: MoneyAmount.nullable(),
  credit: MoneyAmount.nullable(),
});

const LockRow = z.strictObject({
  id: uuid(),
  fromOn: Day,
  untilOn: Day,
  level: z.enum(lockLevels),
  state: z.enum(['proposed', 'approved', 'rejected', 'withdrawn']),
  proposedBy: Name,
  proposedById: uuid(),
  proposedAt: Moment,
  reason: z.string(),
  decidedBy: Name.nullable(),
  decidedAt: Moment.nullable(),
  decisionReason: z.string().nullable(),
  contentHash: Hash,
});

const shared = { permission: 'ledger.view', scope: 'fund' } as const;

export const ledgerQueries = {
  'ledger.books': defineQuery({
    summary: 'The funds one may see, each with the state of its books.',
    input: z.strictObject({}),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          fundId: LedgerFund,
          fund: Name,
          currency: CurrencyCode,
          isOpen: z.boolean(),
          entries: z.int(),
          lastEffectiveOn: Day.nullable(),
          waitingLocks: z.int(),
          waitingJournals: z.int(),
          /** A journal larger than this waits for a second person. */
          journalLimit: Sum,
        }),
      ),
    }),
    ...shared,
    reads: ['entries', 'ledgers', 'funds', 'period_locks', 'journal_proposals', 'setting_values'],
  }),
  'ledger.accounts': defineQuery({
    summary: 'The chart of accounts of a fund.',
    input: z.strictObject({ fundId: LedgerFund }),
    output: z.strictObject({ rows: z.array(AccountRow) }),
    ...shared,
    reads: ['accounts', 'ledgers', 'account_codes'],
  }),
  'ledger.trialBalance': defineQuery({
    summary: 'Every account’s balance of entries effective up to a date, as known then or now.',
    input: z.strictObject({ fundId: LedgerFund, on: Day, knownAt: Moment.optional() }),
    output: z.strictObject({
      rows: z.array(BalanceRow),
      totals: z.array(z.strictObject({ currency: CurrencyCode, debit: Sum, credit: Sum })),
    }),
    ...shared,
    reads: ['postings', 'accounts', 'ledgers', 'account_codes'],
  }),
  'ledger.journal': defineQuery({
    summary: 'The entries of a fund.',
    input: listInput(['effectiveOn', 'recordedAt'], {
      fundId: LedgerFund,
      from: Day,
      until: Day,
      account: AccountCode,
      investorId: uuid(),
      kind: z.enum(entryKinds),
      search: text(200),
    }),
    output: listOutput(EntryRow),
    ...shared,
    reads: ['entries', 'postings'],
  }),
  'ledger.lines': defineQuery({
    summary: 'The general ledger of a fund: every line of every entry.',
    input: listInput(['effectiveOn'], {
      from: Day,
      until: Day,
      account: AccountCode,
      investorId: uuid(),
      currency: CurrencyCode,
      search: text(200),
    }).extend({ fundId: LedgerFund }),
    output: listOutput(PostingRow),
    ...shared,
    reads: ['postings', 'entries', 'accounts', 'account_codes'],
  }),
  'ledger.account': defineQuery({
    summary: 'One account in one currency, line by line, with its running balance; of one investor where it is kept per investor.',
    input: z.strictObject({
      fundId: LedgerFund,
      account: AccountCode,
      currency: CurrencyCode.optional(),
      investorId: uuid().optional(),
      from: Day.optional(),
      until: Day.optional(),
      /** As the books were known at this moment. */
      knownAt: Moment.optional(),
      after: z.string().max(2000).optional(),
      limit: z.int().min(1).max(500).optional(),
    }),
    output: z.strictObject({
      account: AccountRow,
      currencies: z.array(CurrencyCode),
      currency: CurrencyCode,
      balance: Sum,
      rows: z.array(PostingRow.extend({ balance: Sum })),
      next: z.string().nullable(),
      total: z.int().nullable(),
    }),
    ...shared,
    reads: ['postings', 'entries', 'accounts', 'account_codes'],
  }),
  'ledger.entry': defineQuery({
    summary: 'One entry with its lines, its evidence and what reverses it.',
    input: z.strictObject({ entryId: EntryId }),
    output: EntryRow.extend({
      source: z.string(),
      evidence: EvidenceList,
      postings: z.array(
        z.strictObject({
          account: AccountCode,
          accountName: Name,
          investorId: uuid().nullable(),
          investor: z.string().nullable(),
          amount: MoneyAmount,
        }),
      ),
    }),
    ...shared,
    reads: ['entries', 'postings', 'accounts'],
  }),
  'ledger.periods': defineQuery({
    summary: 'Which days of a fund’s books are closed, and every change of that.',
    input: z.strictObject({ fundId: LedgerFund }),
    output: z.strictObject({
      closed: z.array(z.strictObject({ fromOn: Day, untilOn: Day, level: z.enum(['soft', 'hard']) })),
      rows: z.array(LockRow),
    }),
    ...shared,
    reads: ['period_locks', 'ledgers'],
  }),
  'ledger.rates': defineQuery({
    summary: 'The exchange rates of the house, corrections included.',
    input: listInput(['on', 'quote'], {
      base: CurrencyCode,
      quote: CurrencyCode,
      source: z.enum(rateSources),
      from: Day,
      until: Day,
    }),
    output: listOutput(
      z.strictObject({
        on: Day,
        base: CurrencyCode,
        quote: CurrencyCode,
        rate: DecimalText,
        source: z.enum(rateSources),
        revision: z.int(),
        /** A later correction has taken its place. */
        replaced: z.boolean(),
        reason: z.string().nullable(),
        recordedBy: Name,
        recordedAt: Moment,
      }),
    ),
    ...shared,
    reads: ['fx_rates'],
  }),
  'ledger.readEcb': defineQuery({
    summary: 'A file of euro reference rates as an import would take it: its days, what is new, and what stands in the way.',
    input: z.strictObject({ text: z.string().max(20_000_000), since: Day.optional() }),
    output: z.strictObject({
      days: z.array(RateDay),
      leftOut: z.array(z.string()),
      problems: z.array(z.string()),
      added: z.int(),
      known: z.int(),
    }),
    permission: 'ledger.rates',
    scope: 'house',
    reads: ['fx_rates'],
  }),
  'ledger.convert': defineQuery({
    summary: 'An amount in another currency at the rate of a day, with where the rate comes from.',
    input: z.strictObject({ amount: MoneyAmount, to: CurrencyCode, on: Day }),
    output: z.strictObject({
      amount: Sum,
      rate: DecimalText,
      rateOn: Day,
      way: z.enum(['same', 'direct', 'inverse', 'cross']),
      sources: z.array(z.enum(rateSources)),
    }),
    ...shared,
    reads: ['fx_rates', 'setting_values'],
  }),
};
