import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { addMinutes, type Instant } from '#shared/dates.ts';

/** One browser that was let in, told apart from others by a name without meaning. */
export type Session = Readonly<{ browser: string }>;
export type Sessions = Readonly<{
  /** The secret in the printed address, good while this program runs. */
  launchSecret: string;
  /** A secret that works once and for two minutes: what a command line shows to other users is soon worthless. */
  oneTimeSecret(): string;
  /** The `Set-Cookie` of a new session, or nothing when the secret is not one of ours. */
  admit(secret: string): string | undefined;
  of(request: IncomingMessage): Session | undefined;
}>;

const MOST_SESSIONS = 64;
const secretOf = (bytes: number) => randomBytes(bytes).toString('base64url');
const digestOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Only digests are kept and compared, so neither memory nor timing tells a secret. */
export function createSessions(port: number, now: () => Instant): Sessions {
  const launchSecret = secretOf(32);
  const launchDigest = digestOf(launchSecret);
  const oneTime = new Map<string, Instant>();
  const sessions = new Map<string, Session>();
  const cookieName = `clearway-${port}`;

  const spend = (digest: Buffer): boolean => {
    const key = digest.toString('hex');
    const until = oneTime.get(key);
    oneTime.delete(key);
    return until !== undefined && now() <= until;
  };

  return {
    launchSecret,
    oneTimeSecret() {
      const secret = secretOf(32);
      oneTime.set(digestOf(secret).toString('hex'), addMinutes(now(), 2));
      return secret;
    },
    admit(secret) {
      const digest = digestOf(secret);
      if (!timingSafeEqual(digest, launchDigest) && !spend(digest)) return undefined;
      const cookie = secretOf(32);
      sessions.set(digestOf(cookie).toString('hex'), { browser: `browser-${secretOf(6)}` });
      const [oldest] = sessions.keys();
      if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      return `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },
    of(request) {
      const prefix = `${cookieName}=`;
      const cookies = (request.headers.cookie ?? '').split('; ').filter((cookie) => cookie.startsWith(prefix));
      const found = cookies.map((cookie) => sessions.get(digestOf(cookie.slice(prefix.length)).toString('hex')));
      return found.find((session) => session !== undefined);
    },
  };
}
