import type { Check } from './check.ts';

export const accessChecks: readonly Check[] = [
  {
    name: 'access.oneHouse',
    sentence: 'A workspace with a log must belong to exactly one house',
    sql: `SELECT count(*) || ' houses' AS what FROM workspace HAVING count(*) <> 1 AND EXISTS (SELECT 1 FROM command_log)`,
  },
  {
    name: 'access.anOwner',
    sentence: 'At least one active user must be an owner',
    sql: `SELECT 'no owner' AS what
          WHERE EXISTS (SELECT 1 FROM command_log) AND NOT EXISTS (
            SELECT 1 FROM user_roles JOIN users ON users.id = user_roles.user_id
            JOIN (SELECT today FROM command_log ORDER BY seq DESC LIMIT 1) AS newest
            WHERE users.status = 'active' AND role = 'owner' AND scope_kind = 'house' AND revoked_at IS NULL
              AND from_on <= newest.today AND (until_on IS NULL OR until_on >= newest.today))`,
  },
  {
    name: 'access.roleOrdinals',
    sentence: 'The roles of a user must be numbered without a gap',
    sql: `SELECT 'user ' || user_id AS what FROM user_roles GROUP BY user_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1`,
  },
  {
    name: 'access.grantsKnown',
    sentence: 'Every unmasking and export must belong to a known user',
    sql: `SELECT 'grant ' || id AS what FROM access_grants WHERE user_id NOT IN (SELECT id FROM users)`,
  },
  {
    name: 'access.closuresKnown',
    sentence: 'Every closed security event must name a known user',
    sql: `SELECT 'event ' || event_id AS what FROM security_closures WHERE closed_by NOT IN (SELECT id FROM users)`,
  },
];
