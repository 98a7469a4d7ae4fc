import { z } from 'zod';
import type { UserId } from '../ids.ts';
import { profiles } from '../model/settings.ts';
import { accessCommands, Login } from './access.ts';
import { exportFormats } from './audit.ts';
import { jobKinds } from './health.ts';
import { AnyJson, CurrencyCode, Moment, Name, Reason, text, uuid } from './schemas.ts';

/**
 * What only the host can do: keys, files, dialogs, jobs, printing. These ride on the same two channels as commands and
 * queries, but never enter the log; what must be on the record calls a command of its own.
 */
type HostSpec<Input extends z.ZodType, Output extends z.ZodType> = Readonly<{
  summary: string;
  input: Input;
  output: Output;
  needs: 'nothing' | 'workspace' | 'session';
}>;
const defineHost = <Input extends z.ZodType, Output extends z.ZodType>(spec: HostSpec<Input, Output>) => spec;

const nothing = z.strictObject({});
const Passphrase = z.string().min(1).max(1024);
const Words = z.string().max(400);
const Token = z.string().min(8).max(100);
const User = uuid<UserId>();

export const HostState = z.strictObject({
  host: z.enum(['electron', 'loopback']),
  version: z.string(),
  platform: z.string(),
  hasDialogs: z.boolean(),
  canPrint: z.boolean(),
  updates: z.enum(['off', 'checking', 'current', 'available', 'ready', 'failed']),
  workspace: z
    .strictObject({
      token: Token,
      name: z.string(),
      place: z.string(),
      locked: z.boolean(),
      practice: z.boolean(),
      logins: z.array(z.string()),
      keychain: z.enum(['none', 'basic', 'off', 'on']),
    })
    .nullable(),
  user: z.strictObject({ id: User, login: Login, name: Name }).nullable(),
  steppedUpUntil: Moment.nullable(),
  autoLockMinutes: z.int(),
  waitSeconds: z.int(),
  jobs: z.strictObject({ running: z.int(), waiting: z.int(), failed: z.int() }),
});

export const Backup = z.strictObject({ name: z.string(), at: Moment, seq: z.int(), bytes: z.int(), why: z.string() });

