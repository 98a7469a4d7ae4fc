import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { out, paid, ran } from './cases.ts';

const vectors = new URL('../../../../../shared/data/waterfall/vectors.json', import.meta.url);
type Vector = { name: string; given: Record<'contributed' | 'distributed' | 'gp_catch_up', string>; expect: Record<string, string> };
const read = (): Vector[] => (existsSync(vectors) ? JSON.parse(readFileSync(vectors, 'utf8')) : []);

describe.skipIf(!existsSync(vectors))('reference vectors, to the cent', () => {
  const flow = (text: string) => text.split(' on ') as [string, string];
  const cases = read().flatMap((vector) =>
    ['act/365f', '30/360', '30e/360', 'act/act'].map((dayCount) => [vector.name, dayCount, vector] as const),
  );

  test.each(cases)('%s (%s)', (_name, dayCount, { given, expect: wanted }) => {
    const [[contributed, from], [distributed, to]] = [flow(given.contributed), flow(given.distributed)];
    const { outcome, text } = ran({
      catchUp: given.gp_catch_up,
      pref: { rate: '0.08', compounding: 'annual', dayCount },
      flows: [paid(from, contributed), out(to, distributed)],
    });
    const { returnOfCapital, pref, catchUpGp, catchUpLp, splitLp, splitGp } = outcome.totals;
    const found = {
      roc_lp: returnOfCapital,
      pref_lp: pref,
      catchup_gp: catchUpGp,
      catchup_lp: catchUpLp,
      split_lp: splitLp,
      split_gp: splitGp,
    };
    const all = { ...found, lp_total: outcome.lp, gp_carry: outcome.gp };
    expect(Object.fromEntries(Object.entries(all).map(([name, minor]) => [name, text(minor)]))).toEqual(wanted);
  });
});
