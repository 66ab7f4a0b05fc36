-- What was done away from the network, and what became of it here: arriving a second time, a change is answered and not done again.
create schema offline;

create table offline.change (
  workspace_id uuid not null,
  -- Made on the device.
  id uuid not null,
  user_id uuid not null,
  device_id uuid not null,
  kind text not null check (kind in ('write', 'plan', 'ask', 'hand')),
  -- SHA-256 of what it asked.
  asked bytea not null,
  verdict jsonb not null,
  arrived_at timestamptz not null,
  primary key (workspace_id, id)
);
call tenancy.protect('offline.change');
create index change_by_age on offline.change (arrived_at);
create trigger kept_as_it_was before update on offline.change for each row execute function tenancy.refuse_change();

-- One field of a post written by two: what stands in the post, and what arrived after it.
create table offline.conflict (
  workspace_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  field text not null check (field in ('title', 'text', 'mediaIds', 'variants', 'pillarId', 'wish')),
  device_id uuid not null,
  ours jsonb not null,
  theirs jsonb not null,
  -- The version the device began from.
  base int,
  written_by uuid not null,
  written_by_name text not null,
  arrived_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  chosen text check (chosen in ('ours', 'theirs')),
  primary key (workspace_id, id),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade,
  check ((settled_at is null) = (chosen is null))
);
call tenancy.protect('offline.conflict');
create index conflict_open on offline.conflict (post_id) where settled_at is null;
