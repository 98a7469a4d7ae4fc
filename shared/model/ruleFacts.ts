import type { Tier } from './tiers.ts';

export const profiles = ['practice', 'staging', 'live'] as const;
export type Profile = (typeof profiles)[number];

export type RuleValue = boolean | number | string | readonly number[] | readonly Tier[];

/** An empty list is a list of numbers. */
export const isTiers = (value: RuleValue): value is readonly Tier[] =>
  typeof value === 'object' && value.length > 0 && value.every((member) => typeof member === 'object');

/** What a rule's value looks like, so that the runner, the settings screen and the API docs check the same thing. */
export type RuleKind =
  | Readonly<{ type: 'flag' }>
  | Readonly<{ type: 'integer'; smallest: number; largest: number; unit: string }>
  | Readonly<{ type: 'integers'; smallest: number; largest: number; most: number; unit: string }>
  | Readonly<{ type: 'tiers'; most: number }>;

/** Which direction gives people more room: that direction needs a second person. */
export type Loosening = 'larger' | 'smaller' | 'off' | 'any' | 'never';

export type RuleFact = Readonly<{
  section: 'Access' | 'Business rules' | 'Approvals' | 'Allocations' | 'Audit' | 'Health';
  title: string;
  bites: string;
  kind: RuleKind;
  loosening: Loosening;
  defaults: Readonly<Record<Profile, RuleValue>>;
  perFund: boolean;
}>;

export const everywhere = (value: RuleValue): Record<Profile, RuleValue> => ({ practice: value, staging: value, live: value });
export const count = (smallest: number, largest: number, unit: string): RuleKind => ({ type: 'integer', smallest, largest, unit });

const MOST_WHOLE = 1_000_000_000_000;
export const wholeAmount = count(0, MOST_WHOLE, 'of the fund’s currency');

export const defineRules = <const Keys extends string>(facts: Readonly<Record<Keys, RuleFact>>) => facts;
