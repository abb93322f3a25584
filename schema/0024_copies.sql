-- Copies on outside channels that must be put right after the portal's article was.
-- Owner: copy_changes.cc.
CREATE TABLE copy_change (
  office_id @id,
  id @id,
  airing_id @id,
  article_id @id,
  kind @text NOT NULL,
  words @text NOT NULL,
  state @text NOT NULL,
  last_word @text NOT NULL,
  at @int NOT NULL,
  done_at @int,
  message_id @int,
  PRIMARY KEY (office_id, id)
) @strict;
CREATE INDEX copy_change_of_airing ON copy_change (office_id, airing_id, id);
