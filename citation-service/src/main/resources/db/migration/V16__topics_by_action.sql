-- Which substances have a pharmacological action: a search with [pa] asks for those of an action and of all below it.
create index topic_action on topic using gin ((data -> 'pharmacologicalActions') jsonb_path_ops);
