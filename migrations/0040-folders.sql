-- Folders of a client's media: one level, a medium is in at most one.
create table library.folder (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  name text not null check (name <> ''),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  -- What a media's own reference names: a folder holds only its client's media.
  unique (workspace_id, client_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('library.folder');
create unique index folder_names on library.folder (workspace_id, client_id, lower(name));

alter table library.media
  add column folder_id uuid,
  add foreign key (workspace_id, client_id, folder_id) references library.folder (workspace_id, client_id, id)
    on delete set null (folder_id);
create index media_in_folder on library.media (workspace_id, folder_id) where folder_id is not null;
-- The same picture added twice looks the same to the bit: found without comparing each with each.
create index media_looks on library.media (workspace_id, client_id, look) where look is not null and cut_of is null;
