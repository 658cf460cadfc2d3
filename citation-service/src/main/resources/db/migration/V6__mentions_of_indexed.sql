-- Titles are searched for whatever their citations are indexed with: the names of every topic matter now,
-- not only those of conditions, and whether a topic has a record, since MEDIC's names count for less; and every citation is resolved again once.

create or replace function mention_note_topics() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform from added limit 1;
  elsif tg_op = 'DELETE' then
    perform from removed limit 1;
  else
    perform
       from added a
       join removed r using (id)
      where (a.condition, a.data -> 'name', a.data -> 'naturalName', a.data -> 'synonyms',
             a.data ? 'replacedBy', a.data #> '{source,revised}' is null)
            is distinct from
            (r.condition, r.data -> 'name', r.data -> 'naturalName', r.data -> 'synonyms',
             r.data ? 'replacedBy', r.data #> '{source,revised}' is null)
      limit 1;
  end if;
  if found then
    insert into mention_topic_change default values;
  end if;
  return null;
end
$$;

insert into mention_topic_change default values;
