-- A month is read with the publications of its posts and whether each was tried again; every page asks what has failed.
create index publication_replaced on publishing.publication (replaces_id) where replaces_id is not null;
create index publication_failed on publishing.publication (workspace_id) where state = 'FAILED';
