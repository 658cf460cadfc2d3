-- Headings by themselves: a heading with hundreds of narrower ones is answered from these, not by one tsquery.
alter table citation_search add column majors text[] collate "C" not null default '{}';
create index search_headings on citation_search using gin (headings);
create index search_majors on citation_search using gin (majors);

-- Vectors hardly shrink when compressed, and a phrase reads those of all its candidates.
alter table citation_search alter column terms set storage external;
-- One explosion walks these many times, each time with what is pending.
alter index search_headings set (gin_pending_list_limit = 128);
alter index search_majors set (gin_pending_list_limit = 128);
