-- Records of the topics' log that could not be taken, as they came: the dead-letter topic has them
-- too, and this is what an operator reads and redrives.
create table topic_dead_letter (
  id bigint generated always as identity primary key,
  partition integer not null,
  record_offset bigint not null,
  record_time timestamptz not null,
  record_key bytea,
  record_value bytea,
  -- [[name, value in base64 or null], …]
  headers jsonb not null,
  reason text not null,
  state text not null default 'parked' check (state in ('parked', 'applied', 'stale')),
  at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  unique (partition, record_offset, record_time)
);
create index topic_dead_letter_parked on topic_dead_letter (id) where state = 'parked';
