-- Labels over which the rules failed: what was read of them before stands, and this says so.
create table label_unread (
  set_id text collate "C" primary key references label on delete cascade,
  names text not null,
  fault text not null,
  since timestamptz not null
);
