-- Capital calls: what is called and for what, how it falls to each holding, who approved it, when it was issued or taken back.

CREATE TABLE capital_calls (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  number INTEGER NOT NULL CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('capital', 'equalisation')),
  title TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('amount', 'percent', 'need')),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  currency TEXT NOT NULL,
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 100000000000000000),
  line_count INTEGER NOT NULL CHECK (line_count >= 0),
  cash_on_hand INTEGER CHECK (cash_on_hand >= 0),
  as_of_on TEXT NOT NULL,
  notice_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  urgent_reason TEXT,
  account_id TEXT REFERENCES fund_bank_accounts (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'inApproval', 'approved', 'issued', 'rescinded')),
  replaces_id TEXT REFERENCES capital_calls (id),
  closing_id TEXT,
  reason TEXT,
  prepared_by TEXT NOT NULL REFERENCES users (id),
  prepared_at TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL,
  submitted_by TEXT REFERENCES users (id),
  submitted_at TEXT,
  approvers_needed INTEGER CHECK (approvers_needed > 0),
  issued_on TEXT,
  issued_by TEXT REFERENCES users (id),
  issued_at TEXT,
  entry_id TEXT,
  rescinded_on TEXT,
  rescinded_by TEXT REFERENCES users (id),
  rescinded_at TEXT,
  rescind_reason TEXT,
  reversal_id TEXT,
  version INTEGER NOT NULL,
  UNIQUE (fund_id, number),
  CHECK (notice_on <= due_on),
  CHECK (replaces_id IS NULL OR reason IS NOT NULL),
  CHECK ((issued_on IS NULL) = (issued_by IS NULL) AND (issued_on IS NULL) = (issued_at IS NULL) AND (issued_on IS NULL) = (entry_id IS NULL)),
  CHECK ((rescinded_at IS NULL) = (rescinded_by IS NULL) AND (rescinded_at IS NULL) = (rescind_reason IS NULL)),
  CHECK ((state = 'rescinded') = (rescinded_at IS NOT NULL)),
  CHECK (state <> 'issued' OR issued_on IS NOT NULL),
  CHECK (state NOT IN ('draft', 'inApproval', 'approved') OR issued_on IS NULL),
  CHECK ((reversal_id IS NOT NULL) = (rescinded_on IS NOT NULL))
) STRICT;
CREATE INDEX capital_calls_state ON capital_calls (fund_id, state, issued_on, id);
CREATE INDEX capital_calls_listed ON capital_calls (due_on, id);
CREATE INDEX capital_calls_prepared ON capital_calls (prepared_at, id);
CREATE INDEX capital_calls_total ON capital_calls (total, id);
CREATE INDEX capital_calls_replaces ON capital_calls (replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX capital_calls_waiting ON capital_calls (submitted_at, id) WHERE state = 'inApproval';
CREATE TRIGGER capital_calls_no_delete BEFORE DELETE ON capital_calls BEGIN SELECT RAISE(ABORT, 'calls are rescinded, never deleted'); END;
CREATE TRIGGER capital_calls_fixed
BEFORE UPDATE OF fund_id, number, kind, currency, replaces_id, closing_id ON capital_calls
BEGIN SELECT RAISE(ABORT, 'a call stays with its fund, number and kind'); END;
CREATE TRIGGER capital_calls_content_fixed
BEFORE UPDATE OF title, method, priority, total, line_count, cash_on_hand, as_of_on, notice_on, due_on, urgent_reason, account_id, prepared_by,
  prepared_at, revision, content_hash, submitted_by, submitted_at, approvers_needed, issued_on, issued_by, issued_at, entry_id ON capital_calls
WHEN old.state IN ('issued', 'rescinded')
BEGIN SELECT RAISE(ABORT, 'an issued call never changes: amend or rescind it'); END;
CREATE TRIGGER capital_calls_rescinded BEFORE UPDATE ON capital_calls WHEN old.state = 'rescinded'
BEGIN SELECT RAISE(ABORT, 'a rescinded call never changes'); END;

CREATE TABLE call_uses (
  call_id TEXT NOT NULL REFERENCES capital_calls (id),
  ordinal INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('investment', 'managementFee', 'expenses', 'organisation', 'workingCapital', 'lineRepayment', 'equalisation', 'equalisationInterest')),
  inside_commitment INTEGER NOT NULL CHECK (inside_commitment IN (0, 1)),
  minor INTEGER NOT NULL CHECK (minor BETWEEN 0 AND 100000000000000000),
  percent TEXT,
  need INTEGER CHECK (need >= 0),
  allocation_id TEXT,
  project_id TEXT REFERENCES projects (id),
  note TEXT NOT NULL,
  -- Which holdings shared this use and with what weights: uses on the same basis are allocated cumulatively.
  basis_hash TEXT,
  basis_total TEXT,
  called_before INTEGER,
  PRIMARY KEY (call_id, ordinal),
  CHECK ((basis_hash IS NULL) = (basis_total IS NULL) AND (basis_hash IS NULL) = (called_before IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX call_uses_basis ON call_uses (basis_hash, call_id, ordinal) WHERE basis_hash IS NOT NULL;

CREATE TABLE call_lines (
  call_id TEXT NOT NULL REFERENCES capital_calls (id),
  ordinal INTEGER NOT NULL,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  class_id TEXT NOT NULL REFERENCES fund_classes (id),
  treatment TEXT NOT NULL CHECK (treatment IN ('full', 'feeOnly', 'excused')),
  reason TEXT,
  commitment INTEGER NOT NULL,
  called_before INTEGER NOT NULL,
  minor INTEGER NOT NULL CHECK (minor BETWEEN 0 AND 100000000000000000),
  inside_minor INTEGER NOT NULL CHECK (inside_minor BETWEEN 0 AND minor),
  PRIMARY KEY (call_id, ordinal),
  CHECK ((treatment = 'full') = (reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX call_lines_investor ON call_lines (investor_id, call_id);

CREATE TABLE call_parts (
  call_id TEXT NOT NULL,
  use_ordinal INTEGER NOT NULL,
  line_ordinal INTEGER NOT NULL,
  minor INTEGER NOT NULL CHECK (minor BETWEEN 0 AND 100000000000000000),
  called_before INTEGER NOT NULL,
  -- What the cumulative allocation alone would have given; other than the part only where rounding had to give way.
  exact INTEGER NOT NULL,
  PRIMARY KEY (call_id, use_ordinal, line_ordinal),
  FOREIGN KEY (call_id, use_ordinal) REFERENCES call_uses (call_id, ordinal),
  FOREIGN KEY (call_id, line_ordinal) REFERENCES call_lines (call_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_parts_line ON call_parts (call_id, line_ordinal, use_ordinal);

CREATE TRIGGER call_uses_no_update BEFORE UPDATE ON call_uses BEGIN SELECT RAISE(ABORT, 'a use of a call is replaced as a whole'); END;
CREATE TRIGGER call_lines_no_update BEFORE UPDATE ON call_lines BEGIN SELECT RAISE(ABORT, 'a line of a call is replaced as a whole'); END;
CREATE TRIGGER call_parts_no_update BEFORE UPDATE ON call_parts BEGIN SELECT RAISE(ABORT, 'a part of a call is replaced as a whole'); END;
CREATE TRIGGER call_uses_no_delete BEFORE DELETE ON call_uses WHEN (SELECT state FROM capital_calls WHERE id = old.call_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'only a draft is drawn up again'); END;
CREATE TRIGGER call_lines_no_delete BEFORE DELETE ON call_lines WHEN (SELECT state FROM capital_calls WHERE id = old.call_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'only a draft is drawn up again'); END;
CREATE TRIGGER call_parts_no_delete BEFORE DELETE ON call_parts WHEN (SELECT state FROM capital_calls WHERE id = old.call_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'only a draft is drawn up again'); END;

CREATE TABLE call_approvals (
  call_id TEXT NOT NULL REFERENCES capital_calls (id),
  revision INTEGER NOT NULL,
  tier INTEGER NOT NULL CHECK (tier > 0),
  content_hash TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES users (id),
  decided_at TEXT NOT NULL,
  PRIMARY KEY (call_id, revision, tier),
  UNIQUE (call_id, revision, decided_by)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER call_approvals_no_update BEFORE UPDATE ON call_approvals BEGIN SELECT RAISE(ABORT, 'call_approvals is append-only'); END;
CREATE TRIGGER call_approvals_no_delete BEFORE DELETE ON call_approvals BEGIN SELECT RAISE(ABORT, 'call_approvals is append-only'); END;
