import { z } from 'zod';
import { defineQuery } from './define.ts';
import { Moment } from './schemas.ts';

export const todayKinds = [
  'toApprove',
  'navsToApprove',
  'closingsToApprove',
  'transfersToApprove',
  'defaultsToApprove',
  'allocationsToApprove',
  'callsToApprove',
  'periodsToApprove',
  'journalsToApprove',
  'ownProposals',
  'securityEvents',
  'failedJobs',
  'expiringRoles',
  'usersWithoutRoles',
  'payeesToHandle',
  'payeesToApprove',
  'expiringForms',
  'upcomingRules',
  'backupOld',
] as const;

export const reportsQueries = {
  'reports.today': defineQuery({
    summary: 'What is due, blocked or waiting for the person who asks: each a number and one action.',
    input: z.strictObject({}),
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          kind: z.enum(todayKinds),
          count: z.int(),
          oldest: Moment.nullable(),
          late: z.boolean(),
          examples: z.array(z.string()),
        }),
      ),
      recent: z.array(z.strictObject({ seq: z.int(), at: Moment, who: z.string(), name: z.string() })),
    }),
    permission: 'signedIn',
    scope: 'own',
    reads: [
      'nav_snapshots',
      'closings',
      'transfers',
      'holding_defaults',
      'allocations',
      'allocation_approvals',
      'capital_calls',
      'call_approvals',
      'period_locks',
      'journal_proposals',
      'payee_cases',
      'tax_profiles',
      'investor_kyc',
      'investors',
      'setting_values',
      'security_events',
      'security_closures',
      'jobs',
      'user_roles',
      'users',
      'command_log',
    ],
  }),
};
