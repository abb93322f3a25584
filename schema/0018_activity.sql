-- Face-to-face activities of a dossier: what was planned, and what came of it. The plan's words are
-- the text of the item `content_id`; these columns let a calendar and a report ask for them.
CREATE TABLE activity (
  office_id @id,
  id @id,
  dossier_id @id,
  content_id @id,
  title @text NOT NULL,
  place @text NOT NULL,
  starts_at @int NOT NULL,
  ends_at @int,
  speakers @text NOT NULL,
  agenda @text NOT NULL,
  shown @text NOT NULL,
  at @int NOT NULL,
  outcome @text NOT NULL,
  held_at @int,
  attended @int,
  result @text NOT NULL,
  result_shown @text NOT NULL,
  result_at @int,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX activity_of_dossier ON activity (office_id, dossier_id, starts_at);
CREATE INDEX activity_by_start ON activity (office_id, starts_at);

-- Photographs, and the sheet that people signed. `sha256` is what is shown, without metadata.
CREATE TABLE activity_file (
  office_id @id,
  activity_id @id,
  sha256 @text NOT NULL,
  place @int NOT NULL,
  role @text NOT NULL,
  type @text NOT NULL,
  name @text NOT NULL,
  alt @text NOT NULL,
  original_sha256 @text NOT NULL,
  person_id @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, activity_id, sha256)
) @keyed;
