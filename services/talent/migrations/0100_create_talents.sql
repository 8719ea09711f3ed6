-- Profiles. identity_hash is a keyed hash of kind and number of the identity document, so that one
-- person is not entered twice though the number itself is sealed. external_key is external_id, or
-- NULL where that is empty: only keys that are given must differ.
CREATE TABLE talents (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  external_id @key NOT NULL,
  external_key @key,
  identity_hash @hash,
  region @key NOT NULL,
  state @int NOT NULL,
  employment_status @int,
  education_level @key NOT NULL,
  degree @int NOT NULL,
  academician @int NOT NULL,
  sex @int NOT NULL,
  birth_date @int,
  source @text NOT NULL,
  skills @blob,
  industries @text NOT NULL,
  body @blob NOT NULL
) @table;
CREATE UNIQUE INDEX uq_talents_external_key ON talents (external_key);
CREATE UNIQUE INDEX uq_talents_identity_hash ON talents (identity_hash);
CREATE INDEX idx_talents_update_time ON talents (update_time);
CREATE INDEX idx_talents_region ON talents (region);
-- Recognitions. EXPIRED is never stored: readers are told by end_date.
CREATE TABLE recognitions (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  scheme @key NOT NULL,
  tier @key NOT NULL,
  route @int NOT NULL,
  state @int NOT NULL,
  start_date @int,
  end_date @int,
  check_in_due_date @int,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_recognitions_parent ON recognitions (parent);
-- Consents. given_purpose is the purpose while the consent is in force: one at a time.
CREATE TABLE consents (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  purpose @int NOT NULL,
  state @int NOT NULL,
  notice_version @key NOT NULL,
  given_time @int,
  given_purpose @int,
  body @blob NOT NULL
) @table;
CREATE UNIQUE INDEX uq_consents_given_purpose ON consents (parent, given_purpose);
CREATE TABLE teams (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  external_id @key NOT NULL,
  external_key @key,
  title @text NOT NULL,
  leader @key NOT NULL,
  region @key NOT NULL,
  industries @text NOT NULL,
  body @blob NOT NULL
) @table;
CREATE UNIQUE INDEX uq_teams_external_key ON teams (external_key);
