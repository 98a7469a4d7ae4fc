import { useEffect } from 'react';
import { send } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';

const EVERY_MS = 20_000;

/** At most one call per span, and the first at once. */
export function throttle(work: () => void, span: number, now: () => number): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - last < span) return;
    last = now();
    work();
  };
}

/** Tells the host that a person is still there, so that it locks only when nobody is. */
export function usePresence(): void {
  useEffect(() => {
    const touch = throttle(
      () => void send({ name: 'host.touch', id: newId(), input: {} }).catch(() => undefined),
      EVERY_MS,
      () => performance.now(),
    );
    const signs = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true, capture: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
    };
  }, []);
}
