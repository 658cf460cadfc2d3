-- The outbox: a change and the word of it commit together; the relay publishes.

-- The part of every version that a restored database raises: version = epoch << 40 | n.
create table outbox_epoch (
  one boolean primary key default true check (one),
  epoch integer not null check (epoch between 1 and 4095),
  raised_at timestamptz not null default clock_timestamp()
);
insert into outbox_epoch (epoch) values (1);

-- The ledger. A row is the lock of its aggregate and allocates its versions; it is kept for ever,
-- after a deletion as the deletion row. Version 0: locked once, never written.
create table outbox_aggregate (
  type text collate "C" not null,
  id text collate "C" not null,
  version bigint not null default 0,
  changed_at timestamptz not null default clock_timestamp(),
  deleted boolean not null default false,
  primary key (type, id)
) with (fillfactor = 85);

-- What waits for the relay. Slim: the state is read when it is published.
create table outbox (
  id bigint generated always as identity primary key,
  type text collate "C" not null,
  aggregate_id text collate "C" not null,
  version bigint not null,
  kind text not null check (kind in ('changed', 'deleted')),
  changed_paths text[] not null,
  lane smallint not null check (lane in (0, 1)),
  created_at timestamptz not null default clock_timestamp(),
  unique (type, aggregate_id, version)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_cost_delay = 0);
create index outbox_by_lane on outbox (lane, id);

-- What the relay published last. Apart from the ledger, so that the relay never waits for a writer.
create table outbox_published (
  type text collate "C" not null,
  id text collate "C" not null,
  version bigint not null,
  data_schema text not null,
  content_hash text not null,
  primary key (type, id)
) with (fillfactor = 85);

-- Aggregates that could not be published at this version; each stops only itself.
create table outbox_blocked (
  type text collate "C" not null,
  id text collate "C" not null,
  version bigint not null,
  conflict boolean not null default false,
  reason text not null,
  since timestamptz not null default clock_timestamp(),
  primary key (type, id)
);

-- The broker's identity of each topic and how far the relay wrote it: a recreated or truncated topic,
-- and a database older than its topic, are recognised by these.
create table outbox_topic (
  topic text primary key,
  topic_id text not null,
  data_schema text not null
);
create table outbox_partition (
  topic text not null references outbox_topic on delete cascade,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- A running re-emission: a scan of the ledger in key order, resumed after after_id. With an epoch it
-- lifts every version into that epoch first.
create table outbox_reemission (
  type text collate "C" primary key,
  after_id text collate "C",
  epoch integer,
  reason text not null,
  started_at timestamptz not null default clock_timestamp(),
  published bigint not null default 0
);

-- Asked for, or found necessary: the database was restored; nothing is published before it is dealt with.
create table outbox_restoration (
  one boolean primary key default true check (one),
  reason text not null,
  requested_at timestamptz not null default clock_timestamp()
);

-- Locks aggregates in id order, whether or not they were ever written. The shared advisory lock is
-- taken first: raising the epoch waits for every writer that has seen the old one.
create function outbox_lock(wanted_type text, wanted text[])
returns table (locked_id text, locked_version bigint, locked_deleted boolean, current_epoch integer)
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(1279610690, 1);
  insert into outbox_aggregate (type, id)
    select wanted_type, w.id
      from (select distinct unnest(wanted) collate "C" as id) w
     order by w.id
    on conflict do nothing;
  return query
    select a.id, a.version, a.deleted, (select e.epoch from outbox_epoch e)
      from outbox_aggregate a
     where a.type = wanted_type and a.id = any (wanted)
     order by a.id
       for no key update of a;
end $$;

-- The aggregates that are next in a lane. Statistics of a queue are always stale, so the plan is not
-- left to them.
create function outbox_head(wanted_lane smallint, row_limit integer)
returns table (head_type text, head_id text)
language plpgsql stable
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_sort = on
as $$
begin
  return query
    select h.type, h.aggregate_id
      from (select o.type, o.aggregate_id, o.id
              from outbox o
             where o.lane = wanted_lane
               and not exists (select 1 from outbox_blocked b
                                where b.type = o.type and b.id = o.aggregate_id
                                  and b.version >= o.version)
             order by o.id
             limit row_limit) h
     group by h.type, h.aggregate_id
     order by min(h.id);
end $$;

-- The ledger rows of aggregates with what was published of them and every row that waits for them.
create function outbox_pending(wanted_types text[], wanted_ids text[])
returns table (
  ordinal bigint, aggregate_type text, aggregate_id text, aggregate_version bigint,
  aggregate_changed_at timestamptz, aggregate_deleted boolean,
  published_version bigint, published_schema text, published_hash text,
  aggregate_blocked boolean, row_id bigint, row_paths text[])
language plpgsql stable
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
    select w.n, a.type, a.id, a.version, a.changed_at, a.deleted,
           p.version, p.data_schema, p.content_hash,
           exists (select 1 from outbox_blocked b
                    where b.type = a.type and b.id = a.id and b.version >= a.version),
           o.id, o.changed_paths
      from unnest(wanted_types, wanted_ids) with ordinality as w (type, id, n)
      join outbox_aggregate a on a.type = w.type and a.id = w.id
      left join outbox_published p on p.type = w.type and p.id = w.id
      left join outbox o on o.type = w.type and o.aggregate_id = w.id
     where a.version > 0
     order by w.n, o.id;
end $$;
