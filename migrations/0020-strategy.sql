-- What was promised to a client: the themes of what is said, and how often each network is fed.
create schema strategy;

create table strategy.pillar (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  -- The order in which they are read.
  place int not null check (place >= 0),
  name text not null check (name <> ''),
  -- A colour and its weave in one word: they are never seen apart.
  dye text not null check (dye in ('kola', 'bissap', 'lagune', 'moringa', 'safran', 'nuit')),
  -- Percent of the client's posts.
  share int not null check (share between 0 and 100),
  created_at timestamptz not null,
  -- Posts keep a pillar that is no longer promised.
  put_away_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, client_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('strategy.pillar');
create unique index pillar_by_dye on strategy.pillar (workspace_id, client_id, dye) where put_away_at is null;

create table strategy.cadence (
  workspace_id uuid not null,
  client_id uuid not null,
  network text not null,
  -- Posts promised each week, Monday to Sunday.
  per_week int not null check (per_week between 1 and 50),
  -- Weeks before it are not held against anybody.
  since timestamptz not null,
  primary key (workspace_id, client_id, network),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('strategy.cadence');

-- A post may say which promise it keeps: one of its own client.
alter table calendar.post add column pillar_id uuid;
alter table calendar.post add foreign key (workspace_id, client_id, pillar_id) references strategy.pillar (workspace_id, client_id, id);
