-- Commitments with their history, closings, transfers.

CREATE TABLE closings (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('first', 'subsequent', 'final')),
  held_on TEXT NOT NULL,
  rate TEXT,
  compounding TEXT CHECK (compounding IN ('simple', 'annual', 'quarterly', 'monthly')),
  day_count TEXT,
  due_on TEXT,
  account_id TEXT REFERENCES fund_bank_accounts (id),
  note TEXT NOT NULL,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'posted', 'cancelled')),
  prepared_by TEXT NOT NULL REFERENCES users (id),
  prepared_at TEXT NOT NULL,
  content_hash TEXT,
  approved_by TEXT REFERENCES users (id),
  approved_at TEXT,
  ended_by TEXT REFERENCES users (id),
  ended_at TEXT,
  end_reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (fund_id, number),
  CHECK ((kind = 'first') = (rate IS NULL)),
  CHECK ((rate IS NULL) = (compounding IS NULL) AND (rate IS NULL) = (day_count IS NULL) AND (rate IS NULL) = (due_on IS NULL)),
  CHECK ((content_hash IS NULL) = (approved_by IS NULL) AND (approved_by IS NULL) = (approved_at IS NULL)),
  CHECK ((state IN ('posted', 'cancelled')) = (ended_by IS NOT NULL))
) STRICT;
CREATE INDEX closings_listed ON closings (held_on, id);
CREATE INDEX closings_waiting ON closings (prepared_at, id) WHERE state IN ('draft', 'approved');
CREATE UNIQUE INDEX closings_first ON closings (fund_id) WHERE kind = 'first' AND state = 'posted';
CREATE TRIGGER closings_no_delete BEFORE DELETE ON closings BEGIN SELECT RAISE(ABORT, 'closings are kept'); END;
CREATE TRIGGER closings_ended BEFORE UPDATE ON closings WHEN OLD.state IN ('posted', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'a posted or cancelled closing stays as it is'); END;

