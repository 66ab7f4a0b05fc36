create schema library;

-- A picture or film a client entrusted to us. Only what was decoded and written again is kept, as variants.
create table library.media (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('image', 'video')),
  -- As the person's device called it, cleaned; shown, never used as a path.
  original_name text not null,
  original_bytes bigint not null check (original_bytes > 0),
  -- Dominant colour, shown while the picture is on its way.
  tint text check (tint ~ '^#[0-9a-f]{6}$'),
  duration_ms integer check (duration_ms > 0),
  alt text not null default '',
  credit text not null default '',
  created_at timestamptz not null,
  created_by uuid,
  -- Set when an article first shows it; from then on anyone may read it.
  public_since timestamptz,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('library.media');
create index media_of_client on library.media (workspace_id, client_id, id desc);

-- The bytes themselves lie in plumbing/files under <workspace>/<sha256>.
create table library.variant (
  workspace_id uuid not null,
  media_id uuid not null,
  name text not null check (name in ('full', 'light', 'thumb', 'poster')),
  mime text not null,
  bytes bigint not null check (bytes > 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (workspace_id, media_id, name),
  foreign key (workspace_id, media_id) references library.media (workspace_id, id) on delete cascade
);
call tenancy.protect('library.variant');
create trigger variant_is_final before update on library.variant for each row execute function tenancy.refuse_change();

-- Non-tenant directory: from the id in an address (/media/<id>/…) to a workspace. No content.
create table library.place (
  media_id uuid primary key,
  workspace_id uuid not null
);
