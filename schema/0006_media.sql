-- What is known of a media file of a text beyond its bytes.
CREATE TABLE file_fact (
  office_id @id,
  content_id @id,
  sha256 @text NOT NULL,
  usage_right @text NOT NULL,
  licence @text NOT NULL,
  source @text NOT NULL,
  people @text NOT NULL,
  people_note @text NOT NULL,
  focus_x @int NOT NULL,
  focus_y @int NOT NULL,
  width @int NOT NULL,
  height @int NOT NULL,
  duration @int NOT NULL,
  PRIMARY KEY (office_id, content_id, sha256)
) @keyed;

-- A picture in a size that a channel shows, cut around its focus.
CREATE TABLE rendition (
  office_id @id,
  sha256 @text NOT NULL,
  size @text NOT NULL,
  focus_x @int NOT NULL,
  focus_y @int NOT NULL,
  made_sha256 @text NOT NULL,
  PRIMARY KEY (office_id, sha256, size, focus_x, focus_y)
) @keyed;

-- What colleagues say about a text; an answer names what it answers.
CREATE TABLE content_remark (
  office_id @id,
  id @id,
  content_id @id,
  answers_id @id,
  person_id @id,
  shown @text NOT NULL,
  words @text NOT NULL,
  at @int NOT NULL,
  settled_at @int,
  settled_by @text NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX content_remark_of ON content_remark (office_id, content_id, at);
