import { readDraft, writeDraft } from '#db/operational.ts';
import type { HostCommandInput, HostCommandName, HostQueryInput, HostQueryName } from '#shared/contract/host.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done, type Result } from '#shared/result.ts';
import { backups, backupsIn, restore } from './backups.ts';
import type { Desk, Session } from './desk.ts';
import type { Client } from './host.ts';
import { cancelJob, retryJob, saveJobFile, startExport, startJob } from './jobs.ts';
import { addUser, changePassphrase, newRecoveryPhrase, removeSlot, setKeychain, setPassphrase, stepUp } from './keys.ts';
import { lock, recover, unlock } from './opening.ts';
import type { Place } from './places.ts';
import { rescue } from './rescue.ts';
import { keys, knownWorkspaces, state } from './state.ts';
import { chooseFolder, chooseWorkspace, closeWorkspace, create, createDemo, openKnown } from './workspaces.ts';

/** What an operation is handed: the message's id, and the place and session its `needs` promise. */
export type Asking = Readonly<{ desk: Desk; client: Client; id: string }>;
type AtPlace = Asking & Readonly<{ place: Place }>;
type InSession = AtPlace & Readonly<{ session: Session }>;
type Answer = Result<unknown> | Promise<Result<unknown>>;

type Operation<Input> =
  | Readonly<{ needs: 'nothing'; run(asking: Asking, input: Input): Answer }>
  | Readonly<{ needs: 'workspace'; run(asking: AtPlace, input: Input): Answer }>
  | Readonly<{ needs: 'session'; run(asking: InSession, input: Input): Answer }>;

export type AnyOperation = Operation<never>;

const emptied = (reply: Result<unknown>): Result<unknown> => (reply.ok ? done({}) : reply);

/** One entry per host command of the contract: a missing or surplus one does not compile. */
export const hostOperations: { readonly [Name in HostCommandName]: Operation<HostCommandInput<Name>> } = {
  'host.createWorkspace': { needs: 'nothing', run: ({ desk, client }, input) => create(desk, input, client) },
  'host.createDemo': { needs: 'nothing', run: ({ desk, client }) => createDemo(desk, client) },
  'host.chooseFolder': { needs: 'nothing', run: ({ desk }) => chooseFolder(desk) },
  'host.chooseWorkspace': { needs: 'nothing', run: ({ desk }) => chooseWorkspace(desk) },
  'host.openWorkspace': { needs: 'nothing', run: ({ desk }, { token }) => openKnown(desk, token) },
  'host.closeWorkspace': { needs: 'workspace', run: ({ desk }) => closeWorkspace(desk) },
  'host.unlock': {
    needs: 'workspace',
    run: async ({ desk, place, client }, { login, passphrase }) => emptied(await unlock(desk, place, { login, passphrase }, client)),
  },
  'host.unlockWithKeychain': {
    needs: 'workspace',
    run: async ({ desk, place, client }) => emptied(await unlock(desk, place, { keychain: desk.platform.keychain }, client)),
  },
  'host.recover': {
    needs: 'workspace',
    run: async ({ desk, place, client }, input) => emptied(await recover(desk, place, input, client)),
  },
  'host.rescue': { needs: 'workspace', run: ({ desk, place, client }, input) => rescue(desk, place, input, client) },
  'host.lock': {
    needs: 'workspace',
    run: async ({ desk }) => {
      await lock(desk);
      return done({});
    },
  },
  'host.touch': { needs: 'nothing', run: () => done({}) },
  'host.stepUp': { needs: 'session', run: ({ desk, session }, input) => stepUp(desk, session, input) },
  'host.addUser': { needs: 'session', run: ({ desk, session, client }, input) => addUser(desk, session, input, client) },
  'host.setPassphrase': { needs: 'session', run: ({ desk, session, client }, input) => setPassphrase(desk, session, input, client) },
  'host.changePassphrase': { needs: 'session', run: ({ desk, session, client }, input) => changePassphrase(desk, session, input, client) },
  'host.removeSlot': { needs: 'session', run: ({ desk, session, client }, input) => removeSlot(desk, session, input, client) },
  'host.newRecoveryPhrase': { needs: 'session', run: ({ desk, session, client }) => newRecoveryPhrase(desk, session, client) },
  'host.keychain': { needs: 'session', run: ({ desk, session, client }, input) => setKeychain(desk, session, input, client) },
  'host.startJob': { needs: 'session', run: ({ desk, session, client, id }, input) => startJob(desk, session, id, input, client) },
  'host.startExport': { needs: 'session', run: ({ desk, session, client, id }, input) => startExport(desk, session, id, input, client) },
  'host.cancelJob': { needs: 'session', run: ({ desk, session, client }, input) => cancelJob(desk, session, input, client) },
  'host.retryJob': { needs: 'session', run: ({ desk, session, client }, input) => retryJob(desk, session, input, client) },
  'host.saveJobFile': { needs: 'session', run: ({ desk, session, client }, input) => saveJobFile(desk, session, input, client) },
  'host.restoreBackup': { needs: 'session', run: ({ desk, session, client }, input) => restore(desk, session, input, client) },
  'host.saveDraft': {
    needs: 'session',
    run({ desk, session }, { name, content }) {
      writeDraft(session.workspace.write, { userId: session.user.id, name, content, savedAt: desk.platform.now() });
      return done({});
    },
  },
  'host.print': {
    needs: 'session',
    async run({ desk }, { title }) {
      const { print } = desk.platform;
      return print ? done({ saved: await print(title) }) : refuse('noPrinting', { host: 'The browser' });
    },
  },
  'host.reportIncident': {
    needs: 'nothing',
    run: ({ desk }, { place, message }) => done({ id: desk.noteIncident(`window: ${place}`, message) }),
  },
  'host.checkForUpdates': {
    needs: 'nothing',
    async run({ desk }) {
      await desk.platform.updates.check();
      return done({ updates: desk.platform.updates.state() });
    },
  },
};

export const hostAnswers: { readonly [Name in HostQueryName]: Operation<HostQueryInput<Name>> } = {
  'host.state': { needs: 'nothing', run: ({ desk }) => done(state(desk)) },
  'host.workspaces': { needs: 'nothing', run: ({ desk }) => done(knownWorkspaces(desk)) },
  'host.backups': { needs: 'session', run: ({ desk, session, client }) => backups(desk, session, client) },
  'host.rescueBackups': { needs: 'workspace', run: ({ place }) => done(backupsIn(place.folder)) },
  'host.keys': { needs: 'session', run: ({ desk, session, client }) => keys(desk, session, client) },
  'host.draft': {
    needs: 'session',
    run: ({ session }, { name }) => done({ content: readDraft(session.workspace.write, session.user.id, name) }),
  },
};

/**
 * These change no keys and no session, and some wait for a person at a dialog, so they do not queue behind one another. Everything else runs
 * one at a time: locking in the middle of a new passphrase would wrap a wiped key.
 */
export const unqueued: ReadonlySet<HostCommandName> = new Set<HostCommandName>([
  'host.chooseFolder',
  'host.chooseWorkspace',
  'host.touch',
  'host.startJob',
  'host.startExport',
  'host.cancelJob',
  'host.retryJob',
  'host.saveJobFile',
  'host.saveDraft',
  'host.print',
  'host.reportIncident',
  'host.checkForUpdates',
]);
