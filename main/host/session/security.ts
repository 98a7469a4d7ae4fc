import { countRefusedSince, insertSecurityEvent, readSecurityEvents, type SecurityEvent } from '#db/operational.ts';
import { countGrantsSince } from '#db/tables/audit.ts';
import { isDeviceKnown, readLastActive } from '#db/tables/commandLog.ts';
import type { eventKinds } from '#shared/contract/audit.ts';
import { addDays, addMinutes, type Instant, instant, utcDateOf } from '#shared/dates.ts';
import type { Result } from '#shared/result.ts';
import { type Desk, deviceOf, freshId, type Runner, type Seat, type Session, settingsOf, tell } from './desk.ts';
import type { Client } from './host.ts';
import { houseHour, timeZoneOf } from './houseDay.ts';

export type EventKind = (typeof eventKinds)[number];
type NewEvent = Readonly<{
  kind: EventKind;
  detail: string;
  device: string;
  mustClose: boolean;
  occurredAt?: Instant;
  /** Nobody known: a failed unlock, a message from outside. */
  who?: string;
}>;

/** From this many failed unlocks on, somebody must look at them; fewer are a slip of the finger. */
const FAILURES_TO_CLOSE = 3;
const DEVICE_MEMORY_DAYS = 366;

export function raise(desk: Runner, session: Seat, { kind, detail, device, mustClose, occurredAt, who }: NewEvent): void {
  const { user } = session;
  insertSecurityEvent(session.workspace.write, {
    id: freshId(desk.platform),
    kind,
    occurredAt: occurredAt ?? desk.platform.now(),
    userId: who === undefined ? user.id : null,
    who: who ?? user.name,
    device,
    detail: detail.slice(0, 1000),
    mustClose,
  });
  tell(desk, ['security_events']);
}

const recent = (session: Seat, kind: EventKind, since: Instant, until: Instant): SecurityEvent[] =>
  readSecurityEvents(session.workspace.read, since, until).filter((event) => event.kind === kind && event.userId === session.user.id);

/** What an unlock itself tells: failures before it, a device this person never used, an hour nobody works at. */
export function lookAtUnlock(desk: Desk, session: Session, client: Client): void {
  const now = desk.platform.now();
  const device = deviceOf(desk, client);
  noteFailures(desk, session, device);
  for (const { at, detail, device: from } of desk.intrusions.splice(0))
    raise(desk, session, { kind: 'wrongOrigin', detail, device: from, mustClose: true, occurredAt: at, who: 'unknown' });
  const { read } = session.workspace;
  const { id } = session.user;
  if (readLastActive(read, id) !== null && !isDeviceKnown(read, id, device)) {
    const since = instant(`${addDays(utcDateOf(now), -DEVICE_MEMORY_DAYS)}T00:00:00.000Z`);
    const isKnown = recent(session, 'newDevice', since, now).some((event) => event.device === device);
    if (!isKnown) raise(desk, session, { kind: 'newDevice', detail: `First unlock from ${device}`, device, mustClose: true });
  }
  const settings = settingsOf(session, now);
  const hour = houseHour(now, timeZoneOf(read));
  const [from, until] = [settings.integer('audit.dayStartsHour'), settings.integer('audit.dayEndsHour')];
  if (hour < from || hour >= until)
    raise(desk, session, {
      kind: 'oddHours',
      detail: `Unlocked in hour ${hour} of the house's day; the working day is ${from} to ${until}`,
      device,
      mustClose: true,
    });
}

const ways = {
  passphrase: 'passphrase',
  recoveryPhrase: 'recovery phrase',
  keychain: 'keychain',
  stepUp: 'passphrase while open',
} as const;

function noteFailures(desk: Desk, session: Session, device: string): void {
  const { workspace } = session;
  const failures = workspace.unlockFailures;
  const last = failures.at(-1);
  if (!last) return;
  const logins = [...new Set(failures.map(({ login, code }) => login ?? (code === 'noSuchUser' ? 'a login nobody has' : 'no login')))];
  const kinds = [...new Set(failures.map(({ way }) => ways[way]))];
  raise(desk, session, {
    kind: 'failedUnlock',
    detail: `${failures.length} failed before this unlock (${kinds.join(', ')}), the last on ${last.at.slice(0, 16).replace('T', ' at ')} UTC`,
    device,
    mustClose: failures.length >= FAILURES_TO_CLOSE,
    occurredAt: last.at,
    who: logins.slice(0, 5).join(', '),
  });
  workspace.failuresRecorded();
}

/** The limits in Settings that a command can cross, looked at once it is answered. */
export function lookAtCommand(desk: Runner, session: Seat, name: string, input: unknown, reply: Result<unknown>, client: Client): void {
  const device = deviceOf(desk, client);
  if (!reply.ok) {
    if (reply.error.code === 'notPermitted' || reply.error.code === 'notSignedIn') lookAtRefusals(desk, session, device);
    return;
  }
  if (name === 'audit.noteExport') lookAtExport(desk, session, input, device);
  if (name === 'audit.unmask') lookAtUnmaskings(desk, session, device);
}

function lookAtRefusals(desk: Runner, session: Seat, device: string): void {
  const now = desk.platform.now();
  const since = addMinutes(now, -60);
  const limit = settingsOf(session, now).integer('audit.repeatedRefusals');
  const found = countRefusedSince(session.workspace.write, session.user.id, since);
  if (found < limit || recent(session, 'repeatedRefusals', since, now).length > 0) return;
  raise(desk, session, {
    kind: 'repeatedRefusals',
    detail: `${found} refused attempts within an hour (limit ${limit})`,
    device,
    mustClose: true,
  });
}

function lookAtExport(desk: Runner, session: Seat, input: unknown, device: string): void {
  const { query, rows } = input as { query: string; rows: number };
  const limit = settingsOf(session, desk.platform.now()).integer('audit.massExportRows');
  if (rows < limit) return;
  raise(desk, session, { kind: 'massExport', detail: `${rows} rows of ${query} (limit ${limit})`, device, mustClose: true });
}

function lookAtUnmaskings(desk: Runner, session: Seat, device: string): void {
  const now = desk.platform.now();
  const since = addMinutes(now, -60);
  const limit = settingsOf(session, now).integer('audit.massUnmaskings');
  const found = countGrantsSince(session.workspace.write, session.user.id, 'unmask', since);
  if (found < limit || recent(session, 'massUnmasking', since, now).length > 0) return;
  raise(desk, session, {
    kind: 'massUnmasking',
    detail: `${found} values revealed within an hour (limit ${limit})`,
    device,
    mustClose: true,
  });
}
