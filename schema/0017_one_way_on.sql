-- A dossier that follows another one is linked in one table, whatever it took along.
INSERT INTO dossier_link (office_id, child_id, parent_id, task)
  SELECT office_id, dossier_id, from_id, 0 FROM continuation;
DROP TABLE continuation;
