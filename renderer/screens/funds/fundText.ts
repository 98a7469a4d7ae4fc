import type { Tone } from '#renderer/components/tone.ts';
import { parseAmount, parsePercent } from '#shared/amountText.ts';
import type { Term } from '#shared/contract/fundTerms.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import type { DayCount } from '#shared/dayCount.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { FundStatus, NavState } from '#shared/model/funds.ts';
import { groupThousands } from '#shared/money.ts';

export type FundHome = QueryOutput<'funds.home'>;
export type NavRecord = FundHome['latestNavs'][number];
export type ClassRecord = FundHome['classes'][number];
export type AccountRecord = FundHome['accounts'][number];
export type LinkRecord = FundHome['links'][number];

export const statusTones: Readonly<Record<FundStatus, Tone>> = {
  raising: 'info',
  investing: 'good',
  harvesting: 'accent',
  closed: 'neutral',
};
export const navTones: Readonly<Record<NavState, Tone>> = { draft: 'warn', approved: 'good', rejected: 'bad', withdrawn: 'neutral' };
export const navTitles: Readonly<Record<NavState, string>> = {
  draft: 'Waiting for approval',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

export const optionsOf = <Key extends string>(titles: Readonly<Record<Key, string>>) =>
  (Object.keys(titles) as Key[]).map((value) => ({ value, label: titles[value] }));

/** `0.0825` as a person reads it: `8.25 %`. */
export const percentText = (fraction: string, places?: number): string => {
  const percent = new Decimal(fraction).times(100);
  return `${places === undefined ? decimalText(percent) : percent.toFixed(places)} %`;
};

/** `8.25` or `8.25 %` as the exact fraction, or the sentence that says why not. */
export function fractionOf(text: string, label: string): Readonly<{ value: string } | { problem: string }> {
  const read = parsePercent(text);
  return read.ok ? { value: decimalText(new Decimal(read.percent).div(100)) } : { problem: `${label}: ${read.reason}` };
}

export function minorOf(text: string, currency: Currency, label: string): Readonly<{ value: bigint } | { problem: string }> {
  const read = parseAmount(text, { digits: digitsOf(currency) });
  return read.ok ? { value: read.minor } : { problem: `${label}: ${read.reason}` };
}

const dayCountTitles: Readonly<Record<DayCount, string>> = {
  'act/365f': 'actual/365 fixed',
  'act/360': 'actual/360',
  'act/act': 'actual/actual',
  '30/360': '30/360 US',
  '30e/360': '30/360 European',
};

export const dayCountText = (dayCount: DayCount): string => dayCountTitles[dayCount];

const words = (name: string): string =>
  name in dayCountTitles
    ? dayCountTitles[name as DayCount]
    : name === 'nav'
      ? 'NAV'
      : name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** `12345.678` as `12,345.678`. */
export const quantityText = (decimal: string | null): string => (decimal === null ? '' : groupThousands(decimal));
export const choiceTitle = (name: string): string => `${words(name).charAt(0).toUpperCase()}${words(name).slice(1)}`;

/** One term in a line, as it would be said. */
export function termText(term: Term): string {
  if (term.value === null) return 'None from this date on';
  switch (term.kind) {
    case 'managementFee': {
      const { rate, base, frequency, inAdvance, stepDowns, offset } = term.value;
      const steps = stepDowns.map((step) => `; ${percentText(step.rate)} of ${words(step.base)} from ${step.fromOn}`).join('');
      return `${percentText(rate)} a year of ${words(base)}, ${words(frequency)} in ${inAdvance ? 'advance' : 'arrears'}${steps}; offset ${percentText(offset)}`;
    }
    case 'waterfall': {
      const { style, carry, catchUp, pref, clawback } = term.value;
      const start = `${percentText(pref.rate)} preferred return (${pref.compounding === 'none' ? 'simple' : `compounded ${pref.compounding === 'daily' ? 'daily' : words(pref.compounding)}`}, ${dayCountTitles[pref.dayCount]})`;
      return `${choiceTitle(style)}: ${start}, ${percentText(catchUp)} catch-up, ${percentText(carry)} carry; clawback ${clawback}`;
    }
    case 'priceDate':
      return `NAV of the ${words(term.value.rule)}, at most ${term.value.stalenessDays} days old; cum-distribution NAVs: ${term.value.cumDistribution}`;
    case 'recycling': {
      const until = term.value.expiresOn ? `until ${term.value.expiresOn}` : 'without end';
      return `Up to ${percentText(term.value.cap)} of commitments ${until}: ${term.value.recallable.map(words).join(', ') || 'nothing'}`;
    }
    case 'defaultInterest':
      return `${percentText(term.value.rate)} a year (${term.value.compounding === 'none' ? 'simple' : words(term.value.compounding)}, ${dayCountTitles[term.value.dayCount]}) after ${term.value.graceDays} days`;
    case 'noticeDays':
      return `Calls ${term.value.calls}, distributions ${term.value.distributions} ${term.value.businessDays ? 'business' : 'calendar'} days`;
  }
}
