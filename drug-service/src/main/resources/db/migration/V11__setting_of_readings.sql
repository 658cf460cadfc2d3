-- How sure a rule had to be when drugs last followed what was read in their labels: with another setting all follow again.
create table reading_setting (
  one boolean primary key default true check (one),
  least_confidence numeric not null
);
