-- How a dossier's loop is closed: requester_notices.cc, sightings.cc, monitoring.cc, reports.cc.
CREATE TABLE told_requester (
  office_id @id,
  id @id,
  dossier_id @id,
  way @text NOT NULL,
  address @text NOT NULL,
  words @text NOT NULL,
  mail_id @int,
  proof_sha256 @text NOT NULL,
  person_id @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @strict;
CREATE INDEX told_requester_of_dossier ON told_requester (office_id, dossier_id, id);

CREATE TABLE rating (
  office_id @id,
  dossier_id @id,
  score @int NOT NULL,
  words @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, dossier_id)
) @strict;

-- What the public sees of an airing, fetched by the program or brought by a person.
CREATE TABLE sighting (
  office_id @id,
  id @id,
  dossier_id @id,
  airing_id @id,
  person_id @id,
  at @int NOT NULL,
  how @text NOT NULL,
  answer @text NOT NULL,
  seen @text NOT NULL,
  missing @json NOT NULL,
  percent @int NOT NULL,
  picture @text NOT NULL,
  shot_sha256 @text NOT NULL,
  shot_type @text NOT NULL,
  verdict @text NOT NULL,
  note @text NOT NULL,
  judged_by @int,
  judged_at @int,
  PRIMARY KEY (office_id, id)
) @strict;
CREATE INDEX sighting_of_dossier ON sighting (office_id, dossier_id, airing_id, id);

-- Airings that are looked at again, day by day.
CREATE TABLE watch (
  office_id @id,
  airing_id @id,
  dossier_id @id,
  next_at @int,
  days_left @int NOT NULL,
  gone_at @int,
  PRIMARY KEY (office_id, airing_id)
) @keyed;
CREATE INDEX watch_due ON watch (next_at) WHERE next_at IS NOT NULL;

-- The three verdicts of a monitoring step on one airing, with what they rest on.
CREATE TABLE monitoring (
  office_id @id,
  airing_id @id,
  dossier_id @id,
  on_time @text NOT NULL,
  often_enough @text NOT NULL,
  accurate @text NOT NULL,
  planned_times @int NOT NULL,
  seen_times @int NOT NULL,
  reach @int,
  note @text NOT NULL,
  proof_sha256 @text NOT NULL,
  proof_type @text NOT NULL,
  person_id @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, airing_id)
) @strict;
CREATE INDEX monitoring_of_dossier ON monitoring (office_id, dossier_id);

CREATE TABLE case_report (
  office_id @id,
  id @id,
  dossier_id @id,
  words @text NOT NULL,
  pdf_sha256 @text NOT NULL,
  html_sha256 @text NOT NULL,
  person_id @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @strict;
CREATE INDEX case_report_of_dossier ON case_report (office_id, dossier_id, id);

-- Figures are read by the time in which tasks ended and dossiers began.
CREATE INDEX task_by_end ON task (office_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX dossier_by_start ON dossier (office_id, opened_at);
CREATE INDEX airing_by_time ON airing (office_id, aired_at) WHERE aired_at IS NOT NULL;

-- When work on a task really began, and how long (in working minutes) it stood still.
ALTER TABLE task ADD COLUMN started_at @int;
ALTER TABLE task ADD COLUMN paused_for @int NOT NULL DEFAULT 0;
