import type { Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import { flag, int, table, text } from './columns.ts';

export const accessGrants = table('access_grants', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<'unmask' | 'export'>().notNull(),
  userId: text('user_id').$type<UserId>().notNull(),
  entity: text('entity').notNull(),
  entityId: text('entity_id').notNull(),
  field: text('field').notNull(),
  grantedAt: text('granted_at').$type<Instant>().notNull(),
  expiresAt: text('expires_at').$type<Instant>(),
  size: int('size').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ id }) => ({ entity: 'grant', id }) });

export const recordViews = table('record_views', {
  userId: text('user_id').$type<UserId>().notNull(),
  entity: text('entity').notNull(),
  entityId: text('entity_id').notNull(),
  hour: text('hour').notNull(),
}).of({ class: 'business', key: ['userId', 'entity', 'entityId', 'hour'], subject: ({ userId }) => ({ entity: 'views', id: userId }) });

export const securityClosures = table('security_closures', {
  eventId: text('event_id').primaryKey(),
  kind: text('kind').notNull(),
  closedBy: text('closed_by').$type<UserId>().notNull(),
  closedAt: text('closed_at').$type<Instant>().notNull(),
  note: text('note').notNull(),
}).of({ class: 'business', key: ['eventId'], subject: ({ eventId }) => ({ entity: 'securityEvent', id: eventId }) });

export const securityEvents = table('security_events', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  occurredAt: text('occurred_at').$type<Instant>().notNull(),
  userId: text('user_id').$type<UserId>(),
  who: text('who').notNull(),
  device: text('device').notNull(),
  detail: text('detail').notNull(),
  mustClose: flag('must_close').notNull(),
}).of({ class: 'operational', key: ['id'] });

export const refusedCommands = table('refused_commands', {
  id: int('id').primaryKey(),
  at: text('at').$type<Instant>().notNull(),
  userId: text('user_id').notNull(),
  name: text('name').notNull(),
  code: text('code').notNull(),
  device: text('device').notNull(),
}).of({ class: 'operational', key: ['id'] });
