-- What imports changed, as it was before: kept so that an import can be taken back.

-- The import that the state of a source's record comes from.
alter table source_record add column import_id text collate "C";

-- A citation's principal and what was remembered of its source, before an import changed them for the
-- first time. What an import created has no row, unless its source had been heard of before.
create table citation_before (
  import_id text collate "C" not null,
  id        text collate "C" not null,
  -- Null where there was no principal.
  data      jsonb,
  hash      text collate "C",
  -- Null where nothing was remembered.
  record    text collate "C",
  deletion  text collate "C",
  release   text collate "C",
  awaited   boolean not null default false,
  undated   text,
  -- The import that the state came from then.
  earlier   text collate "C",
  primary key (import_id, id)
);

-- A part before an import replaced it.
create table citation_part_before (
  import_id text collate "C" not null,
  source    text collate "C" not null,
  key       text collate "C" not null,
  revised   text collate "C",
  data      jsonb not null,
  hash      text collate "C" not null,
  earlier   text collate "C",
  primary key (import_id, source, key)
);
create index citation_part_import on citation_part (import_id) where import_id is not null;
