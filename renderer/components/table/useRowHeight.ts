import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}

const readHeight = (): number => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row-height')) || 28;

const readScale = (): number =>
  (Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--size-cell')) || 12.5) / 12.5;

/** How much wider text is than at the dense setting, for which column widths are given. */
export function useCellScale(): number {
  return useSyncExternalStore(subscribe, readScale);
}

/** Pixels of one grid row at the density in force. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, readHeight);
}
