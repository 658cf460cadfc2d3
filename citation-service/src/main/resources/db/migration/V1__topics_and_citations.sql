-- Citations and topics: each row holds the full state as its event carries it, and the columns that it
-- is found by. Versions and deletions stand in the outbox's ledger.

create table citation (
  id    text collate "C" primary key,
  pmid  text collate "C",
  pmcid text collate "C",
  doi   text collate "C",
  data  jsonb not null,
  -- Of the state as its source or its last editor gave it.
  hash  text collate "C" not null
);
-- A citation named by its PMID is found by its id; only the others need this index.
create index citation_by_pmid on citation (pmid) where id <> 'pmid:' || pmid;
create index citation_by_pmcid on citation (pmcid) where pmcid is not null;
create index citation_by_doi on citation (doi) where doi is not null;

create table topic (
  id        text collate "C" primary key,
  condition boolean not null,
  data      jsonb not null,
  hash      text collate "C" not null
);
create index topic_conditions on topic (id) where condition;

-- Tree numbers, to find the parents of a topic; more than one topic may bear one while two releases mix.
create table topic_tree (
  number   text collate "C" not null,
  topic_id text collate "C" not null references topic on delete cascade,
  primary key (number, topic_id)
);
create index topic_tree_of on topic_tree (topic_id);

-- Page names of conditions: allocated once, never given to another topic, kept after a deletion.
create table topic_slug (
  slug         text collate "C" primary key,
  topic_id     text collate "C" not null unique,
  allocated_at timestamptz not null default clock_timestamp()
);

-- What is remembered of sources, also of what is deleted. Positions are texts that sort.
create table source_record (
  type         text collate "C" not null,
  id           text collate "C" not null,
  -- The highest record that came.
  record       text collate "C",
  -- The highest deletion that came: the aggregate stands only above it.
  deletion     text collate "C",
  -- The newest release that confirmed the record's content.
  release      text collate "C",
  -- An undated deletion came before any record; the first that comes is the one it meant.
  awaited      boolean not null default false,
  -- The documents, one a line, whose undated deletions were counted.
  undated      text,
  confirmed_at timestamptz not null default clock_timestamp(),
  primary key (type, id)
);
