-- Units of a class, positions and tax lots; the tax ids of funds; bank accounts that were ended without a new one; elections and notices of investors.

-- One register per class: how many units are out, and how many rows its append-only tables hold.
CREATE TABLE unit_registers (
  class_id TEXT PRIMARY KEY REFERENCES fund_classes (id),
  fund_id TEXT NOT NULL REFERENCES funds (id),
  units INTEGER NOT NULL CHECK (units BETWEEN 0 AND 100000000000000000),
  events INTEGER NOT NULL CHECK (events >= 0),
  changes INTEGER NOT NULL CHECK (changes >= 0),
  movements INTEGER NOT NULL CHECK (movements >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_registers_fund ON unit_registers (fund_id, class_id);
CREATE TRIGGER unit_registers_no_delete BEFORE DELETE ON unit_registers BEGIN SELECT RAISE(ABORT, 'registers are kept'); END;

-- What happened, as it was recorded.
CREATE TABLE unit_events (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  class_id TEXT NOT NULL REFERENCES unit_registers (class_id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('subscription', 'redemption', 'transfer', 'split', 'correction', 'opening', 'reinvestment', 'reversal')),
  effective_on TEXT NOT NULL,
  nav_id TEXT REFERENCES nav_snapshots (id),
  price_on TEXT,
  nav_per_unit TEXT,
  ratio_from INTEGER CHECK (ratio_from > 0),
  ratio_to INTEGER CHECK (ratio_to > 0),
  reverses_id TEXT UNIQUE REFERENCES unit_events (id),
  entry_command_id TEXT,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  UNIQUE (class_id, ordinal),
  CHECK ((kind = 'split') = (ratio_from IS NOT NULL)),
  CHECK ((ratio_from IS NULL) = (ratio_to IS NULL)),
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
  CHECK ((nav_id IS NULL) = (nav_per_unit IS NULL))
) STRICT;
CREATE INDEX unit_events_effective ON unit_events (fund_id, class_id, effective_on, id);
CREATE INDEX unit_events_of_all ON unit_events (class_id) WHERE kind IN ('split', 'reversal');
CREATE TRIGGER unit_events_no_update BEFORE UPDATE ON unit_events BEGIN SELECT RAISE(ABORT, 'unit_events is append-only'); END;
CREATE TRIGGER unit_events_no_delete BEFORE DELETE ON unit_events BEGIN SELECT RAISE(ABORT, 'unit_events is append-only'); END;

-- Units that came to a holder or left one; those that came are the beginning of a lot, unless they brought the lots of somebody else along.
CREATE TABLE unit_lines (
  event_id TEXT NOT NULL REFERENCES unit_events (id),
  ordinal INTEGER NOT NULL,
  class_id TEXT NOT NULL REFERENCES unit_registers (class_id),
  investor_id TEXT NOT NULL REFERENCES investors (id),
  units INTEGER NOT NULL CHECK (units <> 0 AND units BETWEEN -100000000000000000 AND 100000000000000000),
  amount INTEGER CHECK (amount BETWEEN 0 AND 100000000000000000),
  cost INTEGER CHECK (cost BETWEEN 0 AND 100000000000000000),
  residue INTEGER CHECK (residue >= 0),
  acquired_on TEXT,
  price_on TEXT,
  relief TEXT CHECK (relief IN ('fifo', 'specific')),
  PRIMARY KEY (event_id, ordinal),
  CHECK ((units < 0) = (relief IS NOT NULL)),
  CHECK ((cost IS NULL) = (acquired_on IS NULL)),
  CHECK (units > 0 OR cost IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_lines_holding ON unit_lines (class_id, investor_id, event_id);
CREATE INDEX unit_lines_investor ON unit_lines (investor_id);
CREATE TRIGGER unit_lines_no_update BEFORE UPDATE ON unit_lines BEGIN SELECT RAISE(ABORT, 'unit_lines is append-only'); END;
CREATE TRIGGER unit_lines_no_delete BEFORE DELETE ON unit_lines BEGIN SELECT RAISE(ABORT, 'unit_lines is append-only'); END;

-- The lots a holder chose to give up, where it was not the oldest.
CREATE TABLE lot_choices (
  event_id TEXT NOT NULL,
  line_ordinal INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  lot_event_id TEXT NOT NULL,
  lot_ordinal INTEGER NOT NULL,
  units INTEGER NOT NULL CHECK (units > 0),
  PRIMARY KEY (event_id, line_ordinal, ordinal),
  FOREIGN KEY (event_id, line_ordinal) REFERENCES unit_lines (event_id, ordinal),
  FOREIGN KEY (lot_event_id, lot_ordinal) REFERENCES unit_lines (event_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER lot_choices_no_update BEFORE UPDATE ON lot_choices BEGIN SELECT RAISE(ABORT, 'lot_choices is append-only'); END;
CREATE TRIGGER lot_choices_no_delete BEFORE DELETE ON lot_choices BEGIN SELECT RAISE(ABORT, 'lot_choices is append-only'); END;

-- The register: what an event did to a holder's units. What is recorded late adds rows to later events where it changes them.
CREATE TABLE unit_changes (
  class_id TEXT NOT NULL REFERENCES unit_registers (class_id),
  ordinal INTEGER NOT NULL,
  event_id TEXT NOT NULL REFERENCES unit_events (id),
  investor_id TEXT NOT NULL REFERENCES investors (id),
  units INTEGER NOT NULL CHECK (units <> 0),
  effective_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (class_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_changes_holder ON unit_changes (class_id, investor_id, effective_on, recorded_at, units);
CREATE INDEX unit_changes_investor ON unit_changes (investor_id, class_id);
CREATE TRIGGER unit_changes_no_update BEFORE UPDATE ON unit_changes BEGIN SELECT RAISE(ABORT, 'unit_changes is append-only'); END;
CREATE TRIGGER unit_changes_no_delete BEFORE DELETE ON unit_changes BEGIN SELECT RAISE(ABORT, 'unit_changes is append-only'); END;

-- What an event did to each lot of a holder: units and cost. A lot is named by the line it began with, whoever holds it now.
CREATE TABLE lot_movements (
  class_id TEXT NOT NULL REFERENCES unit_registers (class_id),
  ordinal INTEGER NOT NULL,
  event_id TEXT NOT NULL REFERENCES unit_events (id),
  investor_id TEXT NOT NULL REFERENCES investors (id),
  lot_event_id TEXT NOT NULL,
  lot_ordinal INTEGER NOT NULL,
  units INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  effective_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (class_id, ordinal),
  FOREIGN KEY (lot_event_id, lot_ordinal) REFERENCES unit_lines (event_id, ordinal),
  CHECK (units <> 0 OR cost <> 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_movements_holder ON lot_movements (class_id, investor_id, effective_on, recorded_at);
CREATE TRIGGER lot_movements_no_update BEFORE UPDATE ON lot_movements BEGIN SELECT RAISE(ABORT, 'lot_movements is append-only'); END;
CREATE TRIGGER lot_movements_no_delete BEFORE DELETE ON lot_movements BEGIN SELECT RAISE(ABORT, 'lot_movements is append-only'); END;

CREATE TABLE fund_tax_ids (
  fund_id TEXT NOT NULL REFERENCES funds (id),
  ordinal INTEGER NOT NULL,
  country TEXT NOT NULL,
  tax_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (fund_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER fund_tax_ids_no_update BEFORE UPDATE ON fund_tax_ids BEGIN SELECT RAISE(ABORT, 'fund_tax_ids is append-only'); END;
CREATE TRIGGER fund_tax_ids_no_delete BEFORE DELETE ON fund_tax_ids BEGIN SELECT RAISE(ABORT, 'fund_tax_ids is append-only'); END;

-- An account ended without a new one: what was paid to it is held until a payee change names another.
CREATE TABLE account_ends (
  account_id TEXT PRIMARY KEY REFERENCES bank_accounts (id),
  investor_id TEXT NOT NULL REFERENCES investors (id),
  ended_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  ended_by TEXT NOT NULL REFERENCES users (id),
  ended_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_ends_investor ON account_ends (investor_id, account_id);
CREATE TRIGGER account_ends_no_update BEFORE UPDATE ON account_ends BEGIN SELECT RAISE(ABORT, 'account_ends is append-only'); END;
CREATE TRIGGER account_ends_no_delete BEFORE DELETE ON account_ends BEGIN SELECT RAISE(ABORT, 'account_ends is append-only'); END;

-- What an investor wants done with its distributions, and how it wants to hear: per fund or for every fund, each later word beside the earlier.
CREATE TABLE reinvestment_elections (
  investor_id TEXT NOT NULL REFERENCES investors (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT REFERENCES funds (id),
  effective_on TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cash', 'automatic', 'partial', 'alternative')),
  percent TEXT,
  class_id TEXT REFERENCES fund_classes (id),
  evidence TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (investor_id, ordinal),
  CHECK ((kind = 'partial') = (percent IS NOT NULL)),
  CHECK ((kind = 'alternative') = (class_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reinvestment_elections_no_update BEFORE UPDATE ON reinvestment_elections BEGIN SELECT RAISE(ABORT, 'reinvestment_elections is append-only'); END;
CREATE TRIGGER reinvestment_elections_no_delete BEFORE DELETE ON reinvestment_elections BEGIN SELECT RAISE(ABORT, 'reinvestment_elections is append-only'); END;

CREATE TABLE notice_choices (
  investor_id TEXT NOT NULL REFERENCES investors (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT REFERENCES funds (id),
  email INTEGER NOT NULL CHECK (email IN (0, 1)),
  sms INTEGER NOT NULL CHECK (sms IN (0, 1)),
  evidence TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (investor_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_choices_no_update BEFORE UPDATE ON notice_choices BEGIN SELECT RAISE(ABORT, 'notice_choices is append-only'); END;
CREATE TRIGGER notice_choices_no_delete BEFORE DELETE ON notice_choices BEGIN SELECT RAISE(ABORT, 'notice_choices is append-only'); END;
