import { readLogHead } from '#db/tables/commandLog.ts';
import { readSettingFacts } from '#db/tables/settingValues.ts';
import type { WritableWorkspace } from '#db/workspace.ts';
import { SettingsInForce } from '#main/engine/settings/resolve.ts';
import type { JobQueue } from '#main/jobs/queue.ts';
import type { ChangedMessage } from '#shared/contract/channels.ts';
import type { TableName } from '#shared/contract/define.ts';
import { addMinutes, type BusinessDate, type Instant, later } from '#shared/dates.ts';
import { type UserId, uuidv7 } from '#shared/ids.ts';
import type { Downloads } from './downloads.ts';
import type { Client, Platform, Timers } from './host.ts';
import { houseDay, timeZoneOf } from './houseDay.ts';
import type { Place, Places } from './places.ts';
import type { Views } from './views.ts';

/** The little a command needs of a host; the shell brings its own. */
export type Runner = Readonly<{
  platform: Pick<Platform, 'now' | 'randomBytes'>;
  device: string;
  emit(message: ChangedMessage): void;
  noteIncident(place: string, error: unknown): string;
}>;
/** Who gives commands in which workspace, and since when their passphrase is proved. */
export type Seat = Readonly<{ workspace: WritableWorkspace; user: Person; provedAt: Instant | null }>;

export type Person = Readonly<{ id: UserId; login: string; name: string }>;

/** One person at an unlocked workspace, until it is locked. */
export type Session = {
  readonly workspace: WritableWorkspace;
  user: Person;
  /** When the passphrase was last proved; a key from the keychain proves none. */
  provedAt: Instant | null;
  lastActivity: Instant;
  readonly views: Views;
  readonly jobs: JobQueue;
};

/** Everything a running host holds. At most one workspace is in front of it, locked or open. */
export type Desk = {
  readonly platform: Platform;
  readonly timers: Timers;
  readonly device: string;
  readonly places: Places;
  readonly downloads: Downloads;
  place: Place | null;
  session: Session | null;
  /** Intrusions noticed while nothing was open, to be recorded at the next unlock. */
  readonly intrusions: Intrusion[];
  /** When each kind of intrusion was last noted. */
  readonly noticed: Map<string, Instant>;
  emit(message: ChangedMessage): void;
  noteIncident(place: string, error: unknown): string;
};

export type Intrusion = Readonly<{ at: Instant; detail: string; device: string }>;

export const programName = ({ kind }: Platform): string => (kind === 'electron' ? 'Clearway' : 'Clearway in the browser');
export const freshId = ({ now, randomBytes }: Runner['platform']): string => uuidv7(now(), randomBytes(10));
export const deviceOf = (desk: Pick<Runner, 'device'>, client: Client): string =>
  client.device === '' ? desk.device : client.device.slice(0, 80);

/** The day in the house; never before the day of the newest row, whatever the clock of this machine says. */
export function todayOf({ workspace }: Seat, now: Instant): BusinessDate {
  const today = houseDay(now, timeZoneOf(workspace.read));
  const newest = readLogHead(workspace.read);
  return newest ? later(today, newest.today) : today;
}

/** The rules in force for this house today. */
export const settingsOf = (session: Seat, now: Instant): SettingsInForce =>
  new SettingsInForce(readSettingFacts(session.workspace.read), todayOf(session, now));

/** Until when the passphrase counts as proved; null when it does not. A clock that was set back proves nothing. */
export function provedUntil(session: Seat, now: Instant): Instant | null {
  const { provedAt } = session;
  if (provedAt === null || now < provedAt) return null;
  const until = addMinutes(provedAt, settingsOf(session, now).integer('access.stepUpMinutes'));
  return now < until ? until : null;
}

export const tell = (desk: Pick<Runner, 'emit'>, tables: readonly TableName[], host = false): void => {
  if (tables.length > 0 || host) desk.emit({ tables, host });
};
