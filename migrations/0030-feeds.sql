-- Addresses by which calendars outside read what is planned for a client. The address is shown once; only its hash is kept.
create table calendar.feed (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  -- For whom or which device.
  name text not null,
  created_by uuid,
  created_at timestamptz not null,
  -- To the hour.
  last_read_at timestamptz,
  closed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('calendar.feed');

-- Directory: from an address to its workspace. A closed one has no line here.
create table calendar.feed_address (
  token_hash bytea primary key,
  workspace_id uuid not null,
  feed_id uuid not null,
  unique (workspace_id, feed_id)
);
