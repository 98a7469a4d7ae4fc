import { z } from 'zod';
import type { FundId } from '../ids.ts';
import { incomeBases, taxKinds } from '../model/performance.ts';
import { defineCommand } from './define.ts';
import { AccountCode, EntryId, EvidenceList } from './ledger.ts';
import { CurrencyCode, Day, DecimalText, Hash, Minor, MoneyAmount, Name, Note, Reason, text, uuid } from './schemas.ts';

export const CapitalFund = uuid<FundId>();
export const Investor = uuid();

/** A partner that bears exactly this much of an account: income positive, expense negative. */
export const IncomeOverride = z.strictObject({ account: AccountCode, investorId: Investor, minor: Minor });
export const IncomeFields = {
  fundId: CapitalFund,
  fromOn: Day,
  untilOn: Day,
  basis: z.enum(incomeBases),
  overrides: z.array(IncomeOverride).max(5000).default([]),
};

/** One level of an index: what it stood at on a day. */
export const IndexLevel = z.strictObject({ on: Day, level: DecimalText });
export const MOST_LEVELS = 20_000;

export const incomeRefusals = [
  'booksMissing',
  'periodBackwards',
  'dateInFuture',
  'roleMissing',
  'incomeOverlaps',
  'nothingToAllocate',
  'foreignResult',
  'noPartners',
  'overrideElsewhere',
  'overrideTwice',
  'overridesDoNotTie',
  'amountTooLarge',
] as const;

export const capitalCommands = {
  'ledger.allocateIncome': defineCommand({
    summary:
      'Shares the result of a period out to the partners by a stated basis, with overrides, and closes its accounts into their capital.',
    class: 'decision',
    input: z.strictObject({ allocationId: uuid(), ...IncomeFields, reason: Reason, evidence: EvidenceList.default([]) }),
    output: z.strictObject({ entryId: EntryId, net: MoneyAmount, partners: z.int() }),
    refusals: [...incomeRefusals, 'investorsUnknown', 'periodLocked'],
    permission: 'ledger.post',
    changes: ['income_allocations', 'income_allocation_lines', 'entries', 'postings'],
  }),
  'capital.adjustTax': defineCommand({
    summary: 'Records by how much the tax capital of partners differs from their book capital, for a tax year, with kind and source.',
    class: 'decision',
    input: z.strictObject({
      adjustmentId: uuid(),
      fundId: CapitalFund,
      taxYear: z.int().min(1950).max(2100),
      kind: z.enum(taxKinds),
      source: text(500),
      reason: Reason,
      lines: z
        .array(z.strictObject({ investorId: Investor, minor: Minor }))
        .min(1)
        .max(20_000),
    }),
    output: z.strictObject({ ordinal: z.int(), effectiveOn: Day }),
    refusals: ['booksMissing', 'taxYearOpen', 'taxLineZero', 'taxLineTwice', 'taxNeverHeld', 'investorsUnknown'],
    permission: 'ledger.post',
    changes: ['tax_adjustments', 'tax_adjustment_lines'],
  }),
  'capital.reverseTaxAdjustment': defineCommand({
    summary: 'Reverses a tax adjustment by a new one that cancels it line by line, linked to it.',
    class: 'decision',
    input: z.strictObject({ adjustmentId: uuid(), fundId: CapitalFund, reversesId: uuid(), reason: Reason }),
    output: z.strictObject({ ordinal: z.int() }),
    refusals: ['taxReversed', 'taxIsReversal'],
    permission: 'ledger.post',
    changes: ['tax_adjustments', 'tax_adjustment_lines'],
  }),
  'performance.addBenchmark': defineCommand({
    summary: 'Records an index that performance is held against: its name, provider and currency, and whether it counts dividends in.',
    class: 'decision',
    input: z.strictObject({
      benchmarkId: uuid(),
      name: Name,
      provider: text(120, 0),
      currency: CurrencyCode,
      isTotalReturn: z.boolean(),
      note: Note,
    }),
    output: z.strictObject({}),
    refusals: ['benchmarkTaken'],
    permission: 'capital.benchmarks',
    changes: ['benchmarks'],
  }),
  'performance.importLevels': defineCommand({
    summary: 'Takes over levels of an index; what is known adds nothing, what differs becomes a correction where a reason is given.',
    class: 'fact',
    input: z.strictObject({
      benchmarkId: uuid(),
      fileName: text(200),
      fileHash: Hash.nullable(),
      levels: z.array(IndexLevel).min(1).max(MOST_LEVELS),
      reason: Reason.optional(),
    }),
    output: z.strictObject({ added: z.int(), corrected: z.int(), known: z.int() }),
    refusals: ['levelNotPositive', 'levelInFuture', 'levelTwice', 'levelsDiffer'],
    permission: 'capital.benchmarks',
    changes: ['benchmark_levels'],
  }),
};
