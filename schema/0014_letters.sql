-- From a request to a team: numbers, letters, dispositions, talk with the requester, teams.
-- Each table is written by one file: numbers.cc, letters.cc, letter_files.cc, dispositions.cc,
-- requests.cc, teams.cc.
CREATE TABLE number_series (
  office_id @id,
  series @text NOT NULL,
  pattern @text NOT NULL,
  unit @text NOT NULL,
  agency_short @text NOT NULL,
  division @text NOT NULL,
  code @text NOT NULL,
  PRIMARY KEY (office_id, series)
) @keyed;

CREATE TABLE number_counter (
  office_id @id,
  series @text NOT NULL,
  unit @text NOT NULL,
  year @int NOT NULL,
  last @int NOT NULL,
  PRIMARY KEY (office_id, series, unit, year)
) @keyed;

-- `agenda` is this office's own running number; null while a request waits to be registered, and
-- where another letter system gave the number. Days are texts: 2026-11-16.
CREATE TABLE letter (
  office_id @id,
  id @id,
  code @text NOT NULL,
  state @text NOT NULL,
  source @text NOT NULL,
  unit @text NOT NULL,
  year @int NOT NULL,
  agenda @int,
  agenda_shown @text NOT NULL,
  agency @text NOT NULL,
  officer @text NOT NULL,
  email @text NOT NULL,
  whatsapp @text NOT NULL,
  number @text NOT NULL,
  number_key @text NOT NULL,
  dated @text NOT NULL,
  received_at @int NOT NULL,
  subject @text NOT NULL,
  summary @text NOT NULL,
  attachments @text NOT NULL,
  urgency @text NOT NULL,
  wants @text NOT NULL,
  needed_by @text NOT NULL,
  classification @text NOT NULL,
  index_word @text NOT NULL,
  security @text NOT NULL,
  related_id @int,
  late_reason @text NOT NULL,
  note @text NOT NULL,
  void_reason @text NOT NULL,
  peer @text NOT NULL,
  made_at @int NOT NULL,
  registered_at @int,
  registered_by @int,
  material_confirmed_at @int,
  dossier_id @int,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, code),
  UNIQUE (office_id, unit, year, agenda)
) @strict;
CREATE INDEX letter_of_dossier ON letter (office_id, dossier_id);
CREATE INDEX letter_by_state ON letter (office_id, state, id);
CREATE INDEX letter_by_number ON letter (office_id, number_key);

CREATE TABLE letter_file (
  office_id @id,
  letter_id @id,
  place @int NOT NULL,
  sha256 @text NOT NULL,
  bytes @int NOT NULL,
  type @text NOT NULL,
  name @text NOT NULL,
  role @text NOT NULL,
  by_requester @int NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, letter_id, place)
) @keyed;

-- A tree: `parent_id` is the disposition that is passed on.
CREATE TABLE disposition (
  office_id @id,
  id @id,
  letter_id @id,
  parent_id @int,
  by_person @id,
  by_shown @text NOT NULL,
  by_name @text NOT NULL,
  instructions @text NOT NULL,
  note @text NOT NULL,
  deadline @text NOT NULL,
  at @int NOT NULL,
  recorded_by @int,
  asked_person @int,
  confirmed_at @int,
  recalled_at @int,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX disposition_of_letter ON disposition (office_id, letter_id, id);

CREATE TABLE disposition_recipient (
  office_id @id,
  disposition_id @id,
  position_id @id,
  title @text NOT NULL,
  read_at @int,
  read_by @int,
  PRIMARY KEY (office_id, disposition_id, position_id)
) @keyed;
CREATE INDEX disposition_for ON disposition_recipient (office_id, position_id, disposition_id);

-- What office and requester said to one another; `task` is the one whose clock was stopped.
CREATE TABLE letter_talk (
  office_id @id,
  letter_id @id,
  number @int NOT NULL,
  side @text NOT NULL,
  kind @text NOT NULL,
  words @text NOT NULL,
  task @int,
  person_id @int,
  at @int NOT NULL,
  PRIMARY KEY (office_id, letter_id, number)
) @keyed;

CREATE TABLE team_answer (
  office_id @id,
  dossier_id @id,
  person_id @id,
  duty @text NOT NULL,
  ready @int,
  reason @text NOT NULL,
  asked_at @int NOT NULL,
  answered_at @int,
  PRIMARY KEY (office_id, dossier_id, person_id)
) @keyed;

CREATE TABLE team_paper (
  office_id @id,
  dossier_id @id,
  kind @text NOT NULL,
  number @text NOT NULL,
  dated @text NOT NULL,
  sha256 @text NOT NULL,
  name @text NOT NULL,
  person_id @id,
  shown @text NOT NULL,
  person_name @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, dossier_id, kind)
) @keyed;
