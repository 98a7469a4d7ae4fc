import { useSyncExternalStore } from 'react';

const LEAST = 300;

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
};

/** The height left for a table with this many pixels above and below it, so that the rows scroll and not the page. */
export const useTableHeight = (around: number): number =>
  Math.max(LEAST, useSyncExternalStore(subscribe, () => window.innerHeight) - around);
