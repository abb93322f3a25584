-- What went out before anybody entered it here. Never approved, and kept apart from what was.
CREATE TABLE late_entry (
  office_id @id,
  id @id,
  account_id @id,
  dossier_id @int,
  title @text NOT NULL,
  url @text NOT NULL,
  sha256 @text NOT NULL,
  type @text NOT NULL,
  aired_at @int NOT NULL,
  said_by @text NOT NULL,
  said_at @int NOT NULL,
  reason @text NOT NULL,
  person_id @id,
  shown @text NOT NULL,
  at @int NOT NULL,
  struck_at @int,
  struck_reason @text NOT NULL,
  struck_shown @text NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX late_entry_by_time ON late_entry (office_id, aired_at);
