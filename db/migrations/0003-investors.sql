-- Investors with everything that is theirs: entities, contacts, tax, KYC, accounts and payee cases, side letters, documents, imports.

CREATE TABLE investor_imports (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  imported_by TEXT NOT NULL REFERENCES users (id),
  imported_at TEXT NOT NULL,
  undone_by TEXT REFERENCES users (id),
  undone_at TEXT,
  undo_reason TEXT,
  CHECK ((undone_by IS NULL) = (undone_at IS NULL))
) STRICT;
CREATE INDEX investor_imports_at ON investor_imports (imported_at, id);
CREATE TRIGGER investor_imports_no_delete BEFORE DELETE ON investor_imports BEGIN SELECT RAISE(ABORT, 'imports are undone, never deleted'); END;

CREATE TABLE investors (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  currency TEXT,
  language TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('prospect', 'active', 'inactive', 'removed')),
  status_reason TEXT,
  channel TEXT NOT NULL CHECK (channel IN ('email', 'post', 'portal')),
  e_delivery_consent_on TEXT,
  statements TEXT NOT NULL CHECK (statements IN ('monthly', 'quarterly', 'annually', 'never')),
  import_id TEXT REFERENCES investor_imports (id),
  merged_into TEXT REFERENCES investors (id),
  merged_on TEXT,
  merge_reason TEXT,
  added_on TEXT NOT NULL,
  added_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  CHECK (merged_into IS NULL OR merged_into <> id),
  CHECK ((merged_into IS NULL) = (merged_on IS NULL))
) STRICT;
CREATE INDEX investors_name ON investors (name_key, id);
CREATE INDEX investors_status ON investors (status, id);
CREATE INDEX investors_country ON investors (country, id);
CREATE INDEX investors_added ON investors (added_at, id);
CREATE INDEX investors_import ON investors (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX investors_merged ON investors (merged_into) WHERE merged_into IS NOT NULL;
CREATE TRIGGER investors_no_delete BEFORE DELETE ON investors BEGIN SELECT RAISE(ABORT, 'investors are never deleted'); END;

CREATE TABLE investor_references (
  investor_id TEXT NOT NULL REFERENCES investors (id),
  ordinal INTEGER NOT NULL,
  system TEXT NOT NULL,
  value TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  PRIMARY KEY (investor_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX investor_references_value ON investor_references (system, value, investor_id);
CREATE TRIGGER investor_references_no_delete BEFORE DELETE ON investor_references BEGIN SELECT RAISE(ABORT, 'references are ended, never deleted'); END;

CREATE TABLE legal_entities (
  id TEXT PRIMARY KEY,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  registration TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT,
  CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;
CREATE INDEX legal_entities_investor ON legal_entities (investor_id, from_on, id);
CREATE TRIGGER legal_entities_no_delete BEFORE DELETE ON legal_entities BEGIN SELECT RAISE(ABORT, 'legal entities are ended, never deleted'); END;

CREATE TABLE investor_contacts (
  id TEXT PRIMARY KEY,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  role TEXT NOT NULL CHECK (role IN ('notice', 'tax', 'wires', 'other')),
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  from_on TEXT NOT NULL,
  until_on TEXT,
  replaces TEXT REFERENCES investor_contacts (id),
  recorded_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CHECK (until_on IS NULL OR until_on >= from_on),
  CHECK (email IS NOT NULL OR phone IS NOT NULL)
) STRICT;
CREATE INDEX investor_contacts_investor ON investor_contacts (investor_id, from_on, id);
CREATE INDEX investor_contacts_email ON investor_contacts (email) WHERE email IS NOT NULL;
CREATE TRIGGER investor_contacts_no_delete BEFORE DELETE ON investor_contacts BEGIN SELECT RAISE(ABORT, 'contacts are ended, never deleted'); END;
CREATE TRIGGER investor_contacts_fixed BEFORE UPDATE OF investor_id, role, name, email, phone, from_on, replaces, recorded_on, recorded_at ON investor_contacts
BEGIN SELECT RAISE(ABORT, 'what was on file stays on file: a contact is replaced, never edited'); END;

CREATE TABLE tax_profiles (
  id TEXT PRIMARY KEY,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  from_on TEXT NOT NULL,
  classification TEXT NOT NULL,
  us_person INTEGER NOT NULL CHECK (us_person IN (0, 1)),
  country TEXT NOT NULL,
  form TEXT,
  signed_on TEXT,
  until_change INTEGER NOT NULL CHECK (until_change IN (0, 1)),
  expires_on TEXT,
  treaty_country TEXT,
  treaty_rate TEXT,
  tin TEXT,
  recorded_by TEXT NOT NULL REFERENCES users (id),
  recorded_at TEXT NOT NULL,
  CHECK ((form IS NULL) = (signed_on IS NULL)),
  CHECK ((treaty_country IS NULL) = (treaty_rate IS NULL))
) STRICT;
CREATE INDEX tax_profiles_investor ON tax_profiles (investor_id, from_on, recorded_at);
CREATE INDEX tax_profiles_expires ON tax_profiles (expires_on) WHERE expires_on IS NOT NULL;
CREATE TRIGGER tax_profiles_no_update BEFORE UPDATE ON tax_profiles BEGIN SELECT RAISE(ABORT, 'a tax profile is followed by a newer one, never edited'); END;
CREATE TRIGGER tax_profiles_no_delete BEFORE DELETE ON tax_profiles BEGIN SELECT RAISE(ABORT, 'tax profiles are kept'); END;

CREATE TABLE investor_kyc (
  investor_id TEXT PRIMARY KEY REFERENCES investors (id),
  state TEXT NOT NULL CHECK (state IN ('notStarted', 'inReview', 'approved', 'rejected', 'expired')),
  risk TEXT CHECK (risk IN ('low', 'medium', 'high')),
  approved_on TEXT,
  expires_on TEXT,
  note TEXT NOT NULL,
  moved_by TEXT NOT NULL REFERENCES users (id),
  moved_at TEXT NOT NULL,
  CHECK (state <> 'approved' OR (risk IS NOT NULL AND approved_on IS NOT NULL AND expires_on > approved_on))
) STRICT;
CREATE INDEX investor_kyc_expires ON investor_kyc (expires_on) WHERE state = 'approved';
CREATE TRIGGER investor_kyc_no_delete BEFORE DELETE ON investor_kyc BEGIN SELECT RAISE(ABORT, 'KYC is kept'); END;

CREATE TABLE bank_accounts (
  id TEXT PRIMARY KEY,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  case_id TEXT NOT NULL,
  holder TEXT NOT NULL,
  bank_name TEXT NOT NULL,
  bank_country TEXT NOT NULL,
  currency TEXT NOT NULL,
  number_kind TEXT NOT NULL CHECK (number_kind IN ('iban', 'account')),
  account_number TEXT NOT NULL,
  routing TEXT,
  bic TEXT,
  street TEXT NOT NULL,
  post_code TEXT NOT NULL,
  town TEXT NOT NULL,
  address_country TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'inForce', 'replaced', 'refused')),
  verified_on TEXT,
  verified_by_way TEXT CHECK (verified_by_way IN ('callback')),
  CHECK ((verified_on IS NULL) = (verified_by_way IS NULL)),
  CHECK (state <> 'inForce' OR verified_on IS NOT NULL)
) STRICT;
CREATE INDEX bank_accounts_investor ON bank_accounts (investor_id, id);
CREATE TRIGGER bank_accounts_no_delete BEFORE DELETE ON bank_accounts BEGIN SELECT RAISE(ABORT, 'accounts are replaced, never deleted'); END;
CREATE TRIGGER bank_accounts_fixed BEFORE UPDATE OF investor_id, case_id, holder, bank_name, bank_country, currency, number_kind, account_number, routing, bic, street, post_code, town, address_country ON bank_accounts
BEGIN SELECT RAISE(ABORT, 'an account never changes: a payee change brings a new one'); END;

CREATE TABLE payee_cases (
  id TEXT PRIMARY KEY,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  kind TEXT NOT NULL CHECK (kind IN ('new', 'replace', 'useFor')),
  account_id TEXT NOT NULL REFERENCES bank_accounts (id),
  replaces_account_id TEXT REFERENCES bank_accounts (id),
  use_for TEXT NOT NULL,
  source TEXT NOT NULL,
  received_on TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'callbackRecorded', 'approved', 'inForce', 'rejected', 'withdrawn')),
  requested_by TEXT NOT NULL REFERENCES users (id),
  requested_on TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  callback_contact_id TEXT REFERENCES investor_contacts (id),
  callback_number TEXT,
  callback_spoke_with TEXT,
  callback_note TEXT,
  callback_by TEXT REFERENCES users (id),
  callback_at TEXT,
  approved_by TEXT REFERENCES users (id),
  approved_at TEXT,
  closed_by TEXT REFERENCES users (id),
  closed_at TEXT,
  close_reason TEXT,
  content_hash TEXT NOT NULL,
  CHECK ((kind = 'replace') = (replaces_account_id IS NOT NULL)),
  CHECK ((callback_by IS NULL) = (callback_at IS NULL) AND (callback_by IS NULL) = (callback_number IS NULL)),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
  CHECK ((closed_by IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE INDEX payee_cases_investor ON payee_cases (investor_id, requested_at, id);
CREATE INDEX payee_cases_state ON payee_cases (state, requested_at, id);
CREATE INDEX payee_cases_requested ON payee_cases (requested_at, id);
CREATE TRIGGER payee_cases_no_delete BEFORE DELETE ON payee_cases BEGIN SELECT RAISE(ABORT, 'payee changes are kept'); END;
CREATE TRIGGER payee_cases_fixed BEFORE UPDATE OF investor_id, kind, account_id, replaces_account_id, use_for, source, received_on, note, requested_by, requested_on, requested_at, content_hash ON payee_cases
BEGIN SELECT RAISE(ABORT, 'the content of a payee change never changes'); END;
CREATE TRIGGER payee_cases_closed_once BEFORE UPDATE ON payee_cases WHEN OLD.state IN ('inForce', 'rejected', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'a closed payee change stays as it is'); END;
CREATE TRIGGER payee_cases_two_people BEFORE UPDATE ON payee_cases
WHEN NEW.state IN ('approved', 'inForce') AND (NEW.callback_by IS NULL OR NEW.approved_by IS NULL OR NEW.approved_by = NEW.requested_by)
BEGIN SELECT RAISE(ABORT, 'a payee change takes a callback and a second person'); END;

CREATE TABLE account_uses (
  investor_id TEXT NOT NULL REFERENCES investors (id),
  ordinal INTEGER NOT NULL,
  fund_id TEXT,
  account_id TEXT NOT NULL REFERENCES bank_accounts (id),
  case_id TEXT NOT NULL REFERENCES payee_cases (id),
  since_at TEXT NOT NULL,
  until_at TEXT,
  PRIMARY KEY (investor_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX account_uses_one ON account_uses (investor_id, coalesce(fund_id, '')) WHERE until_at IS NULL;
CREATE TRIGGER account_uses_fixed BEFORE UPDATE OF investor_id, fund_id, account_id, case_id, since_at ON account_uses
BEGIN SELECT RAISE(ABORT, 'a use of an account ends, it never changes'); END;
CREATE TRIGGER account_uses_no_delete BEFORE DELETE ON account_uses BEGIN SELECT RAISE(ABORT, 'uses of accounts are ended, never deleted'); END;

CREATE TABLE side_letters (
  id TEXT PRIMARY KEY,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  fund_id TEXT,
  kind TEXT NOT NULL,
  term TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT,
  document_id TEXT,
  CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;
CREATE INDEX side_letters_investor ON side_letters (investor_id, from_on, id);
CREATE TRIGGER side_letters_no_delete BEFORE DELETE ON side_letters BEGIN SELECT RAISE(ABORT, 'terms are ended, never deleted'); END;
CREATE TRIGGER side_letters_fixed BEFORE UPDATE OF investor_id, fund_id, kind, term, from_on, document_id ON side_letters
BEGIN SELECT RAISE(ABORT, 'an agreed term never changes: it ends and another begins'); END;

CREATE TABLE investor_documents (
  id TEXT PRIMARY KEY,
  investor_id TEXT NOT NULL REFERENCES investors (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  uri TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  uploaded_by TEXT NOT NULL REFERENCES users (id),
  uploaded_at TEXT NOT NULL
) STRICT;
CREATE INDEX investor_documents_investor ON investor_documents (investor_id, uploaded_at, id);
CREATE TRIGGER investor_documents_no_update BEFORE UPDATE ON investor_documents BEGIN SELECT RAISE(ABORT, 'documents are kept as they were noted'); END;
CREATE TRIGGER investor_documents_no_delete BEFORE DELETE ON investor_documents BEGIN SELECT RAISE(ABORT, 'documents are kept'); END;
