-- A key that also chooses the receivers of events, which learn what every client publishes.
alter table team.api_key drop constraint api_key_scope_check;
alter table team.api_key add constraint api_key_scope_check check (scope in ('read', 'write', 'publish', 'manage'));

-- When people were mailed that this receiver was switched off; null while there is nothing to say.
alter table notices.endpoint add column mailed_at timestamptz;
