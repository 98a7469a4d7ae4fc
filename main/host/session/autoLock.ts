import { millisecondsOf } from '#shared/dates.ts';
import { type Desk, settingsOf } from './desk.ts';

const MILLISECONDS_PER_MINUTE = 60_000;

/** Notes that somebody is there. */
export function noteActivity({ session, platform }: Desk): void {
  if (session) session.lastActivity = platform.now();
}

/** Locks once nobody has been there for as long as the settings in force allow. Returns how to stop watching. */
export function watchIdleness(desk: Desk, lockNow: () => Promise<void>): () => void {
  let cancel: () => void = () => undefined;
  const watch = (): void => {
    cancel = desk.timers.after(Math.max(1000, Math.min(millisecondsLeft(desk), MILLISECONDS_PER_MINUTE)), () => {
      if (desk.session && millisecondsLeft(desk) <= 0) void lockNow().finally(watch);
      else watch();
    });
  };
  watch();
  return () => cancel();
}

/** Idle time left. A clock that was set back counts as no idle time, never as more than the whole. */
function millisecondsLeft(desk: Desk): number {
  const { session, platform } = desk;
  if (!session) return MILLISECONDS_PER_MINUTE;
  const now = platform.now();
  const limit = settingsOf(session, now).integer('access.autoLockMinutes') * MILLISECONDS_PER_MINUTE;
  return Math.min(limit, limit - (millisecondsOf(now) - millisecondsOf(session.lastActivity)));
}
