-- What a post was before a save replaced it. The present state is the post itself; rows are never changed and go with their post.
create table calendar.version (
  workspace_id uuid not null,
  post_id uuid not null,
  -- 1, 2, 3… as they were kept.
  n int not null check (n > 0),
  version int not null check (version > 0),
  -- title, text, mediaIds, variants, wish, pillarId: as the room's `State` says.
  state jsonb not null,
  written_by uuid,
  written_at timestamptz not null,
  primary key (workspace_id, post_id, n),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade
);
call tenancy.protect('calendar.version');
create trigger version_is_final before update on calendar.version for each row execute function tenancy.refuse_change();
