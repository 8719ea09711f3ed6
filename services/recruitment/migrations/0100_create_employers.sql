CREATE TABLE employers (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int NOT NULL,
  update_time @int NOT NULL,
  delete_time @int,
  title @text NOT NULL,
  credit_code @key NOT NULL,
  industry @key NOT NULL,
  region @key NOT NULL,
  chain @key NOT NULL,
  chain_position @int NOT NULL,
  body @blob NOT NULL
) @table;
CREATE UNIQUE INDEX uq_employers_credit_code ON employers (credit_code);
CREATE INDEX idx_employers_industry ON employers (industry);

CREATE TABLE projects (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int NOT NULL,
  update_time @int NOT NULL,
  delete_time @int,
  employer @key NOT NULL,
  title @text NOT NULL,
  industry @key NOT NULL,
  stage @int NOT NULL,
  major @int NOT NULL,
  region @key NOT NULL,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_projects_employer ON projects (employer);

CREATE TABLE demands (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int NOT NULL,
  update_time @int NOT NULL,
  delete_time @int,
  employer @key NOT NULL,
  project @key NOT NULL,
  title @text NOT NULL,
  kind @int NOT NULL,
  industry @key NOT NULL,
  state @int NOT NULL,
  urgency @int NOT NULL,
  headcount @int NOT NULL,
  shortage_type @int NOT NULL,
  day_fee_fen @int NOT NULL,
  period_start_date @int,
  period_end_date @int,
  publish_time @int,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_demands_employer ON demands (employer);
CREATE INDEX idx_demands_state ON demands (state, period_end_date);
