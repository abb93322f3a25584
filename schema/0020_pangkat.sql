-- The rank of a member, as the office's letters print it below the name.
ALTER TABLE membership ADD COLUMN rank @text NOT NULL DEFAULT '';
