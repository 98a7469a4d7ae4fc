import { z } from 'zod';
import type { InvestorId } from '../ids.ts';
import { capitalLines, incomeBases, taxKinds } from '../model/performance.ts';
import { CapitalFund, IncomeFields, IndexLevel } from './capital.ts';
import { defineQuery } from './define.ts';
import { EntryId } from './ledger.ts';
import { CurrencyCode, Day, DecimalText, Moment, MoneyAmount, Name, uuid } from './schemas.ts';

const WHOLE = /^-?\d{1,38}$/;
/** A sum over rows has no bound of its own. */
const SumMinor = z.preprocess((value) => (typeof value === 'string' && WHOLE.test(value) ? BigInt(value) : value), z.bigint());
const Sum = z.strictObject({ minor: SumMinor, currency: CurrencyCode });
const Partner = uuid<InvestorId>();

const Lines = z.strictObject(
  Object.fromEntries(capitalLines.map((line) => [line, Sum])) as Record<(typeof capitalLines)[number], typeof Sum>,
);
const TaxCapital = z.strictObject({ opening: Sum, adjustments: Sum, closing: Sum });
const PartnerRow = z.strictObject({ investorId: Partner, investor: z.string(), ...Lines.shape, taxClosing: Sum });

const TieOut = z.strictObject({
  /** What the fund owns less what it owes, from the other half of the books. */
  netAssets: Sum,
  partners: Sum,
  notAllocated: Sum,
  notOfPartners: Sum,
  /** Accounts of equity or result in a foreign currency: their balances stand outside this sum. */
  foreign: z.array(z.string()),
});

const Statement = z.strictObject({
  fundId: CapitalFund,
  fund: Name,
  currency: CurrencyCode,
  yearFrom: Day,
  period: Lines,
  year: Lines,
  inception: Lines,
  tax: TaxCapital,
  taxByKind: z.array(z.strictObject({ kind: z.enum(taxKinds), amount: Sum })),
  commitment: z.strictObject({ committed: Sum, called: Sum, uncalled: Sum }),
});

/** A figure with what it was made of: shown on click. `value` is null where it cannot be measured, and `reason` says why. */
export const Figure = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['money', 'rate', 'multiple', 'count', 'days']),
  money: Sum.nullable(),
  value: DecimalText.nullable(),
  reason: z.string().nullable(),
  definition: z.string(),
  inputs: z.array(z.strictObject({ label: z.string(), money: Sum.nullable(), text: z.string().nullable() })),
});

const Ageing = z.strictObject({
  bucket: z.enum(['notDue', 'days30', 'days60', 'days90', 'older']),
  open: Sum,
  probability: DecimalText.nullable(),
});
const FundFigures = z.strictObject({
  fundId: CapitalFund,
  fund: Name,
  currency: CurrencyCode,
  committed: Sum,
  called: Sum,
  uncalled: Sum,
  asked: Sum,
  collected: Sum,
  open: Sum,
  overdue: Sum,
  distributed: Sum,
  calledRate: DecimalText.nullable(),
  collectionRate: DecimalText.nullable(),
});

const period = { fundId: CapitalFund, from: Day, until: Day, knownAt: Moment.optional() };
const asOf = { on: Day.optional(), knownAt: Moment.optional() };
const ledgerTables = ['postings', 'entries', 'income_allocations', 'tax_adjustments', 'commitment_events', 'capital_calls'] as const;

