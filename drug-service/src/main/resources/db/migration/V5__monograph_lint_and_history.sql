-- Names as they are written, tree numbers: what text is read with, and how conditions stand to each
-- other. They come with the topics, which are therefore read again from the beginning.
alter table topic_name add column name text;
update topic_name set name = key;
alter table topic_name alter column name set not null;
alter table topic add column tree_numbers text[] not null default '{}';
create index topic_by_same_as on topic using gin (same_as);
create index topic_by_narrower on topic using gin (narrower);
create index topic_by_tree_number on topic using gin (tree_numbers);
update topic set data_schema = '';
delete from topic_source;

-- What an article said after each change, for ever. data is null where the change was its deletion.
create table monograph_version (
  monograph_id text collate "C" not null,
  version bigint not null,
  data jsonb,
  changed_at timestamptz not null,
  changed_by text not null,
  reason text,
  primary key (monograph_id, version)
);

insert into monograph_version (monograph_id, version, data, changed_at, changed_by, reason)
select m.id, a.version, m.data, now(), 'system', 'held before versions were kept'
  from monograph m join outbox_aggregate a on a.type = 'monograph' and a.id = m.id;

-- An article that is being written, beside the one that is published, if there is one. A revision
-- is never used twice; based_on is the version that it was begun from.
create sequence monograph_draft_revision;
create table monograph_draft (
  monograph_id text collate "C" primary key,
  revision bigint not null,
  based_on bigint not null,
  data jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null,
  reason text
);
