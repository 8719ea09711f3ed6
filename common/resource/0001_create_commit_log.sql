-- One row: the revision and the head of the audit chain. Its lock orders all writers of all
-- replicas, so revisions are dense and in commit order.
CREATE TABLE commit_state (
  id @int NOT NULL PRIMARY KEY,
  revision @int NOT NULL,
  audit_sequence @int NOT NULL,
  audit_hash @hash NOT NULL
) @table;
INSERT INTO commit_state (id, revision, audit_sequence, audit_hash)
  VALUES (1, 0, 0, x'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE changes (
  revision @int NOT NULL PRIMARY KEY,
  name @key NOT NULL,
  type @key NOT NULL,
  kind @int NOT NULL,
  commit_time @int NOT NULL,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_changes_name ON changes (name, revision);
CREATE TABLE audit_records (
  sequence @int NOT NULL PRIMARY KEY,
  event_time @int NOT NULL,
  chain_hash @hash NOT NULL,
  body @blob NOT NULL
) @table;
CREATE TABLE audit_resources (
  resource @key NOT NULL,
  sequence @int NOT NULL,
  PRIMARY KEY (resource, sequence)
) @table;
CREATE TABLE saved_replies (
  caller @key NOT NULL,
  request_id @key NOT NULL,
  request_hash @hash NOT NULL,
  method @key NOT NULL,
  expire_time @int NOT NULL,
  revision @int NOT NULL,
  reply @blob NOT NULL,
  PRIMARY KEY (caller, request_id)
) @table;
CREATE INDEX idx_saved_replies_expire_time ON saved_replies (expire_time);
-- One value sealed when the database was new: a key file that cannot open it is of another
-- installation.
CREATE TABLE key_checks (
  id @int NOT NULL PRIMARY KEY,
  sealed @text NOT NULL
) @table;
