-- The office as its keepers write it: units, contacts, teams, letterhead, working time, invitations.
CREATE TABLE unit (
  office_id @id,
  id @id,
  name @text NOT NULL,
  kind @text NOT NULL,
  parent_id @int,
  closed_at @int,
  PRIMARY KEY (office_id, id)
) @keyed;

ALTER TABLE position ADD COLUMN unit_id @int;
ALTER TABLE position ADD COLUMN superior_id @int;
ALTER TABLE position ADD COLUMN closed_at @int;

-- What an office knows of its member; another office knows its own.
ALTER TABLE membership ADD COLUMN nip @text;
ALTER TABLE membership ADD COLUMN email @text;
ALTER TABLE membership ADD COLUMN whatsapp @text;
ALTER TABLE membership ADD COLUMN ended_at @int;
CREATE UNIQUE INDEX membership_by_nip ON membership (office_id, nip) WHERE nip IS NOT NULL;

-- A link to choose a password with, handed over by the keeper, good for one use.
CREATE TABLE invitation (
  token_hash @text NOT NULL PRIMARY KEY,
  office_id @id,
  person_id @id,
  made_by @id,
  expires_at @int NOT NULL,
  used_at @int
) @keyed;
CREATE INDEX invitation_of_person ON invitation (office_id, person_id);

CREATE TABLE agency (
  office_id @id,
  id @id,
  name @text NOT NULL,
  email @text NOT NULL,
  whatsapp @text NOT NULL,
  closed_at @int,
  PRIMARY KEY (office_id, id)
) @keyed;

CREATE TABLE press_partner (
  office_id @id,
  id @id,
  name @text NOT NULL,
  medium @text NOT NULL,
  email @text NOT NULL,
  contact @text NOT NULL,
  closed_at @int,
  PRIMARY KEY (office_id, id)
) @keyed;

CREATE TABLE standing_team (
  office_id @id,
  id @id,
  name @text NOT NULL,
  leader_id @int,
  closed_at @int,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE TABLE standing_team_member (
  office_id @id,
  team_id @id,
  person_id @id,
  PRIMARY KEY (office_id, team_id, person_id)
) @keyed;

CREATE TABLE letterhead (
  office_id @id,
  government @text NOT NULL,
  address @text NOT NULL,
  phone @text NOT NULL,
  email @text NOT NULL,
  website @text NOT NULL,
  place @text NOT NULL,
  emblem @blob,
  emblem_type @text NOT NULL,
  PRIMARY KEY (office_id)
) @strict;

-- The office's own working time over the usual one: hours (empty: the usual), days off, and days
-- on which it works although others rest.
CREATE TABLE office_calendar (
  office_id @id,
  revision @int NOT NULL,
  profile @text NOT NULL,
  PRIMARY KEY (office_id)
) @keyed;
CREATE TABLE office_holiday (
  office_id @id,
  day @text NOT NULL,
  name @text NOT NULL,
  kind @text NOT NULL,
  PRIMARY KEY (office_id, day)
) @keyed;

-- A second proof besides the password, and sessions that still wait for it.
CREATE TABLE second_factor (
  person_id @id PRIMARY KEY,
  sealed @text NOT NULL,
  confirmed_at @int,
  last_step @int NOT NULL
) @strict;
CREATE TABLE recovery_code (
  person_id @id,
  code_hash @text NOT NULL,
  used_at @int,
  PRIMARY KEY (person_id, code_hash)
) @keyed;
ALTER TABLE session ADD COLUMN second_due @int NOT NULL DEFAULT 0;
