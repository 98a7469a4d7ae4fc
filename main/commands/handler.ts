import type { WriteDb } from '#db/handles.ts';
import type { Change } from '#db/journal.ts';
import type { SettingsInForce } from '#main/engine/settings/resolve.ts';
import type { CommandInput, CommandName, Reply } from '#shared/contract/index.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { CommandId, UserId } from '#shared/ids.ts';
import type { GrantScope } from '#shared/model/access.ts';

/** Read, written, or touched without a check: what a command relies on, for the runner and for a team's hub. */
export type Guard = Readonly<{ entity: string; id: string; mode: 'r' | 'w' | 't' }>;

export type Transport = 'window' | 'cli' | 'rest' | 'system';

/** Who asks, and how: the host's word. `steppedUp` is a proof the host holds; it is never stored. */
export type Actor = Readonly<{ userId: UserId; transport: Transport; device: string; origin: string | null; steppedUp: boolean }>;

export type Call = Readonly<{
  name: string;
  id: string;
  input: unknown;
  actor: Actor;
  now: Instant;
  today: BusinessDate;
  /** Run everything, show what would be written, keep nothing. */
  preview?: boolean;
  /** The test kit's switch: fail when the handler reads or writes outside its guards. */
  strict?: boolean;
}>;

export type Written = Readonly<{ changes: readonly Change[]; counts: Readonly<Record<string, number>> }>;
export type Context = Readonly<{
  db: WriteDb;
  now: Instant;
  today: BusinessDate;
  actor: Readonly<{ userId: UserId }>;
  commandId: CommandId;
  settings: SettingsInForce;
}>;

export type Handler<Name extends CommandName> = Readonly<{
  guards(input: CommandInput<Name>, db: WriteDb, actor: Readonly<{ userId: UserId }>): readonly Guard[];
  claims?(input: CommandInput<Name>, db: WriteDb, actor: Readonly<{ userId: UserId }>): readonly string[];
  /** Which part of the house the command touches; the whole of it unless said otherwise. */
  scope?(input: CommandInput<Name>, db: WriteDb): readonly GrantScope[];
  run(context: Context, input: CommandInput<Name>): Reply<Name>;
}>;

export const reads = (entity: string, id: string): Guard => ({ entity, id, mode: 'r' });
export const writes = (entity: string, id: string): Guard => ({ entity, id, mode: 'w' });
export const touches = (entity: string, id: string): Guard => ({ entity, id, mode: 't' });
