import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}

const readHeight = (): number => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row-height')) || 28;

/** Pixels of one grid row at the density in force. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, readHeight);
}
