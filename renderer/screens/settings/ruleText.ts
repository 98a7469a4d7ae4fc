import type { QueryOutput } from '#shared/contract/index.ts';
import { isTiers, type RuleFact, type RuleKey, type RuleValue, rules } from '#shared/model/settings.ts';
import { tiersText } from '#shared/model/tiers.ts';

export type RuleLine = QueryOutput<'settings.rules'>['rules'][number];
export type ValueRow = NonNullable<RuleLine['waiting']>;

export const factOf = (rule: RuleKey): RuleFact => rules[rule];

/** A value with its unit: "15 minutes", "on", "1, 10, 60 minutes". */
export function valueText(rule: RuleKey, value: RuleValue): string {
  const { kind } = factOf(rule);
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (isTiers(value)) return tiersText(value);
  if (kind.type === 'flag' || kind.type === 'tiers') return String(value);
  if (typeof value === 'object') return value.length === 0 ? 'None' : `${value.join(', ')} ${kind.unit}`;
  const unit = kind.unit.endsWith('s') && value === 1 ? kind.unit.slice(0, -1) : kind.unit;
  return `${typeof value === 'number' ? value.toLocaleString('en-US') : value} ${unit}`;
}

/** What a rule takes, in words for the hint under its field. */
export function takesText(rule: RuleKey): string {
  const { kind } = factOf(rule);
  if (kind.type === 'flag') return 'On or off.';
  if (kind.type === 'tiers') return `Up to ${kind.most} tiers, in whole units of the fund’s own currency.`;
  const range = `${kind.smallest.toLocaleString('en-US')} to ${kind.largest.toLocaleString('en-US')} ${kind.unit}`;
  return kind.type === 'integer'
    ? `A whole number from ${range}.`
    : `Up to ${kind.most} whole numbers with commas between, each from ${range}.`;
}

export function looseningText(rule: RuleKey): string {
  const { loosening, kind } = factOf(rule);
  if (kind.type === 'tiers') return 'Fewer approvers for any amount or priority loosens this rule.';
  if (loosening === 'larger') return 'A larger value loosens this rule.';
  if (loosening === 'smaller') return 'A smaller value loosens this rule.';
  if (loosening === 'off') return 'Switching it off loosens this rule.';
  return loosening === 'any' ? 'Any change counts as loosening.' : 'No change counts as loosening.';
}

export const sourceText = { profile: 'Profile default', house: 'House', fundType: 'Fund type', fund: 'Fund' } as const;

/** Reads "1, 10, 60"; null when a part is not a whole number. */
export function readWholeNumbers(text: string): number[] | null {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
  return parts.every((part) => /^-?\d{1,9}$/.test(part)) ? parts.map(Number) : null;
}
