import type { BusinessDate } from '../dates.ts';

export const roles = ['owner', 'administrator', 'approver', 'accountant', 'agent', 'agentLead', 'auditor', 'viewer', 'investor'] as const;
export type Role = (typeof roles)[number];

export const scopeKinds = ['house', 'fund', 'investor', 'agent'] as const;
export type ScopeKind = (typeof scopeKinds)[number];
/** What a grant covers: the whole house (`id` null) or one fund, investor or agent. */
export type GrantScope = Readonly<{ kind: ScopeKind; id: string | null }>;

type PermissionFact = Readonly<{ title: string; roles: readonly Role[] }>;

const definePermissions = <const Names extends string>(facts: Readonly<Record<Names, PermissionFact>>) => facts;

/** Permission = role × action × scope. The roles screen, the runner and the tests all read this one table. */
export const permissions = definePermissions({
  'access.view': { title: 'See who works here and with which roles', roles: ['owner', 'administrator', 'approver', 'auditor'] },
  'access.manageUsers': { title: 'Add users, change roles, disable access', roles: ['owner', 'administrator'] },
  'settings.view': {
    title: 'See the business rules and the house record',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer'],
  },
  'settings.propose': { title: 'Change a business rule (loosening waits for a second person)', roles: ['owner', 'administrator'] },
  'settings.approve': { title: 'Approve a loosened business rule', roles: ['owner', 'approver'] },
  'settings.house': { title: 'Edit the house record', roles: ['owner', 'administrator'] },
  'audit.view': { title: 'Read the audit log', roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor'] },
  'audit.security': { title: 'See and close security events', roles: ['owner', 'administrator'] },
  'audit.export': { title: 'Export tables, the log and reports', roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor'] },
  'audit.unmask': {
    title: 'See masked tax ids and account numbers, each time on the record',
    roles: ['owner', 'administrator', 'accountant'],
  },
  'funds.view': {
    title: 'See funds, their terms, NAVs and projects',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer'],
  },
  'funds.edit': { title: 'Add and change funds, classes, terms, bank accounts and projects', roles: ['owner', 'administrator'] },
  'funds.draftNav': { title: 'Draft a NAV', roles: ['owner', 'administrator', 'accountant'] },
  'funds.approveNav': { title: 'Approve a NAV somebody else prepared', roles: ['owner', 'approver'] },
  'allocations.view': {
    title: 'See allocations of the funds',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer'],
  },
  'allocations.propose': { title: 'Propose and cancel allocations', roles: ['owner', 'administrator', 'accountant'] },
  'allocations.approve': { title: 'Approve or reject an allocation somebody else proposed', roles: ['owner', 'approver'] },
  'commitments.view': {
    title: 'See commitments, closings and transfers',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer'],
  },
  'commitments.edit': {
    title: 'Prepare and post closings and transfers, reduce commitments, propose defaults',
    roles: ['owner', 'administrator', 'accountant'],
  },
  'commitments.approve': { title: 'Approve closings, transfers and defaults somebody else prepared', roles: ['owner', 'approver'] },
  'capital.view': {
    title: 'See capital accounts, metrics and performance (an investor its own)',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer', 'investor'],
  },
  'capital.benchmarks': { title: 'Record indices and import their levels', roles: ['owner', 'administrator', 'accountant'] },
  'calls.view': {
    title: 'See capital calls and what came in on them',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer'],
  },
  'calls.draft': { title: 'Draw up, submit and give up capital calls', roles: ['owner', 'administrator', 'accountant'] },
  'calls.approve': { title: 'Approve, send back and rescind capital calls somebody else prepared', roles: ['owner', 'approver'] },
  'calls.issue': { title: 'Issue approved capital calls', roles: ['owner', 'administrator', 'accountant'] },
  'health.view': { title: 'See jobs, checks and backups', roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor'] },
  'health.operate': { title: 'Run checks, backups and jobs', roles: ['owner', 'administrator'] },
  'health.restore': { title: 'Put a backup in place of the workspace', roles: ['owner'] },
  'investors.view': {
    title: 'See investors and their records (an investor sees its own)',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer', 'investor'],
  },
  'investors.edit': { title: 'Add, import, correct and merge investors', roles: ['owner', 'administrator', 'accountant'] },
  'investors.preferences': {
    title: 'Set how an investor wants to hear (an investor its own)',
    roles: ['owner', 'administrator', 'accountant', 'investor'],
  },
  'investors.kyc': { title: 'Review and approve KYC of investors', roles: ['owner', 'administrator', 'approver'] },
  'investors.payeeChange': {
    title: 'Request a payee change (an investor its own)',
    roles: ['owner', 'administrator', 'accountant', 'investor'],
  },
  'investors.payeeCallback': {
    title: 'Record callbacks and put approved payee changes in force',
    roles: ['owner', 'administrator', 'accountant'],
  },
  'investors.payeeApprove': { title: 'Approve or reject a payee change', roles: ['owner', 'approver'] },
  'ledger.view': {
    title: 'See the books of funds and exchange rates',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor'],
  },
  'ledger.post': { title: 'Open books, post journals and reverse entries', roles: ['owner', 'administrator', 'accountant'] },
  'ledger.lock': { title: 'Close and reopen periods (a second person approves)', roles: ['owner', 'administrator'] },
  'ledger.approveLock': { title: 'Approve the closing or reopening of a period', roles: ['owner', 'approver'] },
  'ledger.approveJournal': { title: 'Approve a large journal somebody else proposed', roles: ['owner', 'approver'] },
  'line.view': {
    title: 'See subscription lines',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer'],
  },
  'line.manage': { title: 'Open, change and close subscription lines', roles: ['owner', 'administrator'] },
  'line.record': { title: 'Record draws, repayments and interest of subscription lines', roles: ['owner', 'administrator', 'accountant'] },
  'positions.record': {
    title: 'Record subscriptions, redemptions, transfers and corrections of units',
    roles: ['owner', 'administrator', 'accountant'],
  },
  'receipts.view': {
    title: 'See receipts, suspense, ageing and reminders',
    roles: ['owner', 'administrator', 'approver', 'accountant', 'auditor', 'viewer'],
  },
  'receipts.record': {
    title: 'Record receipts, identify and return them, bill late interest',
    roles: ['owner', 'administrator', 'accountant'],
  },
  'receipts.approveWaiver': { title: 'Approve waivers of late interest', roles: ['owner', 'approver'] },
  'ledger.rates': { title: 'Record and import exchange rates', roles: ['owner', 'administrator', 'accountant'] },
});

/** Which scopes make sense for a role: an investor sees an investor, an agent works as an agent. */
export const roleScopes: Readonly<Record<Role, readonly ScopeKind[]>> = {
  owner: ['house'],
  administrator: ['house', 'fund'],
  approver: ['house', 'fund'],
  accountant: ['house', 'fund'],
  agent: ['agent'],
  agentLead: ['house', 'agent'],
  auditor: ['house', 'fund'],
  viewer: ['house', 'fund'],
  investor: ['investor'],
};

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

/** One granted role, as stored: dated, scoped, revocable. */
export type RoleGrant = Readonly<{ role: Role; scope: GrantScope; fromOn: BusinessDate; untilOn: BusinessDate | null; revoked: boolean }>;

export const isInForce = (grant: RoleGrant, today: BusinessDate): boolean =>
  !grant.revoked && grant.fromOn <= today && (grant.untilOn === null || today <= grant.untilOn);

/** The scopes in which these grants carry `permission` today. */
export function scopesWith(grants: readonly RoleGrant[], permission: Permission, today: BusinessDate): GrantScope[] {
  const holders: readonly Role[] = permissions[permission].roles;
  return grants.filter((grant) => isInForce(grant, today) && holders.includes(grant.role)).map((grant) => grant.scope);
}

export const covers = (held: GrantScope, wanted: GrantScope): boolean =>
  held.kind === 'house' || (held.kind === wanted.kind && held.id === wanted.id);

export const roleTitles: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  administrator: 'Administrator (maker)',
  approver: 'Approver (checker)',
  accountant: 'Accountant',
  agent: 'Agent',
  agentLead: 'Agent lead',
  auditor: 'Auditor (read-only)',
  viewer: 'Viewer',
  investor: 'Investor',
};
