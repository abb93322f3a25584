-- A dossier holds an ordered list of items, and what is marked is the package of them all.
-- @sqlite
PRAGMA defer_foreign_keys = ON;
-- @all
CREATE TABLE content_of_many (
  office_id @id,
  id @id,
  dossier_id @id,
  kind @text NOT NULL,
  place @int NOT NULL,
  removed_at @int,
  PRIMARY KEY (office_id, id)
) @keyed;
INSERT INTO content_of_many (office_id, id, dossier_id, kind, place)
  SELECT office_id, id, dossier_id, kind, 1 FROM content;
DROP TABLE content;
ALTER TABLE content_of_many RENAME TO content;
CREATE INDEX content_of_dossier ON content (office_id, dossier_id, place);

-- Only where there is more than one item, or once was: otherwise the item's version is the package.
CREATE TABLE content_package (
  office_id @id,
  dossier_id @id,
  number @int NOT NULL,
  hash @text NOT NULL,
  bytes @blob NOT NULL,
  person_id @id,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, dossier_id, number)
) @strict;
