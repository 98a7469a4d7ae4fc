import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import type { AssetType, ProjectKind, TokenChangeKind } from '#shared/model/projects.ts';
import { int, minor, table, text } from './columns.ts';

export const projects = table('projects', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  title: text('title').notNull(),
  kind: text('kind').$type<ProjectKind>().notNull(),
  assetType: text('asset_type').$type<AssetType>().notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  place: text('place').notNull(),
  openedOn: text('opened_on').$type<BusinessDate>().notNull(),
  tokenDigits: int('token_digits').notNull(),
  tokensIssued: minor('tokens_issued').notNull(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'project', id }) });

export const tokenChanges = table('token_changes', {
  projectId: text('project_id').notNull(),
  ordinal: int('ordinal').notNull(),
  investorId: text('investor_id').$type<InvestorId>().notNull(),
  kind: text('kind').$type<TokenChangeKind>().notNull(),
  amount: minor('amount').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  reason: text('reason').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['projectId', 'ordinal'], subject: ({ projectId }) => ({ entity: 'project', id: projectId }) });
