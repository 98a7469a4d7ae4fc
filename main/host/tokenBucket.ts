import { type Instant, millisecondsOf } from '#shared/dates.ts';

export type TokenBucket = Readonly<{
  /** Takes one and answers 0, or takes nothing and answers the seconds to wait. */
  take(): number;
  /** Puts one back: what was tried turned out to be harmless. */
  giveBack(): void;
}>;

/** Lets `burst` through at once and then one every `everySeconds`. A clock set back neither adds nor takes. */
export function createTokenBucket(burst: number, everySeconds: number, now: () => Instant): TokenBucket {
  let level = burst;
  let at = millisecondsOf(now());
  return {
    take() {
      const present = millisecondsOf(now());
      level = Math.min(burst, level + Math.max(0, present - at) / (everySeconds * 1000));
      at = present;
      if (level < 1) return Math.max(1, Math.ceil((1 - level) * everySeconds));
      level -= 1;
      return 0;
    },
    giveBack() {
      level = Math.min(burst, level + 1);
    },
  };
}
