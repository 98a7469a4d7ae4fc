import type { Check } from './check.ts';

export const settingsChecks: readonly Check[] = [
  {
    name: 'settings.decidedOrWaiting',
    sentence: 'A rule change either waits or was decided by somebody, never both and never neither',
    sql: `SELECT 'change ' || id AS what FROM setting_values
          WHERE (state = 'proposed') <> (decided_by IS NULL) OR (decided_by IS NULL) <> (decided_at IS NULL)`,
  },
  {
    name: 'settings.secondPerson',
    sentence: 'A loosened rule must have been approved by a second person while the house asked for one',
    sql: `SELECT 'change ' || id AS what FROM setting_values AS change
          WHERE state = 'approved' AND loosens = 1 AND decided_by = proposed_by AND NOT EXISTS (
            SELECT 1 FROM setting_values AS control
            WHERE control.rule = 'settings.dualControl' AND control.state = 'approved' AND control.value = 'false' AND control.id <> change.id
              AND control.effective_on <= date(change.decided_at, '+1 day'))`,
  },
  {
    name: 'settings.oneWaiting',
    sentence: 'At most one change of a rule may wait at a time',
    sql: `SELECT rule || coalesce(' of ' || scope_id, '') AS what FROM setting_values
          WHERE state = 'proposed'
          GROUP BY rule, scope_kind, coalesce(scope_id, ''), substr(proposed_at, 1, 10) HAVING count(*) > 1`,
  },
];
