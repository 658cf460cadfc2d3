-- What citations are found by (package search): a row for each, written with the citation's own.

-- Citations in the order in which they were first seen here. A number is given out under a shared lock that
-- lasts until the citation is committed, so that whoever takes the lock alone has seen all numbers below.
create sequence search_seen;

create table citation_search (
  id           text collate "C" primary key,
  first_seen   bigint not null,
  -- yyyymmdd as PubMed completes it; 0 when unknown.
  published_on int not null,
  -- The rank without a topic; that of a retracted record lies below all others.
  score        bigint not null,
  design       text collate "C" not null,
  species      text collate "C" not null,
  state        text collate "C" not null,
  kind         text collate "C" not null,
  source       text collate "C" not null,
  journal      text collate "C",
  languages    text[] collate "C" not null,
  types        text[] collate "C" not null,
  headings     text[] collate "C" not null,
  -- Words with their places, and exact terms behind a code and a colon: see SearchTerms.
  terms        tsvector not null
);
-- Searches read every row that they find, for its order and its facets, but seldom its terms: those are
-- moved out of the row.
alter table citation_search set (toast_tuple_target = 512);
create index search_terms on citation_search using gin (terms);
create index search_published on citation_search (published_on);
create index search_first_seen on citation_search (first_seen);

-- One row: which form of the rows stands here, and how far they are brought to it.
create table search_fill (
  only_row boolean primary key default true check (only_row),
  revision int not null,
  after_id text collate "C" not null,
  done     boolean not null
);
insert into search_fill (revision, after_id, done) values (0, '', false);

-- Strategies that people keep.
create table strategy (
  id         uuid primary key,
  owner      text not null,
  name       text not null,
  query      text not null,
  created_at timestamptz not null
);
create index strategy_of on strategy (owner, created_at, id);

-- What a strategy found when it was run: of the citations first seen up to `seen`; `added` of them after `since`,
-- where the run before had ended.
create table strategy_run (
  strategy_id uuid not null references strategy on delete cascade,
  n           int not null,
  at          timestamptz not null,
  total       bigint not null,
  added       bigint not null,
  since       bigint not null,
  seen        bigint not null,
  translation text not null,
  primary key (strategy_id, n)
);
