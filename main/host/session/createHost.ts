import { runQuery } from '#main/queries/runQuery.ts';
import type { ChangedMessage, CommandMessage, QueryMessage } from '#shared/contract/channels.ts';
import { type HostCommandName, hostCommands, hostQueries, isHostCommandName, isHostQueryName } from '#shared/contract/host.ts';
import { issuesOf } from '#shared/contract/issues.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { addMinutes } from '#shared/dates.ts';
import type { Result } from '#shared/result.ts';
import { noteActivity, watchIdleness } from './autoLock.ts';
import { type Desk, deviceOf, freshId, todayOf } from './desk.ts';
import { deviceIn } from './device.ts';
import { Downloads } from './downloads.ts';
import type { Client, Host, Platform, Timers } from './host.ts';
import { describeError, keepIncident } from './incidents.ts';
import { lock } from './opening.ts';
import { type AnyOperation, type Asking, hostAnswers, hostOperations, unqueued } from './operations.ts';
import { Places } from './places.ts';
import { runFor } from './running.ts';
import { raise } from './security.ts';
import { show } from './workspaces.ts';

const systemTimers: Timers = {
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** The application behind every window: it holds no business rule, only who is here, with which key, and what they may ask of the machine. */
export function createHost(platform: Platform): Host {
  const listeners = new Set<(message: ChangedMessage) => void>();
  const desk = openDesk(platform, listeners);
  const exclusive = oneAtATime();
  const lockNow = (): Promise<void> => exclusive(() => lock(desk));
  const stopWatching = watchIdleness(desk, lockNow);
  const safely = async (place: string, work: () => Result<unknown> | Promise<Result<unknown>>): Promise<Result<unknown>> => {
    try {
      return await work();
    } catch (error) {
      return refuse('incident', { id: desk.noteIncident(place, error) });
    }
  };
  return {
    command(message, client) {
      return safely(`command ${nameIn(message)}`, () => {
        if (!isHostCommandName(message.name)) return command(desk, message, client);
        const ask = () => askHost(desk, message.name, hostOperations[message.name as HostCommandName], message, client);
        if (message.name !== 'host.reportIncident') noteActivity(desk);
        return unqueued.has(message.name) ? ask() : exclusive(ask);
      });
    },
    query: (message, client) => safely(`query ${nameIn(message)}`, () => query(desk, message, client)),
    changed(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    suspend: lockNow,
    noteIntrusion: (detail, client) => noteIntrusion(desk, detail, client),
    noteIncident: (place, error) => desk.noteIncident(place, error),
    takeDownload: (name) => desk.downloads.take(name),
    offerWorkspace: (path) => safely('offerWorkspace', () => exclusive(() => show(desk, path))),
    async close() {
      stopWatching();
      await lockNow();
      listeners.clear();
    },
  };
}

const nameIn = ({ name }: Readonly<{ name: string }>): string => String(name).slice(0, 80);

function openDesk(platform: Platform, listeners: ReadonlySet<(message: ChangedMessage) => void>): Desk {
  const timers = platform.timers ?? systemTimers;
  const newName = (): string => Buffer.from(platform.randomBytes(16)).toString('hex');
  const desk: Desk = {
    platform,
    timers,
    device: deviceIn(platform.programFolder, platform.randomBytes),
    places: new Places(platform.programFolder, newName),
    downloads: new Downloads(timers, newName),
    place: null,
    session: null,
    intrusions: [],
    noticed: new Map(),
    emit(message) {
      for (const listener of listeners) {
        try {
          listener(message);
        } catch (error) {
          desk.noteIncident('telling a window', error);
        }
      }
    },
    noteIncident(place, error) {
      const id = freshId(platform);
      const message = typeof error === 'string' ? error.slice(0, 2000) : describeError(error);
      keepIncident(platform.programFolder, desk.session?.workspace.write ?? null, {
        id,
        at: platform.now(),
        place: place.slice(0, 200),
        message,
      });
      return id;
    },
  };
  return desk;
}

/** Runs pieces of work one after another, whatever becomes of each. */
function oneAtATime(): <Value>(work: () => Value | Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

const lockedIn = (desk: Desk) => refuse('locked', { workspace: desk.place?.name ?? 'The workspace' });

function command(desk: Desk, message: CommandMessage, client: Client): Result<unknown> {
  noteActivity(desk);
  return desk.session ? runFor(desk, desk.session, message, client).reply : lockedIn(desk);
}

function query(desk: Desk, message: QueryMessage, client: Client): Result<unknown> | Promise<Result<unknown>> {
  const { name } = message;
  if (isHostQueryName(name)) return askHost(desk, name, hostAnswers[name], { ...message, id: '' }, client);
  const { session, platform } = desk;
  if (!session) return lockedIn(desk);
  const now = platform.now();
  const reply = runQuery(session.workspace.read, {
    name,
    input: message.input,
    userId: session.user.id,
    now,
    today: todayOf(session, now),
  });
  if (reply.ok) session.views.opened(name, message.input, now, client);
  return reply;
}

/** Parses by the contract, then sees to it that the operation finds what it needs. */
function askHost(
  desk: Desk,
  name: string,
  operation: AnyOperation,
  message: Omit<CommandMessage, 'name'>,
  client: Client,
): Result<unknown> | Promise<Result<unknown>> {
  const spec = isHostCommandName(name) ? hostCommands[name] : isHostQueryName(name) ? hostQueries[name] : undefined;
  if (!spec) return refuse('unknownName', { name });
  const parsed = spec.input.safeParse(message.input);
  if (!parsed.success) return refuse('invalidInput', { issues: issuesOf(parsed.error) });
  const input = parsed.data as never;
  const asking: Asking = { desk, client, id: message.id };
  if (operation.needs === 'nothing') return operation.run(asking, input);
  const { place, session } = desk;
  if (!place) return refuse('unknownToken', { what: 'workspace' });
  if (operation.needs === 'workspace') return operation.run({ ...asking, place }, input);
  return session ? operation.run({ ...asking, place, session }, input) : lockedIn(desk);
}

const INTRUSIONS_KEPT = 50;
const INTRUSION_MINUTES = 60;

/** At most one of a kind within the hour, so that whoever knocks cannot fill the list of events. */
function noteIntrusion(desk: Desk, detail: string, client: Client): void {
  const at = desk.platform.now();
  const since = addMinutes(at, -INTRUSION_MINUTES);
  const seen = desk.noticed.get(detail);
  if (seen !== undefined && seen > since) return;
  if (desk.noticed.size > INTRUSIONS_KEPT) desk.noticed.clear();
  desk.noticed.set(detail, at);
  const device = deviceOf(desk, client);
  if (desk.session) raise(desk, desk.session, { kind: 'wrongOrigin', detail, device, mustClose: true, who: 'unknown' });
  else if (desk.intrusions.length < INTRUSIONS_KEPT) desk.intrusions.push({ at, detail, device });
}
