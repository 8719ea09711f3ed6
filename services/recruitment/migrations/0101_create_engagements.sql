CREATE TABLE engagements (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int NOT NULL,
  update_time @int NOT NULL,
  delete_time @int,
  demand @key NOT NULL,
  employer @key NOT NULL,
  talent @key NOT NULL,
  team @key NOT NULL,
  members @blob NOT NULL,
  form @int NOT NULL,
  state @int NOT NULL,
  hold_expire_time @int,
  period_start_date @int,
  period_end_date @int,
  confirm_time @int,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_engagements_demand ON engagements (demand, state);
CREATE INDEX idx_engagements_employer ON engagements (employer, state);
CREATE INDEX idx_engagements_hold ON engagements (state, hold_expire_time);

-- half: 1 morning, 2 afternoon. The key is what refuses a double booking.
CREATE TABLE booked_days (
  talent @key NOT NULL,
  day @int NOT NULL,
  half @int NOT NULL,
  engagement @key NOT NULL,
  PRIMARY KEY (talent, day, half)
) @table;
CREATE INDEX idx_booked_days_engagement ON booked_days (engagement, day);

CREATE TABLE service_days (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int NOT NULL,
  update_time @int NOT NULL,
  delete_time @int,
  day @int NOT NULL,
  half @int NOT NULL,
  state @int NOT NULL,
  talent @key NOT NULL,
  employer @key NOT NULL,
  confirm_time @int,
  body @blob NOT NULL
) @table;
CREATE INDEX idx_service_days_parent ON service_days (parent, day);
CREATE INDEX idx_service_days_talent ON service_days (talent, day);
