import type { Timers } from './host.ts';

export type Download = Readonly<{ fileName: string; mediaType: string; content: Uint8Array }>;

const MINUTES_KEPT = 5;
const MOST_KEPT = 20;

/** Files waiting for a browser to fetch them: each under a name nobody can guess, once, and not for long. */
export class Downloads {
  readonly #waiting = new Map<string, Readonly<{ file: Download; cancel: () => void }>>();
  readonly #timers: Timers;
  readonly #newName: () => string;

  constructor(timers: Timers, newName: () => string) {
    this.#timers = timers;
    this.#newName = newName;
  }

  offer(file: Download): string {
    const name = this.#newName();
    const cancel = this.#timers.after(MINUTES_KEPT * 60_000, () => void this.#waiting.delete(name));
    this.#waiting.set(name, { file, cancel });
    const oldest = this.#waiting.keys().next().value;
    if (this.#waiting.size > MOST_KEPT && oldest !== undefined) this.take(oldest);
    return name;
  }

  take(name: string): Download | undefined {
    const found = this.#waiting.get(name);
    found?.cancel();
    this.#waiting.delete(name);
    return found?.file;
  }

  forgetAll(): void {
    for (const name of [...this.#waiting.keys()]) this.take(name);
  }
}
