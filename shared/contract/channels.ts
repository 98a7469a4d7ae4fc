import type { Result } from '../result.ts';
import type { TableName } from './define.ts';

/** Two channels and one push: all that ever crosses between a window and its host, whatever carries it. */
export type CommandMessage = Readonly<{ name: string; id: string; input: unknown; preview?: boolean }>;
export type QueryMessage = Readonly<{ name: string; input: unknown }>;
/** Which tables changed; `host` when keys, lock state or jobs did. */
export type ChangedMessage = Readonly<{ tables: readonly TableName[]; host: boolean }>;

export type Bridge = Readonly<{
  command(message: CommandMessage): Promise<Result<unknown>>;
  query(message: QueryMessage): Promise<Result<unknown>>;
  /** Calls `listener` on every change until the returned function is called. */
  changed(listener: (message: ChangedMessage) => void): () => void;
}>;