export const hostCommands = {
  'host.createWorkspace': defineHost({
    summary: 'Makes a new workspace and its first owner, and returns the 24 recovery words, once.',
    input: z.strictObject({
      folder: Token.nullable(),
      house: Name,
      profile: z.enum(profiles),
      timeZone: text(60),
      currency: CurrencyCode,
      login: Login,
      name: Name,
      passphrase: Passphrase,
    }),
    output: z.strictObject({ recoveryWords: z.array(z.string()).length(24) }),
    needs: 'nothing',
  }),
  'host.createDemo': defineHost({
    summary: 'Builds the demo firm and opens it as its owner.',
    input: nothing,
    output: z.strictObject({ login: Login, passphrase: z.string() }),
    needs: 'nothing',
  }),
  'host.chooseFolder': defineHost({
    summary: 'Asks for a folder with the system’s dialog; the window sees a token and a name, never a path it could change.',
    input: nothing,
    output: z.strictObject({ token: Token, place: z.string() }).nullable(),
    needs: 'nothing',
  }),
  'host.chooseWorkspace': defineHost({
    summary: 'Asks for an existing workspace with the system’s dialog.',
    input: nothing,
    output: z.strictObject({ token: Token, place: z.string() }).nullable(),
    needs: 'nothing',
  }),
  'host.openWorkspace': defineHost({
    summary: 'Shows the unlock screen of a known workspace.',
    input: z.strictObject({ token: Token }),
    output: nothing,
    needs: 'nothing',
  }),
  'host.closeWorkspace': defineHost({
    summary: 'Locks the workspace and goes back to the list.',
    input: nothing,
    output: nothing,
    needs: 'workspace',
  }),
  'host.unlock': defineHost({
    summary: 'Opens the workspace with a login and passphrase.',
    input: z.strictObject({ login: Login, passphrase: Passphrase }),
    output: nothing,
    needs: 'workspace',
  }),
  'host.unlockWithKeychain': defineHost({
    summary: 'Opens the workspace with the key kept by the system.',
    input: nothing,
    output: nothing,
    needs: 'workspace',
  }),
  'host.recover': defineHost({
    summary: 'Opens the workspace with the recovery phrase and sets a new passphrase for a user.',
    input: z.strictObject({ words: Words, login: Login, passphrase: Passphrase }),
    output: nothing,
    needs: 'workspace',
  }),
  'host.rescue': defineHost({
    summary:
      'Puts a backup in place of a workspace that does not open any more, as an owner, and opens it; the present file is kept aside.',
    input: z.strictObject({ name: text(120), login: Login, passphrase: Passphrase, reason: Reason }),
    output: z.strictObject({ keptAs: z.string().nullable() }),
    needs: 'workspace',
  }),
  'host.lock': defineHost({
    summary: 'Locks the workspace; nothing unsaved is lost.',
    input: nothing,
    output: nothing,
    needs: 'workspace',
  }),
  'host.touch': defineHost({ summary: 'Says that a person is still there.', input: nothing, output: nothing, needs: 'nothing' }),
  'host.stepUp': defineHost({
    summary: 'Proves the passphrase again for approvals and access changes.',
    input: z.strictObject({ passphrase: Passphrase }),
    output: z.strictObject({ until: Moment }),
    needs: 'session',
  }),
  'host.addUser': defineHost({
    summary: 'Adds a user together with their passphrase: the key slot first, then the command.',
    input: z.strictObject({ commandId: uuid(), user: accessCommands['access.addUser'].input, passphrase: Passphrase }),
    output: z.strictObject({}),
    needs: 'session',
  }),
  'host.setPassphrase': defineHost({
    summary: 'Sets the passphrase of another user, who is present.',
    input: z.strictObject({ userId: User, passphrase: Passphrase }),
    output: nothing,
    needs: 'session',
  }),
  'host.changePassphrase': defineHost({
    summary: 'Changes one’s own passphrase.',
    input: z.strictObject({ current: Passphrase, next: Passphrase }),
    output: nothing,
    needs: 'session',
  }),
  'host.removeSlot': defineHost({
    summary: 'Takes a user’s key away; the last one stays.',
    input: z.strictObject({ userId: User }),
    output: nothing,
    needs: 'session',
  }),
  'host.newRecoveryPhrase': defineHost({
    summary: 'Makes a new recovery phrase; the old one stops working.',
    input: nothing,
    output: z.strictObject({ recoveryWords: z.array(z.string()).length(24) }),
    needs: 'session',
  }),
  'host.keychain': defineHost({
    summary: 'Keeps a key in the system’s keychain, or takes it away.',
    input: z.strictObject({ on: z.boolean() }),
    output: nothing,
    needs: 'session',
  }),
  'host.startJob': defineHost({
    summary: 'Starts background work.',
    input: z.strictObject({ kind: z.enum(jobKinds), input: AnyJson }),
    output: z.strictObject({ jobId: uuid() }),
    needs: 'session',
  }),
  'host.startExport': defineHost({
    summary: 'Exports the rows of a list or report, as filtered and sorted, in the background. It is on the record first.',
    input: z.strictObject({
      query: text(80),
      input: AnyJson,
      format: z.enum(exportFormats),
      columns: z
        .array(z.strictObject({ key: text(60), title: text(120) }))
        .min(1)
        .max(60),
    }),
    output: z.strictObject({ jobId: uuid() }),
    needs: 'session',
  }),
  'host.cancelJob': defineHost({
    summary: 'Stops background work at its next step.',
    input: z.strictObject({ jobId: uuid() }),
    output: nothing,
    needs: 'session',
  }),
  'host.retryJob': defineHost({
    summary: 'Runs a failed job again now.',
    input: z.strictObject({ jobId: uuid() }),
    output: nothing,
    needs: 'session',
  }),
  'host.saveJobFile': defineHost({
    summary: 'Saves the file a job made, where the person says; in a browser, a download.',
    input: z.strictObject({ jobId: uuid() }),
    output: z.strictObject({ saved: z.string().nullable(), download: z.string().nullable() }),
    needs: 'session',
  }),
  'host.restoreBackup': defineHost({
    summary: 'Puts a backup in place of the workspace; the present file is kept aside.',
    input: z.strictObject({ name: text(120), reason: Reason }),
    output: nothing,
    needs: 'session',
  }),
  'host.saveDraft': defineHost({
    summary: 'Keeps unfinished input for next time; `null` forgets it.',
    input: z.strictObject({ name: text(80), content: z.string().max(2_000_000).nullable() }),
    output: nothing,
    needs: 'session',
  }),
  'host.print': defineHost({
    summary: 'Writes what the window shows to a PDF.',
    input: z.strictObject({ title: Name }),
    output: z.strictObject({ saved: z.string().nullable() }),
    needs: 'session',
  }),
  'host.reportIncident': defineHost({
    summary: 'Keeps an unexpected error of the window, without what was typed.',
    input: z.strictObject({ place: text(200), message: text(2000) }),
    output: z.strictObject({ id: uuid() }),
    needs: 'nothing',
  }),
  'host.checkForUpdates': defineHost({
    summary: 'Looks for a newer Clearway, where that is switched on.',
    input: nothing,
    output: z.strictObject({ updates: HostState.shape.updates }),
    needs: 'nothing',
  }),
};

