import type { Instant } from '#shared/dates.ts';
import { bytes, int, table, text } from './columns.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export const jobs = table('jobs', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  title: text('title').notNull(),
  input: text('input').notNull(),
  state: text('state').$type<JobState>().notNull(),
  progress: int('progress').notNull(),
  outOf: int('out_of').notNull(),
  attempt: int('attempt').notNull(),
  message: text('message'),
  startedBy: text('started_by').notNull(),
  createdAt: text('created_at').$type<Instant>().notNull(),
  startedAt: text('started_at').$type<Instant>(),
  finishedAt: text('finished_at').$type<Instant>(),
  runAfter: text('run_after').$type<Instant>(),
  checkpoint: text('checkpoint'),
  result: text('result'),
}).of({ class: 'operational', key: ['id'] });

export const jobFiles = table('job_files', {
  jobId: text('job_id').notNull(),
  name: text('name').notNull(),
  mediaType: text('media_type').notNull(),
  content: bytes('content').notNull(),
}).of({ class: 'operational', key: ['jobId', 'name'] });

export const drafts = table('drafts', {
  userId: text('user_id').notNull(),
  name: text('name').notNull(),
  content: text('content').notNull(),
  savedAt: text('saved_at').$type<Instant>().notNull(),
}).of({ class: 'operational', key: ['userId', 'name'] });

export const incidents = table('incidents', {
  id: text('id').primaryKey(),
  at: text('at').$type<Instant>().notNull(),
  place: text('place').notNull(),
  message: text('message').notNull(),
}).of({ class: 'operational', key: ['id'] });
