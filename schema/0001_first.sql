-- Offices, people, SOPs, dossiers, journal, content, marks, airings and articles. Each table is
-- written by one file of src/office/. Keys are (office_id, id); times are milliseconds in UTC.

-- The installation: people.cc, sessions.cc, guesses.cc.
CREATE TABLE office (
  id @id PRIMARY KEY,
  slug @text NOT NULL UNIQUE,
  region @text NOT NULL,
  name @text NOT NULL,
  hours_from_utc @int NOT NULL,
  is_demo @int NOT NULL
) @strict;

CREATE TABLE office_host (
  host @text NOT NULL PRIMARY KEY,
  office_id @id
) @keyed;

CREATE TABLE person (
  id @id PRIMARY KEY,
  name @text NOT NULL,
  sign_in @text NOT NULL UNIQUE,
  password_hash @text NOT NULL,
  disabled_at @int
) @strict;

CREATE TABLE session (
  token_hash @text NOT NULL PRIMARY KEY,
  office_id @id,
  person_id @id,
  language @text NOT NULL,
  peer @text NOT NULL,
  opened_at @int NOT NULL,
  seen_at @int NOT NULL,
  ended_at @int
) @keyed;
CREATE INDEX session_of_person ON session (person_id, peer);

CREATE TABLE sign_in_failure (
  scope @text NOT NULL PRIMARY KEY,
  failures @int NOT NULL,
  last_at @int NOT NULL,
  next_at @int NOT NULL
) @keyed;
CREATE INDEX sign_in_failure_by_age ON sign_in_failure (last_at);

-- Who belongs to an office and holds which position when.
CREATE TABLE membership (
  office_id @id,
  person_id @id,
  PRIMARY KEY (office_id, person_id)
) @keyed;
CREATE INDEX membership_of_person ON membership (person_id, office_id);

CREATE TABLE position (
  office_id @id,
  id @id,
  title @text NOT NULL,
  kind @text NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;

CREATE TABLE holding (
  office_id @id,
  id @id,
  position_id @id,
  person_id @id,
  hold @text NOT NULL,
  from_at @int NOT NULL,
  till_at @int,
  letter_number @text NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX holding_of_person ON holding (office_id, person_id, position_id);
CREATE INDEX holding_of_position ON holding (office_id, position_id, person_id);

-- The SOPs an office adopted. A version never changes.
CREATE TABLE sop_version (
  office_id @id,
  id @id,
  key @text NOT NULL,
  version @int NOT NULL,
  title @text NOT NULL,
  number @text NOT NULL,
  hash @text NOT NULL,
  body @text NOT NULL,
  adopted_at @int NOT NULL,
  adopted_by @id,
  effective_at @int,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, key, version)
) @strict;

CREATE TABLE sop_performer (
  office_id @id,
  sop_id @id,
  role @text NOT NULL,
  position_id @id,
  PRIMARY KEY (office_id, sop_id, role, position_id)
) @keyed;

-- Dossiers: `marking` is the whole state, so that loading needs no replay.
CREATE TABLE dossier (
  office_id @id,
  id @id,
  number @text NOT NULL,
  title @text NOT NULL,
  requester @text NOT NULL,
  origin @text NOT NULL,
  urgent @int NOT NULL,
  sop_id @id,
  opened_at @int NOT NULL,
  opened_by @id,
  revision @int NOT NULL,
  state @text NOT NULL,
  marking @json NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, number)
) @strict;

CREATE TABLE dossier_counter (
  office_id @id,
  year @int NOT NULL,
  last @int NOT NULL,
  PRIMARY KEY (office_id, year)
) @keyed;

-- One row per visit to a desk; what a desk shows of the dossier stands here too, and is never
-- changed there.
CREATE TABLE task (
  office_id @id,
  dossier_id @id,
  number @int NOT NULL,
  sop_id @id,
  step @text NOT NULL,
  item @text NOT NULL,
  dossier_number @text NOT NULL,
  title @text NOT NULL,
  requester @text NOT NULL,
  urgent @int NOT NULL,
  returned @int NOT NULL,
  opened_at @int NOT NULL,
  due_at @int,
  paused_at @int,
  claimed_by @int,
  closed_at @int,
  closed_by @int,
  outcome @text,
  content_change @int,
  PRIMARY KEY (office_id, dossier_id, number)
) @keyed;

-- An open task on the desk of a position or, when it is for someone in person, of a person. The
-- key ends in the order in which a desk shows it.
CREATE TABLE task_seat (
  office_id @id,
  seat @id,
  sort_at @int NOT NULL,
  dossier_id @id,
  task @int NOT NULL,
  PRIMARY KEY (office_id, seat, sort_at, dossier_id, task)
) @keyed;
CREATE INDEX task_seat_of_task ON task_seat (office_id, dossier_id, task);

CREATE TABLE item_tick (
  office_id @id,
  dossier_id @id,
  item @text NOT NULL,
  person_id @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, dossier_id, item)
) @keyed;

CREATE TABLE dossier_seen (
  office_id @id,
  person_id @id,
  dossier_id @id,
  content_hash @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, person_id, dossier_id)
) @keyed;

