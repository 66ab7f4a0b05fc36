-- Hours of the week at which an account speaks, by its client's clock.
create table calendar.slot (
  workspace_id uuid not null,
  channel_id uuid not null,
  -- 1 Monday … 7 Sunday (ISO 8601).
  weekday int not null check (weekday between 1 and 7),
  -- What the clock on the wall says: 09:30.
  at text not null check (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  primary key (workspace_id, channel_id, weekday, at),
  foreign key (workspace_id, channel_id) references channels.channel (workspace_id, id)
);
call tenancy.protect('calendar.slot');
