-- Keys by which programs drive a workspace. Shown once, kept as SHA-256.
create table team.api_key (
  workspace_id uuid not null references team.workspace,
  id uuid not null,
  name text not null,
  -- Each scope includes the one before it.
  scope text not null check (scope in ('read', 'write', 'publish')),
  -- The clients it is limited to; null: every client. Clients are downstream, so no foreign key.
  client_ids uuid[],
  -- The last characters, to tell keys apart in a list.
  ending text not null,
  created_at timestamptz not null,
  -- Null when the operator made it on the command line.
  created_by uuid,
  -- To the minute.
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
call tenancy.protect('team.api_key');

-- Directory: from a key to its workspace. A revoked key has no line here.
create table team.api_key_hash (
  token_hash bytea primary key,
  workspace_id uuid not null,
  key_id uuid not null,
  unique (workspace_id, key_id)
);

-- Answers kept for a day under the Idempotency-Key of their call, written in the transaction of the call's effect.
create table team.api_answer (
  workspace_id uuid not null,
  key_id uuid not null,
  -- SHA-256 of method, path and Idempotency-Key.
  call bytea not null,
  -- SHA-256 of the fields as they were understood, and of the files.
  asked bytea not null,
  status int not null check (status between 200 and 499),
  headers jsonb not null,
  body text,
  answered_at timestamptz not null,
  primary key (workspace_id, key_id, call),
  foreign key (workspace_id, key_id) references team.api_key (workspace_id, id)
);
call tenancy.protect('team.api_answer');
create index api_answer_by_age on team.api_answer (workspace_id, answered_at);

-- Which publication was made to replace this one, asked for each line of a list.
create index publication_replacing on publishing.publication (workspace_id, replaces_id) where replaces_id is not null;
