-- The derived tables of one generation, created in the schema g<N> that stands first in search_path.
-- Everything here follows from the events alone and can be rebuilt beside the live generation.
-- Ids compare bytewise: their order is part of what is served and must not depend on a locale.

-- Where each source is read next. topic_id tells a recreated topic, last_broker_time how long was missed.
create table source_offset (
    topic            text collate "C"    not null,
    partition        integer not null,
    topic_id         text collate "C"    not null,
    next_offset      bigint  not null,
    last_broker_time timestamptz,
    primary key (topic, partition)
) with (fillfactor = 50);

-- Topics. A deleted topic keeps its row: its version keeps late events out.
create table topic (
    id           text collate "C" primary key,
    version      bigint  not null,
    data_schema  text    not null,
    hash         text    not null,
    deleted      boolean not null,
    condition    boolean not null,
    was_other    boolean not null,  -- once known not to be a condition: headings naming it were not kept
    scheme       text,
    kind         text,
    name         text,
    natural_name text,
    slug         text,
    replaced_by  text,
    tree_numbers text[]  not null,
    broader      text[]  not null,
    narrower     text[]  not null,
    data         jsonb
);
create index topic_slug on topic (slug) where not deleted;

-- Names of the conditions, normalised by NameKey; preferred marks name and natural name. loose_key is
-- what a search compares: without the possessive and the plural.
create table topic_name (
    name_key  text collate "C"    not null,
    topic_id  text collate "C"    not null,
    name      text    not null,
    preferred boolean not null,
    loose_key text collate "C"    not null,
    primary key (topic_id, name_key)
);
create index topic_name_loose on topic_name (loose_key text_pattern_ops, topic_id);
create index topic_name_key on topic_name (name_key text_pattern_ops, topic_id);

-- Direct parents among the conditions: the nearest known tree number above, asserted broader topics, umbrellas.
create table topic_parent (
    child  text collate "C" not null,
    parent text collate "C" not null,
    primary key (child, parent)
);
create index topic_parent_parent on topic_parent (parent, child);

-- Citations. year 0 is unknown; headings are the ids kept in citation_heading.
create table citation (
    id          text collate "C" primary key,
    version     bigint   not null,
    data_schema text     not null,
    hash        text     not null,
    deleted     boolean  not null,
    year        smallint not null,
    design      text     not null,
    species     text     not null,
    state       text     not null,
    headings    text[]   not null,
    data        jsonb
);

-- Which publications refer to a work, by any id under which references name it.
create index citation_cites on citation using gin ((data -> 'cites'))
    with (gin_pending_list_limit = 256);

-- The ids under which references may name a retracted publication: few, so that whoever shows a publication
-- finds what it cites of them.
create table retracted_key (
    key         text collate "C" not null,
    citation_id text collate "C" not null,
    primary key (key, citation_id)
);
create index retracted_key_citation on retracted_key (citation_id);

-- Which citations name a topic, known or not: what a relink of that topic reads.
create table citation_heading (
    topic_id    text collate "C" not null,
    citation_id text collate "C" not null,
    primary key (topic_id, citation_id)
);

-- A citation under a condition: once, however many of its headings lie below it.
-- via is the heading whose terms (major, in_title) rank highest; score is Rank's, in micro-units.
-- textual: no heading says so, but title or abstract.
create table condition_citation (
    citation_id  text collate "C"     not null,
    condition_id text collate "C"     not null,
    direct       boolean  not null,
    via          text collate "C"     not null,
    major        boolean  not null,
    in_title     boolean  not null,
    year         smallint not null,
    design       text     not null,
    species      text     not null,
    retracted    boolean  not null,
    score        bigint   not null,
    textual      boolean  not null,
    primary key (citation_id, condition_id)
);
create index condition_citation_rank on condition_citation (condition_id, score desc, year desc, citation_id) where not retracted;
create index condition_citation_retracted on condition_citation (condition_id, citation_id) where retracted;

-- Counters of a condition's citations; facet is total (value ''), year, design, species or state.
create table condition_count (
    condition_id text collate "C"   not null,
    facet        text collate "C"   not null,
    value        text collate "C"   not null,
    n            bigint not null,
    primary key (condition_id, facet, value)
) with (fillfactor = 70);

-- Drugs.
create table drug (
    id          text collate "C" primary key,
    version     bigint  not null,
    data_schema text    not null,
    hash        text    not null,
    deleted     boolean not null,
    name        text,
    topics      text[]  not null,
    data        jsonb,
    class_key   text collate "C",      -- DrugClass's form of its class
    restricted_classes text[] not null -- the same of the classes that its restrictions are against
);
create index drug_class on drug (class_key) where not deleted;

-- Which drugs name a topic in an indication or a restriction: what a relink of that topic reads.
create table drug_topic (
    topic_id text collate "C" not null,
    drug_id  text collate "C" not null,
    primary key (topic_id, drug_id)
);
create index drug_topic_drug on drug_topic (drug_id);

-- A drug in a condition's view: indicated for it, for a narrower condition, or restricted in it.
create table condition_drug (
    drug_id      text collate "C"    not null,
    condition_id text collate "C"    not null,
    direct       boolean not null,
    narrower     boolean not null,
    restricted   boolean not null,
    primary key (drug_id, condition_id)
);
create index condition_drug_condition on condition_drug (condition_id, drug_id);

-- A citation that concerns a condition and names a drug as an intervention: once, wherever it names it.
-- how is title, abstract or heading, the first that does; the rest is that of condition_citation.
create table condition_drug_citation (
    citation_id  text collate "C"     not null,
    condition_id text collate "C"     not null,
    drug_id      text collate "C"     not null,
    how          text     not null,
    year         smallint not null,
    design       text     not null,
    species      text     not null,
    retracted    boolean  not null,
    score        bigint   not null,
    primary key (citation_id, condition_id, drug_id)
);
create index condition_drug_citation_rank on condition_drug_citation
    (condition_id, drug_id, score desc, year desc, citation_id) where not retracted;
create index condition_drug_citation_reported on condition_drug_citation
    (condition_id, drug_id, score desc, year desc, citation_id)
    where not retracted and species in ('human', 'unstated');
create index condition_drug_citation_retracted on condition_drug_citation (condition_id, drug_id) where retracted;

-- Counters of those; facet is total (value ''), design, or reported: people or unstated, not retracted.
create table condition_drug_count (
    condition_id text collate "C"   not null,
    drug_id      text collate "C"   not null,
    facet        text collate "C"   not null,
    value        text collate "C"   not null,
    n            bigint not null,
    primary key (condition_id, drug_id, facet, value)
) with (fillfactor = 70);
create index condition_drug_count_drug on condition_drug_count (drug_id, condition_id) where facet = 'total';

-- Resumable relinking: everything that names topic_id, from after_id on; '*' stands for every citation.
-- conditions are those whose links may still change, '*' for any: their view says that linking is pending.
create table relink (
    topic_id   text collate "C"   primary key,
    after_id   text collate "C" not null default '',
    conditions text[] not null
);
