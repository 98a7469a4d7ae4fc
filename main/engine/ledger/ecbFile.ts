import { parseEcb } from '#main/formats/ecb.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { newRates, type RateDay } from './recordRates.ts';

export type EcbReading = Readonly<{
  days: readonly RateDay[];
  leftOut: readonly string[];
  problems: readonly string[];
  added: number;
  known: number;
}>;

/** A file of the ECB as an import would take it: what is new, what is known already, and everything that stands in its way. */
export function readEcbFile(
  text: string,
  since: BusinessDate | undefined,
  knownRate: (quote: Currency, on: BusinessDate) => string | undefined,
  today: BusinessDate,
): EcbReading {
  const { days: all, leftOut, problems } = parseEcb(text);
  const days = since === undefined ? all : all.filter(({ on }) => on >= since);
  const decision = newRates(days, knownRate, today);
  return decision.ok
    ? { days, leftOut, problems, added: decision.value.added.length, known: decision.value.known }
    : { days, leftOut, problems: [...problems, sentenceOf(decision.error)], added: 0, known: 0 };
}
