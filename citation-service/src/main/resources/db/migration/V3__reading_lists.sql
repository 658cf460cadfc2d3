-- What there is to read on a topic: a row for each topic that a citation is indexed with or names
-- without ambiguity, also where the topic itself is not known yet. Kept with the citation's row.

create table reading_entry (
  topic_id    text collate "C" not null,
  citation_id text collate "C" not null,
  -- By an indexer; otherwise only the text names the topic.
  indexed     boolean not null,
  -- The terms of the rank, and their sum.
  major       boolean not null,
  in_title    boolean not null,
  year        int not null,
  design      text collate "C" not null,
  species     text collate "C" not null,
  score       bigint not null,
  -- Retracted: listed behind all others.
  withdrawn   boolean not null,
  primary key (citation_id, topic_id)
);
-- The order of the lists; a page is one walk along it.
create index reading_order
    on reading_entry (topic_id, withdrawn, (-score), (-year), citation_id);

-- How many entries a topic has: the sum over its slots. Writers at the same time have a slot each,
-- so that they do not wait for one another at the topics that nearly everything is indexed with.
create table reading_count (
  topic_id text collate "C" not null,
  slot     int not null,
  n        bigint not null,
  primary key (topic_id, slot)
);

-- Stands while citations from before this table are still without their entries; says how far the
-- filling has come.
create table reading_fill (
  one      boolean primary key default true check (one),
  after_id text collate "C" not null
);
insert into reading_fill (after_id) select '' where exists (select from citation);
