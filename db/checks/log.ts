import type { Check } from './check.ts';

export const logChecks: readonly Check[] = [
  {
    name: 'log.gapless',
    sentence: 'The log must run from row 1 to its end without a gap',
    sql: `SELECT 'row ' || max(seq) AS what FROM command_log HAVING count(*) > 0 AND (min(seq) <> 1 OR max(seq) <> count(*))`,
  },
  {
    name: 'log.neverEarlier',
    sentence: 'No log row may be older than the row before it',
    sql: `SELECT 'row ' || seq AS what
          FROM (SELECT seq, at, today, lag(at) OVER (ORDER BY seq) AS earlier_at, lag(today) OVER (ORDER BY seq) AS earlier_today FROM command_log)
          WHERE at < earlier_at OR today < earlier_today`,
  },
  {
    name: 'log.subjects',
    sentence: 'Every subject of the log must belong to a log row',
    sql: `SELECT entity || ' ' || entity_id || ' at row ' || seq AS what FROM log_subjects WHERE seq NOT IN (SELECT seq FROM command_log)`,
  },
  {
    name: 'log.claims',
    sentence: 'Every one-shot claim must belong to the log row that names it',
    sql: `SELECT claim AS what FROM log_claims
          WHERE NOT EXISTS (SELECT 1 FROM command_log, json_each(command_log.claims) WHERE command_log.seq = log_claims.seq AND json_each.value = log_claims.claim)`,
  },
  {
    name: 'log.claimsKept',
    sentence: 'Every claim a log row names must be kept',
    sql: `SELECT 'row ' || seq AS what FROM command_log
          WHERE claims <> '[]' AND json_array_length(claims) <> (SELECT count(*) FROM log_claims WHERE log_claims.claim IN (SELECT value FROM json_each(command_log.claims)))`,
  },
];
