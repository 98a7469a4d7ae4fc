import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect } from 'react';
import type { ServerTable } from './tableTypes.ts';

type GridVirtualizerInput = Readonly<{
  frameRef: RefObject<HTMLDivElement | null>;
  count: number;
  rowHeight: number;
  activeRow: number;
  /** Pixels of the frame's height taken by the head and the foot. */
  fixed: number;
}>;

/** The active row is always drawn, wherever the scroll is, so that the focus is never lost. */
export function useGridVirtualizer({ frameRef, count, rowHeight, activeRow, fixed }: GridVirtualizerInput) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (activeRow < 0 || activeRow >= range.count || indexes.includes(activeRow)) return indexes;
      return [...indexes, activeRow].sort((a, b) => a - b);
    },
    [activeRow],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => frameRef.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingEnd: fixed,
    rangeExtractor,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are remembered until the density changes
  useEffect(() => virtualizer.measure(), [rowHeight]);
  return virtualizer;
}

/** Asks the host for the next page when the last loaded rows come near. */
export function useLoadMore(server: ServerTable | undefined, lastDrawn: number, loaded: number): void {
  const wanted = server?.hasMore === true && !server.loadingMore && loaded > 0 && lastDrawn >= loaded - 20;
  const onLoadMore = server?.onLoadMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again once per arrival of rows
  useEffect(() => {
    if (wanted) onLoadMore?.();
  }, [wanted, loaded]);
}
