import { useEffect, useRef } from 'react';

/**
 * Clears a typed secret when its form goes out of sight: closed, or hidden behind the unlock screen. A lock keeps what a person typed,
 * but not a passphrase that was not sent yet.
 */
export function useForgotten(clear: () => void): void {
  const latest = useRef(clear);
  useEffect(() => {
    latest.current = clear;
  });
  useEffect(() => () => latest.current(), []);
}
