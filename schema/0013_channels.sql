-- Accounts with an owner and a sealed secret; airings with a plan, an embargo and proofs.

ALTER TABLE account ADD COLUMN owner @text NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN admins @text NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN decree @text NOT NULL DEFAULT '';
-- Sealed with the key of the installation; never shown, never written into a log.
ALTER TABLE account ADD COLUMN secret @text NOT NULL DEFAULT '';
-- Why nothing goes out until a person repairs it; empty: all is well.
ALTER TABLE account ADD COLUMN broken @text NOT NULL DEFAULT '';
-- From when on a person must have connected it again.
ALTER TABLE account ADD COLUMN dies_at @int;

-- Embargo: nothing before this. How often it is to be aired, and until when.
ALTER TABLE airing ADD COLUMN not_before @int;
ALTER TABLE airing ADD COLUMN times @int NOT NULL DEFAULT 1;
ALTER TABLE airing ADD COLUMN ends_at @int;

-- What people brought back from a channel: when it was seen on air, a link, a picture of it.
CREATE TABLE airing_proof (
  office_id @id,
  airing_id @id,
  id @id,
  aired_at @int NOT NULL,
  url @text NOT NULL,
  sha256 @text NOT NULL,
  type @text NOT NULL,
  note @text NOT NULL,
  person_id @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, airing_id, id)
) @keyed;
