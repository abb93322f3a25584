-- Newsrooms that subscribe themselves, and the links that their mails carry.
-- Owners: press.cc (press_signup, press_link, press_desk), partners.cc (press_partner).
ALTER TABLE press_partner ADD COLUMN origin @text NOT NULL DEFAULT 'kantor';
-- 1: confirmed by its e-mail, not yet let in by the office.
ALTER TABLE press_partner ADD COLUMN awaits @int NOT NULL DEFAULT 0;

-- Who asked for releases and has not said yes by e-mail yet.
CREATE TABLE press_signup (
  office_id @id,
  id @id,
  token_hash @text NOT NULL,
  name @text NOT NULL,
  medium @text NOT NULL,
  email @text NOT NULL,
  contact @text NOT NULL,
  peer @text NOT NULL,
  at @int NOT NULL,
  expires_at @int NOT NULL,
  used_at @int,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, token_hash)
) @strict;
CREATE INDEX press_signup_of_peer ON press_signup (office_id, peer, at);
CREATE INDEX press_signup_of_email ON press_signup (office_id, email, at);

-- A link in a partner's mail: "dimuat" is good once, "henti" ends the subscription.
CREATE TABLE press_link (
  office_id @id,
  token_hash @text NOT NULL,
  kind @text NOT NULL,
  partner_id @id,
  airing_id @int,
  expires_at @int NOT NULL,
  used_at @int,
  PRIMARY KEY (office_id, token_hash)
) @strict;

CREATE TABLE press_desk (
  office_id @id,
  approve @int NOT NULL,
  PRIMARY KEY (office_id)
) @keyed;

-- Who brought it, where it was no person of the office.
ALTER TABLE airing_proof ADD COLUMN partner_id @int;
