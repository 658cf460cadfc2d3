-- What the tests import: lines of an id and a value. "applied" counts the times a line was written.
create table line (
  id      text primary key,
  value   text not null check (value <> 'refused-by-database'),
  applied int  not null default 1
);
