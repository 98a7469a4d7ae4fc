-- The books of each fund: chart, entries with their postings, period locks; and the exchange rates of the house.

CREATE TABLE ledgers (
  fund_id TEXT PRIMARY KEY REFERENCES funds (id),
  currency TEXT NOT NULL,
  chart TEXT NOT NULL,
  opened_by TEXT NOT NULL REFERENCES users (id),
  opened_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ledgers_no_update BEFORE UPDATE ON ledgers BEGIN SELECT RAISE(ABORT, 'the books of a fund are opened once'); END;
CREATE TRIGGER ledgers_no_delete BEFORE DELETE ON ledgers BEGIN SELECT RAISE(ABORT, 'the books of a fund are kept'); END;

CREATE TABLE accounts (
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')),
  normal_side TEXT NOT NULL CHECK (normal_side IN ('debit', 'credit')),
  is_control INTEGER NOT NULL CHECK (is_control IN (0, 1)),
  role TEXT,
  added_by TEXT NOT NULL REFERENCES users (id),
  added_at TEXT NOT NULL,
  PRIMARY KEY (fund_id, code)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX accounts_role ON accounts (fund_id, role) WHERE role IS NOT NULL;
CREATE TRIGGER accounts_no_update BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'an account of the books never changes'); END;
CREATE TRIGGER accounts_no_delete BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'an account of the books is kept'); END;

CREATE TABLE entries (
  command_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  kind TEXT NOT NULL CHECK (kind IN ('journal', 'reversal', 'revaluation', 'event')),
  source TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  memo TEXT NOT NULL,
  reason TEXT,
  evidence TEXT NOT NULL,
  reverses_command_id TEXT,
  reverses_ordinal INTEGER,
  PRIMARY KEY (command_id, ordinal),
  FOREIGN KEY (reverses_command_id, reverses_ordinal) REFERENCES entries (command_id, ordinal),
  CHECK ((kind = 'reversal') = (reverses_command_id IS NOT NULL)),
  CHECK ((reverses_command_id IS NULL) = (reverses_ordinal IS NULL))
) STRICT;
CREATE INDEX entries_effective ON entries (fund_id, effective_on, command_id, ordinal);
CREATE INDEX entries_recorded ON entries (fund_id, recorded_at, command_id, ordinal);
CREATE UNIQUE INDEX entries_reversed_once ON entries (reverses_command_id, reverses_ordinal) WHERE reverses_command_id IS NOT NULL;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries is append-only'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries is append-only'); END;

-- The fund and both dates stand on every posting, so that a balance at any date, as known on any day, is one walk along one index.
CREATE TABLE postings (
  command_id TEXT NOT NULL,
  entry_ordinal INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  account TEXT NOT NULL,
  investor_id TEXT REFERENCES investors (id),
  effective_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  currency TEXT NOT NULL,
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  PRIMARY KEY (command_id, entry_ordinal, ordinal),
  FOREIGN KEY (command_id, entry_ordinal) REFERENCES entries (command_id, ordinal),
  FOREIGN KEY (fund_id, account) REFERENCES accounts (fund_id, code)
) STRICT;
CREATE INDEX postings_balance ON postings (fund_id, account, currency, effective_on, recorded_at, minor);
CREATE INDEX postings_investor ON postings (fund_id, investor_id, account, currency, effective_on, recorded_at, minor) WHERE investor_id IS NOT NULL;
CREATE TRIGGER postings_no_update BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
CREATE TRIGGER postings_no_delete BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;

CREATE TABLE period_locks (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('open', 'soft', 'hard')),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  turn INTEGER,
  proposed_by TEXT NOT NULL REFERENCES users (id),
  proposed_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT REFERENCES users (id),
  decided_at TEXT,
  decision_reason TEXT,
  content_hash TEXT NOT NULL,
  CHECK (from_on <= until_on),
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CHECK ((state = 'approved') = (turn IS NOT NULL))
) STRICT;
CREATE INDEX period_locks_fund ON period_locks (fund_id, proposed_at, id);
CREATE UNIQUE INDEX period_locks_turn ON period_locks (fund_id, turn) WHERE turn IS NOT NULL;
CREATE TRIGGER period_locks_no_delete BEFORE DELETE ON period_locks BEGIN SELECT RAISE(ABORT, 'period locks are kept'); END;
CREATE TRIGGER period_locks_decided BEFORE UPDATE ON period_locks WHEN old.state <> 'proposed'
  BEGIN SELECT RAISE(ABORT, 'a decided period lock never changes'); END;
CREATE TRIGGER period_locks_content_fixed BEFORE UPDATE OF fund_id, from_on, until_on, level, proposed_by, proposed_at, reason, content_hash ON period_locks
  BEGIN SELECT RAISE(ABORT, 'what was proposed for a period never changes'); END;

CREATE TABLE fx_rates (
  base TEXT NOT NULL,
  quote TEXT NOT NULL,
  rate_on TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('manual', 'ecb')),
  revision INTEGER NOT NULL,
  rate TEXT NOT NULL,
  reason TEXT,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (base, quote, rate_on, source, revision),
  CHECK (base <> quote)
) STRICT, WITHOUT ROWID;
CREATE INDEX fx_rates_day ON fx_rates (rate_on, base, quote);
CREATE INDEX fx_rates_quote ON fx_rates (quote, rate_on);
CREATE TRIGGER fx_rates_no_update BEFORE UPDATE ON fx_rates BEGIN SELECT RAISE(ABORT, 'fx_rates is append-only'); END;
CREATE TRIGGER fx_rates_no_delete BEFORE DELETE ON fx_rates BEGIN SELECT RAISE(ABORT, 'fx_rates is append-only'); END;
