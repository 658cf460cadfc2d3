create table thing (id text primary key, data jsonb not null);
