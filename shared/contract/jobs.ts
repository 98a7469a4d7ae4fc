import { z } from 'zod';
import type { UserId } from '../ids.ts';
import type { Permission } from '../model/access.ts';
import { exportFormats } from './audit.ts';
import type { jobKinds } from './health.ts';
import { AnyJson, Day, Moment, text, uuid } from './schemas.ts';

export type JobKind = (typeof jobKinds)[number];
export type JobSpec = Readonly<{ title: string; permission: Permission; input: z.ZodType }>;

/** Background work, as asked for: what a person calls it, needs for it, and may say about it. */
export const jobSpecs = {
  'health.check': { title: 'Check of the workspace', permission: 'health.operate', input: z.strictObject({}) },
  'health.backup': {
    title: 'Backup',
    permission: 'health.operate',
    input: z.strictObject({ reason: z.enum(['asked', 'scheduled']).default('asked') }),
  },
  'capital.remind': { title: 'Reminders of unpaid calls', permission: 'receipts.record', input: z.strictObject({}) },
  'health.optimise': { title: 'Tidying of the workspace', permission: 'health.operate', input: z.strictObject({}) },
  'audit.export': {
    title: 'Export',
    permission: 'audit.export',
    input: z.strictObject({
      query: text(80),
      input: AnyJson,
      format: z.enum(exportFormats),
      columns: z
        .array(z.strictObject({ key: text(60), title: text(120) }))
        .min(1)
        .max(60),
      userId: uuid<UserId>(),
      now: Moment,
      today: Day,
    }),
  },
} satisfies Readonly<Record<JobKind, JobSpec>>;

export type JobInput<Kind extends JobKind> = z.output<(typeof jobSpecs)[Kind]['input']>;
