create schema channels;

-- One connected account on one network.
create table channels.channel (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  network text not null,
  name text not null,
  -- Base address of the instance, site, PDS or receiver; '' for the own site.
  address text not null,
  -- The account's own id there: what is sent is held when the network says it is another one.
  network_user_id text not null,
  handle text not null,
  display_name text not null,
  profile_url text,
  -- What the network told us: limits, software, class. Never secret.
  facts jsonb not null default '{}',
  once_class text not null check (once_class in ('K', 'R', 'C', 'L', 'N')),
  -- Quiet period in milliseconds before absence counts; raised by measurement, never lowered by code.
  quiet_ms integer not null check (quiet_ms >= 0),
  state text not null check (state in ('connected', 'paused', 'needs_reconnect', 'removed')),
  connected_at timestamptz not null,
  -- When the network last confirmed which account this is.
  identity_at timestamptz not null,
  last_success_at timestamptz,
  last_problem_code text,
  last_problem_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients.client
);
call tenancy.protect('channels.channel');
create index channel_of_client on channels.channel (workspace_id, client_id);

-- What opens the account, sealed: key id, nonce, tag and ciphertext in one value bound to this row.
create table channels.secret (
  workspace_id uuid not null,
  channel_id uuid not null,
  sealed bytea not null,
  key_id smallint not null,
  primary key (workspace_id, channel_id),
  foreign key (workspace_id, channel_id) references channels.channel
);
call tenancy.protect('channels.secret');

-- The short session of networks that work with one; renewed by the process that holds the lease.
create table channels.session (
  workspace_id uuid not null,
  channel_id uuid not null,
  sealed bytea,
  key_id smallint,
  version integer not null default 0,
  lease_token uuid,
  lease_until timestamptz,
  primary key (workspace_id, channel_id),
  foreign key (workspace_id, channel_id) references channels.channel
);
call tenancy.protect('channels.session');

-- Palabre's registration on one host, per workspace and return address.
create table channels.app (
  workspace_id uuid not null,
  network text not null,
  host text not null,
  redirect_uri text not null,
  sealed bytea not null,
  key_id smallint not null,
  primary key (workspace_id, network, host, redirect_uri)
);
call tenancy.protect('channels.app');

-- A person sent to a network to say yes, not back yet. Known by the hash of the state that comes back with them.
create table channels.authorization (
  workspace_id uuid not null,
  state_hash text not null,
  -- Hash of the browser's own half: the answer counts only in the browser that asked.
  browser_hash text not null,
  user_id text not null,
  client_id uuid not null,
  -- The channel being connected again; null for a new one.
  channel_id uuid,
  network text not null,
  name text not null,
  address text not null,
  host text not null,
  redirect_uri text not null,
  sealed bytea not null,
  key_id smallint not null,
  expires_at timestamptz not null,
  primary key (workspace_id, state_hash)
);
call tenancy.protect('channels.authorization');
