import { z } from 'zod';
import { closeItems, proposalKinds, proposalStates } from '../model/journals.ts';
import { accountKinds } from '../model/ledger.ts';
import { defineQuery } from './define.ts';
import { FileLine, JournalMapping } from './journals.ts';
import { AccountCode, EntryId, EvidenceList, LedgerFund } from './ledger.ts';
import { Sum } from './ledgerQueries.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, Hash, Moment, MoneyAmount, Name, uuid } from './schemas.ts';

const ProposalRow = z.strictObject({
  id: uuid(),
  fundId: LedgerFund,
  fund: Name,
  kind: z.enum(proposalKinds),
  title: z.string(),
  fromOn: Day,
  untilOn: Day,
  entries: z.int(),
  lines: z.int(),
  /** The sum of its debits in each currency. */
  amounts: z.array(Sum),
  state: z.enum(proposalStates),
  reason: z.string(),
  proposedBy: Name,
  proposedById: uuid(),
  proposedAt: Moment,
  decidedBy: Name.nullable(),
  decidedAt: Moment.nullable(),
  decisionReason: z.string().nullable(),
});

const RowProblem = z.strictObject({ line: z.int(), sentence: z.string() });
const shared = { permission: 'ledger.view', scope: 'fund' } as const;
const proposals = ['journal_proposals', 'journal_proposal_entries', 'journal_proposal_lines'] as const;

export const journalQueries = {
  'ledger.proposals': defineQuery({
    summary: 'Journals and reversals that wait for a second person, or waited for one.',
    input: listInput(['proposedAt'], { fundId: LedgerFund, state: z.enum(proposalStates), kind: z.enum(proposalKinds) }),
    output: listOutput(ProposalRow),
    ...shared,
    reads: [...proposals, 'funds'],
  }),
  'ledger.proposal': defineQuery({
    summary: 'One proposed journal with every line it would post, as it stands to be approved.',
    input: z.strictObject({ journalId: uuid() }),
    output: ProposalRow.extend({
      evidence: EvidenceList,
      contentHash: Hash,
      /** The first entry it posted, once approved. */
      entryId: EntryId.nullable(),
      reverses: EntryId.nullable(),
      postings: z.array(
        z.strictObject({
          entry: z.int(),
          effectiveOn: Day,
          memo: z.string(),
          account: AccountCode,
          accountName: Name,
          investorId: uuid().nullable(),
          investor: z.string().nullable(),
          amount: MoneyAmount,
        }),
      ),
      /** Lines beyond those shown here. */
      more: z.int(),
    }),
    ...shared,
    reads: [...proposals, 'accounts', 'funds'],
  }),
  'ledger.imports': defineQuery({
    summary: 'Files of journals that were imported into the books of a fund, and which were undone.',
    input: z.strictObject({ fundId: LedgerFund }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: uuid(),
          fileName: z.string(),
          entries: z.int(),
          lines: z.int(),
          importedBy: Name,
          importedAt: Moment,
          undoneBy: Name.nullable(),
          undoneAt: Moment.nullable(),
          undoReason: z.string().nullable(),
        }),
      ),
    }),
    ...shared,
    reads: ['journal_imports', 'users'],
  }),
  'ledger.readJournalFile': defineQuery({
    summary: 'A CSV file of journals as an import would take it: its entries, and every row that stands in the way.',
    input: z.strictObject({ fundId: LedgerFund, text: z.string().max(20_000_000), mapping: JournalMapping.optional() }),
    output: z.strictObject({
      headers: z.array(z.string()),
      mapping: JournalMapping,
      rows: z.array(FileLine),
      problems: z.array(RowProblem),
      entries: z.array(z.strictObject({ entry: z.string(), effectiveOn: Day, memo: z.string(), lines: z.int(), amounts: z.array(Sum) })),
    }),
    permission: 'ledger.post',
    scope: 'fund',
    reads: ['accounts', 'account_codes', 'investors', 'period_locks'],
  }),
  'ledger.accountDays': defineQuery({
    summary: 'One account in one currency, day by day: what came, what went, and what it held at the end of each day.',
    input: z.strictObject({
      fundId: LedgerFund,
      account: AccountCode,
      currency: CurrencyCode.optional(),
      investorId: uuid().optional(),
      from: Day.optional(),
      until: Day.optional(),
      /** As the books were known at this moment. */
      knownAt: Moment.optional(),
    }),
    output: z.strictObject({
      currency: CurrencyCode,
      opening: Sum,
      closing: Sum,
      rows: z.array(z.strictObject({ on: Day, lines: z.int(), debit: Sum, credit: Sum, balance: Sum })),
    }),
    ...shared,
    reads: ['postings', 'accounts'],
  }),
  'ledger.periodBalance': defineQuery({
    summary: 'The trial balance of a period: what each account held before it, what moved, and what it held at its end.',
    input: z.strictObject({ fundId: LedgerFund, from: Day, until: Day, knownAt: Moment.optional() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          account: AccountCode,
          name: Name,
          /** What the house calls it in its own general ledger. */
          externalCode: z.string().nullable(),
          kind: z.enum(accountKinds),
          currency: CurrencyCode,
          opening: Sum,
          debit: Sum,
          credit: Sum,
          closing: Sum,
        }),
      ),
    }),
    ...shared,
    reads: ['postings', 'accounts', 'account_codes'],
  }),
  'ledger.closeChecklist': defineQuery({
    summary: 'What is still open before a period is closed, item by item.',
    input: z.strictObject({ fundId: LedgerFund, from: Day, until: Day }),
    output: z.strictObject({
      items: z.array(z.strictObject({ item: z.enum(closeItems), open: z.int(), details: z.array(z.string()) })),
      level: z.enum(['open', 'soft', 'hard', 'mixed']),
      waiting: z.boolean(),
    }),
    ...shared,
    reads: ['postings', 'journal_proposals', 'nav_snapshots', 'fx_rates', 'period_locks', 'capital_calls', 'closings', 'transfers'],
  }),
};