export const capitalQueries = {
  'capital.accounts': defineQuery({
    summary: 'The capital account of every partner of a fund over a period, as known at a moment, tied to the fund’s net assets.',
    input: z.strictObject(period),
    output: z.strictObject({ currency: CurrencyCode, rows: z.array(PartnerRow), totals: Lines, taxClosing: Sum, tieOut: TieOut }),
    permission: 'capital.view',
    scope: 'fund',
    reads: [...ledgerTables],
  }),
  'capital.account': defineQuery({
    summary: 'The capital accounts of one investor, fund by fund: period, fiscal year and since inception, book and tax.',
    input: z.strictObject({ investorId: Partner, fundId: CapitalFund.optional(), from: Day, until: Day, knownAt: Moment.optional() }),
    output: z.strictObject({ rows: z.array(Statement) }),
    permission: 'capital.view',
    scope: 'investor',
    reads: [...ledgerTables],
  }),
  'capital.incomePreview': defineQuery({
    summary: 'What an allocation of income would give every partner, before it is posted.',
    input: z.strictObject(IncomeFields),
    output: z.strictObject({
      net: MoneyAmount,
      accounts: z.array(z.strictObject({ account: z.string(), name: Name, amount: Sum })),
      rows: z.array(z.strictObject({ investorId: Partner, investor: z.string(), amount: Sum, share: DecimalText.nullable() })),
    }),
    permission: 'ledger.view',
    scope: 'fund',
    reads: ['postings', 'income_allocations', 'commitment_events'],
  }),
  'capital.incomeAllocations': defineQuery({
    summary: 'The results of a fund that were allocated to partners, each with its entry and whether it still stands.',
    input: z.strictObject({ fundId: CapitalFund }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: uuid(),
          fromOn: Day,
          untilOn: Day,
          basis: z.enum(incomeBases),
          overrides: z.int(),
          net: MoneyAmount,
          entryId: EntryId,
          reversedBy: EntryId.nullable(),
          reason: z.string(),
          recordedBy: Name,
          recordedAt: Moment,
        }),
      ),
    }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['income_allocations', 'entries'],
  }),
  'capital.taxAdjustments': defineQuery({
    summary: 'By how much the tax capital of a fund’s partners was set apart from their book capital, year by year.',
    input: z.strictObject({ fundId: CapitalFund }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: uuid(),
          taxYear: z.int(),
          effectiveOn: Day,
          kind: z.enum(taxKinds),
          source: z.string(),
          reason: z.string(),
          amount: Sum,
          partners: z.int(),
          reverses: uuid().nullable(),
          reversed: z.boolean(),
          recordedBy: Name,
          recordedAt: Moment,
        }),
      ),
    }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['tax_adjustments'],
  }),
  'capital.metrics': defineQuery({
    summary: 'The capital figures of a fund on a day: committed, called, collected, overdue and expected, each with definition and inputs.',
    input: z.strictObject({ fundId: CapitalFund, ...asOf }),
    output: z.strictObject({ on: Day, currency: CurrencyCode, figures: z.array(Figure), ageing: z.array(Ageing) }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['commitment_events', 'capital_calls', 'receipts', 'postings', 'allocations'],
  }),
  'capital.funds': defineQuery({
    summary: 'The capital figures of every fund a person may see, recomputed from the facts.',
    input: z.strictObject(asOf),
    output: z.strictObject({ on: Day, rows: z.array(FundFigures) }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['commitment_events', 'capital_calls', 'receipts', 'postings'],
  }),
  'capital.history': defineQuery({
    summary: 'How a fund’s capital grew month by month: committed, called, collected and distributed, with its net assets.',
    input: z.strictObject({ fundId: CapitalFund, ...asOf }),
    output: z.strictObject({
      currency: CurrencyCode,
      months: z.array(
        z.strictObject({
          month: z.string(),
          committed: Sum,
          called: Sum,
          collected: Sum,
          distributed: Sum,
          calledInMonth: Sum,
          collectedInMonth: Sum,
          distributedInMonth: Sum,
        }),
      ),
    }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['commitment_events', 'capital_calls', 'receipts', 'postings'],
  }),
  'capital.partners': defineQuery({
    summary: 'The capital of every partner of a fund on a day: committed, called, paid, open, distributed and its share of the NAV.',
    input: z.strictObject({ fundId: CapitalFund, ...asOf }),
    output: z.strictObject({
      on: Day,
      currency: CurrencyCode,
      navOn: Day.nullable(),
      rows: z.array(
        z.strictObject({
          investorId: Partner,
          investor: z.string(),
          committed: Sum,
          called: Sum,
          uncalled: Sum,
          paidIn: Sum,
          open: Sum,
          overdue: Sum,
          distributed: Sum,
          nav: Sum.nullable(),
          share: DecimalText.nullable(),
        }),
      ),
    }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['commitment_events', 'capital_calls', 'receipts', 'postings', 'nav_snapshots'],
  }),
  'capital.holdings': defineQuery({
    summary: 'What an investor has in every fund, in money: committed, called, paid in, distributed and its share of the NAV.',
    input: z.strictObject({ investorId: Partner, ...asOf }),
    output: z.strictObject({
      on: Day,
      rows: z.array(
        z.strictObject({
          fundId: CapitalFund,
          fund: Name,
          committed: Sum,
          called: Sum,
          uncalled: Sum,
          paidIn: Sum,
          distributed: Sum,
          nav: Sum.nullable(),
          navOn: Day.nullable(),
          tvpi: DecimalText.nullable(),
        }),
      ),
    }),
    permission: 'capital.view',
    scope: 'investor',
    reads: ['commitment_events', 'capital_calls', 'receipts', 'postings', 'nav_snapshots'],
  }),
  'capital.performance': defineQuery({
    summary:
      'IRR, multiples and public-market equivalents of a fund, a class or an investor on a day, with and without the subscription line.',
    input: z.strictObject({
      fundId: CapitalFund,
      classId: uuid().optional(),
      investorId: Partner.optional(),
      benchmarkId: uuid().optional(),
      ...asOf,
    }),
    output: z.strictObject({
      on: Day,
      currency: CurrencyCode,
      /** The day of the NAV: flows after it are not in the figures. */
      navOn: Day.nullable(),
      reason: z.string().nullable(),
      figures: z.array(Figure),
      withoutLine: z.array(Figure),
      flows: z.array(z.strictObject({ on: Day, contribution: Sum, distribution: Sum, line: Sum })),
    }),
    permission: 'capital.view',
    scope: 'investor',
    reads: ['postings', 'nav_snapshots', 'benchmark_levels', 'commitment_events'],
  }),
  'capital.events': defineQuery({
    summary: 'What happened to a fund’s capital, newest first: closings, calls, distributions, NAVs, income allocated, changes of status.',
    input: z.strictObject({ fundId: CapitalFund, limit: z.int().min(1).max(500).optional() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: z.string(),
          on: Day,
          kind: z.enum(['status', 'closing', 'transfer', 'call', 'rescission', 'distribution', 'nav', 'income', 'allocation']),
          title: z.string(),
          amount: Sum.nullable(),
        }),
      ),
    }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['entries', 'capital_calls', 'closings', 'transfers', 'nav_snapshots', 'fund_status_changes', 'allocations'],
  }),
  'performance.benchmarks': defineQuery({
    summary: 'The indices performance is held against, and how far their levels reach.',
    input: z.strictObject({}),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: uuid(),
          name: Name,
          provider: z.string(),
          currency: CurrencyCode,
          isTotalReturn: z.boolean(),
          note: z.string(),
          days: z.int(),
          firstOn: Day.nullable(),
          lastOn: Day.nullable(),
          corrections: z.int(),
        }),
      ),
    }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['benchmarks', 'benchmark_levels'],
  }),
  'performance.levels': defineQuery({
    summary: 'The levels of an index day by day, as known at a moment, each with its correction if there was one.',
    input: z.strictObject({ benchmarkId: uuid(), knownAt: Moment.optional() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          on: Day,
          level: DecimalText,
          revision: z.int(),
          reason: z.string().nullable(),
          fileName: z.string(),
          recordedBy: Name,
          recordedAt: Moment,
        }),
      ),
    }),
    permission: 'capital.view',
    scope: 'fund',
    reads: ['benchmark_levels'],
  }),
  'performance.readLevels': defineQuery({
    summary: 'Looks at a file of index levels without taking anything over: what is new, known, corrected, and every row that is wrong.',
    input: z.strictObject({ benchmarkId: uuid(), text: z.string().max(4_000_000) }),
    output: z.strictObject({
      levels: z.array(IndexLevel),
      added: z.int(),
      known: z.int(),
      corrected: z.array(z.string()),
      problems: z.array(z.string()),
    }),
    permission: 'capital.benchmarks',
    scope: 'house',
    reads: ['benchmark_levels'],
  }),
};
