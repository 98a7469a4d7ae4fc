import { z } from 'zod';
import { defineCommand, defineQuery } from './define.ts';
import { listInput, listOutput } from './list.ts';
import { AnyJson, Day, Hash, Moment, Name, Reason, text, uuid } from './schemas.ts';

export const exportFormats = ['csv', 'xlsx', 'json', 'pdf'] as const;
export const reportKinds = ['withoutSecondPerson', 'thresholdBreaches', 'lateApprovals', 'nearPeriodEnd', 'dormantUsers'] as const;
export const eventKinds = [
  'failedUnlock',
  'repeatedRefusals',
  'massExport',
  'massUnmasking',
  'newDevice',
  'oddHours',
  'recoveryUsed',
  'restored',
  'passphraseSet',
  'wrongOrigin',
  'chainBroken',
] as const;

const RecordName = z.strictObject({ entity: text(40), id: text(120) });

export const LogRow = z.strictObject({
  seq: z.int(),
  commandId: uuid(),
  name: z.string(),
  class: z.string(),
  actor: z.string(),
  actorId: z.string(),
  transport: z.string(),
  device: z.string(),
  at: Moment,
  reason: z.string().nullable(),
  hash: Hash,
});

const ReportRow = z.strictObject({ at: Moment.nullable(), who: z.string(), what: z.string(), detail: z.string(), seq: z.int().nullable() });

export const auditCommands = {
  'audit.unmask': defineCommand({
    summary: 'Reveals one masked value for a while; who, what and why stay on the record.',
    class: 'note',
    input: z.strictObject({ grantId: uuid(), entity: text(40), entityId: text(120), field: text(40), purpose: Reason }),
    output: z.strictObject({ expiresAt: Moment }),
    refusals: ['nothingMasked'],
    permission: 'audit.unmask',
    changes: ['access_grants'],
  }),
  'audit.noteExport': defineCommand({
    summary: 'Records that a table, report or the log leaves the workspace as a file, before it does.',
    class: 'note',
    input: z.strictObject({
      grantId: uuid(),
      query: text(80),
      format: z.enum(exportFormats),
      filter: AnyJson.optional(),
      rows: z.int().min(0),
    }),
    output: z.strictObject({}),
    refusals: [],
    permission: 'audit.export',
    changes: ['access_grants'],
  }),
  'audit.noteViews': defineCommand({
    summary: 'Records which sensitive records a person opened, once per record and hour.',
    class: 'note',
    input: z.strictObject({
      views: z
        .array(z.strictObject({ entity: text(40), entityId: text(120), hour: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/) }))
        .min(1)
        .max(20_000),
    }),
    output: z.strictObject({ noted: z.int() }),
    refusals: [],
    permission: 'signedIn',
    changes: ['record_views'],
  }),
  'audit.closeSecurityEvent': defineCommand({
    summary: 'Closes a security event, saying what was found.',
    class: 'note',
    input: z.strictObject({ eventId: uuid(), kind: z.enum(eventKinds), note: Reason }),
    output: z.strictObject({}),
    refusals: ['eventClosed', 'eventAboutYou'],
    permission: 'audit.security',
    changes: ['security_closures'],
  }),
};

export const auditQueries = {
  'audit.log': defineQuery({
    summary: 'The command log, newest first unless sorted otherwise.',
    input: listInput(['seq', 'at', 'name'], {
      name: text(80),
      actorId: text(80),
      class: text(20),
      transport: text(20),
      device: text(80),
      from: Day,
      until: Day,
      search: text(120),
      entity: text(40),
      entityId: text(120),
    }),
    output: listOutput(LogRow),
    permission: 'audit.view',
    scope: 'fund',
    reads: ['command_log'],
  }),
  'audit.actors': defineQuery({
    summary: 'Everybody who has rows in the log, for choosing whose to see.',
    input: z.strictObject({}),
    output: z.strictObject({ actors: z.array(z.strictObject({ id: z.string(), name: z.string() })) }),
    permission: 'audit.view',
    scope: 'fund',
    reads: ['command_log', 'users'],
  }),
  'audit.entry': defineQuery({
    summary: 'One log row whole: input, reply, before and after, guards, claims and its place in the chain.',
    input: z.strictObject({ seq: z.int().min(1) }),
    output: LogRow.extend({
      origin: z.string().nullable(),
      today: Day,
      input: AnyJson,
      reply: AnyJson,
      changes: z.array(z.strictObject({ table: z.string(), key: z.string(), before: AnyJson, after: AnyJson })),
      counts: z.record(z.string(), z.int()),
      guards: z.array(z.strictObject({ entity: z.string(), id: z.string(), mode: z.enum(['r', 'w', 't']) })),
      claims: z.array(z.string()),
      previousHash: Hash,
    }).nullable(),
    permission: 'audit.view',
    scope: 'fund',
    reads: ['command_log'],
  }),
  'audit.timeline': defineQuery({
    summary: 'What happened to one record, newest first, each step with its hash.',
    input: z.strictObject({ ...RecordName.shape, limit: z.int().min(1).max(500).optional() }),
    output: z.strictObject({ rows: z.array(LogRow) }),
    permission: 'audit.view',
    scope: 'fund',
    reads: ['command_log'],
  }),
  'audit.securityEvents': defineQuery({
    summary: 'Failed unlocks, repeated refusals, mass exports and the like; open until somebody closes them.',
    input: listInput(['occurredAt', 'kind'], { kind: z.enum(eventKinds), open: z.boolean() }),
    output: listOutput(
      z.strictObject({
        id: uuid(),
        kind: z.enum(eventKinds),
        occurredAt: Moment,
        /** Whether it is about the person who asks. */
        aboutYou: z.boolean(),
        who: z.string(),
        device: z.string(),
        detail: z.string(),
        mustClose: z.boolean(),
        closedBy: Name.nullable(),
        closedAt: Moment.nullable(),
        note: z.string().nullable(),
      }),
    ),
    permission: 'audit.security',
    scope: 'house',
    reads: ['security_events', 'security_closures'],
  }),
  'audit.report': defineQuery({
    summary: 'A compliance report: approvals without a second person, breaches, late approvals, changes near a period end, dormant users.',
    input: z.strictObject({ kind: z.enum(reportKinds), from: Day, until: Day }),
    output: z.strictObject({ title: z.string(), rule: z.string(), rows: z.array(ReportRow) }),
    permission: 'audit.view',
    scope: 'house',
    reads: ['command_log', 'setting_values', 'users', 'security_events'],
  }),
  'audit.unmasked': defineQuery({
    summary: 'The value a grant reveals, to the person it was given to, until it ends.',
    input: z.strictObject({ grantId: uuid() }),
    output: z.strictObject({ value: z.string().nullable(), expiresAt: Moment }),
    permission: 'audit.unmask',
    scope: 'own',
    reads: ['access_grants'],
  }),
};
