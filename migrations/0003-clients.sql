create schema clients;
create table clients.client (
  workspace_id uuid not null references team.workspace,
  id uuid not null,
  name text not null,
  -- One to three letters drawn in a square beside everything of this client.
  monogram text not null,
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  zone text not null,
  language text not null check (language in ('fr', 'en')),
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id)
);
call tenancy.protect('clients.client');

-- Which clients a creator or a guest works for; owners and managers see them all.
create table clients.assignment (
  workspace_id uuid not null,
  user_id uuid not null,
  client_id uuid not null,
  primary key (workspace_id, user_id, client_id),
  foreign key (workspace_id, user_id) references team.membership (workspace_id, user_id) on delete cascade,
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('clients.assignment');
