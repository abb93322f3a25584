-- What came in from all media, what of it a batch took stock of, and where a text came from.
CREATE TABLE incoming (
  office_id @id,
  id @id,
  title @text NOT NULL,
  medium @text NOT NULL,
  body @text NOT NULL,
  link @text NOT NULL,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @strict;

-- `ref` names an entry of the register ("info/12") or an approved text of another dossier
-- ("naskah/34/hash").
CREATE TABLE inventory (
  office_id @id,
  dossier_id @id,
  ref @text NOT NULL,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, dossier_id, ref)
) @strict;

CREATE TABLE content_origin (
  office_id @id,
  content_id @id,
  ref @text NOT NULL,
  words @text NOT NULL,
  hash @text NOT NULL,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, content_id, ref)
) @strict;
