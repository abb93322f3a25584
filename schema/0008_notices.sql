-- Mails with their ends, and what people are told: mail.cc, notices.cc, alarms.cc.
CREATE TABLE mail (
  office_id @id,
  id @id,
  once @text NOT NULL,
  message_id @text NOT NULL,
  kind @text NOT NULL,
  dossier_id @int,
  recipient @text NOT NULL,
  subject @text NOT NULL,
  body @json NOT NULL,
  state @text NOT NULL,
  last_word @text NOT NULL,
  put_at @int NOT NULL,
  ended_at @int,
  errand @int,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, once)
) @strict;
CREATE INDEX mail_by_message ON mail (office_id, message_id);
CREATE INDEX mail_of_dossier ON mail (office_id, dossier_id, id) WHERE dossier_id IS NOT NULL;

-- Nobody is told twice for one thing: `once` names the thing.
CREATE TABLE notice (
  office_id @id,
  person_id @id,
  id @id,
  once @text NOT NULL,
  kind @text NOT NULL,
  dossier_id @int,
  about @text NOT NULL,
  reason @text NOT NULL,
  link @text NOT NULL,
  due_at @int,
  at @int NOT NULL,
  read_at @int,
  mail_id @int,
  digest @int NOT NULL,
  PRIMARY KEY (office_id, person_id, id),
  UNIQUE (office_id, person_id, once)
) @strict;
CREATE INDEX notice_unread ON notice (office_id, person_id, id) WHERE read_at IS NULL;
CREATE INDEX notice_for_digest ON notice (office_id, person_id, id) WHERE digest = 1;

-- How a person wants to be told outside the program.
CREATE TABLE notice_wish (
  office_id @id,
  person_id @id,
  email @text NOT NULL,
  how @text NOT NULL,
  quiet_from @int NOT NULL,
  quiet_till @int NOT NULL,
  digest_day @int NOT NULL,
  PRIMARY KEY (office_id, person_id)
) @keyed;

-- What the clock has to say about an open task, each once.
CREATE TABLE alarm (
  office_id @id,
  dossier_id @id,
  task @int NOT NULL,
  kind @text NOT NULL,
  to_role @text NOT NULL,
  at @int NOT NULL,
  fired_at @int,
  PRIMARY KEY (office_id, dossier_id, task, kind, to_role)
) @keyed;
CREATE INDEX alarm_due ON alarm (at) WHERE fired_at IS NULL;

-- What an office wants of the clock, per SOP ('' for all): minutes of standard below which steps
-- have no reminders, and after how much of it people are told.
CREATE TABLE alarm_rule (
  office_id @id,
  sop_key @text NOT NULL,
  least_minutes @int NOT NULL,
  remind_percent @int NOT NULL,
  when_late @int NOT NULL,
  PRIMARY KEY (office_id, sop_key)
) @keyed;
