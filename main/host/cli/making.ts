import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { createWorkspace } from '#db/createWorkspace.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import { commands } from '#shared/contract/index.ts';
import { issuesOf } from '#shared/contract/issues.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, type Instant, isBusinessDate } from '#shared/dates.ts';
import { type UserId, uuidv7 } from '#shared/ids.ts';
import { type Profile, rules } from '#shared/model/settings.ts';
import { isTimeZone } from '#shared/model/timeZones.ts';
import { done } from '#shared/result.ts';
import { buildDemo } from '../session/demo/buildDemo.ts';
import { demoOwner, demoPassphrase } from '../session/demo/published.ts';
import { deviceIn } from '../session/device.ts';
import { houseDay } from '../session/houseDay.ts';
import { type Parsed, textOption } from './arguments.ts';
import { programFolder } from './folders.ts';
import { answer, type ExitCode, type Io, Usage } from './io.ts';
import { givenNow, passphraseFor } from './opening.ts';

/** `clearway new DIR`: the demo firm, or a house of one's own with its first owner. */
export async function makeNew(parsed: Parsed, io: Io): Promise<ExitCode> {
  const [folder] = parsed.words;
  if (folder === undefined) throw new Usage('Say where: clearway new DIR.');
  return parsed.options.demo === true ? makeDemo(folder, parsed, io) : makeHouse(folder, parsed, io);
}

async function makeDemo(folder: string, parsed: Parsed, io: Io): Promise<ExitCode> {
  const asOf = textOption(parsed, 'as-of') ?? houseDay(givenNow(parsed) ?? io.now(), 'UTC');
  if (!isBusinessDate(asOf)) throw new Usage(`“${asOf}” is not a date such as 2026-11-20.`);
  const seed = Number(textOption(parsed, 'seed') ?? '1');
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Usage('--seed takes a whole number such as 1.');
  const built = await buildDemo({ folder, asOf: asOf as BusinessDate, seed });
  if (!built.ok) return answer(io, built);
  const { rows, head } = built.value;
  return answer(io, done({ folder: built.value.folder, login: demoOwner, passphrase: demoPassphrase, asOf, seed, rows, head }));
}

async function makeHouse(folder: string, parsed: Parsed, io: Io): Promise<ExitCode> {
  for (const name of ['as-of', 'seed']) if (textOption(parsed, name) !== undefined) throw new Usage(`--${name} belongs to --demo.`);
  const profile = textOption(parsed, 'profile') ?? 'live';
  const timeZone = textOption(parsed, 'time-zone') ?? 'UTC';
  const given = givenNow(parsed);
  if (given !== undefined && profile !== 'practice') return answer(io, refuse('practiceOnly', { what: '--now' }));
  const now: Instant = given ?? io.now();
  const newId = (): string => uuidv7(now, randomBytes(10));
  const [workspaceId, userId] = [newId(), newId() as UserId];
  const login = textOption(parsed, 'login') ?? 'owner';
  const wanted = {
    workspaceId,
    house: textOption(parsed, 'house') ?? basename(resolve(folder)),
    profile,
    timeZone,
    currency: textOption(parsed, 'currency') ?? 'USD',
    owner: { userId, login, name: textOption(parsed, 'name') ?? login },
  };
  const checked = commands['access.createWorkspace'].input.safeParse(wanted);
  if (!checked.success) return answer(io, refuse('invalidInput', { issues: issuesOf(checked.error) }));
  if (!isTimeZone(timeZone)) return answer(io, refuse('unknownTimeZone', { timeZone }));
  const passphrase = await passphraseFor(parsed, io, null);
  const shortest = Number(rules['access.passphraseLength'].defaults[profile as Profile]);
  if ([...passphrase].length < shortest) return answer(io, refuse('passphraseTooShort', { shortest }));
  const made = await createWorkspace({ folder, workspaceId, now, owner: { userId, login, passphrase }, program: 'the clearway command' });
  if (!made.ok) return answer(io, made);
  const { workspace, recoveryPhrase } = made.value;
  const device = deviceIn(programFolder(io.env), randomBytes);
  const actor = { userId, transport: 'cli', device, origin: null, steppedUp: true } as const;
  const { reply } = runCommand(workspace.write, {
    name: 'access.createWorkspace',
    id: newId(),
    input: wanted,
    actor,
    now,
    today: houseDay(now, timeZone),
  });
  workspace.close();
  if (!reply.ok) {
    rmSync(workspace.folder, { recursive: true, force: true });
    return answer(io, reply);
  }
  io.err('Print the 24 recovery words and keep them away from this computer. They are shown this once.');
  return answer(io, done({ folder: workspace.folder, login, userId, recoveryWords: recoveryPhrase.split(' ') }));
}