-- The record. Rows of `journal` and `journal_tree` are added and never changed; who acted is an
-- id, so that a name can be erased and the chain stays whole.
CREATE TABLE journal (
  office_id @id,
  stream @text NOT NULL,
  number @int NOT NULL,
  id @id,
  at @int NOT NULL,
  person_id @id,
  as_position @text NOT NULL,
  event @json NOT NULL,
  hash @text NOT NULL,
  PRIMARY KEY (office_id, stream, number)
) @keyed;
CREATE UNIQUE INDEX journal_newest ON journal (office_id, id);

-- Entries that are not in the tree yet.
CREATE TABLE journal_waiting (
  office_id @id,
  id @id,
  stream @text NOT NULL,
  number @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;

CREATE TABLE journal_tree (
  office_id @id,
  seq @int NOT NULL,
  stream @text NOT NULL,
  number @int NOT NULL,
  entry_hash @text NOT NULL,
  head @text NOT NULL,
  PRIMARY KEY (office_id, seq),
  UNIQUE (office_id, stream, number)
) @keyed;

-- What a dossier is about to publish.
CREATE TABLE content (
  office_id @id,
  id @id,
  dossier_id @id,
  kind @text NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, dossier_id)
) @keyed;

-- `revision` counts saves of the text, `change` every change of what will go out.
CREATE TABLE draft (
  office_id @id,
  content_id @id,
  title @text NOT NULL,
  body @json NOT NULL,
  variants @json NOT NULL,
  revision @int NOT NULL,
  change @int NOT NULL,
  PRIMARY KEY (office_id, content_id)
) @strict;

CREATE TABLE content_editor (
  office_id @id,
  content_id @id,
  person_id @id,
  last_change @int NOT NULL,
  PRIMARY KEY (office_id, content_id, person_id)
) @keyed;

CREATE TABLE content_version (
  office_id @id,
  content_id @id,
  number @int NOT NULL,
  hash @text NOT NULL,
  bytes @blob NOT NULL,
  person_id @id,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, content_id, number)
) @strict;
CREATE INDEX content_version_by_hash ON content_version (office_id, hash);

CREATE TABLE file (
  office_id @id,
  sha256 @text NOT NULL,
  bytes @int NOT NULL,
  type @text NOT NULL,
  stored_at @int NOT NULL,
  PRIMARY KEY (office_id, sha256)
) @keyed;

-- Removed from the draft is not erased: earlier versions show it still.
CREATE TABLE content_file (
  office_id @id,
  content_id @id,
  sha256 @text NOT NULL,
  place @int NOT NULL,
  role @text NOT NULL,
  name @text NOT NULL,
  alt @text NOT NULL,
  credit @text NOT NULL,
  original_sha256 @text NOT NULL,
  removed_at @int,
  PRIMARY KEY (office_id, content_id, sha256)
) @keyed;

CREATE TABLE mark (
  office_id @id,
  id @id,
  dossier_id @id,
  task @int NOT NULL,
  step @text NOT NULL,
  kind @text NOT NULL,
  fixing @int NOT NULL,
  content_hash @text NOT NULL,
  content_version @int NOT NULL,
  person_id @id,
  shown @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;
CREATE INDEX mark_of_dossier ON mark (office_id, dossier_id, id);

-- Where content goes, and what became of it.
CREATE TABLE account (
  office_id @id,
  id @id,
  channel @text NOT NULL,
  label @text NOT NULL,
  mode @text NOT NULL,
  admin_url @text NOT NULL,
  settings @json NOT NULL,
  active @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @keyed;

CREATE TABLE sop_account (
  office_id @id,
  sop_key @text NOT NULL,
  account_id @id,
  PRIMARY KEY (office_id, sop_key, account_id)
) @keyed;

CREATE TABLE airing (
  office_id @id,
  id @id,
  dossier_id @id,
  task @int NOT NULL,
  account_id @id,
  content_hash @text NOT NULL,
  number @int NOT NULL,
  planned_at @int,
  state @text NOT NULL,
  url @text NOT NULL,
  last_word @text NOT NULL,
  aired_at @int,
  message_id @int,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, account_id, content_hash, number)
) @keyed;
CREATE INDEX airing_of_dossier ON airing (office_id, dossier_id, id);
CREATE INDEX airing_unsettled ON airing (office_id, id)
  WHERE state IN ('planned', 'queued', 'sending', 'to_check', 'rejected');

CREATE TABLE article (
  office_id @id,
  id @id,
  once @text NOT NULL,
  slug @text NOT NULL,
  title @text NOT NULL,
  summary @text NOT NULL,
  html @text NOT NULL,
  content_hash @text NOT NULL,
  pictures @json NOT NULL,
  published_at @int NOT NULL,
  corrected_at @int,
  withdrawn_at @int,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, once),
  UNIQUE (office_id, slug)
) @strict;

-- Answers already given, so that a repeated request does not act twice.
CREATE TABLE request_key (
  office_id @id,
  actor @text NOT NULL,
  key @text NOT NULL,
  request_hash @text NOT NULL,
  status @int NOT NULL,
  answer @text NOT NULL,
  at @int NOT NULL,
  PRIMARY KEY (office_id, actor, key)
) @keyed;
CREATE INDEX request_key_by_age ON request_key (at);
