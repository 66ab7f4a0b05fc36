-- What the client was shown of what leaves, and for which minute: compared with their yes before anything is sent.
alter table publishing.publication add column rendering text, add column promised_at timestamptz;

-- Events may be about a post that has no publication yet.
alter table notices.delivery alter column publication_id drop not null;
alter table notices.delivery add column post_id uuid;
create unique index delivery_of_post on notices.delivery (workspace_id, endpoint_id, fact_id, post_id) where publication_id is null;
