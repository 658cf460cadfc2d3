-- What people have fetched from openFDA and DailyMed, again and again: a query, or set ids.

create table harvest (
  id            uuid primary key,
  source        text not null,
  owner         text not null,
  name          text not null,
  -- One of the two.
  query         text,
  ids           text[],
  -- Words of the source for how it is to fetch.
  options       text[] not null default '{}',
  -- How often it runs by itself; null when it does not.
  every_seconds bigint check (every_seconds > 0),
  created_at    timestamptz not null,
  check ((query is null) <> (ids is null))
);
create index harvest_of on harvest (owner, created_at, id);

create table harvest_run (
  harvest_id  uuid not null references harvest on delete cascade,
  n           int  not null,
  asked_at    timestamptz not null,
  -- Only what was added or changed since; null for everything.
  since       date,
  -- The import that applies it; null until it is queued.
  import_id   text unique,
  -- How the import ended, noted when somebody looked; null before.
  ended       text,
  -- What the search found, once: an import that is taken up again fetches the same.
  searched_at timestamptz,
  items       text[],
  found       bigint,
  translation text,
  warnings    text,
  primary key (harvest_id, n)
);
