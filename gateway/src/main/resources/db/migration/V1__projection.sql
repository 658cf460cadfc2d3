-- What the gateway keeps for good, whatever generation of the derived tables is live.

-- One row: who may write (epoch), the one sequence of everything the gateway says (position),
-- and which schema g<generation> readers use.
create table projector (
    only_row   boolean primary key default true check (only_row),
    epoch      bigint  not null,
    position   bigint  not null,
    generation integer not null,
    elected_at timestamptz
) with (fillfactor = 50);
insert into projector (epoch, position, generation) values (0, 0, 0);

-- The change feed: one row per position, with a thin entry per condition it affects.
create table change (
    position      bigint primary key,
    at            timestamptz not null,
    kind          text        not null check (kind in ('safety', 'regulatory', 'evidence', 'bibliographic', 'rank', 'rebuilt')),
    changed_paths text[]      not null default '{}',
    cause         jsonb       not null
);
create table change_condition (
    condition_id text collate "C" not null,
    position     bigint not null,
    primary key (condition_id, position)
);
create index change_condition_position on change_condition (position);

-- A condition's version: the last position that affected it. Kept when its entries are pruned.
create table condition_version (
    condition_id text collate "C" primary key,
    position     bigint not null
) with (fillfactor = 70);

-- Every position up to and including this one has been pruned from the feed.
create table change_horizon (
    only_row boolean primary key default true check (only_row),
    position bigint not null
);
insert into change_horizon (position) values (0);

-- Conditions whose summary event has still to be appended to the outbox.
create table condition_view_due (
    condition_id text collate "C" primary key,
    position     bigint not null
) with (fillfactor = 70);

-- Rebuilds beside the live generation, newest last; at most one is open.
create table rebuild (
    id           bigint generated always as identity primary key,
    reason       text        not null,
    requested_by text        not null,
    requested_at timestamptz not null default now(),
    forced       boolean     not null default false,
    state        text        not null default 'requested'
        check (state in ('requested', 'running', 'waiting', 'switched', 'failed', 'abandoned')),
    generation   integer,
    detail       text,
    changed      bigint,
    finished_at  timestamptz
);
create unique index rebuild_open on rebuild ((true)) where state in ('requested', 'running', 'waiting');

-- Records that could not be applied, with their original bytes; redriven on an operator's request.
create table dead_letter (
    id            bigint generated always as identity primary key,
    topic         text        not null,
    topic_id      text        not null,
    partition     integer     not null,
    record_offset bigint      not null,
    record_time   timestamptz not null,
    record_key    bytea,
    record_value  bytea,
    headers       jsonb       not null,
    reason        text        not null,
    at            timestamptz not null default now(),
    state         text        not null default 'parked' check (state in ('parked', 'requested', 'applied', 'stale')),
    settled_at    timestamptz,
    unique (topic, topic_id, partition, record_offset)
);
create index dead_letter_requested on dead_letter (id) where state = 'requested';

-- A version seen with two contents: raised here, and settled by the log's last word.
create table version_conflict (
    id            bigint generated always as identity primary key,
    type          text        not null,
    subject       text        not null,
    version       bigint      not null,
    kept_hash     text        not null,
    seen_hash     text        not null,
    topic         text        not null,
    partition     integer     not null,
    record_offset bigint      not null,
    at            timestamptz not null default now(),
    unique (type, subject, version, seen_hash)
);
