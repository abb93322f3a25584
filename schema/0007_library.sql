-- The library of SOPs: what each version promises and where it came from, texts being worked on,
-- the foreign files they were read from, and dossiers that another dossier opened.

CREATE TABLE sop_terms (
  office_id @id,
  sop_id @id,
  origin @text NOT NULL,
  promise_days @int NOT NULL,
  PRIMARY KEY (office_id, sop_id)
) @keyed;

CREATE TABLE sop_draft (
  office_id @id,
  id @id,
  key @text NOT NULL,
  origin @text NOT NULL,
  body @text NOT NULL,
  performers @json NOT NULL,
  promise_days @int NOT NULL,
  revision @int NOT NULL,
  changed_at @int NOT NULL,
  changed_by @id,
  PRIMARY KEY (office_id, id)
) @strict;

-- The file as it came, beside the draft or version made of it, and what could not be taken over.
CREATE TABLE sop_source (
  office_id @id,
  sop_id @id,
  name @text NOT NULL,
  bytes @blob NOT NULL,
  report @json NOT NULL,
  PRIMARY KEY (office_id, sop_id)
) @strict;

-- A dossier that a step of another one called, or that follows it.
CREATE TABLE dossier_link (
  office_id @id,
  child_id @id,
  parent_id @id,
  task @int NOT NULL,
  PRIMARY KEY (office_id, child_id)
) @keyed;
CREATE INDEX dossier_link_of_parent ON dossier_link (office_id, parent_id, child_id);
