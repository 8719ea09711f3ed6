-- open_demand is the demand while the referral is not final, and NULL afterwards: the unique key then
-- lets one referral of a candidate be open for a demand, and any number be over.
CREATE TABLE referrals (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int NOT NULL,
  update_time @int NOT NULL,
  delete_time @int,
  demand @key NOT NULL,
  employer @key NOT NULL,
  candidate @key NOT NULL,
  stage @int NOT NULL,
  source @text NOT NULL,
  engagement @key NOT NULL,
  open_demand @key,
  body @blob NOT NULL
) @table;
CREATE UNIQUE INDEX uq_referrals_open ON referrals (open_demand, candidate);
CREATE INDEX idx_referrals_demand ON referrals (demand, stage);
CREATE INDEX idx_referrals_employer ON referrals (employer, stage);
CREATE INDEX idx_referrals_candidate ON referrals (candidate, stage);
