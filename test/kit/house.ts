import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sweep } from '#db/checks/index.ts';
import { compareTables } from '#db/compare.ts';
import { closeDb, type ReadDb, type WriteDb } from '#db/handles.ts';
import { migrate, readMigrations } from '#db/migrate.ts';
import { openReader, openScratch, openWriter } from '#db/open.ts';
import type { Actor, Call } from '#main/commands/handler.ts';
import { replay } from '#main/commands/replay.ts';
import { type Outcome, runCommand } from '#main/commands/runCommand.ts';
import { runQuery } from '#main/queries/runQuery.ts';
import type { CommandName, CommandRequest, QueryName, QueryOutput, QueryRequest, Reply } from '#shared/contract/index.ts';
import { commands, queries } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { addMilliseconds, type BusinessDate, type Instant, instant, utcDateOf } from '#shared/dates.ts';
import { type UserId, uuidv7 } from '#shared/ids.ts';
import type { Role } from '#shared/model/access.ts';
import type { Result } from '#shared/result.ts';

export const KEY = new Uint8Array(32).fill(7);
export const migrations = readMigrations(new URL('../../db/migrations/', import.meta.url));
const STEP_MILLISECONDS = 1000;

let template: string | undefined;

/** One migrated, encrypted, empty file per process; each house is a copy of it. */
function templateFile(): string {
  if (template === undefined) {
    template = join(mkdtempSync(join(tmpdir(), 'clearway-template-')), 'template.clearway');
    const db = openWriter(template, KEY, 'create');
    migrate(db, migrations, () => undefined);
    closeDb(db);
  }
  return template;
}

export type CallOptions = Readonly<{
  as?: UserId;
  id?: string;
  preview?: boolean;
  steppedUp?: boolean;
  now?: Instant;
  today?: BusinessDate;
  transport?: Actor['transport'];
}>;

/** A firm on a real encrypted file. Leaving its scope runs the invariant sweep and the replay comparison. */
export class House {
  readonly folder: string;
  readonly file: string;
  readonly db: WriteDb;
  readonly reader: ReadDb;
  now: Instant = instant('2026-03-02T09:00:00.000Z');
  today: BusinessDate | null = null;
  owner: UserId;
  #ids = 0;
  #checked = true;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'clearway-house-'));
    this.file = join(this.folder, 'workspace.clearway');
    copyFileSync(templateFile(), this.file);
    this.db = openWriter(this.file, KEY, 'existing');
    this.reader = openReader(this.file, KEY);
    this.owner = this.id() as UserId;
  }

  /** Ids in order, the same in every run. */
  id(): string {
    this.#ids += 1;
    const bytes = new Uint8Array(10);
    new DataView(bytes.buffer).setUint32(6, this.#ids);
    return uuidv7(this.now, bytes);
  }

  outcome(name: string, input: unknown, options: CallOptions = {}): Outcome {
    this.now = addMilliseconds(this.now, STEP_MILLISECONDS);
    const actor: Actor = {
      userId: options.as ?? this.owner,
      transport: options.transport ?? 'window',
      device: 'test-device',
      origin: null,
      steppedUp: options.steppedUp ?? true,
    };
    const now = options.now ?? this.now;
    const call: Call = {
      name,
      id: options.id ?? this.id(),
      input,
      actor,
      now,
      today: options.today ?? this.today ?? utcDateOf(now),
      preview: options.preview ?? false,
      strict: true,
    };
    return runCommand(this.db, call);
  }

  run<Name extends CommandName>(name: Name, input: CommandRequest<Name>, options?: CallOptions): Reply<Name> {
    const { reply } = this.outcome(name, input, options);
    if (reply.ok) commands[name].output.parse(reply.value);
    return reply as Reply<Name>;
  }

  /** For steps a test stands on: a refusal here is a failure of the test, told in its own words. */
  done<Name extends CommandName>(name: Name, input: CommandRequest<Name>, options?: CallOptions) {
    const reply = this.run(name, input, options);
    if (!reply.ok) throw new Error(`${name} was refused: ${sentenceOf(reply.error)}`);
    return reply.value;
  }

  ask<Name extends QueryName>(name: Name, input: QueryRequest<Name>, as: UserId = this.owner): Result<QueryOutput<Name>> {
    const reply = runQuery(this.reader, { name, input, userId: as, now: this.now, today: this.today ?? utcDateOf(this.now) });
    if (reply.ok) queries[name].output.parse(reply.value);
    return reply as Result<QueryOutput<Name>>;
  }

  answer<Name extends QueryName>(name: Name, input: QueryRequest<Name>, as?: UserId): QueryOutput<Name> {
    const reply = this.ask(name, input, as);
    if (!reply.ok) throw new Error(`${name} was refused: ${sentenceOf(reply.error)}`);
    return reply.value;
  }

  begin(profile: 'practice' | 'staging' | 'live' = 'live'): void {
    this.done('access.createWorkspace', {
      workspaceId: this.id(),
      house: 'Harbour & Vale',
      profile,
      timeZone: 'Europe/Zurich',
      currency: 'USD',
      owner: { userId: this.owner, login: 'olivia', name: 'Olivia Owner', email: 'olivia@example.com' },
    });
  }

  addUser(login: string, ...roles: Role[]): UserId {
    const userId = this.id() as UserId;
    const grants = roles.map((role) => ({ role, scope: scopeFor(role), ...(role === 'auditor' ? { untilOn: '2026-05-01' } : {}) }));
    this.done('access.addUser', { userId, login, name: `${login[0]?.toUpperCase()}${login.slice(1)} Tester`, roles: grants });
    return userId;
  }

  /** Turned off only where a test has broken the file on purpose. */
  leaveUnchecked(): void {
    this.#checked = false;
  }

  [Symbol.dispose](): void {
    try {
      if (this.#checked) this.check();
    } finally {
      closeDb(this.reader);
      closeDb(this.db);
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  check(): void {
    const findings = sweep(this.db);
    if (findings.length > 0) throw new Error(findings.map(({ sentence }) => sentence).join('\n'));
    const scratch = openScratch();
    try {
      migrate(scratch, migrations, () => undefined);
      const report = replay(this.db, scratch);
      // Written by the same program, so the log must come out the same to the last hash as well.
      const differences = [...report.differences, ...compareTables(this.db, scratch, ['log'])];
      if (differences.length > 0) throw new Error(`replay differs: ${JSON.stringify(differences.slice(0, 5))}`);
    } finally {
      closeDb(scratch);
    }
  }
}

const scopeFor = (role: Role) =>
  role === 'investor'
    ? ({ kind: 'investor', id: 'investor-1' } as const)
    : role === 'agent'
      ? ({ kind: 'agent', id: 'agent-1' } as const)
      : ({ kind: 'house', id: null } as const);

export function house(profile?: 'practice' | 'staging' | 'live'): House {
  const built = new House();
  built.begin(profile);
  return built;
}

/** The code of a refusal, or `ok`: what most command tests want to say. */
export const codeOf = (reply: Result<unknown>): string => (reply.ok ? 'ok' : reply.error.code);
