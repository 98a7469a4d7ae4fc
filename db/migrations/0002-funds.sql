-- Organisations, funds with their classes, links, terms, own bank accounts and NAVs; projects with their token registers.

CREATE TABLE organisations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX organisations_name ON organisations (lower(name));
CREATE INDEX organisations_listed ON organisations (name, id);
CREATE TRIGGER organisations_no_delete BEFORE DELETE ON organisations BEGIN SELECT RAISE(ABORT, 'organisations are kept'); END;

CREATE TABLE funds (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  name TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  vehicle_type TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('commitment', 'units', 'tokens')),
  currency TEXT NOT NULL,
  country TEXT NOT NULL,
  vintage INTEGER,
  fiscal_year_end TEXT NOT NULL,
  inception_on TEXT,
  target_size INTEGER CHECK (target_size >= 0),
  strategy TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('raising', 'investing', 'harvesting', 'closed')),
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX funds_name ON funds (lower(name));
CREATE INDEX funds_listed ON funds (name, id);
CREATE INDEX funds_organisation ON funds (organisation_id, id);
CREATE INDEX funds_status ON funds (status, id);
CREATE TRIGGER funds_no_delete BEFORE DELETE ON funds BEGIN SELECT RAISE(ABORT, 'funds are closed, never deleted'); END;

CREATE TABLE fund_status_changes (
  fund_id TEXT NOT NULL REFERENCES funds (id),
  ordinal INTEGER NOT NULL,
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  changed_by TEXT NOT NULL REFERENCES users (id),
  changed_at TEXT NOT NULL,
  PRIMARY KEY (fund_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER fund_status_changes_no_update BEFORE UPDATE ON fund_status_changes BEGIN SELECT RAISE(ABORT, 'fund_status_changes is append-only'); END;
CREATE TRIGGER fund_status_changes_no_delete BEFORE DELETE ON fund_status_changes BEGIN SELECT RAISE(ABORT, 'fund_status_changes is append-only'); END;

CREATE TABLE fund_classes (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('class', 'series')),
  unit_digits INTEGER NOT NULL CHECK (unit_digits BETWEEN 0 AND 8),
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  version INTEGER NOT NULL,
  CHECK (closed_on IS NULL OR closed_on >= opened_on)
) STRICT;
CREATE UNIQUE INDEX fund_classes_name ON fund_classes (fund_id, lower(name));
CREATE TRIGGER fund_classes_no_delete BEFORE DELETE ON fund_classes BEGIN SELECT RAISE(ABORT, 'classes are closed, never deleted'); END;

CREATE TABLE fund_links (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('feeder', 'parallel', 'blocker', 'aiv', 'coInvest')),
  from_fund_id TEXT NOT NULL REFERENCES funds (id),
  to_fund_id TEXT NOT NULL REFERENCES funds (id),
  from_on TEXT NOT NULL,
  until_on TEXT,
  note TEXT NOT NULL,
  CHECK (from_fund_id <> to_fund_id),
  CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;
CREATE INDEX fund_links_from ON fund_links (from_fund_id);
CREATE INDEX fund_links_to ON fund_links (to_fund_id);
CREATE TRIGGER fund_links_fixed BEFORE UPDATE OF kind, from_fund_id, to_fund_id, from_on, note ON fund_links BEGIN SELECT RAISE(ABORT, 'a link ends, it never changes'); END;
CREATE TRIGGER fund_links_no_delete BEFORE DELETE ON fund_links BEGIN SELECT RAISE(ABORT, 'links are ended, never deleted'); END;

CREATE TABLE fund_terms (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  ordinal INTEGER NOT NULL,
  class_id TEXT REFERENCES fund_classes (id),
  kind TEXT NOT NULL,
  value TEXT,
  effective_on TEXT NOT NULL,
  clause TEXT NOT NULL,
  reason TEXT,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  UNIQUE (fund_id, ordinal)
) STRICT;
CREATE TRIGGER fund_terms_no_update BEFORE UPDATE ON fund_terms BEGIN SELECT RAISE(ABORT, 'fund_terms is append-only'); END;
CREATE TRIGGER fund_terms_no_delete BEFORE DELETE ON fund_terms BEGIN SELECT RAISE(ABORT, 'fund_terms is append-only'); END;

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('project', 'property')),
  asset_type TEXT NOT NULL,
  currency TEXT NOT NULL,
  place TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  token_digits INTEGER NOT NULL CHECK (token_digits BETWEEN 0 AND 8),
  tokens_issued INTEGER NOT NULL CHECK (tokens_issued >= 0),
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX projects_title ON projects (fund_id, lower(title));
CREATE INDEX projects_listed ON projects (title, id);
CREATE INDEX projects_asset ON projects (asset_type, id);
CREATE TRIGGER projects_no_delete BEFORE DELETE ON projects BEGIN SELECT RAISE(ABORT, 'projects are kept'); END;
CREATE TRIGGER projects_of_one_fund BEFORE UPDATE OF fund_id ON projects BEGIN SELECT RAISE(ABORT, 'a project stays with its fund'); END;

