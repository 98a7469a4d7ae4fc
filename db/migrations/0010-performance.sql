-- Income closed to partners, tax capital, and the indices performance is held against.

CREATE TABLE income_allocations (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  ordinal INTEGER NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('commitment', 'contributed', 'capital', 'units')),
  overrides TEXT NOT NULL,
  net_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  command_id TEXT NOT NULL,
  entry_ordinal INTEGER NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  CHECK (from_on <= until_on),
  FOREIGN KEY (command_id, entry_ordinal) REFERENCES entries (command_id, ordinal)
) STRICT;
CREATE UNIQUE INDEX income_allocations_fund ON income_allocations (fund_id, ordinal);
CREATE UNIQUE INDEX income_allocations_entry ON income_allocations (command_id, entry_ordinal);
CREATE TRIGGER income_allocations_no_update BEFORE UPDATE ON income_allocations BEGIN SELECT RAISE(ABORT, 'income_allocations is append-only'); END;
CREATE TRIGGER income_allocations_no_delete BEFORE DELETE ON income_allocations BEGIN SELECT RAISE(ABORT, 'income_allocations is append-only'); END;

-- What each partner bore of each account of the result: the entry itself carries one line per partner.
CREATE TABLE income_allocation_lines (
  allocation_id TEXT NOT NULL REFERENCES income_allocations (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  account TEXT NOT NULL,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  PRIMARY KEY (allocation_id, ordinal),
  FOREIGN KEY (fund_id, account) REFERENCES accounts (fund_id, code)
) STRICT;
CREATE UNIQUE INDEX income_allocation_lines_partner ON income_allocation_lines (allocation_id, investor_id, account);
CREATE INDEX income_allocation_lines_investor ON income_allocation_lines (investor_id, fund_id, allocation_id, account, minor);
CREATE TRIGGER income_allocation_lines_no_update BEFORE UPDATE ON income_allocation_lines BEGIN SELECT RAISE(ABORT, 'income_allocation_lines is append-only'); END;
CREATE TRIGGER income_allocation_lines_no_delete BEFORE DELETE ON income_allocation_lines BEGIN SELECT RAISE(ABORT, 'income_allocation_lines is append-only'); END;

CREATE TABLE tax_adjustments (
  id TEXT PRIMARY KEY,
  fund_id TEXT NOT NULL REFERENCES ledgers (fund_id),
  ordinal INTEGER NOT NULL,
  tax_year INTEGER NOT NULL CHECK (tax_year BETWEEN 1950 AND 2100),
  effective_on TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'unrealised', 'depreciation', 'organisationCosts', 'syndicationCosts', 'contributedProperty',
    'section704c', 'section754', 'taxExempt', 'nondeductible', 'other')),
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  reverses_id TEXT REFERENCES tax_adjustments (id),
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX tax_adjustments_fund ON tax_adjustments (fund_id, ordinal);
CREATE UNIQUE INDEX tax_adjustments_reversed_once ON tax_adjustments (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE TRIGGER tax_adjustments_no_update BEFORE UPDATE ON tax_adjustments BEGIN SELECT RAISE(ABORT, 'tax_adjustments is append-only'); END;
CREATE TRIGGER tax_adjustments_no_delete BEFORE DELETE ON tax_adjustments BEGIN SELECT RAISE(ABORT, 'tax_adjustments is append-only'); END;

CREATE TABLE tax_adjustment_lines (
  adjustment_id TEXT NOT NULL REFERENCES tax_adjustments (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT NOT NULL,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  currency TEXT NOT NULL,
  minor INTEGER NOT NULL CHECK (minor <> 0 AND minor BETWEEN -100000000000000000 AND 100000000000000000),
  PRIMARY KEY (adjustment_id, ordinal)
) STRICT;
CREATE UNIQUE INDEX tax_adjustment_lines_partner ON tax_adjustment_lines (adjustment_id, investor_id);
CREATE INDEX tax_adjustment_lines_investor ON tax_adjustment_lines (investor_id, fund_id, adjustment_id, minor);
CREATE TRIGGER tax_adjustment_lines_no_update BEFORE UPDATE ON tax_adjustment_lines BEGIN SELECT RAISE(ABORT, 'tax_adjustment_lines is append-only'); END;
CREATE TRIGGER tax_adjustment_lines_no_delete BEFORE DELETE ON tax_adjustment_lines BEGIN SELECT RAISE(ABORT, 'tax_adjustment_lines is append-only'); END;

CREATE TABLE benchmarks (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  provider TEXT NOT NULL,
  currency TEXT NOT NULL,
  is_total_return INTEGER NOT NULL CHECK (is_total_return IN (0, 1)),
  note TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES users (id),
  added_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX benchmarks_name ON benchmarks (lower(name));
CREATE TRIGGER benchmarks_no_update BEFORE UPDATE ON benchmarks BEGIN SELECT RAISE(ABORT, 'an index is recorded once'); END;
CREATE TRIGGER benchmarks_no_delete BEFORE DELETE ON benchmarks BEGIN SELECT RAISE(ABORT, 'indices are kept'); END;

-- A corrected level stands beside the one it replaces: the highest revision known at a time held then.
CREATE TABLE benchmark_levels (
  benchmark_id TEXT NOT NULL REFERENCES benchmarks (id),
  level_on TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 0),
  level TEXT NOT NULL,
  file_name TEXT NOT NULL,
  reason TEXT,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (benchmark_id, level_on, revision)
) STRICT;
CREATE TRIGGER benchmark_levels_no_update BEFORE UPDATE ON benchmark_levels BEGIN SELECT RAISE(ABORT, 'benchmark_levels is append-only'); END;
CREATE TRIGGER benchmark_levels_no_delete BEFORE DELETE ON benchmark_levels BEGIN SELECT RAISE(ABORT, 'benchmark_levels is append-only'); END;
