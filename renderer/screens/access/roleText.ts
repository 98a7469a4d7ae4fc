import type { GrantScope, Permission, Role, ScopeKind } from '#shared/model/access.ts';
import { permissionNames, permissions, roles, roleTitles } from '#shared/model/access.ts';

/** What each role is for, in one line. */
export const roleHints: Readonly<Record<Role, string>> = {
  owner: 'Everything, and the only one who makes owners and restores backups.',
  administrator: 'Prepares: users, rules, the house record, jobs.',
  approver: 'Decides what somebody else prepared.',
  accountant: 'Works with the books; may reveal masked values.',
  agent: 'Sees the deals and commissions of one agent.',
  agentLead: 'Sees the deals and commissions of a team of agents.',
  auditor: 'Reads everything, changes nothing, for a limited time.',
  viewer: 'Reads dashboards without masked data.',
  investor: 'Sees only the record of one investor.',
};

export const scopeTitles: Readonly<Record<ScopeKind, string>> = {
  house: 'The whole house',
  fund: 'One fund',
  investor: 'One investor',
  agent: 'One agent',
};

export const scopeText = ({ kind, id }: GrantScope): string => (id === null ? scopeTitles[kind] : `${scopeTitles[kind]}: ${id}`);

export const rolesText = (held: readonly Role[]): string => held.map((role) => roleTitles[role]).join(', ');

const areas = { access: 'Users and roles', investors: 'Investors', settings: 'Settings', audit: 'Audit', health: 'Health' } as const;
export type Area = keyof typeof areas;

/** Permissions in the order of the table, grouped by the part of the product they open. */
export const permissionAreas: readonly Readonly<{ area: string; names: readonly Permission[] }>[] = Object.entries(areas).map(
  ([prefix, area]) => ({ area, names: permissionNames.filter((name) => name.startsWith(`${prefix}.`)) }),
);

export const mayRole = (role: Role, permission: Permission): boolean => permissions[permission].roles.some((holder) => holder === role);
export const rolesInOrder = roles;
