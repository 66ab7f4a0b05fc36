-- What a client's posts say again and again: opening hours and legal lines, groups of hashtags, and people with their handle on each network.
create table calendar.snippet (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('block', 'hashtags', 'mention')),
  name text not null check (name <> ''),
  -- What is put into a text; empty for a mention, which is put by its name.
  text text not null default '',
  -- A mention's handles by network, without the @.
  handles jsonb not null default '{}',
  created_at timestamptz not null,
  -- Texts keep naming someone who is no longer offered.
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('calendar.snippet');
create unique index snippet_by_name on calendar.snippet (workspace_id, client_id, kind, lower(name)) where removed_at is null;
