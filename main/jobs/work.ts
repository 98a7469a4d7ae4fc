import type { ReadDb } from '#db/handles.ts';
import type { WorkspaceKey } from '#db/open.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { Json } from '#shared/json.ts';
import type { Result } from '#shared/result.ts';

/** The workspace as a thread needs it; the key is the thread's own copy and is wiped when it ends. */
export type WorkSource = Readonly<{ folder: string; file: string; key: WorkspaceKey; workspaceId: string }>;

/** One try of one job, as a thread receives it. */
export type WorkOrder = Readonly<{
  kind: string;
  input: Json;
  checkpoint: Json;
  startedBy: string;
  now: Instant;
  today: BusinessDate;
  source: WorkSource;
  /** One 32-bit flag: not 0 once somebody asked to stop. */
  stop: SharedArrayBuffer;
}>;

export type WorkFile = Readonly<{ name: string; mediaType: string; content: Uint8Array }>;
export type WorkProgress = Readonly<{ done: number; outOf: number; message: string | null; checkpoint: Json }>;

/** What a thread tells the queue. The last message is one of the four outcomes. */
export type WorkMessage = (Readonly<{ type: 'progress' }> & WorkProgress) | (Readonly<{ type: 'file' }> & WorkFile) | WorkOutcome;
export type WorkOutcome =
  | Readonly<{ type: 'done'; result: Json }>
  | Readonly<{ type: 'refused'; sentence: string; mayRepeat: boolean }>
  | Readonly<{ type: 'cancelled' }>
  | Readonly<{ type: 'broke'; error: Readonly<{ name: string; message: string; stack: string }> }>;

export class JobCancelled extends Error {}

export type WorkContext = Readonly<{
  source: WorkSource;
  startedBy: string;
  now: Instant;
  today: BusinessDate;
  /** Where an earlier try had come to; null at the start. */
  checkpoint: Json;
  /** A read-only connection of this thread's own, opened at the first call. */
  db(): ReadDb;
  isCancelled(): boolean;
  /** Called at each step: throws `JobCancelled` when somebody asked to stop. The newest checkpoint is kept within a tenth of a second. */
  step(progress: Readonly<{ done: number; outOf: number; message?: string; checkpoint?: Json }>): void;
  /** Hands over a file; it is kept when the job is done. */
  file(file: WorkFile): void;
}>;

/** A refusal ends the job for good; only what may pass by itself (a full disk) is tried again. Exceptions are tried again. */
export type Work<Input> = (context: WorkContext, input: Input) => Result<Json> | Promise<Result<Json>>;
