-- Investment allocations: how much of a fund goes into which deal, who approved it, and how the allocation ended if it did.

CREATE TABLE allocations (
  id TEXT PRIMARY KEY,
  proposal_id TEXT NOT NULL,
  fund_id TEXT NOT NULL REFERENCES funds (id),
  number INTEGER NOT NULL CHECK (number > 0),
  deal_id TEXT,
  deal_title TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  reference TEXT NOT NULL,
  project_id TEXT REFERENCES projects (id),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  minor INTEGER NOT NULL CHECK (minor BETWEEN 1 AND 100000000000000000),
  currency TEXT NOT NULL,
  allocated_on TEXT NOT NULL,
  note TEXT NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES users (id),
  proposed_at TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'cancelled')),
  -- How many people the rules asked for: at the proposal, and again at each approval if they ask for more by then.
  approvers_needed INTEGER NOT NULL CHECK (approvers_needed BETWEEN 1 AND 5),
  approved_at TEXT,
  ended_by TEXT REFERENCES users (id),
  ended_at TEXT,
  end_reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (fund_id, number),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)),
  CHECK ((state = 'cancelled') = (ended_at IS NOT NULL)),
  CHECK (state <> 'proposed' OR approved_at IS NULL),
  CHECK (state <> 'approved' OR approved_at IS NOT NULL)
) STRICT;
CREATE INDEX allocations_listed ON allocations (allocated_on, id);
CREATE INDEX allocations_proposed ON allocations (proposed_at, id);
CREATE INDEX allocations_size ON allocations (minor, id);
CREATE INDEX allocations_deal ON allocations (deal_title, id);
CREATE INDEX allocations_proposal ON allocations (proposal_id, fund_id);
CREATE INDEX allocations_project ON allocations (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX allocations_waiting ON allocations (proposed_at, id) WHERE state = 'proposed';
CREATE TRIGGER allocations_no_delete BEFORE DELETE ON allocations BEGIN SELECT RAISE(ABORT, 'allocations are cancelled, never deleted'); END;
CREATE TRIGGER allocations_content_fixed
BEFORE UPDATE OF id, proposal_id, fund_id, number, deal_title, counterparty, reference, project_id, priority, minor, currency, allocated_on, note,
  proposed_by, proposed_at, content_hash ON allocations
BEGIN SELECT RAISE(ABORT, 'the content of an allocation never changes: cancel it and propose another'); END;
CREATE TRIGGER allocations_ended_once BEFORE UPDATE ON allocations WHEN OLD.state = 'cancelled'
BEGIN SELECT RAISE(ABORT, 'a cancelled allocation stays as it is'); END;

CREATE TABLE allocation_approvals (
  allocation_id TEXT NOT NULL REFERENCES allocations (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  content_hash TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES users (id),
  decided_at TEXT NOT NULL,
  PRIMARY KEY (allocation_id, ordinal),
  UNIQUE (allocation_id, decided_by)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER allocation_approvals_no_update BEFORE UPDATE ON allocation_approvals
BEGIN SELECT RAISE(ABORT, 'an approval is never changed'); END;
CREATE TRIGGER allocation_approvals_no_delete BEFORE DELETE ON allocation_approvals
BEGIN SELECT RAISE(ABORT, 'an approval is never deleted'); END;

CREATE INDEX call_uses_allocation ON call_uses (allocation_id) WHERE allocation_id IS NOT NULL;

-- A rule that is approved after the day it was meant for holds from the day of its approval.
ALTER TABLE setting_values ADD COLUMN in_force_on TEXT;

-- The days of the log are days of the house.
CREATE INDEX command_log_today ON command_log (today, seq);
