import type { Call } from '#main/commands/handler.ts';
import type { Result } from '#shared/result.ts';

/** What a child of the crash tests is told to do. */
export type Order = Readonly<{
  file: string;
  key: string;
  calls: readonly Call[];
  /** Kills itself before the n-th statement of the last call; one past the last statement is between the commit and the reply. */
  dieBefore?: number;
  /** Waits for a byte on its input before each call, so that several children begin at once. */
  paced?: boolean;
  /** Runs the calls again and again, each time with new ids, until it is killed. */
  endless?: boolean;
}>;

/** What a child says, one line each: it is ready, it begins a call of an endless order, it acknowledges a call. */
export type Begun = Readonly<{ index: number; round: number }>;
export type Acknowledged = Readonly<{ id: string; reply: Result<unknown> }>;
export type Said = Readonly<{ ready: true }> | Readonly<{ begin: Begun }> | Acknowledged;

const ROUND = /ROUND-ID/g;

/** The same call with ids of its own for every round. */
export function callOfRound(call: Call, round: number): Call {
  const id = `${call.id.slice(0, 24)}${round.toString(16).padStart(12, '0')}`;
  return { ...call, id, input: JSON.parse(JSON.stringify(call.input).replace(ROUND, id)) as unknown };
}
