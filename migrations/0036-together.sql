-- What colleagues say to each other about a post. The client never sees it: what the client says is elsewhere.
create table calendar.remark (
  workspace_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  text text not null,
  -- Those it speaks to by name.
  mentions uuid[] not null default '{}',
  written_by uuid not null,
  written_by_name text not null,
  written_at timestamptz not null,
  changed_at timestamptz,
  -- Its words are gone then; that somebody spoke stays.
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade
);
call tenancy.protect('calendar.remark');
create index remark_of_post on calendar.remark (post_id, id);
create index remark_by_hour on calendar.remark (workspace_id, written_at);

-- Up to when somebody has read the remarks of a post.
create table calendar.remark_seen (
  workspace_id uuid not null,
  post_id uuid not null,
  user_id uuid not null,
  seen_at timestamptz not null,
  primary key (workspace_id, post_id, user_id),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade
);
call tenancy.protect('calendar.remark_seen');

-- Something to be done on a post, given to one person.
create table calendar.task (
  workspace_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  kind text not null check (kind in ('write', 'photograph', 'design', 'check')),
  note text not null default '',
  -- A day on the clock of the workspace.
  due date,
  given_to uuid not null,
  given_to_name text not null,
  given_by uuid not null,
  given_by_name text not null,
  given_at timestamptz not null,
  done_at timestamptz,
  done_by_name text,
  primary key (workspace_id, id),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade,
  check ((done_at is null) = (done_by_name is null))
);
call tenancy.protect('calendar.task');
create index task_of_post on calendar.task (post_id, id);
create index task_to_do on calendar.task (given_to) where done_at is null;
