-- Errands that leave the building: promised inside an act's transaction, carried out after it.
CREATE TABLE outbox (
    office_id @id,
    id @id,
    kind @text NOT NULL,
    account @text NOT NULL,
    once @text NOT NULL,
    body @text NOT NULL,
    state @text NOT NULL,
    -- When the outbox must attend to the row: try, look, end a lease, tell. Null: nothing is left.
    due_at @int,
    attempts @int NOT NULL,
    -- How often it was handed to a carrier: names one attempt, so that a late one is recognised.
    carried @int NOT NULL,
    looks @int NOT NULL,
    -- 1: the sender has not been told of the end yet.
    untold @int NOT NULL,
    ticket @text NOT NULL,
    last_word @text NOT NULL,
    receipt_id @text NOT NULL,
    receipt_url @text NOT NULL,
    PRIMARY KEY (office_id, id),
    UNIQUE (office_id, kind, once)
) @strict;
CREATE INDEX outbox_due ON outbox (kind, due_at) WHERE due_at IS NOT NULL;
-- One in flight per account, whatever the program believes.
CREATE UNIQUE INDEX outbox_in_flight ON outbox (office_id, account)
    WHERE state = 'sending' AND account <> '';
