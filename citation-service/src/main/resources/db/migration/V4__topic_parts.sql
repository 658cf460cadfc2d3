-- What each source says of a topic. A topic is a function of these tables (package topic.part), so that the
-- order in which files come leaves no trace.

create table topic_part (
  topic_id text collate "C" not null,
  -- `record`, `terms`, `trees`, `medic`, `sssom:…`, or `curated`: what a person wrote, until a record comes.
  source   text collate "C" not null,
  -- The highest statement that came, as a text that sorts.
  position text collate "C" not null,
  -- A curator deleted the topic: statements up to here do not count.
  deletion text collate "C",
  -- The year of that statement's file or revision; empty when nothing tells it.
  release  text collate "C" not null,
  -- Every preferred name that this source ever gave.
  names    text[] not null,
  -- The statement: a topic of which most may be missing.
  data     jsonb not null,
  primary key (topic_id, source)
);

-- Tables of MeSH trees know names, not ids: of each name the newest release's tree numbers.
create table mesh_tree (
  name_key text collate "C" primary key,
  release  text collate "C" not null,
  numbers  text[] not null,
  position text collate "C" not null
);

-- The releases of which the whole table came.
create table mesh_tree_release (
  release text collate "C" primary key
);

-- The names of MeSH topics, in lower case.
create table mesh_name (
  name_key  text collate "C" not null,
  topic_id  text collate "C" not null,
  preferred boolean not null,
  primary key (name_key, topic_id)
);
create index mesh_name_of on mesh_name (topic_id);

-- The headings that a supplementary concept maps to: an id, or `name:` and a name.
create table topic_heading (
  heading  text collate "C" not null,
  topic_id text collate "C" not null,
  primary key (heading, topic_id)
);
create index topic_heading_of on topic_heading (topic_id);

-- The names of Mondo diseases that have no exact match in MeSH.
create table mondo_label (
  topic_id text collate "C" primary key,
  name_key text collate "C" not null
);
create index mondo_label_by_name on mondo_label (name_key);

-- Topics that are here already.
insert into topic_part (topic_id, source, position, release, names, data)
select t.id,
       case t.data -> 'source' ->> 'kind' when 'curated' then 'curated' else 'record' end,
       coalesce(s.record, ''),
       coalesce(s.release, left(t.data -> 'source' ->> 'revised', 4), ''),
       array[t.data ->> 'name'],
       t.data - 'slug'
  from topic t
  left join source_record s on s.type = 'topic' and s.id = t.id;

insert into mesh_name (name_key, topic_id, preferred)
select key, id, bool_or(preferred)
  from (select lower(t.data ->> 'name') as key, t.id, true as preferred
          from topic t where t.data ->> 'scheme' = 'mesh'
        union all
        select lower(t.data ->> 'naturalName'), t.id, true
          from topic t where t.data ->> 'scheme' = 'mesh' and t.data ? 'naturalName'
        union all
        select lower(n.name), t.id, false
          from topic t, jsonb_array_elements_text(t.data -> 'synonyms') as n (name)
         where t.data ->> 'scheme' = 'mesh') as names
 group by key, id;

insert into topic_heading (heading, topic_id)
select distinct h.heading, t.id
  from topic t, jsonb_array_elements_text(t.data -> 'broader') as h (heading)
 where t.data ->> 'kind' = 'supplementary';
