-- Labels: the state in the shape of its event, and beside it what is searched by.
create table label (
  set_id text collate "C" primary key,
  kind text not null,
  jurisdiction text not null,
  language text not null,
  data jsonb not null,
  search tsvector not null,
  -- Of all renditions, when one was last seen again; beside the state and no part of it.
  last_confirmed timestamptz not null
);
create index label_by_search on label using gin (search);
create index label_by_confirmation on label (last_confirmed);

-- What drugs are told by: UNII and RxCUI, and names of substances in the form in which names are compared.
create table label_key (
  set_id text collate "C" not null references label on delete cascade,
  kind text not null check (kind in ('unii', 'rxcui', 'name')),
  key text collate "C" not null,
  primary key (set_id, kind, key)
);
create index label_key_by_key on label_key (kind, key);

-- One version as one source rendered it. Content that changed without a new version is a rendition more.
-- sections: the outline, with the hash of each text; detail: title, products, identifiers.
create table label_rendition (
  set_id text collate "C" not null,
  version bigint not null,
  rendering text not null,
  hash text collate "C" not null,
  -- The same of the words alone, whatever their white space and markup.
  words text collate "C" not null,
  effective text collate "C",
  document_id text collate "C",
  boxed_warning text collate "C",
  sections jsonb not null,
  detail jsonb not null,
  detail_hash text collate "C" not null,
  -- The source's own releases that had it, and the one that detail is of; '' where the source has none.
  first_release text collate "C" not null,
  last_release text collate "C" not null,
  detail_release text collate "C" not null,
  first_seen timestamptz not null,
  first_import text,
  first_file text,
  last_confirmed timestamptz not null,
  last_import text,
  last_file text,
  primary key (set_id, version, rendering, hash)
);

-- The texts of sections, each once: versions, and the labels of those who repack, share most of them.
create table label_text (
  hash text collate "C" primary key,
  html text not null,
  text text not null
);

create index drug_by_unii on drug ((data #>> '{identifiers,unii}'));
create index drug_by_rxcui on drug ((data #>> '{identifiers,rxcui}'));

-- Which drugs a label is of: follows from what is held of both, whichever came first.
create view label_drug as
  select k.set_id, d.id as drug_id, 1 as rank, k.kind as told_by
    from label_key k join drug d on (d.data #>> '{identifiers,unii}') = k.key
   where k.kind = 'unii'
  union all
  select k.set_id, d.id, 2, k.kind
    from label_key k join drug d on (d.data #>> '{identifiers,rxcui}') = k.key
   where k.kind = 'rxcui'
  union all
  select k.set_id, n.drug_id, 3, k.kind
    from label_key k join drug_name n on n.key = k.key
   where k.kind = 'name';
