-- Access: the audit log, and the answers kept for idempotency keys.

create table audit_log (
  id             bigint generated always as identity primary key,
  at             timestamptz not null default clock_timestamp(),
  who            text        not null,
  act            text        not null,
  aggregate_type text        not null,
  aggregate_id   text        not null,
  before         jsonb,
  after          jsonb,
  why            text
);
create index audit_log_aggregate on audit_log (aggregate_type, aggregate_id, id);

create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end
$$;
create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function audit_log_is_append_only();
create trigger audit_log_no_truncate before truncate on audit_log
  for each statement execute function audit_log_is_append_only();

-- The row is inserted at the start of the creating transaction: a second request with the same key
-- waits for the first one's commit on the unique index, then reads its answer.
create table idempotency_key (
  id           bigint generated always as identity primary key,
  who          text        not null,
  operation    text        not null,
  key          text        not null,
  request_hash text        not null,
  status       int,
  headers      jsonb,
  body         text,
  at           timestamptz not null default clock_timestamp(),
  unique (who, operation, key)
);
create index idempotency_key_at on idempotency_key (at);
