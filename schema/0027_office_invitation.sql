-- Links by which whoever keeps the server lets another office be founded (founding.cc).
CREATE TABLE office_invitation (
  token_hash @text NOT NULL PRIMARY KEY,
  expires_at @int NOT NULL,
  used_at @int
) @keyed;
