-- What happens to an article after it went out, what citizens say of it, and announcements.
-- Owners: website.cc (article, article_note), announcements.cc, reports.cc of src/office/.

-- Title and text in small letters, for the search of the portal.
ALTER TABLE article ADD COLUMN search_text @text NOT NULL DEFAULT '';

-- A correction or a withdrawal as citizens read it. Never changed.
CREATE TABLE article_note (
  office_id @id,
  id @id,
  article_id @id,
  kind @text NOT NULL,
  words @text NOT NULL,
  person_id @id,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX article_note_of ON article_note (office_id, article_id, id);

-- The strip above every public page: what must be known at once.
CREATE TABLE announcement (
  office_id @id,
  id @id,
  title @text NOT NULL,
  words @text NOT NULL,
  link @text NOT NULL,
  source @text NOT NULL,
  till_at @int NOT NULL,
  ended_at @int,
  person_id @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX announcement_standing ON announcement (office_id, till_at) WHERE ended_at IS NULL;

-- "Ada yang keliru?": what a citizen told us of an article. `once` makes a repeat the same report.
CREATE TABLE article_report (
  office_id @id,
  id @id,
  article_id @id,
  once @text NOT NULL,
  peer @text NOT NULL,
  words @text NOT NULL,
  contact @text NOT NULL,
  at @int NOT NULL,
  answer @text,
  answered_at @int,
  answered_by @int,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, once)
) @keyed;
CREATE INDEX article_report_open ON article_report (office_id, id) WHERE answered_at IS NULL;
CREATE INDEX article_report_of_peer ON article_report (office_id, peer, at);
