import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace } from '#db/createWorkspace.ts';
import { type RawDatabase, rawOf, type WriteDb } from '#db/handles.ts';
import { openWriter } from '#db/open.ts';
import type { WritableWorkspace } from '#db/workspace.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import { runQuery } from '#main/queries/runQuery.ts';
import type { CommandName, CommandRequest, QueryName, QueryOutput, QueryRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { addMilliseconds, type Instant, instant, utcDateOf } from '#shared/dates.ts';
import { type UserId, uuidv7 } from '#shared/ids.ts';

const cheap = { m: 64, t: 1, p: 1 } as const;
const BEGIN = instant('2026-03-02T09:00:00.000Z');
const owner = { userId: '0193abcd-0000-7000-8000-0000000000a1' as UserId, login: 'olivia', passphrase: 'a passphrase for the bench' };
const workspaceId = '0193abcd-0000-7000-8000-000000000001';

/** A practice firm in a real workspace folder, driven as the hosts drive it: without the test kit's strict notes. */
export class Firm {
  readonly folder: string;
  readonly workspace: WritableWorkspace;
  readonly recoveryPhrase: string;
  readonly owner = owner.userId;
  readonly unlock = { login: owner.login, passphrase: owner.passphrase };
  readonly db: WriteDb;
  readonly raw: RawDatabase;
  now: Instant = BEGIN;
  #ids = 0;

  private constructor(workspace: WritableWorkspace, recoveryPhrase: string) {
    this.folder = workspace.folder;
    this.workspace = workspace;
    this.recoveryPhrase = recoveryPhrase;
    this.db = workspace.write;
    this.raw = rawOf(workspace.write);
  }

  static async begin(folder: string): Promise<Firm> {
    mkdirSync(folder, { recursive: true });
    const created = await createWorkspace({ folder: join(folder, 'firm'), workspaceId, now: BEGIN, owner, argon: cheap });
    if (!created.ok) throw new Error(sentenceOf(created.error));
    const firm = new Firm(created.value.workspace, created.value.recoveryPhrase);
    firm.done('access.createWorkspace', {
      workspaceId,
      house: 'Bench House',
      profile: 'practice',
      timeZone: 'Europe/Zurich',
      currency: 'USD',
      owner: { userId: owner.userId, login: owner.login, name: 'Olivia Owner' },
    });
    return firm;
  }

  id(): string {
    this.#ids += 1;
    const bytes = new Uint8Array(10);
    new DataView(bytes.buffer).setUint32(6, this.#ids);
    return uuidv7(this.now, bytes);
  }

  /** How long the whole runner took for one command. */
  done<Name extends CommandName>(name: Name, input: CommandRequest<Name>): number {
    this.now = addMilliseconds(this.now, 1000);
    const actor = { userId: this.owner, transport: 'window', device: 'bench', origin: null, steppedUp: true } as const;
    const call = { name, id: this.id(), input, actor, now: this.now, today: utcDateOf(this.now) };
    const started = performance.now();
    const { reply } = runCommand(this.db, call);
    const took = performance.now() - started;
    if (!reply.ok) throw new Error(`${name} was refused: ${sentenceOf(reply.error)}`);
    return took;
  }

  /** The answer through the connection the hosts ask, which cannot write. */
  answer<Name extends QueryName>(name: Name, input: QueryRequest<Name>): QueryOutput<Name> {
    const reply = runQuery(this.workspace.read, { name, input, userId: this.owner, now: this.now, today: utcDateOf(this.now) });
    if (!reply.ok) throw new Error(`${name} was refused: ${sentenceOf(reply.error)}`);
    return reply.value as QueryOutput<Name>;
  }

  /** What a firm of some years has: rules changed many times. */
  settleIn(): void {
    for (let at = 0; at < 40; at += 1) {
      const scope = { kind: 'fund', id: `fund-${at}` } as const;
      const valueId = this.id();
      this.done('settings.propose', {
        valueId,
        rule: 'audit.lateApprovalHours',
        scope,
        value: 24,
        effectiveOn: '2026-06-01',
        reason: 'bench',
      });
    }
  }

  /** Everything is moved from the WAL into the file, as after a quiet moment. */
  settle(): void {
    this.raw.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** The same file once more, through a connection with the same pragmas. */
  twin(folder: string): RawDatabase {
    this.settle();
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'twin.clearway');
    copyFileSync(this.workspace.file, file);
    const { key } = this.workspace.forWorker();
    const raw = rawOf(openWriter(file, key, 'existing'));
    key.fill(0);
    return raw;
  }

  close(): void {
    this.workspace.close();
  }
}
