-- Harvests are kept alike for every source: ids and items are text, as the source names its records.

alter table harvest add column source text not null default 'pubmed';
alter table harvest alter column source drop default;
alter table harvest add column options text[] not null default '{}';
alter table harvest rename column pmids to ids;
alter table harvest alter column ids type text[] using ids::text[];
alter table harvest_run rename column pmids to items;
alter table harvest_run alter column items type text[] using items::text[];
