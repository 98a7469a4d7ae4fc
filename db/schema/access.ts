import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import type { Role, ScopeKind } from '#shared/model/access.ts';
import { int, table, text } from './columns.ts';

export const users = table('users', {
  id: text('id').$type<UserId>().primaryKey(),
  login: text('login').notNull(),
  name: text('name').notNull(),
  email: text('email'),
  status: text('status').$type<'active' | 'disabled'>().notNull(),
  createdAt: text('created_at').$type<Instant>().notNull(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'user', id }) });

export const userRoles = table('user_roles', {
  userId: text('user_id').$type<UserId>().notNull(),
  ordinal: int('ordinal').notNull(),
  role: text('role').$type<Role>().notNull(),
  scopeKind: text('scope_kind').$type<ScopeKind>().notNull(),
  scopeId: text('scope_id'),
  fromOn: text('from_on').$type<BusinessDate>().notNull(),
  untilOn: text('until_on').$type<BusinessDate>(),
  grantedBy: text('granted_by').$type<UserId>().notNull(),
  grantedAt: text('granted_at').$type<Instant>().notNull(),
  revokedBy: text('revoked_by').$type<UserId>(),
  revokedAt: text('revoked_at').$type<Instant>(),
}).of({ class: 'business', key: ['userId', 'ordinal'], subject: ({ userId }) => ({ entity: 'user', id: userId }) });

export const userPreferences = table('user_preferences', {
  userId: text('user_id').$type<UserId>().notNull(),
  name: text('name').notNull(),
  value: text('value').notNull(),
}).of({ class: 'business', key: ['userId', 'name'], subject: ({ userId }) => ({ entity: 'preferences', id: userId }) });
