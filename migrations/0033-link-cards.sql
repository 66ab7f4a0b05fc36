-- What a page said of itself when somebody composed a post with its address. It is shown from here, and never asked again while sending.
create table calendar.link_card (
  workspace_id uuid not null,
  client_id uuid not null,
  -- As the text writes it.
  url text not null check (length(url) <= 2048),
  title text not null check (title <> ''),
  description text not null default '',
  -- Its picture, written again by the library and put away there.
  media_id uuid,
  read_at timestamptz not null,
  primary key (workspace_id, client_id, url),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id),
  foreign key (workspace_id, media_id) references library.media (workspace_id, id)
);
call tenancy.protect('calendar.link_card');
