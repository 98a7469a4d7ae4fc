import type { Profile, RuleValue, SettingValue } from '#shared/model/settings.ts';
import { type ReadDb, unnoted, type WriteDb } from '../handles.ts';
import { settingValues } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';
import { readWorkspace } from './workspace.ts';

type Row = (typeof settingValues)['$inferSelect'];

const byId = select(settingValues, 'WHERE id = ?');
const ofRule = select(settingValues, 'WHERE rule = ? ORDER BY effective_on, proposed_at, id', (rule: string) => [
  { entity: 'rule', id: rule },
]);
const approved = select(settingValues, "WHERE state = 'approved' ORDER BY rule, effective_on, proposed_at, id");
const approvedOf = select(settingValues, "WHERE rule = ? AND state = 'approved' ORDER BY effective_on, proposed_at, id");
const everything = select(settingValues, 'ORDER BY proposed_at, id');
const open = select(settingValues, "WHERE state = 'proposed' ORDER BY proposed_at, id");
const insertRow = insert(settingValues);
const decide = update(settingValues, ['state', 'decidedBy', 'decidedAt', 'decisionReason', 'inForceOn']);

const settingOf = ({ scopeKind, scopeId, value, ...rest }: Row): SettingValue => ({
  ...rest,
  scope: { kind: scopeKind, id: scopeId },
  value: value as RuleValue,
});
const rowOf = ({ scope, value, ...rest }: SettingValue): Row => ({ ...rest, scopeKind: scope.kind, scopeId: scope.id, value });

export const readSettingValue = (db: ReadDb, id: string): SettingValue | undefined => {
  const row = byId.get(db, id);
  return row && settingOf(row);
};
export const readRuleValues = (db: ReadDb, rule: string): SettingValue[] => ofRule.all(db, rule).map(settingOf);
export const readApprovedValues = (db: ReadDb): SettingValue[] => approved.all(db).map(settingOf);
export const readAllSettingValues = (db: ReadDb): SettingValue[] => everything.all(db).map(settingOf);
export const readOpenProposals = (db: ReadDb): SettingValue[] => open.all(db).map(settingOf);
export const insertSettingValue = (db: WriteDb, value: SettingValue): void => insertRow(db, rowOf(value));

type Decision = Pick<SettingValue, 'state' | 'decidedBy' | 'decidedAt' | 'decisionReason' | 'inForceOn'>;
export const markDecided = (db: WriteDb, value: SettingValue, decision: Decision): void => decide(db, rowOf(value), decision);

/** What the rules in force are worked out from: read by the runner, so handlers receive them and look nothing up. */
export const readSettingFacts = (db: ReadDb): SettingFacts => ({
  valuesOf: (rule) => unnoted(db, () => approvedOf.all(db, rule).map(settingOf)),
  profile: unnoted(db, () => readWorkspace(db)?.profile ?? 'live'),
});
type SettingFacts = Readonly<{ valuesOf: (rule: string) => readonly SettingValue[]; profile: Profile }>;
