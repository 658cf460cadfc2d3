-- The trace of the write, W3C's traceparent, where traces are on; null otherwise, which takes no room.
-- Repeatable, since the numbers before those of the services are taken.
alter table outbox add column if not exists trace text;
