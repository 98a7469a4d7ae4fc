import { useEffect, useState } from 'react';

/** Seconds left, counted down from each new `seconds` it is given. */
export function useCountdown(seconds: number): number {
  const [from, setFrom] = useState(seconds);
  const [left, setLeft] = useState(seconds);
  if (from !== seconds) {
    setFrom(seconds);
    setLeft(seconds);
  }
  const running = left > 0;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return left;
}
