-- Citations of several sources: what each says, which citation it belongs to, and who decided so.

-- By what duplicates are found: hashes of title, and of volume, page and author. Null where there is
-- too little to find anything by; filled in for citations of before by a resumable job.
alter table citation add column title_key bigint;
alter table citation add column place_key bigint;
create index citation_by_title_key on citation (title_key) where title_key is not null;
create index citation_by_place_key on citation (place_key) where place_key is not null;
-- PubMed's records are compared with those that have no PMID only: a small index for the long import.
create index citation_unnumbered_title on citation (title_key) where pmid is null and title_key is not null;
create index citation_unnumbered_place on citation (place_key) where pmid is null and place_key is not null;

-- How far citations of before have their keys; gone when all have them.
create table citation_key_fill (after_id text collate "C" not null);
insert into citation_key_fill select '' where exists (select from citation);

-- What NLM or a curator says of a citation that other sources contribute to: its state without them.
-- Absent while nobody contributes, because then it is the state itself.
create table citation_principal (
  id   text collate "C" primary key references citation on delete cascade deferrable initially deferred,
  data jsonb not null
);

-- A record of another source.
create table citation_part (
  source      text collate "C" not null,
  key         text collate "C" not null,
  -- Null while it waits: for a citation with its identifiers, or for its source to revise it after
  -- a curator deleted the citation.
  citation_id text collate "C",
  withdrawn   boolean not null default false,
  pmid        text collate "C",
  doi         text collate "C",
  revised     text collate "C",
  data        jsonb not null,
  hash        text collate "C" not null,
  import_id   text,
  arrived_at  timestamptz not null default clock_timestamp(),
  primary key (source, key)
);
create index citation_part_of on citation_part (citation_id) where citation_id is not null;
create index citation_part_waiting_pmid on citation_part (pmid) where citation_id is null and pmid is not null;
create index citation_part_waiting_doi on citation_part (doi) where citation_id is null and doi is not null;

-- Every merge with its reason. What was absorbed is a record of a source, or a citation that stood
-- by itself before; undoing it makes it stand by itself again.
create table citation_merge (
  number   bigint generated always as identity primary key,
  survivor text collate "C" not null,
  source   text collate "C" not null,
  key      text collate "C" not null,
  -- The citation that it was before; null for a record that joined as it came.
  former   text collate "C",
  reason   text not null,
  by_whom  text not null,
  at       timestamptz not null default clock_timestamp(),
  undone_by text,
  undone_at timestamptz
);
create index citation_merge_of on citation_merge (survivor, number);
create index citation_merge_record on citation_merge (source, key);

-- Ids that citations had before they were merged into others.
create table citation_alias (
  id          text collate "C" primary key,
  citation_id text collate "C" not null
);
create index citation_alias_of on citation_alias (citation_id);

-- Pairs that a person decides, or has decided. one < other.
create table citation_pair (
  number     bigint generated always as identity primary key,
  one        text collate "C" not null,
  other      text collate "C" not null,
  verdict    text not null check (verdict in ('ambiguous', 'linked')),
  reason     text not null,
  decision   text check (decision in ('same', 'different')),
  decided_by text,
  decided_at timestamptz,
  found_at   timestamptz not null default clock_timestamp(),
  unique (one, other)
);
create index citation_pair_open on citation_pair (number) where decision is null;
create index citation_pair_other on citation_pair (other);
