-- Money received for calls, suspense, late interest, reminders; subscription lines.

-- What came in on an account of a fund, or went back again: a returned receipt is a row of its own with a negative amount.
CREATE TABLE receipts (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  account_id TEXT NOT NULL REFERENCES fund_bank_accounts (id),
  received_on TEXT NOT NULL,
  currency TEXT NOT NULL,
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  method TEXT NOT NULL CHECK (method IN ('wire', 'ach', 'check', 'internal', 'other')),
  reference TEXT NOT NULL,
  payer TEXT NOT NULL,
  second_of TEXT REFERENCES receipts (id),
  reverses_id TEXT REFERENCES receipts (id),
  reason TEXT,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  CHECK ((minor < 0) = (reverses_id IS NOT NULL)),
  CHECK (reverses_id IS NULL OR reason IS NOT NULL)
) STRICT;
CREATE INDEX receipts_fund ON receipts (fund_id, received_on, id);
CREATE INDEX receipts_alike ON receipts (account_id, received_on, minor, reference);
CREATE UNIQUE INDEX receipts_returned_once ON receipts (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts is append-only'); END;
CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts is append-only'); END;

-- Where the money of a receipt stands. Moving it on takes a negative part and a positive one, so the parts always come to the receipt.
CREATE TABLE receipt_parts (
  receipt_id TEXT NOT NULL REFERENCES receipts (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('call', 'interest', 'advance', 'suspense')),
  call_id TEXT,
  line_ordinal INTEGER,
  bill_ordinal INTEGER,
  investor_id TEXT REFERENCES investors (id),
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  effective_on TEXT NOT NULL,
  value_on TEXT NOT NULL,
  command_id TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (receipt_id, ordinal),
  FOREIGN KEY (call_id, line_ordinal) REFERENCES call_lines (call_id, ordinal),
  FOREIGN KEY (call_id, bill_ordinal) REFERENCES interest_bills (call_id, ordinal),
  CHECK ((kind IN ('call', 'interest')) = (call_id IS NOT NULL)),
  CHECK ((call_id IS NULL) = (line_ordinal IS NULL)),
  CHECK ((kind = 'interest') = (bill_ordinal IS NOT NULL)),
  CHECK ((kind = 'suspense') = (investor_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_parts_call ON receipt_parts (call_id, line_ordinal, kind, effective_on, minor) WHERE call_id IS NOT NULL;
CREATE INDEX receipt_parts_fund ON receipt_parts (fund_id, kind, investor_id, effective_on, minor);
CREATE TRIGGER receipt_parts_no_update BEFORE UPDATE ON receipt_parts BEGIN SELECT RAISE(ABORT, 'receipt_parts is append-only'); END;
CREATE TRIGGER receipt_parts_no_delete BEFORE DELETE ON receipt_parts BEGIN SELECT RAISE(ABORT, 'receipt_parts is append-only'); END;

-- Default interest charged on one line of a call, from one day up to another.
CREATE TABLE interest_bills (
  call_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  line_ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  investor_id TEXT NOT NULL REFERENCES investors (id),
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  currency TEXT NOT NULL,
  minor INTEGER NOT NULL CHECK (minor BETWEEN 1 AND 100000000000000000),
  rate TEXT NOT NULL,
  compounding TEXT NOT NULL CHECK (compounding IN ('none', 'annual', 'quarterly', 'daily')),
  day_count TEXT NOT NULL,
  billed_by TEXT NOT NULL REFERENCES users (id),
  billed_at TEXT NOT NULL,
  PRIMARY KEY (call_id, ordinal),
  FOREIGN KEY (call_id, line_ordinal) REFERENCES call_lines (call_id, ordinal),
  CHECK (from_on < until_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX interest_bills_fund ON interest_bills (fund_id, call_id, line_ordinal);
CREATE TRIGGER interest_bills_no_update BEFORE UPDATE ON interest_bills BEGIN SELECT RAISE(ABORT, 'interest_bills is append-only'); END;
CREATE TRIGGER interest_bills_no_delete BEFORE DELETE ON interest_bills BEGIN SELECT RAISE(ABORT, 'interest_bills is append-only'); END;

-- Billed interest that is given up: proposed by one person, approved by another; or cancelled with its call.
CREATE TABLE interest_waivers (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL,
  bill_ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('waiver', 'cancellation')),
  minor INTEGER NOT NULL CHECK (minor BETWEEN 1 AND 100000000000000000),
  effective_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by TEXT NOT NULL REFERENCES users (id),
  proposed_at TEXT NOT NULL,
  decided_by TEXT REFERENCES users (id),
  decided_at TEXT,
  decision_reason TEXT,
  content_hash TEXT NOT NULL,
  FOREIGN KEY (call_id, bill_ordinal) REFERENCES interest_bills (call_id, ordinal),
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (kind = 'waiver' OR state = 'approved')
) STRICT;
CREATE INDEX interest_waivers_bill ON interest_waivers (call_id, bill_ordinal);
CREATE INDEX interest_waivers_open ON interest_waivers (proposed_at, id) WHERE state = 'proposed';
CREATE TRIGGER interest_waivers_no_delete BEFORE DELETE ON interest_waivers BEGIN SELECT RAISE(ABORT, 'interest waivers are kept'); END;
CREATE TRIGGER interest_waivers_decided BEFORE UPDATE ON interest_waivers WHEN old.state <> 'proposed'
  BEGIN SELECT RAISE(ABORT, 'a decided interest waiver never changes'); END;

-- One reminder or escalation of one unpaid line, per step of the schedule.
CREATE TABLE call_notices (
  call_id TEXT NOT NULL,
  line_ordinal INTEGER NOT NULL,
  step_days INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reminder', 'escalation')),
  fund_id TEXT NOT NULL,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  open_minor INTEGER NOT NULL CHECK (open_minor > 0),
  noted_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (call_id, line_ordinal, step_days),
  FOREIGN KEY (call_id, line_ordinal) REFERENCES call_lines (call_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_notices_fund ON call_notices (fund_id, noted_on);
CREATE TRIGGER call_notices_no_update BEFORE UPDATE ON call_notices BEGIN SELECT RAISE(ABORT, 'call_notices is append-only'); END;
CREATE TRIGGER call_notices_no_delete BEFORE DELETE ON call_notices BEGIN SELECT RAISE(ABORT, 'call_notices is append-only'); END;

CREATE TABLE line_facilities (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  name TEXT NOT NULL,
  lender TEXT NOT NULL,
  currency TEXT NOT NULL,
  day_count TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES fund_bank_accounts (id),
  opened_on TEXT NOT NULL,
  matures_on TEXT NOT NULL,
  closed_on TEXT,
  opened_by TEXT NOT NULL REFERENCES users (id),
  opened_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  CHECK (opened_on < matures_on),
  CHECK (closed_on IS NULL OR closed_on >= opened_on)
) STRICT;
CREATE UNIQUE INDEX line_facilities_name ON line_facilities (fund_id, lower(name));
CREATE TRIGGER line_facilities_no_delete BEFORE DELETE ON line_facilities BEGIN SELECT RAISE(ABORT, 'subscription lines are kept'); END;
CREATE TRIGGER line_facilities_fixed BEFORE UPDATE OF fund_id, name, lender, currency, day_count, account_id, opened_on ON line_facilities
  BEGIN SELECT RAISE(ABORT, 'what a subscription line was opened with never changes'); END;

-- How much may be drawn and what it costs, each from a day on.
CREATE TABLE line_terms (
  facility_id TEXT NOT NULL REFERENCES line_facilities (id),
  ordinal INTEGER NOT NULL,
  effective_on TEXT NOT NULL,
  limit_minor INTEGER NOT NULL CHECK (limit_minor BETWEEN 0 AND 100000000000000000),
  rate TEXT NOT NULL,
  base_share TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (facility_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER line_terms_no_update BEFORE UPDATE ON line_terms BEGIN SELECT RAISE(ABORT, 'line_terms is append-only'); END;
CREATE TRIGGER line_terms_no_delete BEFORE DELETE ON line_terms BEGIN SELECT RAISE(ABORT, 'line_terms is append-only'); END;

CREATE TABLE line_movements (
  facility_id TEXT NOT NULL REFERENCES line_facilities (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('draw', 'repayment', 'accrual', 'interestPayment')),
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  from_on TEXT,
  effective_on TEXT NOT NULL,
  call_id TEXT REFERENCES capital_calls (id),
  reference TEXT NOT NULL,
  undoes INTEGER,
  reason TEXT,
  command_id TEXT NOT NULL,
  entry_ordinal INTEGER NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (facility_id, ordinal),
  FOREIGN KEY (facility_id, undoes) REFERENCES line_movements (facility_id, ordinal),
  FOREIGN KEY (command_id, entry_ordinal) REFERENCES entries (command_id, ordinal),
  CHECK ((kind = 'accrual') = (from_on IS NOT NULL)),
  CHECK (kind = 'accrual' OR (minor < 0) = (undoes IS NOT NULL)),
  CHECK ((undoes IS NULL) = (reason IS NULL)),
  CHECK (call_id IS NULL OR kind IN ('draw', 'repayment'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX line_movements_undone_once ON line_movements (facility_id, undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER line_movements_no_update BEFORE UPDATE ON line_movements BEGIN SELECT RAISE(ABORT, 'line_movements is append-only'); END;
CREATE TRIGGER line_movements_no_delete BEFORE DELETE ON line_movements BEGIN SELECT RAISE(ABORT, 'line_movements is append-only'); END;
