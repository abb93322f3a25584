-- From which address a guest sends, as a hash: a cookie can be thrown away, an address not so easily.
ALTER TABLE upload ADD COLUMN peer @text NOT NULL DEFAULT '';
CREATE INDEX upload_by_peer ON upload (office_id, peer);
