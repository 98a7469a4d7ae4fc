import type { todayKinds } from '#shared/contract/reports.ts';

type Kind = (typeof todayKinds)[number];

/** For each kind of thing that can wait: its words for one and for many, and the one place that resolves it. */
export const todayTexts: Readonly<Record<Kind, Readonly<{ one: string; many: string; action: string; path: string }>>> = {
  toApprove: {
    one: 'rule change to approve',
    many: 'rule changes to approve',
    action: 'Look and decide',
    path: '/settings?view=waiting',
  },
  navsToApprove: {
    one: 'NAV to approve',
    many: 'NAVs to approve',
    action: 'Look and decide',
    path: '/funds?view=waiting',
  },
  closingsToApprove: {
    one: 'closing to approve',
    many: 'closings to approve',
    action: 'Look and decide',
    path: '/commitments?tab=closings',
  },
  transfersToApprove: {
    one: 'transfer to approve',
    many: 'transfers to approve',
    action: 'Look and decide',
    path: '/commitments?tab=transfers',
  },
  defaultsToApprove: {
    one: 'default to decide',
    many: 'defaults to decide',
    action: 'Look and decide',
    path: '/commitments?tab=defaults',
  },
  allocationsToApprove: {
    one: 'allocation to approve',
    many: 'allocations to approve',
    action: 'Look and decide',
    path: '/allocations?status=proposed',
  },
  callsToApprove: {
    one: 'capital call to approve',
    many: 'capital calls to approve',
    action: 'Look and decide',
    path: '/calls?status=inApproval',
  },
  waiversToApprove: {
    one: 'waiver of interest to approve',
    many: 'waivers of interest to approve',
    action: 'Look and decide',
    path: '/calls?status=overdue',
  },
  callsOverdue: {
    one: 'overdue line of a call',
    many: 'overdue lines of calls',
    action: 'See the ageing',
    path: '/receipts?tab=ageing',
  },
  moneyInSuspense: {
    one: 'receipt to identify',
    many: 'receipts to identify',
    action: 'Identify them',
    path: '/receipts?tab=suspense',
  },
  periodsToApprove: {
    one: 'change of a period to approve',
    many: 'changes of periods to approve',
    action: 'Look and decide',
    path: '/ledger?tab=periods&view=waiting',
  },
  journalsToApprove: {
    one: 'journal to approve',
    many: 'journals to approve',
    action: 'Look and decide',
    path: '/ledger?tab=waiting&view=journals',
  },
  ownProposals: {
    one: 'proposal of yours waits for somebody else',
    many: 'proposals of yours wait for somebody else',
    action: 'See them',
    path: '/settings?view=waiting',
  },
  securityEvents: {
    one: 'security event to look into',
    many: 'security events to look into',
    action: 'Look into it',
    path: '/security?open=true',
  },
  failedJobs: {
    one: 'job failed',
    many: 'jobs failed',
    action: 'See why',
    path: '/health?view=jobs&state=failed',
  },
  expiringRoles: {
    one: 'role ends soon',
    many: 'roles end soon',
    action: 'Extend or let end',
    path: '/users?view=expiring',
  },
  usersWithoutRoles: {
    one: 'user without a role',
    many: 'users without a role',
    action: 'Give a role',
    path: '/users?view=withoutRoles',
  },
  payeesToHandle: {
    one: 'payee change to call back or put in force',
    many: 'payee changes to call back or put in force',
    action: 'Open the queue',
    path: '/payees',
  },
  payeesToApprove: {
    one: 'payee change to approve',
    many: 'payee changes to approve',
    action: 'Look and decide',
    path: '/payees',
  },
  expiringForms: {
    one: 'tax form or KYC approval ends',
    many: 'tax forms or KYC approvals end',
    action: 'See whose',
    path: '/investors?view=expiring',
  },
  upcomingRules: {
    one: 'rule changes on a coming day',
    many: 'rules change on coming days',
    action: 'See what changes',
    path: '/settings?view=upcoming',
  },
  backupOld: {
    one: 'backup is due',
    many: 'backups are due',
    action: 'Make a backup',
    path: '/health?view=backups',
  },
};
