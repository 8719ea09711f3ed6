CREATE TABLE plans (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int NOT NULL,
  update_time @int NOT NULL,
  delete_time @int,
  title @text NOT NULL,
  state @int NOT NULL,
  objective @int NOT NULL,
  hold_time @int,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_plans_state ON plans (state);
