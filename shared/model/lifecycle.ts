/** A life cycle is data: which move leads from which state to which, who may make it, and what guards it. */
export type Move<State extends string, Name extends string> = Readonly<{
  name: Name;
  from: readonly State[];
  to: State;
  permission: string;
  guard: string;
}>;

export type Lifecycle<State extends string, Name extends string> = Readonly<{
  entity: string;
  states: readonly State[];
  initial: State;
  final: readonly State[];
  moves: readonly Move<State, Name>[];
}>;

export const defineLifecycle = <const State extends string, const Name extends string>(lifecycle: Lifecycle<State, Name>) => lifecycle;

/** Where `move` leads from `state`, or nothing when it may not be made there. */
export function nextState<State extends string, Name extends string>(
  lifecycle: Lifecycle<State, Name>,
  state: State,
  move: Name,
): State | undefined {
  return lifecycle.moves.find((candidate) => candidate.name === move && candidate.from.includes(state))?.to;
}

export function movesFrom<State extends string, Name extends string>(
  lifecycle: Lifecycle<State, Name>,
  state: State,
): readonly Move<State, Name>[] {
  return lifecycle.moves.filter((move) => move.from.includes(state));
}
