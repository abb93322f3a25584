-- Numbers kept free for letters that are not written yet, and numbers that no letter bears any more.
-- Written by numbers.cc. `free_reason` says why the number stays unused for good.
CREATE TABLE reserved_number (
  office_id @id,
  series @text NOT NULL,
  unit @text NOT NULL,
  year @int NOT NULL,
  number @int NOT NULL,
  shown @text NOT NULL,
  purpose @text NOT NULL,
  person_id @id,
  by_shown @text NOT NULL,
  at @int NOT NULL,
  taken_at @int,
  taken_for @text NOT NULL,
  freed_at @int,
  free_reason @text NOT NULL,
  PRIMARY KEY (office_id, series, unit, year, number)
) @keyed;

-- Who gets a carbon copy, a line each; and the running number behind the printed one, 0 where the
-- paper came from elsewhere or from before this was kept.
ALTER TABLE team_paper ADD COLUMN copies @text NOT NULL DEFAULT '';
ALTER TABLE team_paper ADD COLUMN number_year @int NOT NULL DEFAULT 0;
ALTER TABLE team_paper ADD COLUMN number_order @int NOT NULL DEFAULT 0;
