-- Signed webhooks and their calls (webhooks.cc); windows that a service closed (accounts.cc).
CREATE TABLE webhook (
  office_id @id,
  id @id,
  address @text NOT NULL,
  events @text NOT NULL,
  active @int NOT NULL,
  -- Both sealed with the key of the installation; the old one signs along until old_till.
  secret @text NOT NULL,
  old_secret @text NOT NULL,
  old_till @int,
  -- How far the journal's tree was followed.
  seen_seq @int NOT NULL,
  last_done_at @int,
  last_word @text NOT NULL,
  made_by @id,
  at @int NOT NULL,
  PRIMARY KEY (office_id, id)
) @strict;

CREATE TABLE webhook_call (
  office_id @id,
  id @id,
  webhook_id @id,
  event @text NOT NULL,
  body @json NOT NULL,
  state @text NOT NULL,
  last_word @text NOT NULL,
  at @int NOT NULL,
  done_at @int,
  message_id @int,
  PRIMARY KEY (office_id, id)
) @strict;
CREATE INDEX webhook_call_of ON webhook_call (office_id, webhook_id, id);

ALTER TABLE account ADD COLUMN windows @text NOT NULL DEFAULT '{}';
