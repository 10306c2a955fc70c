-- A move may make rows anew from the chunks here instead of copying them: to another embedder, to another schema, or because
-- the vectors are lost.
alter table moves add column if not exists rebuild boolean not null default false;
