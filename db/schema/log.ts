import type { CommandClass } from '#shared/contract/define.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { CommandId } from '#shared/ids.ts';
import { int, table, text } from './columns.ts';

export const commandLog = table('command_log', {
  seq: int('seq').primaryKey(),
  commandId: text('command_id').$type<CommandId>().notNull(),
  name: text('name').notNull(),
  vocabulary: int('vocabulary').notNull(),
  class: text('class').$type<CommandClass>().notNull(),
  input: text('input').notNull(),
  inputHash: text('input_hash').notNull(),
  actorId: text('actor_id').notNull(),
  transport: text('transport').notNull(),
  device: text('device').notNull(),
  origin: text('origin'),
  at: text('at').$type<Instant>().notNull(),
  today: text('today').$type<BusinessDate>().notNull(),
  reason: text('reason'),
  reply: text('reply').notNull(),
  guards: text('guards').notNull(),
  claims: text('claims').notNull(),
  scopes: text('scopes').notNull(),
  changes: text('changes').notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
}).of({ class: 'log', key: ['seq'] });

export const logSubjects = table('log_subjects', {
  entity: text('entity').notNull(),
  entityId: text('entity_id').notNull(),
  seq: int('seq').notNull(),
  mode: text('mode').$type<'r' | 'w' | 't' | 's'>().notNull(),
}).of({ class: 'log', key: ['entity', 'entityId', 'seq', 'mode'] });

export const logClaims = table('log_claims', {
  claim: text('claim').primaryKey(),
  seq: int('seq').notNull(),
}).of({ class: 'log', key: ['claim'] });
