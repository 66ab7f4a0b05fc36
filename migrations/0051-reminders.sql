-- Who wants a letter before what is posted by hand on this account, and how many minutes before.
create table notices.reminder (
  workspace_id uuid not null,
  user_id uuid not null,
  channel_id uuid not null,
  minutes int not null check (minutes between 1 and 1440),
  primary key (workspace_id, user_id, channel_id),
  foreign key (workspace_id, channel_id) references channels.channel (workspace_id, id)
);
call tenancy.protect('notices.reminder');

-- What was reminded, for which hour: moved to another one, it is reminded again.
create table notices.reminded (
  workspace_id uuid not null,
  user_id uuid not null,
  publication_id uuid not null,
  for_hour timestamptz not null,
  mailed_at timestamptz not null,
  primary key (workspace_id, user_id, publication_id, for_hour),
  foreign key (workspace_id, publication_id) references publishing.publication (workspace_id, id)
);
call tenancy.protect('notices.reminded');
