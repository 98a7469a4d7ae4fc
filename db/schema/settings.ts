import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import type { Profile, RuleKey, RuleScope, SettingState } from '#shared/model/settings.ts';
import { flag, int, json, table, text } from './columns.ts';

export const workspace = table('workspace', {
  id: text('id').primaryKey(),
  onlyOne: int('only_one').notNull(),
  name: text('name').notNull(),
  legalName: text('legal_name').notNull(),
  address: text('address').notNull(),
  country: text('country').notNull(),
  profile: text('profile').$type<Profile>().notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  taxId: text('tax_id'),
  createdAt: text('created_at').$type<Instant>().notNull(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: () => ({ entity: 'house', id: 'house' }) });

export const settingValues = table('setting_values', {
  id: text('id').primaryKey(),
  rule: text('rule').$type<RuleKey>().notNull(),
  scopeKind: text('scope_kind').$type<RuleScope['kind']>().notNull(),
  scopeId: text('scope_id'),
  value: json('value').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  state: text('state').$type<SettingState>().notNull(),
  loosens: flag('loosens').notNull(),
  proposedBy: text('proposed_by').$type<UserId>().notNull(),
  proposedAt: text('proposed_at').$type<Instant>().notNull(),
  reason: text('reason').notNull(),
  decidedBy: text('decided_by').$type<UserId>(),
  decidedAt: text('decided_at').$type<Instant>(),
  decisionReason: text('decision_reason'),
  contentHash: text('content_hash').notNull(),
  /** Where it was approved after the day it was meant for: the day from which it holds. */
  inForceOn: text('in_force_on').$type<BusinessDate>(),
}).of({ class: 'business', key: ['id'], subject: ({ rule }) => ({ entity: 'rule', id: rule }) });
