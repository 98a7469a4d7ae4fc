import { send } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';

const MOST_FRAMES = 8;

/** What is kept of an error: its kind and where it arose. Its message may hold what was typed, so only our own short ones go along. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return `Not an error but ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at |@/.test(line));
  // What cannot be read as JSON is quoted in the error: a draft, an answer.
  const message = error instanceof SyntaxError ? 'text that could not be read' : error.message.slice(0, 200);
  return [`${error.name}: ${message}`, ...frames.slice(0, MOST_FRAMES).map((line) => line.trim())].join('\n').slice(0, 2000);
}

/** Records an unexpected error with the host and answers with its incident number. */
export async function reportIncident(place: string, error: unknown): Promise<string> {
  const input = { place: place.slice(0, 200), message: traceOf(error) };
  const reply = await send({ name: 'host.reportIncident', id: newId(), input }).catch(() => null);
  return reply?.ok ? (reply.value as { id: string }).id : 'not recorded (no answer from Clearway)';
}

/** Errors outside any component; each is reported once, and at most a few of them. */
export function reportStrays(): void {
  let left = 10;
  const report = (error: unknown) => {
    if (left-- > 0) void reportIncident(`window ${location.pathname}`, error);
  };
  window.addEventListener('error', ({ error, message }) => {
    if (!/^ResizeObserver loop/.test(message)) report(error ?? new Error(message));
  });
  window.addEventListener('unhandledrejection', ({ reason }) => report(reason));
}
