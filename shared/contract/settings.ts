import { z } from 'zod';
import type { UserId } from '../ids.ts';
import { profiles, type RuleKey, ruleKeys, ruleScopeKinds } from '../model/settings.ts';
import { LARGEST_TIER_AMOUNT, MOST_APPROVERS, priorities } from '../model/tiers.ts';
import { defineCommand, defineQuery } from './define.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, Hash, Moment, Name, Note, Reason, text, uuid, Version } from './schemas.ts';

const Rule = z.enum(ruleKeys as [RuleKey, ...RuleKey[]]);
const RuleScopeInput = z.strictObject({ kind: z.enum(ruleScopeKinds), id: text(80).nullable() });
const TierInput = z.strictObject({
  from: z.int().min(0).max(LARGEST_TIER_AMOUNT),
  priority: z.enum(priorities),
  approvers: z.int().min(1).max(MOST_APPROVERS),
});
export const RuleValueInput = z.union([z.boolean(), z.int(), z.array(z.int()).max(50), z.array(TierInput).min(1).max(50)]);

const ValueRow = z.strictObject({
  id: uuid(),
  rule: Rule,
  scope: RuleScopeInput,
  value: RuleValueInput,
  effectiveOn: Day,
  state: z.enum(['proposed', 'approved', 'rejected', 'withdrawn']),
  loosens: z.boolean(),
  proposedBy: Name,
  proposedById: uuid<UserId>(),
  proposedAt: Moment,
  reason: z.string(),
  decidedBy: Name.nullable(),
  decidedAt: Moment.nullable(),
  decisionReason: z.string().nullable(),
  contentHash: Hash,
  inForceOn: Day.nullable(),
});

const HouseFields = {
  name: Name,
  legalName: text(200, 0),
  address: text(500, 0),
  country: z.string().regex(/^([A-Z]{2})?$/, 'must be a two-letter country code'),
  timeZone: text(60),
  currency: CurrencyCode,
};

export const settingsCommands = {
  'settings.propose': defineCommand({
    summary: 'Changes a business rule from a date on. A tightening is in force at once; a loosening waits for a second person.',
    class: 'decision',
    input: z.strictObject({ valueId: uuid(), rule: Rule, scope: RuleScopeInput, value: RuleValueInput, effectiveOn: Day, reason: Reason }),
    output: z.strictObject({ state: z.enum(['proposed', 'approved']), loosens: z.boolean(), contentHash: Hash }),
    refusals: ['valueOutOfRange', 'notPerFund', 'scopeNeedsId', 'effectiveInPast', 'unchanged', 'proposalOpen'],
    permission: 'settings.propose',
    changes: ['setting_values'],
  }),
  'settings.approve': defineCommand({
    summary: 'Puts a loosened rule in force; never by the person who proposed it.',
    class: 'decision',
    input: z.strictObject({ valueId: uuid(), contentHash: Hash }),
    output: z.strictObject({ effectiveOn: Day }),
    refusals: ['notProposed', 'approverIsProposer', 'contentChanged', 'proposalLapsed'],
    permission: 'settings.approve',
    stepUp: true,
    changes: ['setting_values'],
  }),
  'settings.reject': defineCommand({
    summary: 'Turns a proposed rule change down, with the reason.',
    class: 'decision',
    input: z.strictObject({ valueId: uuid(), reason: Reason }),
    output: z.strictObject({}),
    refusals: ['notProposed'],
    permission: 'settings.approve',
    changes: ['setting_values'],
  }),
  'settings.withdraw': defineCommand({
    summary: 'Takes one’s own proposed rule change back.',
    class: 'decision',
    input: z.strictObject({ valueId: uuid() }),
    output: z.strictObject({}),
    refusals: ['notProposed', 'notProposer'],
    permission: 'settings.propose',
    changes: ['setting_values'],
  }),
  'settings.updateHouse': defineCommand({
    summary: 'Corrects the house record: names, address, country, time zone, currency.',
    class: 'decision',
    input: z.strictObject({ expectedVersion: Version, ...HouseFields }),
    output: z.strictObject({ version: Version }),
    refusals: ['unknownTimeZone'],
    permission: 'settings.house',
    changes: ['workspace'],
  }),
  'settings.setTaxId': defineCommand({
    summary: 'Sets the tax id of the house; it is shown masked afterwards.',
    class: 'decision',
    input: z.strictObject({ expectedVersion: Version, taxId: text(20), reason: Note.optional() }),
    output: z.strictObject({ version: Version }),
    refusals: ['taxIdMalformed'],
    permission: 'settings.house',
    stepUp: true,
    changes: ['workspace'],
  }),
};

export const settingsQueries = {
  'settings.rules': defineQuery({
    summary: 'Every business rule with its value in force, where it bites, and what is coming or waiting.',
    input: z.strictObject({ scope: RuleScopeInput.optional(), on: Day.optional() }),
    output: z.strictObject({
      rules: z.array(
        z.strictObject({
          rule: Rule,
          section: z.string(),
          title: z.string(),
          bites: z.string(),
          value: RuleValueInput,
          source: z.enum(['profile', 'house', 'fundType', 'fund']),
          since: Day.nullable(),
          perFund: z.boolean(),
          upcoming: z.array(ValueRow),
          waiting: ValueRow.nullable(),
        }),
      ),
      /** Changes that wait in another scope than the one asked about. */
      elsewhere: z.array(ValueRow),
    }),
    permission: 'settings.view',
    scope: 'house',
    reads: ['setting_values', 'workspace'],
  }),
  'settings.history': defineQuery({
    summary: 'Every value a rule ever had or was proposed to have.',
    input: listInput(['effectiveOn', 'proposedAt'], { rule: Rule, state: z.enum(['proposed', 'approved', 'rejected', 'withdrawn']) }),
    output: listOutput(ValueRow),
    permission: 'settings.view',
    scope: 'house',
    reads: ['setting_values', 'users'],
  }),
  'settings.house': defineQuery({
    summary: 'The house record, its tax id masked.',
    input: z.strictObject({}),
    output: z.strictObject({ id: uuid(), ...HouseFields, profile: z.enum(profiles), taxIdMasked: z.string().nullable(), version: Version }),
    permission: 'settings.view',
    scope: 'house',
    reads: ['workspace'],
  }),
};
