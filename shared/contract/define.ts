import type { z } from 'zod';
import type { Permission } from '../model/access.ts';
import type { RefusalCode } from './refusals.ts';

/** How a command behaves when a team works apart: refused, recorded regardless, merged by field, or simply kept. */
export type CommandClass = 'control' | 'decision' | 'fact' | 'fieldEdit' | 'note';

/** Whose rows a query may show. `own` is the asking user; `house` needs a permission that covers the whole house. */
export type QueryScope = 'house' | 'fund' | 'investor' | 'agent' | 'own';

export type CommandSpec<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Code extends RefusalCode = RefusalCode,
> = Readonly<{
  summary: string;
  class: CommandClass;
  input: Input;
  output: Output;
  refusals: readonly Code[];
  /** `bootstrap` runs once, in an empty workspace; `signedIn` asks only for an active user. */
  permission: Permission | 'signedIn' | 'bootstrap';
  /** Needs the passphrase again, within the minutes the settings allow. */
  stepUp?: true;
  changes: readonly TableName[];
}>;

export type QuerySpec<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = Readonly<{
  summary: string;
  input: Input;
  output: Output;
  permission: Permission | 'signedIn';
  scope: QueryScope;
  /** Tables whose change makes an answer stale: the first is the head of the window's query key. */
  reads: readonly TableName[];
}>;

/** Names a window can wait for: business tables, the log, and the operational tables a screen shows. */
export type TableName =
  | 'workspace'
  | 'users'
  | 'user_roles'
  | 'user_preferences'
  | 'setting_values'
  | 'access_grants'
  | 'record_views'
  | 'security_closures'
  | 'investors'
  | 'investor_references'
  | 'legal_entities'
  | 'investor_contacts'
  | 'tax_profiles'
  | 'investor_kyc'
  | 'bank_accounts'
  | 'payee_cases'
  | 'account_uses'
  | 'side_letters'
  | 'investor_documents'
  | 'investor_imports'
  | 'organisations'
  | 'funds'
  | 'fund_status_changes'
  | 'fund_classes'
  | 'fund_links'
  | 'fund_terms'
  | 'fund_bank_accounts'
  | 'nav_snapshots'
  | 'commitment_events'
  | 'closings'
  | 'closing_lines'
  | 'called_moves'
  | 'transfers'
  | 'transfer_lines'
  | 'holding_defaults'
  | 'refund_payouts'
  | 'capital_calls'
  | 'call_uses'
  | 'call_lines'
  | 'call_parts'
  | 'call_approvals'
  | 'ledgers'
  | 'accounts'
  | 'entries'
  | 'postings'
  | 'period_locks'
  | 'fx_rates'
  | 'journal_proposals'
  | 'journal_proposal_entries'
  | 'journal_proposal_lines'
  | 'journal_imports'
  | 'account_codes'
  | 'receipts'
  | 'receipt_parts'
  | 'interest_bills'
  | 'interest_waivers'
  | 'call_notices'
  | 'line_facilities'
  | 'line_terms'
  | 'line_movements'
  | 'allocations'
  | 'allocation_approvals'
  | 'call_uses'
  | 'capital_calls'
  | 'projects'
  | 'token_changes'
  | 'unit_registers'
  | 'unit_events'
  | 'unit_lines'
  | 'lot_choices'
  | 'unit_changes'
  | 'lot_movements'
  | 'fund_tax_ids'
  | 'account_ends'
  | 'reinvestment_elections'
  | 'notice_choices'
  | 'income_allocations'
  | 'income_allocation_lines'
  | 'tax_adjustments'
  | 'tax_adjustment_lines'
  | 'benchmarks'
  | 'benchmark_levels'
  | 'command_log'
  | 'jobs'
  | 'security_events'
  | 'incidents'
  | 'drafts';

export const defineCommand = <Input extends z.ZodType, Output extends z.ZodType, const Code extends RefusalCode>(
  spec: CommandSpec<Input, Output, Code>,
) => spec;
export const defineQuery = <Input extends z.ZodType, Output extends z.ZodType>(spec: QuerySpec<Input, Output>) => spec;
