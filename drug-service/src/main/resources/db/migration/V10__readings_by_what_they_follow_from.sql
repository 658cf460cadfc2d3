-- What a reading followed from (libs/extraction, Basis): where other names make no difference to it, the label is not read again.
-- Empty: read before this was kept.
alter table label_reading add column basis text not null default '';

-- Whether the label itself has changed, else only the names that labels are read with.
alter table label_reading_due add column changed boolean not null default true;

-- Drugs that are to follow what was read in their labels: written in the transaction that reads a label.
create table drug_reading_due (
  drug_id text collate "C" primary key,
  since timestamptz not null default clock_timestamp()
);
