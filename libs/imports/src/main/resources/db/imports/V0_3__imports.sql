-- Imports: the job, the file as received, and the outcome of every record.

create table import_job (
  number           bigint      generated always as identity primary key,
  id               text        not null unique,
  kind             text        not null,
  name             text,
  owner            text        not null,
  state            text        not null default 'receiving'
    check (state in ('receiving', 'queued', 'running', 'finished', 'failed', 'cancelled')),
  -- Both are bound when the whole body is here; an upload that broke off binds no key.
  idempotency_key  text,
  body_hash        text,
  bytes            bigint      not null default 0,
  bytes_read       bigint      not null default 0,
  -- Raised by every worker that takes the job: a worker with an older one is fenced.
  claim            bigint      not null default 0,
  -- The position of the last record whose outcome is committed.
  done_position    bigint      not null default 0,
  created          bigint      not null default 0,
  updated          bigint      not null default 0,
  unchanged        bigint      not null default 0,
  older            bigint      not null default 0,
  deleted          bigint      not null default 0,
  absent           bigint      not null default 0,
  rejected         bigint      not null default 0,
  waiting          text,
  problem          jsonb,
  created_at       timestamptz not null default clock_timestamp(),
  started_at       timestamptz,
  ended_at         timestamptz,
  -- Raised by every change that a watcher of the job may want to see.
  revision         bigint      not null default 0,
  unique (owner, idempotency_key)
) with (fillfactor = 50);
create index import_job_open on import_job (number) where state in ('queued', 'running');
create index import_job_owner on import_job (owner, number);

-- Apart from the job's row, which a chunk holds locked: whoever cancels waits for no chunk.
create table import_cancellation (
  job bigint primary key references import_job (number) on delete cascade
);

create table import_spool (
  job  bigint not null references import_job (number) on delete cascade,
  seq  int    not null,
  data bytea  not null,
  primary key (job, seq)
);
-- The pieces are compressed files more often than not: compressing them again only costs time.
alter table import_spool alter column data set storage external;

create table import_outcome (
  job          bigint not null references import_job (number) on delete cascade,
  position     bigint not null,
  kind         text   not null,
  record_id    text,
  aggregate_id text,
  reason       text,
  primary key (job, position)
);
create index import_outcome_kind on import_outcome (job, kind, position);
