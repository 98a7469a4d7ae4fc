import { randomBytes } from 'node:crypto';
import type { WritableWorkspace } from '#db/workspace.ts';
import type { Instant } from '#shared/dates.ts';
import type { Result } from '#shared/result.ts';
import { freshId, type Runner } from '../session/desk.ts';
import { deviceIn } from '../session/device.ts';
import { describeError, keepIncident } from '../session/incidents.ts';
import { runFor } from '../session/running.ts';
import { programFolder } from './folders.ts';
import type { Io } from './io.ts';
import type { Desk } from './opening.ts';

export type Order = Readonly<{ name: string; input: unknown; at: Instant; id: string | undefined; preview: boolean }>;

/** Gives commands the way every host does, so that the same security limits are looked at; the passphrase was proved a moment ago. */
export function shellRunner(io: Io) {
  const random = (count: number): Uint8Array => randomBytes(count);
  const device = deviceIn(programFolder(io.env), random);
  return ({ workspace, user }: Desk<WritableWorkspace>, { name, input, at, id, preview }: Order): Result<unknown> => {
    const platform: Runner['platform'] = { now: () => at, randomBytes: random };
    const noteIncident: Runner['noteIncident'] = (place, error) => {
      const incident = { id: freshId(platform), at, place, message: describeError(error) };
      keepIncident(programFolder(io.env), workspace.write, incident);
      return incident.id;
    };
    const runner: Runner = { platform, device, emit: () => undefined, noteIncident };
    const message = { name, input, id: id ?? freshId(runner.platform), preview };
    const outcome = runFor(runner, { workspace, user, provedAt: at }, message, { transport: 'cli', device: '', origin: null });
    return preview && outcome.reply.ok ? { ok: true, value: { reply: outcome.reply.value, written: outcome.written } } : outcome.reply;
  };
}
