-- Journals that wait for a second person, journals taken over from files, and the account codes of the house's own general ledger.

CREATE TABLE journal_imports (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  entry_count INTEGER NOT NULL CHECK (entry_count > 0),
  line_count INTEGER NOT NULL CHECK (line_count > 1),
  command_id TEXT NOT NULL,
  imported_by TEXT NOT NULL REFERENCES users (id),
  imported_at TEXT NOT NULL,
  undone_by TEXT REFERENCES users (id),
  undone_at TEXT,
  undo_reason TEXT,
  undo_command_id TEXT,
  CHECK ((undone_by IS NULL) = (undone_at IS NULL)),
  CHECK ((undone_by IS NULL) = (undo_reason IS NULL)),
  CHECK ((undone_by IS NULL) = (undo_command_id IS NULL))
) STRICT;
CREATE INDEX journal_imports_fund ON journal_imports (fund_id, imported_at, id);
CREATE TRIGGER journal_imports_no_delete BEFORE DELETE ON journal_imports BEGIN SELECT RAISE(ABORT, 'an import of journals is kept'); END;
CREATE TRIGGER journal_imports_undone_once BEFORE UPDATE ON journal_imports WHEN old.undone_by IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'an import is undone once'); END;
CREATE TRIGGER journal_imports_content_fixed BEFORE UPDATE OF fund_id, file_name, file_hash, entry_count, line_count, command_id, imported_by, imported_at
  ON journal_imports BEGIN SELECT RAISE(ABORT, 'what was imported never changes'); END;

CREATE TABLE journal_proposals (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  kind TEXT NOT NULL CHECK (kind IN ('journal', 'reversal', 'import', 'undo')),
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  file_name TEXT,
  file_hash TEXT,
  import_id TEXT REFERENCES journal_imports (id),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by TEXT NOT NULL REFERENCES users (id),
  proposed_at TEXT NOT NULL,
  decided_by TEXT REFERENCES users (id),
  decided_at TEXT,
  decision_reason TEXT,
  content_hash TEXT NOT NULL,
  command_id TEXT,
  CHECK ((kind = 'import') = (file_hash IS NOT NULL)),
  CHECK ((kind = 'import') = (file_name IS NOT NULL)),
  CHECK ((kind = 'undo') = (import_id IS NOT NULL)),
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CHECK ((state = 'proposed') = (decided_at IS NULL)),
  CHECK ((state IN ('rejected', 'withdrawn')) = (decision_reason IS NOT NULL)),
  CHECK ((state = 'approved') = (command_id IS NOT NULL))
) STRICT;
CREATE INDEX journal_proposals_fund ON journal_proposals (fund_id, proposed_at, id);
CREATE INDEX journal_proposals_waiting ON journal_proposals (proposed_at, id) WHERE state = 'proposed';
CREATE TRIGGER journal_proposals_no_delete BEFORE DELETE ON journal_proposals BEGIN SELECT RAISE(ABORT, 'proposed journals are kept'); END;
CREATE TRIGGER journal_proposals_decided BEFORE UPDATE ON journal_proposals WHEN old.state <> 'proposed'
  BEGIN SELECT RAISE(ABORT, 'a decided journal never changes'); END;
CREATE TRIGGER journal_proposals_content_fixed
  BEFORE UPDATE OF fund_id, kind, reason, evidence, file_name, file_hash, import_id, proposed_by, proposed_at, content_hash ON journal_proposals
  BEGIN SELECT RAISE(ABORT, 'what was proposed to be posted never changes'); END;

CREATE TABLE journal_proposal_entries (
  proposal_id TEXT NOT NULL REFERENCES journal_proposals (id),
  ordinal INTEGER NOT NULL,
  effective_on TEXT NOT NULL,
  memo TEXT NOT NULL,
  reverses_command_id TEXT,
  reverses_ordinal INTEGER,
  PRIMARY KEY (proposal_id, ordinal),
  FOREIGN KEY (reverses_command_id, reverses_ordinal) REFERENCES entries (command_id, ordinal),
  CHECK ((reverses_command_id IS NULL) = (reverses_ordinal IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_proposal_entries_no_update BEFORE UPDATE ON journal_proposal_entries
  BEGIN SELECT RAISE(ABORT, 'what was proposed to be posted never changes'); END;
CREATE TRIGGER journal_proposal_entries_no_delete BEFORE DELETE ON journal_proposal_entries
  BEGIN SELECT RAISE(ABORT, 'proposed journals are kept'); END;

CREATE TABLE journal_proposal_lines (
  proposal_id TEXT NOT NULL,
  entry_ordinal INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  account TEXT NOT NULL,
  investor_id TEXT REFERENCES investors (id),
  currency TEXT NOT NULL,
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  PRIMARY KEY (proposal_id, entry_ordinal, ordinal),
  FOREIGN KEY (proposal_id, entry_ordinal) REFERENCES journal_proposal_entries (proposal_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_proposal_lines_no_update BEFORE UPDATE ON journal_proposal_lines
  BEGIN SELECT RAISE(ABORT, 'what was proposed to be posted never changes'); END;
CREATE TRIGGER journal_proposal_lines_no_delete BEFORE DELETE ON journal_proposal_lines
  BEGIN SELECT RAISE(ABORT, 'proposed journals are kept'); END;

-- What the house calls an account in its own general ledger; null once it has no code of its own any more.
CREATE TABLE account_codes (
  fund_id TEXT NOT NULL,
  account TEXT NOT NULL,
  external_code TEXT,
  mapped_by TEXT NOT NULL REFERENCES users (id),
  mapped_at TEXT NOT NULL,
  PRIMARY KEY (fund_id, account),
  FOREIGN KEY (fund_id, account) REFERENCES accounts (fund_id, code)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER account_codes_no_delete BEFORE DELETE ON account_codes BEGIN SELECT RAISE(ABORT, 'the codes of accounts are kept'); END;

-- The journal of the whole house, by day and by the moment it was recorded.
CREATE INDEX entries_day ON entries (effective_on, command_id, ordinal);
CREATE INDEX entries_moment ON entries (recorded_at, command_id, ordinal);
