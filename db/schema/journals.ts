import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { CommandId, FundId, UserId } from '#shared/ids.ts';
import type { ProposalKind, ProposalState } from '#shared/model/journals.ts';
import { int, json, minor, table, text } from './columns.ts';

const ofProposal = ({ proposalId }: { proposalId: string }) => ({ entity: 'journal', id: proposalId });

export const journalImports = table('journal_imports', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  fileName: text('file_name').notNull(),
  fileHash: text('file_hash').notNull(),
  entryCount: int('entry_count').notNull(),
  lineCount: int('line_count').notNull(),
  commandId: text('command_id').$type<CommandId>().notNull(),
  importedBy: text('imported_by').$type<UserId>().notNull(),
  importedAt: text('imported_at').$type<Instant>().notNull(),
  undoneBy: text('undone_by').$type<UserId>(),
  undoneAt: text('undone_at').$type<Instant>(),
  undoReason: text('undo_reason'),
  undoCommandId: text('undo_command_id').$type<CommandId>(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'journalImport', id }) });

export const journalProposals = table('journal_proposals', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  kind: text('kind').$type<ProposalKind>().notNull(),
  reason: text('reason').notNull(),
  evidence: json('evidence').notNull(),
  fileName: text('file_name'),
  fileHash: text('file_hash'),
  importId: text('import_id'),
  state: text('state').$type<ProposalState>().notNull(),
  proposedBy: text('proposed_by').$type<UserId>().notNull(),
  proposedAt: text('proposed_at').$type<Instant>().notNull(),
  decidedBy: text('decided_by').$type<UserId>(),
  decidedAt: text('decided_at').$type<Instant>(),
  decisionReason: text('decision_reason'),
  contentHash: text('content_hash').notNull(),
  commandId: text('command_id').$type<CommandId>(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'journal', id }) });

export const journalProposalEntries = table('journal_proposal_entries', {
  proposalId: text('proposal_id').notNull(),
  ordinal: int('ordinal').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  memo: text('memo').notNull(),
  reversesCommandId: text('reverses_command_id').$type<CommandId>(),
  reversesOrdinal: int('reverses_ordinal'),
}).of({ class: 'business', key: ['proposalId', 'ordinal'], subject: ofProposal });

export const journalProposalLines = table('journal_proposal_lines', {
  proposalId: text('proposal_id').notNull(),
  entryOrdinal: int('entry_ordinal').notNull(),
  ordinal: int('ordinal').notNull(),
  account: text('account').notNull(),
  investorId: text('investor_id'),
  currency: text('currency').$type<Currency>().notNull(),
  minor: minor('minor').notNull(),
}).of({ class: 'business', key: ['proposalId', 'entryOrdinal', 'ordinal'], subject: ofProposal });

export const accountCodes = table('account_codes', {
  fundId: text('fund_id').$type<FundId>().notNull(),
  account: text('account').notNull(),
  externalCode: text('external_code'),
  mappedBy: text('mapped_by').$type<UserId>().notNull(),
  mappedAt: text('mapped_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['fundId', 'account'], subject: ({ fundId }) => ({ entity: 'accountCodes', id: fundId }) });
