create schema notices;

-- A receiver of ours: told by signed webhook what happens to publications.
create table notices.endpoint (
  workspace_id uuid not null,
  id uuid not null,
  url text not null,
  events text[] not null,
  -- The signing secret, sealed; shown once, when it was made.
  sealed bytea not null,
  key_id smallint not null,
  state text not null check (state in ('on', 'off')),
  -- Why it is off: `gone` (it answered 410), `failing` (for days), `person`.
  off_reason text,
  -- Since when nothing has reached it; null while the last try did.
  failing_since timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, id)
);
call tenancy.protect('notices.endpoint');

-- One event for one receiver, its body frozen.
create table notices.delivery (
  workspace_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  fact_id uuid not null,
  publication_id uuid not null,
  event text not null,
  body text not null,
  made_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'given_up')),
  tries int not null default 0,
  -- When it is tried next; null when it is over.
  next_at timestamptz,
  delivered_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, endpoint_id, fact_id, publication_id),
  foreign key (workspace_id, endpoint_id) references notices.endpoint (workspace_id, id) on delete cascade
);
call tenancy.protect('notices.delivery');
create index delivery_latest on notices.delivery (workspace_id, made_at);

-- Each try, as it was answered; never changed, removed with its delivery.
create table notices.attempt (
  workspace_id uuid not null,
  delivery_id uuid not null,
  n int not null,
  tried_at timestamptz not null,
  -- Null when nobody answered.
  status int,
  code text not null,
  excerpt text not null,
  milliseconds int not null,
  primary key (workspace_id, delivery_id, n),
  foreign key (workspace_id, delivery_id) references notices.delivery (workspace_id, id) on delete cascade
);
call tenancy.protect('notices.attempt');
create trigger attempt_is_final before update on notices.attempt for each row execute function tenancy.refuse_change();

-- Not a tenant table (house rule 8): which workspaces have receivers, and up to when their facts were read.
create table notices.listener (
  workspace_id uuid not null primary key,
  read_until timestamptz not null
);
