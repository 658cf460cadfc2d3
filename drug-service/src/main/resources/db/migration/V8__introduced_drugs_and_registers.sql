-- The id of the drug that a label introduces where nobody has entered it.
alter table label_key drop constraint label_key_kind_check;
alter table label_key add constraint label_key_kind_check
  check (kind in ('unii', 'rxcui', 'name', 'drug'));
create index drug_by_introducing_label on drug ((data #>> '{source,setId}'));

-- Drugs that a person deleted: no label brings them back.
create table drug_dismissed (
  drug_id text collate "C" primary key
);

-- Entries of registers: applications of Drugs@FDA, designations of the orphan list. Each content of an entry is a
-- row; what is current follows from the releases that showed it.
create table register_entry (
  id text collate "C" not null,
  hash text collate "C" not null,
  register text not null,
  data jsonb not null,
  primary key (id, hash)
);

-- Which imports showed it; release is the newest day that the file speaks of.
create table register_seen (
  id text collate "C" not null,
  hash text collate "C" not null,
  import_id text collate "C" not null,
  register text not null,
  release text collate "C" not null,
  seen_at timestamptz not null,
  primary key (id, hash, import_id),
  foreign key (id, hash) references register_entry on delete cascade
);
create index register_seen_by_release on register_seen (register, release);
create index register_seen_by_import on register_seen (import_id);

-- Names of active substances, in the form in which names are compared.
create table register_key (
  id text collate "C" not null,
  hash text collate "C" not null,
  key text collate "C" not null,
  primary key (key, id, hash),
  foreign key (id, hash) references register_entry on delete cascade
);
create index register_key_by_entry on register_key (id, hash);
