-- The files of PubMed's releases, baseline and updates, as they were applied.

-- One row each time that a file was taken up: again when it was replaced, or when its import had failed.
create table pubmed_file (
  -- As in its name: 26 and 1335 in pubmed26n1335.xml.gz.
  year      int  not null,
  number    int  not null,
  turn      int  not null,
  folder    text not null,
  md5       text not null,
  -- The file's date and size as it was listed: while they stand, its checksum is not asked for again.
  stamp     text,
  state     text not null default 'fetched'
    check (state in ('fetched', 'importing', 'applied', 'failed')),
  import_id text,
  reason    text,
  began_at  timestamptz not null default clock_timestamp(),
  ended_at  timestamptz,
  primary key (year, number, turn)
);

-- One row: who is at work, what was asked for, and what was said last.
create table pubmed_files_run (
  only_row    boolean primary key default true check (only_row),
  asked       bigint not null default 0,
  answered    bigint not null default 0,
  leased_by   text,
  leased_till timestamptz,
  -- What goes on while somebody is at work, then how it ended.
  state       text not null default 'never-run'
    check (state in ('never-run', 'running', 'up-to-date', 'stopped')),
  statement   text not null default 'PubMed''s files have not been looked at yet.',
  listed      text,
  looked_at   timestamptz
);
insert into pubmed_files_run default values;
