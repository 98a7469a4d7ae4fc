import { useEffect } from 'react';

export const titleOf = (...parts: readonly (string | null | undefined)[]): string => [...parts.filter(Boolean), 'Clearway'].join(' – ');

export function useTitle(...parts: readonly (string | null | undefined)[]): void {
  const title = titleOf(...parts);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
