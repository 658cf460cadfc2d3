-- Comparisons of what the gateway holds with what the owners hold; at most one runs.
create table verification (
  id bigint generated always as identity primary key,
  requested_by text not null,
  requested_at timestamptz not null default clock_timestamp(),
  alive_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  state text not null default 'running' check (state in ('running', 'finished', 'failed')),
  -- What goes on, then how it ended.
  statement text not null default '',
  -- {"topic": 12, …}
  compared jsonb not null default '{}',
  drifts bigint not null default 0,
  -- The first of them: [{"kind": …, "type": …, "id": …, "detail": …}, …]
  drift jsonb not null default '[]'
);
create unique index verification_running on verification ((true)) where state = 'running';
