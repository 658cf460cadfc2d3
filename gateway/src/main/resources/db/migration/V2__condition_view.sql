-- The summary of each condition as it was last appended to the outbox: what its event says at its version,
-- however far the view has moved meanwhile.
create table condition_view (
    condition_id text collate "C" primary key,
    data         jsonb not null
);
