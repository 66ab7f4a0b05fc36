-- What is written and when it should leave. Whether it left is the business of schema publishing.
create schema calendar;

create table calendar.post (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  title text not null default '',
  text text not null default '',
  -- Grows by one at each save; a save names the version it started from.
  version int not null default 1 check (version > 0),
  -- The wish (day, hour, place); planned_at is the same moment as an instant, null when the wall time does not exist.
  wall_time text,
  zone text,
  planned_at timestamptz,
  tz_version text,
  late_policy text not null default 'hold' check (late_policy in ('hold', 'publish', 'drop')),
  late_minutes int not null default 30 check (late_minutes between 1 and 10080),
  -- The version that was handed to publishing; null when the post is not scheduled.
  planned_version int,
  created_by uuid,
  created_at timestamptz not null,
  changed_by uuid,
  changed_at timestamptz not null,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id),
  check ((wall_time is null) = (zone is null))
);
call tenancy.protect('calendar.post');
create index post_by_day on calendar.post (workspace_id, planned_at) where deleted_at is null and planned_at is not null;
create index post_by_change on calendar.post (workspace_id, changed_at) where deleted_at is null and planned_version is null;

create table calendar.post_media (
  workspace_id uuid not null,
  post_id uuid not null,
  place int not null check (place >= 0),
  media_id uuid not null,
  primary key (workspace_id, post_id, place),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade,
  foreign key (workspace_id, media_id) references library.media (workspace_id, id)
);
call tenancy.protect('calendar.post_media');

-- The post as it goes to one channel. Null means: follows the post.
create table calendar.variant (
  workspace_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  channel_id uuid not null,
  -- The order the person sees them in.
  place int not null check (place >= 0),
  text text,
  title text,
  -- The texts after the first one, where the network has threads.
  thread jsonb not null default '[]',
  media_ids uuid[],
  primary key (workspace_id, id),
  unique (workspace_id, post_id, channel_id),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade,
  foreign key (workspace_id, channel_id) references channels.channel (workspace_id, id)
);
call tenancy.protect('calendar.variant');
