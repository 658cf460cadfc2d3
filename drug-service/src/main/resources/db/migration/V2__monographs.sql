-- Monographs, in the shape of their event, and which drugs they are about. A drug need not be there:
-- it takes over what the monograph says of itself when it comes.
create table monograph (
  id text collate "C" primary key,
  data jsonb not null
);

create table monograph_drug (
  drug_id text collate "C" not null,
  monograph_id text collate "C" not null references monograph on delete cascade,
  primary key (drug_id, monograph_id)
);
create index monograph_drug_by_monograph on monograph_drug (monograph_id);
