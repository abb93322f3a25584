-- What kind of information a dossier holds (UU 14/2008). Without a row it is open.
CREATE TABLE information_class (
  office_id @id,
  dossier_id @id,
  class @text NOT NULL,
  ground @text NOT NULL,
  basis @text NOT NULL,
  until_day @text NOT NULL,
  person_id @id,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, dossier_id)
) @keyed;
