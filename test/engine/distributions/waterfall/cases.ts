import { readCase } from '#main/engine/distributions/waterfall/readCase.ts';
import { type Outcome, runWaterfall } from '#main/engine/distributions/waterfall/run.ts';
import { digitsOf } from '#shared/currencies.ts';
import { WaterfallCase } from '#shared/model/waterfallCase.ts';
import { formatMinor } from '#shared/money.ts';

export type CaseText = Readonly<Record<string, unknown>>;
type Ran = Readonly<{ outcome: Outcome; given: WaterfallCase; text(minor: bigint): string }>;

export const yearly = { rate: '0.08', compounding: 'annual', dayCount: 'act/365f' } as const;
export const flat = { rate: '0.08', compounding: 'none', dayCount: '30/360' } as const;
export const paid = (date: string, contribution: string, deal?: string) => ({ date, contribution, ...(deal ? { deal } : {}) });
export const out = (date: string, distribution: string, deal?: string) => ({ date, distribution, ...(deal ? { deal } : {}) });

/** The usual terms, in dollars, with what a test says differently. */
export function ran(different: CaseText): Ran {
  const given = WaterfallCase.parse({ currency: 'USD', style: 'european', carry: '0.20', catchUp: '1', pref: yearly, ...different });
  const outcome = runWaterfall(readCase(given), given.clawback ?? null);
  return { outcome, given, text: (minor) => formatMinor(minor, digitsOf(given.currency)) };
}

/** The legs of each event as text, zeros left out. */
export function legsOf({ outcome, text }: Ran): Record<string, string>[] {
  return outcome.events.map(({ totals }) =>
    Object.fromEntries(
      Object.entries(totals)
        .filter(([, minor]) => minor !== 0n)
        .map(([kind, minor]) => [kind, text(minor)]),
    ),
  );
}
