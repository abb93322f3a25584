-- Uploads under way: how far one is, its file tells.
CREATE TABLE upload (
  office_id @id,
  id @text NOT NULL,
  owner @text NOT NULL,
  name @text NOT NULL,
  bytes @int NOT NULL,
  started_at @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX upload_by_owner ON upload (office_id, owner);
