-- What rules read in the current version of each label, and with which names.
create table label_reading (
  set_id text collate "C" primary key references label on delete cascade,
  names text not null,
  found jsonb not null
);

-- Labels to be read: written in the transaction that changes them.
create table label_reading_due (
  set_id text collate "C" primary key
);
insert into label_reading_due (set_id) select set_id from label;

-- What curators decided of statements that were read; for the sentence that they judged.
create table reading_decision (
  drug_id text collate "C" not null,
  statement_id text collate "C" not null,
  decision text not null check (decision in ('confirmed', 'rejected', 'corrected')),
  sentence text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  why text,
  primary key (drug_id, statement_id)
);
