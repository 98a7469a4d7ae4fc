-- The command log, its claims and subjects; the house, its users, roles and rules; operational tables.

CREATE TABLE command_log (
  seq INTEGER PRIMARY KEY,
  command_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  vocabulary INTEGER NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('control', 'decision', 'fact', 'fieldEdit', 'note')),
  input TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  transport TEXT NOT NULL,
  device TEXT NOT NULL,
  origin TEXT,
  at TEXT NOT NULL,
  today TEXT NOT NULL,
  reason TEXT,
  reply TEXT NOT NULL,
  guards TEXT NOT NULL,
  claims TEXT NOT NULL,
  scopes TEXT NOT NULL,
  changes TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX command_log_at ON command_log (at, seq);
CREATE INDEX command_log_name ON command_log (name, seq);
CREATE INDEX command_log_actor ON command_log (actor_id, seq);
CREATE INDEX command_log_actor_name ON command_log (actor_id, name, seq);

CREATE TRIGGER command_log_no_update BEFORE UPDATE ON command_log BEGIN SELECT RAISE(ABORT, 'command_log is append-only'); END;
CREATE TRIGGER command_log_no_delete BEFORE DELETE ON command_log BEGIN SELECT RAISE(ABORT, 'command_log is append-only'); END;

CREATE TABLE log_subjects (
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES command_log (seq),
  mode TEXT NOT NULL CHECK (mode IN ('r', 'w', 't', 's')),
  PRIMARY KEY (entity, entity_id, seq, mode)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_subjects_seq ON log_subjects (seq);
CREATE TRIGGER log_subjects_no_update BEFORE UPDATE ON log_subjects BEGIN SELECT RAISE(ABORT, 'log_subjects is append-only'); END;
CREATE TRIGGER log_subjects_no_delete BEFORE DELETE ON log_subjects BEGIN SELECT RAISE(ABORT, 'log_subjects is append-only'); END;

CREATE TABLE log_claims (
  claim TEXT PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES command_log (seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER log_claims_no_update BEFORE UPDATE ON log_claims BEGIN SELECT RAISE(ABORT, 'log_claims is append-only'); END;
CREATE TRIGGER log_claims_no_delete BEFORE DELETE ON log_claims BEGIN SELECT RAISE(ABORT, 'log_claims is append-only'); END;

CREATE TABLE workspace (
  id TEXT PRIMARY KEY,
  only_one INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (only_one = 1),
  name TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  address TEXT NOT NULL,
  country TEXT NOT NULL,
  profile TEXT NOT NULL CHECK (profile IN ('practice', 'staging', 'live')),
  time_zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  tax_id TEXT,
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX users_name ON users (name, id);
CREATE INDEX users_status ON users (status, id);
CREATE TRIGGER users_no_delete BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'users are disabled, never deleted'); END;

CREATE TABLE user_roles (
  user_id TEXT NOT NULL REFERENCES users (id),
  ordinal INTEGER NOT NULL,
  role TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('house', 'fund', 'investor', 'agent')),
  scope_id TEXT,
  from_on TEXT NOT NULL,
  until_on TEXT,
  granted_by TEXT NOT NULL REFERENCES users (id),
  granted_at TEXT NOT NULL,
  revoked_by TEXT REFERENCES users (id),
  revoked_at TEXT,
  CHECK ((scope_kind = 'house') = (scope_id IS NULL)),
  CHECK (until_on IS NULL OR until_on >= from_on),
  CHECK ((revoked_by IS NULL) = (revoked_at IS NULL)),
  PRIMARY KEY (user_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_roles_owners ON user_roles (user_id, ordinal) WHERE role = 'owner';
CREATE TRIGGER user_roles_no_delete BEFORE DELETE ON user_roles BEGIN SELECT RAISE(ABORT, 'roles are revoked, never deleted'); END;

CREATE TABLE user_preferences (
  user_id TEXT NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting_values (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('house', 'fundType', 'fund')),
  scope_id TEXT,
  value TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  loosens INTEGER NOT NULL CHECK (loosens IN (0, 1)),
  proposed_by TEXT NOT NULL REFERENCES users (id),
  proposed_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT REFERENCES users (id),
  decided_at TEXT,
  decision_reason TEXT,
  content_hash TEXT NOT NULL,
  CHECK ((scope_kind = 'house') = (scope_id IS NULL))
) STRICT;
CREATE INDEX setting_values_rule ON setting_values (rule, state, effective_on);
CREATE INDEX setting_values_effective ON setting_values (effective_on, id);
CREATE INDEX setting_values_proposed ON setting_values (proposed_at, id);
CREATE TRIGGER setting_values_no_delete BEFORE DELETE ON setting_values BEGIN SELECT RAISE(ABORT, 'setting values are kept'); END;
CREATE TRIGGER setting_values_content_fixed BEFORE UPDATE OF rule, scope_kind, scope_id, value, effective_on, proposed_by, proposed_at, content_hash ON setting_values
BEGIN SELECT RAISE(ABORT, 'the content of a setting value never changes'); END;

CREATE TABLE access_grants (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('unmask', 'export')),
  user_id TEXT NOT NULL REFERENCES users (id),
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  field TEXT NOT NULL,
  granted_at TEXT NOT NULL,
  expires_at TEXT,
  size INTEGER NOT NULL
) STRICT;
CREATE INDEX access_grants_user ON access_grants (user_id, kind, granted_at);
CREATE TRIGGER access_grants_no_update BEFORE UPDATE ON access_grants BEGIN SELECT RAISE(ABORT, 'access_grants is append-only'); END;
CREATE TRIGGER access_grants_no_delete BEFORE DELETE ON access_grants BEGIN SELECT RAISE(ABORT, 'access_grants is append-only'); END;

CREATE TABLE record_views (
  user_id TEXT NOT NULL REFERENCES users (id),
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  hour TEXT NOT NULL,
  PRIMARY KEY (user_id, entity, entity_id, hour)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER record_views_no_update BEFORE UPDATE ON record_views BEGIN SELECT RAISE(ABORT, 'record_views is append-only'); END;
CREATE TRIGGER record_views_no_delete BEFORE DELETE ON record_views BEGIN SELECT RAISE(ABORT, 'record_views is append-only'); END;

CREATE TABLE security_closures (
  event_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  closed_by TEXT NOT NULL REFERENCES users (id),
  closed_at TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE TRIGGER security_closures_no_update BEFORE UPDATE ON security_closures BEGIN SELECT RAISE(ABORT, 'security_closures is append-only'); END;
CREATE TRIGGER security_closures_no_delete BEFORE DELETE ON security_closures BEGIN SELECT RAISE(ABORT, 'security_closures is append-only'); END;

-- Operational: written through db/operational.ts alone, never read by a handler, not part of replay.

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  input TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  progress INTEGER NOT NULL,
  out_of INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  message TEXT,
  started_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT,
  run_after TEXT,
  checkpoint TEXT,
  result TEXT
) STRICT;
CREATE INDEX jobs_created ON jobs (created_at, id);
CREATE INDEX jobs_state ON jobs (state, run_after);

CREATE TABLE job_files (
  job_id TEXT NOT NULL REFERENCES jobs (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (job_id, name)
) STRICT;

CREATE TABLE drafts (
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE security_events (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  user_id TEXT,
  who TEXT NOT NULL,
  device TEXT NOT NULL,
  detail TEXT NOT NULL,
  must_close INTEGER NOT NULL CHECK (must_close IN (0, 1))
) STRICT;
CREATE INDEX security_events_at ON security_events (occurred_at, id);
CREATE INDEX security_events_kind ON security_events (kind, occurred_at);

CREATE TABLE refused_commands (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  device TEXT NOT NULL
) STRICT;
CREATE INDEX refused_commands_user ON refused_commands (user_id, at);

CREATE TABLE incidents (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  place TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX incidents_at ON incidents (at, id);
