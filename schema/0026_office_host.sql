-- Where an office's portal is at "/": the name of a host, without port; '' for none (people.cc).
ALTER TABLE office ADD COLUMN host @text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX office_by_host ON office (host) WHERE host <> '';
