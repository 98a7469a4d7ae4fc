import { z } from 'zod';
import type { UserId } from '../ids.ts';
import { roles, scopeKinds } from '../model/access.ts';
import { profiles } from '../model/settings.ts';
import { defineCommand, defineQuery } from './define.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, Moment, Name, Reason, text, uuid, Version } from './schemas.ts';

export const Login = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'must be 2 to 40 lower-case letters, digits, dots, dashes or underscores');
const Email = z.email().max(254);
const User = uuid<UserId>();

const Scope = z.strictObject({ kind: z.enum(scopeKinds), id: text(80).nullable() });
const Grant = z.strictObject({ role: z.enum(roles), scope: Scope, fromOn: Day.optional(), untilOn: Day.nullable().optional() });

export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).optional(),
  density: z.enum(['dense', 'comfortable']).optional(),
  negatives: z.enum(['minus', 'parentheses']).optional(),
});

export const accessCommands = {
  'access.createWorkspace': defineCommand({
    summary: 'Begins a workspace: the house, its profile and time zone, and its first owner.',
    class: 'control',
    input: z.strictObject({
      workspaceId: uuid(),
      house: Name,
      profile: z.enum(profiles),
      timeZone: text(60),
      currency: CurrencyCode,
      owner: z.strictObject({ userId: User, login: Login, name: Name, email: Email.nullable().optional() }),
    }),
    output: z.strictObject({ ownerId: User }),
    refusals: ['unknownTimeZone'],
    permission: 'bootstrap',
    changes: ['workspace', 'users', 'user_roles'],
  }),
  'access.addUser': defineCommand({
    summary: 'Adds a person with their roles. Their passphrase is set apart, never in the log.',
    class: 'control',
    input: z.strictObject({
      userId: User,
      login: Login,
      name: Name,
      email: Email.nullable().optional(),
      roles: z.array(Grant).max(20),
      reason: Reason.optional(),
    }),
    output: z.strictObject({ userId: User, version: Version }),
    refusals: ['loginTaken', 'ownerOnly', 'auditorNeedsEnd', 'wrongDates', 'startsInPast', 'scopeNeedsId', 'scopeTooWide', 'roleHeld'],
    permission: 'access.manageUsers',
    stepUp: true,
    changes: ['users', 'user_roles'],
  }),
  'access.updateUser': defineCommand({
    summary: 'Corrects a person’s name, login or e-mail.',
    class: 'decision',
    input: z.strictObject({ userId: User, expectedVersion: Version, login: Login, name: Name, email: Email.nullable() }),
    output: z.strictObject({ version: Version }),
    refusals: ['loginTaken', 'ownerOnly'],
    permission: 'access.manageUsers',
    changes: ['users'],
  }),
  'access.disableUser': defineCommand({
    summary: 'Ends a person’s access at once; their history stays.',
    class: 'control',
    input: z.strictObject({ userId: User, expectedVersion: Version, reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: ['lastOwner', 'ownAccess', 'userDisabled', 'ownerOnly'],
    permission: 'access.manageUsers',
    stepUp: true,
    changes: ['users'],
  }),
  'access.enableUser': defineCommand({
    summary: 'Gives a disabled person access again, with the roles that are still in force.',
    class: 'control',
    input: z.strictObject({ userId: User, expectedVersion: Version, reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: ['userActive', 'ownerOnly'],
    permission: 'access.manageUsers',
    stepUp: true,
    changes: ['users'],
  }),
  'access.grantRole': defineCommand({
    summary: 'Gives a person a role, for the house or one scope, from a date and perhaps until one.',
    class: 'control',
    input: z.strictObject({ userId: User, expectedVersion: Version, grant: Grant, reason: Reason }),
    output: z.strictObject({ version: Version, ordinal: z.int() }),
    refusals: [
      'ownAccess',
      'ownerOnly',
      'userDisabled',
      'auditorNeedsEnd',
      'wrongDates',
      'startsInPast',
      'scopeNeedsId',
      'scopeTooWide',
      'roleHeld',
    ],
    permission: 'access.manageUsers',
    stepUp: true,
    changes: ['users', 'user_roles'],
  }),
  'access.revokeRole': defineCommand({
    summary: 'Takes a role back; the record of having held it stays.',
    class: 'control',
    input: z.strictObject({ userId: User, expectedVersion: Version, ordinal: z.int().min(0), reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: ['ownAccess', 'ownerOnly', 'lastOwner', 'roleRevoked'],
    permission: 'access.manageUsers',
    stepUp: true,
    changes: ['users', 'user_roles'],
  }),
  'access.notePassphrase': defineCommand({
    summary: 'Records that a passphrase or recovery phrase was set, changed or removed. The secret itself is never here.',
    class: 'note',
    input: z.strictObject({
      userId: User.nullable(),
      what: z.enum([
        'passphraseSet',
        'passphraseChanged',
        'recoveryPhraseMade',
        'recoveryUsed',
        'keychainAdded',
        'keychainRemoved',
        'slotRemoved',
      ]),
    }),
    output: z.strictObject({}),
    refusals: [],
    permission: 'signedIn',
    changes: [],
  }),
  'access.setPreferences': defineCommand({
    summary: 'Keeps how the window looks for the person who asks.',
    class: 'fieldEdit',
    input: z.strictObject({ preferences: Preferences }),
    output: z.strictObject({}),
    refusals: [],
    permission: 'signedIn',
    changes: ['user_preferences'],
  }),
};

export const RoleRow = z.strictObject({
  ordinal: z.int(),
  role: z.enum(roles),
  scope: Scope,
  fromOn: Day,
  untilOn: Day.nullable(),
  revoked: z.boolean(),
  inForce: z.boolean(),
  grantedBy: Name,
  grantedAt: Moment,
  revokedBy: Name.nullable(),
  revokedAt: Moment.nullable(),
});

const UserRow = z.strictObject({
  id: User,
  login: Login,
  name: Name,
  email: z.string().nullable(),
  status: z.enum(['active', 'disabled']),
  roles: z.array(z.enum(roles)),
  /** The first day on which one of these roles ends, if any does. */
  roleEndsOn: Day.nullable(),
  lastActiveAt: Moment.nullable(),
  version: Version,
});

export const accessQueries = {
  'access.me': defineQuery({
    summary: 'Who is asking, with their permissions and preferences.',
    input: z.strictObject({}),
    output: z.strictObject({
      id: User,
      login: Login,
      name: Name,
      roles: z.array(z.enum(roles)),
      permissions: z.array(z.string()),
      preferences: Preferences,
      house: Name,
      profile: z.enum(profiles),
      today: Day,
      timeZone: z.string(),
    }),
    permission: 'signedIn',
    scope: 'own',
    reads: ['users', 'user_roles', 'user_preferences', 'workspace'],
  }),
  'access.users': defineQuery({
    summary: 'Everyone who has or had access.',
    input: listInput(['name', 'login', 'status'], { search: text(120), status: z.enum(['active', 'disabled']), role: z.enum(roles) }),
    output: listOutput(UserRow),
    permission: 'access.view',
    scope: 'house',
    reads: ['users', 'user_roles', 'command_log'],
  }),
  'access.user': defineQuery({
    summary: 'One person with every role they hold or held.',
    input: z.strictObject({ userId: User }),
    output: UserRow.omit({ roles: true, roleEndsOn: true }).extend({ grants: z.array(RoleRow), createdAt: Moment }),
    permission: 'access.view',
    scope: 'house',
    reads: ['users', 'user_roles', 'command_log'],
  }),
};
