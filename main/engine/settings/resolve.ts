import type { BusinessDate } from '#shared/dates.ts';
import {
  holdsFrom,
  isTiers,
  type Profile,
  type RuleKey,
  type RuleScope,
  type RuleValue,
  rules,
  type SettingValue,
} from '#shared/model/settings.ts';
import type { Tier } from '#shared/model/tiers.ts';

export type InForce = Readonly<{ value: RuleValue; source: 'profile' | RuleScope['kind']; since: BusinessDate | null }>;
/** From the narrowest to the widest: a fund, its type, the house. */
export type ScopeChain = readonly RuleScope[];

export const houseScope: RuleScope = { kind: 'house', id: null };

export const chainOf = (fund?: Readonly<{ id: string; type: string }>): ScopeChain =>
  fund ? [{ kind: 'fund', id: fund.id }, { kind: 'fundType', id: fund.type }, houseScope] : [houseScope];

export const chainFor = (scope: RuleScope): ScopeChain => (scope.kind === 'house' ? [houseScope] : [scope, houseScope]);

/** The value of a rule on a date: the newest approved one at the narrowest scope that has any, else the profile's default. */
export function ruleInForce(
  values: readonly SettingValue[],
  profile: Profile,
  rule: RuleKey,
  chain: ScopeChain,
  on: BusinessDate,
): InForce {
  for (const scope of chain) {
    const newest = newestAt(values, rule, scope, on);
    if (newest) return { value: newest.value, source: scope.kind, since: holdsFrom(newest) };
  }
  return { value: rules[rule].defaults[profile], source: 'profile', since: null };
}

function newestAt(values: readonly SettingValue[], rule: RuleKey, scope: RuleScope, on: BusinessDate): SettingValue | undefined {
  return values
    .filter((value) => value.state === 'approved' && value.rule === rule && isSameScope(value.scope, scope) && holdsFrom(value) <= on)
    .reduce<SettingValue | undefined>((newest, value) => (newest && isNewer(newest, value) ? newest : value), undefined);
}

/** Of two values for the same date the one decided later holds. */
function isNewer(left: SettingValue, right: SettingValue): boolean {
  const decided = (value: SettingValue): string => `${holdsFrom(value)} ${value.decidedAt ?? value.proposedAt} ${value.id}`;
  return decided(left) > decided(right);
}

export const isSameScope = (left: RuleScope, right: RuleScope): boolean => left.kind === right.kind && left.id === right.id;

/** What the rules in force are worked out from: the approved values of the rule that is asked about, and the profile's defaults. */
export type SettingFacts = Readonly<{ valuesOf: (rule: RuleKey) => readonly SettingValue[]; profile: Profile }>;

/** The rules in force for one command or query: typed reads, nothing to look up again. */
export class SettingsInForce {
  readonly #valuesOf: SettingFacts['valuesOf'];
  readonly #profile: Profile;
  readonly #today: BusinessDate;

  constructor({ valuesOf, profile }: SettingFacts, today: BusinessDate) {
    this.#valuesOf = valuesOf;
    this.#profile = profile;
    this.#today = today;
  }

  at(rule: RuleKey, chain: ScopeChain = [houseScope], on: BusinessDate = this.#today): InForce {
    return ruleInForce(this.#valuesOf(rule), this.#profile, rule, chain, on);
  }

  flag(rule: RuleKey, chain?: ScopeChain): boolean {
    return this.at(rule, chain).value === true;
  }

  integer(rule: RuleKey, chain?: ScopeChain): number {
    const { value } = this.at(rule, chain);
    if (typeof value !== 'number') throw new TypeError(`${rule} is not a number`);
    return value;
  }

  integers(rule: RuleKey, chain?: ScopeChain): readonly number[] {
    const { value } = this.at(rule, chain);
    if (typeof value !== 'object' || isTiers(value)) throw new TypeError(`${rule} is not a list of numbers`);
    return value;
  }

  tiers(rule: RuleKey, chain?: ScopeChain): readonly Tier[] {
    const { value } = this.at(rule, chain);
    if (!isTiers(value)) throw new TypeError(`${rule} is not a list of tiers`);
    return value;
  }
}