CREATE TABLE token_changes (
  project_id TEXT NOT NULL REFERENCES projects (id),
  ordinal INTEGER NOT NULL,
  investor_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('issue', 'transfer', 'redemption', 'correction')),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  effective_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (project_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX token_changes_holder ON token_changes (project_id, investor_id, effective_on);
CREATE INDEX token_changes_investor ON token_changes (investor_id);
CREATE TRIGGER token_changes_no_update BEFORE UPDATE ON token_changes BEGIN SELECT RAISE(ABORT, 'token_changes is append-only'); END;
CREATE TRIGGER token_changes_no_delete BEFORE DELETE ON token_changes BEGIN SELECT RAISE(ABORT, 'token_changes is append-only'); END;

CREATE TABLE fund_bank_accounts (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  project_id TEXT REFERENCES projects (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('operating', 'distribution', 'escrow')),
  title TEXT NOT NULL,
  bank_name TEXT NOT NULL,
  holder TEXT NOT NULL,
  country TEXT NOT NULL,
  currency TEXT NOT NULL,
  scheme TEXT NOT NULL CHECK (scheme IN ('iban', 'us', 'other')),
  account_number TEXT NOT NULL,
  routing_number TEXT,
  bic TEXT,
  ledger_code TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  version INTEGER NOT NULL,
  CHECK (closed_on IS NULL OR closed_on >= opened_on)
) STRICT;
CREATE INDEX fund_bank_accounts_fund ON fund_bank_accounts (fund_id, purpose);
CREATE TRIGGER fund_bank_accounts_no_delete BEFORE DELETE ON fund_bank_accounts BEGIN SELECT RAISE(ABORT, 'accounts are closed, never deleted'); END;
CREATE TRIGGER fund_bank_accounts_number_fixed
BEFORE UPDATE OF fund_id, project_id, scheme, account_number, routing_number, currency ON fund_bank_accounts
BEGIN SELECT RAISE(ABORT, 'the number of an account never changes'); END;

CREATE TABLE nav_snapshots (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  class_id TEXT NOT NULL REFERENCES fund_classes (id),
  as_of_on TEXT NOT NULL,
  net_assets INTEGER NOT NULL,
  currency TEXT NOT NULL,
  units TEXT,
  nav_per_unit TEXT,
  mark TEXT NOT NULL CHECK (mark IN ('cum', 'ex')),
  evidence TEXT NOT NULL,
  corrects_id TEXT REFERENCES nav_snapshots (id),
  reason TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'rejected', 'withdrawn')),
  prepared_by TEXT NOT NULL REFERENCES users (id),
  prepared_at TEXT NOT NULL,
  decided_by TEXT REFERENCES users (id),
  decided_at TEXT,
  decision_reason TEXT,
  content_hash TEXT NOT NULL,
  CHECK ((units IS NULL) = (nav_per_unit IS NULL)),
  CHECK ((corrects_id IS NULL) OR (reason IS NOT NULL))
) STRICT;
CREATE INDEX nav_snapshots_fund ON nav_snapshots (fund_id, class_id, as_of_on);
CREATE INDEX nav_snapshots_listed ON nav_snapshots (as_of_on, id);
CREATE INDEX nav_snapshots_prepared ON nav_snapshots (prepared_at, id);
CREATE INDEX nav_snapshots_corrects ON nav_snapshots (corrects_id) WHERE corrects_id IS NOT NULL;
CREATE INDEX nav_snapshots_waiting ON nav_snapshots (prepared_at, id) WHERE state = 'draft';
CREATE TRIGGER nav_snapshots_no_delete BEFORE DELETE ON nav_snapshots BEGIN SELECT RAISE(ABORT, 'NAVs are kept'); END;
CREATE TRIGGER nav_snapshots_content_fixed
BEFORE UPDATE OF fund_id, class_id, as_of_on, net_assets, currency, units, nav_per_unit, mark, evidence, corrects_id, reason, prepared_by, prepared_at, content_hash ON nav_snapshots
BEGIN SELECT RAISE(ABORT, 'the content of a NAV never changes'); END;
CREATE TRIGGER nav_snapshots_decided_once BEFORE UPDATE ON nav_snapshots WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a decided NAV stays as it is'); END;
