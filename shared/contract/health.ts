import { z } from 'zod';
import { defineCommand, defineQuery } from './define.ts';
import { listInput, listOutput } from './list.ts';
import { Moment, Reason, text, uuid } from './schemas.ts';

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export const jobKinds = ['health.check', 'health.backup', 'audit.export', 'health.optimise', 'capital.remind'] as const;

const JobRow = z.strictObject({
  id: uuid(),
  kind: z.enum(jobKinds),
  title: z.string(),
  state: z.enum(jobStates),
  progress: z.int(),
  outOf: z.int(),
  attempt: z.int(),
  message: z.string().nullable(),
  startedBy: z.string(),
  createdAt: Moment,
  startedAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
  runAfter: Moment.nullable(),
  result: z.json(),
});

export const healthCommands = {
  'health.noteRestore': defineCommand({
    summary: 'Records that an owner put a backup in place of the workspace.',
    class: 'control',
    input: z.strictObject({ backup: text(120), restoredSeq: z.int().min(0), replacedSeq: z.int().min(0).nullable(), reason: Reason }),
    output: z.strictObject({}),
    refusals: [],
    permission: 'health.restore',
    changes: [],
  }),
};

export const healthQueries = {
  'health.jobs': defineQuery({
    summary: 'Background work: waiting, running, done and failed.',
    input: listInput(['createdAt', 'state'], { state: z.enum(jobStates), kind: z.enum(jobKinds) }),
    output: listOutput(JobRow),
    permission: 'health.view',
    scope: 'house',
    reads: ['jobs'],
  }),
  'health.incidents': defineQuery({
    summary: 'Unexpected errors, each with the id shown to the person who met it.',
    input: listInput(['at'], {}),
    output: listOutput(z.strictObject({ id: uuid(), at: Moment, where: z.string(), message: z.string() })),
    permission: 'health.view',
    scope: 'house',
    reads: ['incidents'],
  }),
  'health.overview': defineQuery({
    summary: 'Size of the workspace, the last check, open failures.',
    input: z.strictObject({}),
    output: z.strictObject({
      logRows: z.int(),
      bytes: z.int(),
      formatVersion: z.int(),
      lastCheck: z.strictObject({ at: Moment, ok: z.boolean(), findings: z.array(z.string()) }).nullable(),
      failedJobs: z.int(),
      openSecurityEvents: z.int(),
      incidents: z.int(),
    }),
    permission: 'health.view',
    scope: 'house',
    reads: ['jobs', 'incidents', 'security_events', 'command_log'],
  }),
};
