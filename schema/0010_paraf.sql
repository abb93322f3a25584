-- How a signer proved who they are, and marks made on paper; the promise of a case; control
-- sheets that citizens can check; files handed over to who asked for them.
ALTER TABLE mark ADD COLUMN strength @text NOT NULL DEFAULT 'sesi';

-- The scan that shows a mark made on paper, and who brought it in.
CREATE TABLE mark_scan (
  office_id @id,
  mark_id @id,
  sha256 @text NOT NULL,
  code @text NOT NULL,
  recorded_by @id,
  recorded_shown @text NOT NULL,
  PRIMARY KEY (office_id, mark_id)
) @keyed;

-- A printed control sheet: its code names one version for ever.
CREATE TABLE control_sheet (
  office_id @id,
  code @text NOT NULL,
  dossier_id @id,
  content_hash @text NOT NULL,
  content_version @int NOT NULL,
  person_id @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, code),
  UNIQUE (code)
) @keyed;
CREATE INDEX control_sheet_of_dossier ON control_sheet (office_id, dossier_id, content_hash);

-- Janji layanan: working days per SOP; a dossier keeps the one it was opened under.
CREATE TABLE sop_promise (
  office_id @id,
  sop_key @text NOT NULL,
  days @int NOT NULL,
  PRIMARY KEY (office_id, sop_key)
) @keyed;
ALTER TABLE dossier ADD COLUMN promise_days @int NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN promise_at @int;

-- The approved files given to who asked: by a link that is taken once, or by hand.
CREATE TABLE handover (
  office_id @id,
  id @id,
  dossier_id @id,
  content_hash @text NOT NULL,
  way @text NOT NULL,
  token @text NOT NULL,
  recipient @text NOT NULL,
  note @text NOT NULL,
  made_by @id,
  made_at @int NOT NULL,
  expires_at @int,
  taken_at @int,
  taken_by @text NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX handover_of_dossier ON handover (office_id, dossier_id, id);
CREATE INDEX handover_by_token ON handover (token) WHERE token <> '';

-- A dossier that goes on with what another one approved ("lanjut ke").
CREATE TABLE continuation (
  office_id @id,
  dossier_id @id,
  from_id @id,
  content_hash @text NOT NULL,
  PRIMARY KEY (office_id, dossier_id)
) @keyed;
CREATE INDEX continuation_of ON continuation (office_id, from_id, dossier_id);
