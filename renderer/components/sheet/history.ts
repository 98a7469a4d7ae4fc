/** Undo and redo of a value that is replaced, never changed. */
export type History<Value> = Readonly<{ past: readonly Value[]; future: readonly Value[] }>;

const DEPTH = 200;

export const noHistory: History<never> = { past: [], future: [] };

export function remember<Value>(history: History<Value>, before: Value): History<Value> {
  return { past: [...history.past, before].slice(-DEPTH), future: [] };
}

export function undo<Value>(history: History<Value>, now: Value): { history: History<Value>; value: Value } | undefined {
  const value = history.past.at(-1);
  if (value === undefined) return undefined;
  return { history: { past: history.past.slice(0, -1), future: [...history.future, now] }, value };
}

export function redo<Value>(history: History<Value>, now: Value): { history: History<Value>; value: Value } | undefined {
  const value = history.future.at(-1);
  if (value === undefined) return undefined;
  return { history: { past: [...history.past, now], future: history.future.slice(0, -1) }, value };
}
