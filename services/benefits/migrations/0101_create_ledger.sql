CREATE TABLE budgets (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  line @key NOT NULL,
  year @int NOT NULL,
  source @text,
  body @blob NOT NULL
) @table;
CREATE UNIQUE INDEX uq_budgets_line_year ON budgets (line, year);
-- What a budget may bind and has bound. The CHECK is the last net; the guarded UPDATE comes first.
CREATE TABLE budget_balances (
  budget @key NOT NULL PRIMARY KEY,
  cap_fen @int NOT NULL,
  reserved_fen @int NOT NULL,
  committed_fen @int NOT NULL,
  paid_fen @int NOT NULL,
  CONSTRAINT ck_budget_balances_signs
    CHECK (reserved_fen >= 0 AND committed_fen >= 0 AND paid_fen >= 0),
  CONSTRAINT ck_budget_balances_cap CHECK (reserved_fen + committed_fen + paid_fen <= cap_fen)
) @table;
-- normal_side 1: debits are never below credits; 2: the other way round.
CREATE TABLE ledger_accounts (
  id @key NOT NULL PRIMARY KEY,
  budget @key NOT NULL,
  normal_side @int NOT NULL,
  debit_fen @int NOT NULL,
  credit_fen @int NOT NULL,
  version @int NOT NULL,
  CONSTRAINT ck_ledger_accounts_signs CHECK (debit_fen >= 0 AND credit_fen >= 0),
  CONSTRAINT ck_ledger_accounts_side
    CHECK ((normal_side = 1 AND debit_fen >= credit_fen)
        OR (normal_side = 2 AND credit_fen >= debit_fen))
) @table;
-- Append only. pending_id is the transfer of the same payment that this one resolves: at most once.
CREATE TABLE ledger_transfers (
  id @key NOT NULL PRIMARY KEY,
  kind @int NOT NULL,
  budget @key NOT NULL,
  payment @key,
  amount_fen @int NOT NULL,
  pending_id @key,
  actor @key NOT NULL,
  request_id @key NOT NULL,
  post_time @int NOT NULL,
  state_hash @hash NOT NULL,
  CONSTRAINT ck_ledger_transfers_amount CHECK (amount_fen > 0),
  CONSTRAINT fk_ledger_transfers_pending FOREIGN KEY (pending_id) REFERENCES ledger_transfers (id)
) @table;
CREATE UNIQUE INDEX uq_ledger_transfers_pending_id ON ledger_transfers (pending_id);
CREATE INDEX idx_ledger_transfers_payment ON ledger_transfers (payment);
CREATE INDEX idx_ledger_transfers_budget ON ledger_transfers (budget);
CREATE TABLE ledger_entries (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  transfer @key NOT NULL,
  kind @int NOT NULL,
  account @key NOT NULL,
  side @int NOT NULL,
  amount_fen @int NOT NULL,
  post_time @int NOT NULL,
  budget @key NOT NULL,
  payment @key,
  body @blob NOT NULL,
  CONSTRAINT ck_ledger_entries_amount CHECK (amount_fen > 0),
  CONSTRAINT ck_ledger_entries_side CHECK (side IN (1, 2)),
  CONSTRAINT fk_ledger_entries_transfer FOREIGN KEY (transfer) REFERENCES ledger_transfers (id)
) @table;
CREATE UNIQUE INDEX uq_ledger_entries_side ON ledger_entries (transfer, side);
CREATE INDEX idx_ledger_entries_account ON ledger_entries (account);
-- One row: the number of the next entry. Writers are in order already, by the lock of commit_state.
CREATE TABLE ledger_state (
  id @int NOT NULL PRIMARY KEY,
  next_entry @int NOT NULL
) @table;
INSERT INTO ledger_state (id, next_entry) VALUES (1, 1);