export const hostQueries = {
  'host.state': defineHost({
    summary: 'Which workspace, locked or not, who, and what the host can do.',
    input: nothing,
    output: HostState,
    needs: 'nothing',
  }),
  'host.workspaces': defineHost({
    summary: 'The workspaces this program has opened before.',
    input: nothing,
    output: z.strictObject({
      known: z.array(
        z.strictObject({
          token: Token,
          name: z.string(),
          place: z.string(),
          practice: z.boolean(),
          missing: z.boolean(),
          lastOpenedAt: Moment,
        }),
      ),
      defaultPlace: z.string(),
    }),
    needs: 'nothing',
  }),
  'host.backups': defineHost({
    summary: 'The verified backups of this workspace.',
    input: nothing,
    output: z.strictObject({ backups: z.array(Backup) }),
    needs: 'session',
  }),
  'host.rescueBackups': defineHost({
    summary: 'The backups beside a workspace, as their notes tell without a key.',
    input: nothing,
    output: z.strictObject({ backups: z.array(Backup) }),
    needs: 'workspace',
  }),
  'host.keys': defineHost({
    summary: 'Who holds a key, who needs a passphrase, and whether recovery works.',
    input: nothing,
    output: z.strictObject({
      slots: z.array(z.strictObject({ userId: User, login: z.string(), name: z.string() })),
      needsPassphrase: z.array(z.strictObject({ userId: User, login: z.string(), name: z.string() })),
      recovery: z.boolean(),
      keychain: z.enum(['none', 'basic', 'off', 'on']),
    }),
    needs: 'session',
  }),
  'host.draft': defineHost({
    summary: 'Unfinished input kept earlier.',
    input: z.strictObject({ name: text(80) }),
    output: z.strictObject({ content: z.string().nullable() }),
    needs: 'session',
  }),
};

export type HostCommandName = keyof typeof hostCommands;
export type HostQueryName = keyof typeof hostQueries;
export type HostCommandInput<Name extends HostCommandName> = z.output<(typeof hostCommands)[Name]['input']>;
export type HostCommandRequest<Name extends HostCommandName> = z.input<(typeof hostCommands)[Name]['input']>;
export type HostCommandOutput<Name extends HostCommandName> = z.output<(typeof hostCommands)[Name]['output']>;
export type HostQueryInput<Name extends HostQueryName> = z.output<(typeof hostQueries)[Name]['input']>;
export type HostQueryRequest<Name extends HostQueryName> = z.input<(typeof hostQueries)[Name]['input']>;
export type HostQueryOutput<Name extends HostQueryName> = z.output<(typeof hostQueries)[Name]['output']>;

export const isHostCommandName = (name: string): name is HostCommandName => Object.hasOwn(hostCommands, name);
export const isHostQueryName = (name: string): name is HostQueryName => Object.hasOwn(hostQueries, name);
