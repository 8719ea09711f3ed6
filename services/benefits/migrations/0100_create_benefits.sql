CREATE TABLE policies (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  title @text,
  document_number @text,
  issuer @text,
  category @int,
  state @int,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_policies_state ON policies (state);
CREATE TABLE policy_versions (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  state @int,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_policy_versions_parent ON policy_versions (parent);
-- open_key is set before the decision only: a person has one open case under a policy.
CREATE TABLE cases (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  talent @key,
  policy @key,
  policy_version @key,
  state @int,
  employer @key,
  budget @key,
  current_step @key,
  current_department @text,
  due_date @int,
  due_unknown @int,
  submit_time @int,
  open_key @key,
  body @blob NOT NULL
) @table;
CREATE UNIQUE INDEX uq_cases_open_key ON cases (open_key);
CREATE INDEX idx_cases_talent ON cases (talent);
CREATE INDEX idx_cases_due_date ON cases (due_date);
CREATE TABLE payments (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  number @int NOT NULL,
  state @int,
  budget @key,
  talent @key,
  policy @key,
  award @key,
  due_date @int,
  due_unknown @int,
  promised_date @int,
  paid_date @int,
  amount_fen @int NOT NULL,
  bank_key @key,
  body @blob NOT NULL,
  CONSTRAINT ck_payments_amount CHECK (amount_fen > 0)
) @table;
CREATE UNIQUE INDEX uq_payments_number ON payments (parent, number);
CREATE UNIQUE INDEX uq_payments_bank_key ON payments (bank_key);
CREATE INDEX idx_payments_talent ON payments (talent, policy);
CREATE INDEX idx_payments_due_date ON payments (due_date);
-- What was approved, one row for each award of a case: what caps, quotas and offsets count.
CREATE TABLE grants (
  case_name @key NOT NULL,
  award @key NOT NULL,
  policy @key NOT NULL,
  policy_group @key NOT NULL,
  talent @key NOT NULL,
  employer @key NOT NULL,
  approve_year @int NOT NULL,
  amount_fen @int NOT NULL,
  released_fen @int NOT NULL,
  quantity @int NOT NULL,
  PRIMARY KEY (case_name, award),
  CONSTRAINT ck_grants_released CHECK (released_fen >= 0 AND released_fen <= amount_fen)
) @table;
CREATE INDEX idx_grants_talent ON grants (talent, policy);
CREATE INDEX idx_grants_policy ON grants (policy, approve_year);
