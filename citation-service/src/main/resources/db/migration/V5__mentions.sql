-- Mentions of conditions in titles and abstracts: when topics have changed, and how far the citations
-- have been resolved again since.

-- One row. A generation knows every change of topics that was committed when it began.
create table mention_scan (
  only_row   boolean primary key default true check (only_row),
  generation bigint not null default 0,
  -- Every citation up to this id is resolved with this generation or a newer one.
  after_id   text collate "C" not null default '',
  done       boolean not null default false
);
insert into mention_scan default values;

-- A row for each statement that changed what conditions are called, until a generation knows it.
create table mention_topic_change (
  seq bigint generated always as identity primary key,
  at  timestamptz not null default clock_timestamp()
);

create function mention_note_topics() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform from added where condition limit 1;
  elsif tg_op = 'DELETE' then
    perform from removed where condition limit 1;
  else
    perform
       from added a
       join removed r using (id)
      where (a.condition or r.condition)
        and (a.condition, a.data -> 'name', a.data -> 'naturalName', a.data -> 'synonyms',
             a.data ? 'replacedBy')
            is distinct from
            (r.condition, r.data -> 'name', r.data -> 'naturalName', r.data -> 'synonyms',
             r.data ? 'replacedBy')
      limit 1;
  end if;
  if found then
    insert into mention_topic_change default values;
  end if;
  return null;
end
$$;

create trigger mention_topics_inserted after insert on topic
  referencing new table as added
  for each statement execute function mention_note_topics();
create trigger mention_topics_updated after update on topic
  referencing old table as removed new table as added
  for each statement execute function mention_note_topics();
create trigger mention_topics_deleted after delete on topic
  referencing old table as removed
  for each statement execute function mention_note_topics();
