-- Somebody has stopped the work at a move, until somebody lets it go on. Null: nobody has.
alter table moves
  add column if not exists paused_at timestamptz,
  add column if not exists paused_by text,
  -- How much a vector of the new collection may differ in the present verification: `float16`, or a number. Null: in no bit.
  add column if not exists tolerance text;