-- The commitments of each revision of a closing: the last one counts, earlier ones stay to be read.
CREATE TABLE closing_lines (
  closing_id TEXT NOT NULL REFERENCES closings (id),
  revision INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  class_id TEXT NOT NULL REFERENCES fund_classes (id),
  minor INTEGER NOT NULL CHECK (minor > 0 AND minor <= 100000000000000000),
  PRIMARY KEY (closing_id, revision, ordinal),
  UNIQUE (closing_id, revision, investor_id, class_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX closing_lines_investor ON closing_lines (investor_id);
CREATE TRIGGER closing_lines_no_update BEFORE UPDATE ON closing_lines BEGIN SELECT RAISE(ABORT, 'closing_lines is append-only'); END;
CREATE TRIGGER closing_lines_no_delete BEFORE DELETE ON closing_lines BEGIN SELECT RAISE(ABORT, 'closing_lines is append-only'); END;

CREATE TABLE transfers (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  number INTEGER NOT NULL,
  class_id TEXT NOT NULL REFERENCES fund_classes (id),
  from_investor_id TEXT NOT NULL REFERENCES investors (id),
  to_investor_id TEXT NOT NULL REFERENCES investors (id),
  effective_on TEXT NOT NULL,
  minor INTEGER NOT NULL CHECK (minor > 0 AND minor <= 100000000000000000),
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  reverses_id TEXT REFERENCES transfers (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'posted', 'cancelled')),
  prepared_by TEXT NOT NULL REFERENCES users (id),
  prepared_at TEXT NOT NULL,
  content_hash TEXT,
  approved_by TEXT REFERENCES users (id),
  approved_at TEXT,
  ended_by TEXT REFERENCES users (id),
  ended_at TEXT,
  end_reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (fund_id, number),
  CHECK (from_investor_id <> to_investor_id),
  CHECK ((content_hash IS NULL) = (approved_by IS NULL) AND (approved_by IS NULL) = (approved_at IS NULL)),
  CHECK ((state IN ('posted', 'cancelled')) = (ended_by IS NOT NULL))
) STRICT;
CREATE INDEX transfers_listed ON transfers (effective_on, id);
CREATE INDEX transfers_from ON transfers (from_investor_id);
CREATE INDEX transfers_to ON transfers (to_investor_id);
CREATE INDEX transfers_waiting ON transfers (prepared_at, id) WHERE state IN ('draft', 'approved');
CREATE UNIQUE INDEX transfers_reversed_once ON transfers (reverses_id) WHERE reverses_id IS NOT NULL AND state = 'posted';
CREATE TRIGGER transfers_no_delete BEFORE DELETE ON transfers BEGIN SELECT RAISE(ABORT, 'transfers are kept'); END;
CREATE TRIGGER transfers_content_fixed
BEFORE UPDATE OF fund_id, number, class_id, from_investor_id, to_investor_id, effective_on, minor, reason, evidence, reverses_id, prepared_by, prepared_at ON transfers
BEGIN SELECT RAISE(ABORT, 'the content of a transfer never changes'); END;
CREATE TRIGGER transfers_ended BEFORE UPDATE ON transfers WHEN OLD.state IN ('posted', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'a posted or cancelled transfer stays as it is'); END;

-- Both sides of a posted transfer as they were, and what moved: the commitment, what was called of it, and the capital account, account by
-- account. Capital is in the ledger's signs (a credit is negative).
CREATE TABLE transfer_lines (
  transfer_id TEXT NOT NULL REFERENCES transfers (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('commitment', 'called', 'capital')),
  account TEXT,
  from_before INTEGER NOT NULL,
  to_before INTEGER NOT NULL,
  minor INTEGER NOT NULL,
  PRIMARY KEY (transfer_id, ordinal),
  CHECK ((kind = 'capital') = (account IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER transfer_lines_no_update BEFORE UPDATE ON transfer_lines BEGIN SELECT RAISE(ABORT, 'transfer_lines is append-only'); END;
CREATE TRIGGER transfer_lines_no_delete BEFORE DELETE ON transfer_lines BEGIN SELECT RAISE(ABORT, 'transfer_lines is append-only'); END;

-- A holding is (fund, class, investor); its commitment on a day is the sum of what took effect until then.
CREATE TABLE commitment_events (
  fund_id TEXT NOT NULL REFERENCES funds (id),
  ordinal INTEGER NOT NULL,
  class_id TEXT NOT NULL REFERENCES fund_classes (id),
  investor_id TEXT NOT NULL REFERENCES investors (id),
  kind TEXT NOT NULL CHECK (kind IN ('initial', 'increase', 'decrease', 'transferIn', 'transferOut', 'cancellation')),
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  effective_on TEXT NOT NULL,
  closing_id TEXT REFERENCES closings (id),
  transfer_id TEXT REFERENCES transfers (id),
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (fund_id, ordinal),
  CHECK ((kind IN ('initial', 'increase', 'transferIn')) = (minor > 0)),
  CHECK ((kind IN ('initial', 'increase')) = (closing_id IS NOT NULL)),
  CHECK ((kind IN ('transferIn', 'transferOut')) = (transfer_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX commitment_events_holding ON commitment_events (fund_id, investor_id, class_id, effective_on, recorded_at, minor);
CREATE INDEX commitment_events_investor ON commitment_events (investor_id, fund_id);
CREATE TRIGGER commitment_events_no_update BEFORE UPDATE ON commitment_events BEGIN SELECT RAISE(ABORT, 'commitment_events is append-only'); END;
CREATE TRIGGER commitment_events_no_delete BEFORE DELETE ON commitment_events BEGIN SELECT RAISE(ABORT, 'commitment_events is append-only'); END;

-- What a closing (equalisation) or a transfer moved of the amount an earlier call asked a holding for, inside its commitment.
-- The lines of a call of kind 'capital' plus the moves of that call are what each holding bears of it today; a call of kind 'equalisation'
-- collects what a closing moved onto newcomers.
CREATE TABLE called_moves (
  source_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  closing_id TEXT REFERENCES closings (id),
  transfer_id TEXT REFERENCES transfers (id),
  call_id TEXT NOT NULL REFERENCES capital_calls (id),
  use_ordinal INTEGER NOT NULL,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  class_id TEXT NOT NULL REFERENCES fund_classes (id),
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  interest INTEGER NOT NULL CHECK (interest BETWEEN -100000000000000000 AND 100000000000000000),
  effective_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (source_id, ordinal),
  CHECK ((closing_id IS NULL) <> (transfer_id IS NULL)),
  CHECK (source_id = coalesce(closing_id, transfer_id)),
  CHECK (interest = 0 OR closing_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX called_moves_fund ON called_moves (fund_id, effective_on, investor_id, class_id, minor);
CREATE INDEX called_moves_call ON called_moves (call_id);
CREATE INDEX called_moves_investor ON called_moves (investor_id);
CREATE TRIGGER called_moves_no_update BEFORE UPDATE ON called_moves BEGIN SELECT RAISE(ABORT, 'called_moves is append-only'); END;
CREATE TRIGGER called_moves_no_delete BEFORE DELETE ON called_moves BEGIN SELECT RAISE(ABORT, 'called_moves is append-only'); END;

-- Refunds and interest of an equalisation as they were paid out; a payout that came back is a row of its own that names the first.
CREATE TABLE refund_payouts (
  closing_id TEXT NOT NULL REFERENCES closings (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  paid_on TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES fund_bank_accounts (id),
  reference TEXT NOT NULL,
  reverses_ordinal INTEGER,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (closing_id, ordinal),
  FOREIGN KEY (closing_id, reverses_ordinal) REFERENCES refund_payouts (closing_id, ordinal),
  CHECK ((reverses_ordinal IS NULL) = (minor > 0))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX refund_payouts_reversed_once ON refund_payouts (closing_id, reverses_ordinal) WHERE reverses_ordinal IS NOT NULL;
CREATE TRIGGER refund_payouts_no_update BEFORE UPDATE ON refund_payouts BEGIN SELECT RAISE(ABORT, 'refund_payouts is append-only'); END;
CREATE TRIGGER refund_payouts_no_delete BEFORE DELETE ON refund_payouts BEGIN SELECT RAISE(ABORT, 'refund_payouts is append-only'); END;

-- A holding is in default from the day of an approved declaration to the day of an approved cure.
CREATE TABLE holding_defaults (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  class_id TEXT NOT NULL REFERENCES fund_classes (id),
  investor_id TEXT NOT NULL REFERENCES investors (id),
  move TEXT NOT NULL CHECK (move IN ('declare', 'cure')),
  effective_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by TEXT NOT NULL REFERENCES users (id),
  proposed_at TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  decided_by TEXT REFERENCES users (id),
  decided_at TEXT,
  decision_reason TEXT,
  CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX holding_defaults_fund ON holding_defaults (fund_id, investor_id, class_id, effective_on);
CREATE INDEX holding_defaults_investor ON holding_defaults (investor_id);
CREATE INDEX holding_defaults_waiting ON holding_defaults (proposed_at, id) WHERE state = 'proposed';
CREATE TRIGGER holding_defaults_no_delete BEFORE DELETE ON holding_defaults BEGIN SELECT RAISE(ABORT, 'defaults are kept'); END;
CREATE TRIGGER holding_defaults_content_fixed
BEFORE UPDATE OF fund_id, class_id, investor_id, move, effective_on, reason, proposed_by, proposed_at, content_hash ON holding_defaults
BEGIN SELECT RAISE(ABORT, 'what was proposed for a holding never changes'); END;
CREATE TRIGGER holding_defaults_decided BEFORE UPDATE ON holding_defaults WHEN OLD.state <> 'proposed'
BEGIN SELECT RAISE(ABORT, 'a decided default stays as it is'); END;
