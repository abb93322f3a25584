-- What a step asks in writing, and where information came from.
CREATE TABLE step_form (
  office_id @id,
  dossier_id @id,
  key @text NOT NULL,
  person_id @id,
  step @text NOT NULL,
  body @json NOT NULL,
  ready @int NOT NULL,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, dossier_id, key, person_id)
) @strict;

CREATE TABLE source (
  office_id @id,
  dossier_id @id,
  id @id,
  step @text NOT NULL,
  kind @text NOT NULL,
  title @text NOT NULL,
  origin @text NOT NULL,
  link @text NOT NULL,
  official @int NOT NULL,
  chosen @int NOT NULL,
  reason @text NOT NULL,
  shown @text NOT NULL,
  at @int NOT NULL,
  removed_at @int,
  PRIMARY KEY (office_id, dossier_id, id)
) @strict;
