-- Drugs: the state in the shape of its event, and beside it what is searched by.
create table drug (
  id text collate "C" primary key,
  name text not null,
  data jsonb not null
);

-- Names of a drug (INN, brands, synonyms) in the form in which names are compared.
create table drug_name (
  drug_id text collate "C" not null references drug on delete cascade,
  key text collate "C" not null,
  primary key (key, drug_id)
);
create index drug_name_by_drug on drug_name (drug_id);

-- One row per indication, for the list across drugs; the statement itself is data->'indications'->place.
create table indication (
  drug_id text collate "C" not null references drug on delete cascade,
  id text collate "C" not null,
  place integer not null,
  condition_id text collate "C",
  condition_key text collate "C" not null,
  jurisdiction text not null,
  status text not null,
  primary key (drug_id, id)
);
create index indication_by_condition on indication (condition_id, drug_id, id);
create index indication_by_condition_key on indication (condition_key, drug_id);

-- Which names of conditions a drug's statements (indications and restrictions) use and leave to this
-- service to resolve; a curator's choice is not among them.
create table condition_use (
  key text collate "C" not null,
  drug_id text collate "C" not null references drug on delete cascade,
  primary key (key, drug_id)
);
create index condition_use_by_drug on condition_use (drug_id);

-- What this service keeps of the topics: enough to tell which one a name means. Written by nothing but
-- the topics' events; a deleted topic stays as a row, so that a late event never brings it back.
create table topic (
  id text collate "C" primary key,
  version bigint not null,
  data_schema text not null,
  content_hash text not null,
  deleted boolean not null,
  condition boolean not null,
  replaced_by text collate "C",
  same_as text[] not null,
  broader text[] not null,
  narrower text[] not null,
  partition integer not null
);
create index topic_by_partition on topic (partition);

-- Names by which a condition is found. rank 0: preferred name; 1: any other.
create table topic_name (
  key text collate "C" not null,
  topic_id text collate "C" not null references topic on delete cascade,
  rank smallint not null check (rank in (0, 1)),
  primary key (key, topic_id)
);
create index topic_name_by_topic on topic_name (topic_id);

-- How far the topics were read; committed with what was read. topic_id is the broker's own identity of
-- the topic: another one means that it was created anew and has to be read from its beginning.
create table topic_source (
  partition integer primary key,
  topic_id text not null,
  next_offset bigint not null,
  last_broker_time timestamptz not null
);

-- Names whose meaning may have changed; the statements that use them are resolved again, drug by drug
-- in order of id. after_drug: how far that is done.
create table topic_name_due (
  key text collate "C" primary key,
  after_drug text collate "C" not null default ''
);
