import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { closeDb, type RawDatabase, rawOf, type WriteDb } from '#db/handles.ts';
import { migrate } from '#db/migrate.ts';
import { openWriter } from '#db/open.ts';
import { releasedMigrations } from '#db/workspace.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import type { CommandName, CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { addMilliseconds, type Instant, instant, utcDateOf } from '#shared/dates.ts';
import { type UserId, uuidv7 } from '#shared/ids.ts';

export const KEY = new Uint8Array(32).fill(9);
export const DATABASE = 'workspace.clearway';

/** A practice firm on a real encrypted file, driven as the hosts drive it: without the test kit's strict notes. */
export class Firm {
  readonly folder: string;
  readonly file: string;
  readonly db: WriteDb;
  readonly raw: RawDatabase;
  now: Instant = instant('2026-03-02T09:00:00.000Z');
  #ids = 0;
  readonly workspaceId = this.id();
  readonly owner = this.id() as UserId;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
    this.file = join(folder, DATABASE);
    this.db = openWriter(this.file, KEY, 'create');
    this.raw = rawOf(this.db);
    migrate(this.db, releasedMigrations(), () => undefined);
    this.done('access.createWorkspace', {
      workspaceId: this.workspaceId,
      house: 'Bench House',
      profile: 'practice',
      timeZone: 'Europe/Zurich',
      currency: 'USD',
      owner: { userId: this.owner, login: 'olivia', name: 'Olivia Owner' },
    });
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

  /** What a firm of some years has: rules changed many times, of which every command learns what is in force. */
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

  /** The same file beside this one, through a connection with the same pragmas. */
  twin(folder: string): RawDatabase {
    this.settle();
    mkdirSync(folder, { recursive: true });
    const file = join(folder, DATABASE);
    copyFileSync(this.file, file);
    return rawOf(openWriter(file, KEY, 'existing'));
  }

  close(): void {
    closeDb(this.db);
  }
}
