import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the bench: what `--json` writes. `limit` and `ratio` are compared against what `ok` says. */
export type Figure = Readonly<{
  name: string;
  value: number;
  unit: 'ms' | 'kB' | 'MiB' | '×';
  ratio?: number;
  limit?: string;
  ok: boolean;
  note?: string;
}>;

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

type Sides = Readonly<{ left: (round: number) => number; right: (round: number) => number; between?: () => void }>;

/**
 * Runs both sides in turn, each first in every other round, so that what slows the machine or warms a cache does it to both alike. The first
 * rounds are forgotten.
 */
export function interleaved(rounds: number, warmUp: number, { left, right, between = () => undefined }: Sides) {
  const samples = { left: [] as number[], right: [] as number[] };
  for (let at = 0; at < rounds + warmUp; at += 1) {
    const sides = at % 2 === 0 ? (['left', 'right'] as const) : (['right', 'left'] as const);
    for (const [place, side] of sides.entries()) {
      if (place === 1) between();
      const took = side === 'left' ? left(at) : right(at);
      if (at >= warmUp) samples[side].push(took);
    }
  }
  return samples;
}

const PAGE = Buffer.alloc(4096, 1);
const PROBE_PAGES = 256;

/** What one small durable write costs on this disk: a page written over in place, as the WAL is after its first lap. */
export class FsyncProbe {
  readonly #path: string;
  readonly #file: number;
  #page = 0;

  constructor(folder: string) {
    this.#path = join(folder, 'fsync.probe');
    this.#file = openSync(this.#path, 'w');
    for (let page = 0; page < PROBE_PAGES; page += 1) writeSync(this.#file, PAGE);
    fsyncSync(this.#file);
  }

  time(): number {
    this.#page = (this.#page + 1) % PROBE_PAGES;
    return timed(() => {
      writeSync(this.#file, PAGE, 0, PAGE.length, this.#page * PAGE.length);
      fsyncSync(this.#file);
    });
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#path);
  }
}

export function fsyncMedian(folder: string): number {
  const probe = new FsyncProbe(folder);
  const samples = Array.from({ length: 200 }, () => probe.time());
  probe.close();
  return median(samples);
}
