-- Accounts: the tables of the account library (better-auth), named and cased our way; the mapping is in modules/team/auth.ts.
-- They belong to no workspace: a person may work in several.
create schema auth;
create table auth.person (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  language text not null default 'fr' check (language in ('fr', 'en')),
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table auth.session (
  id uuid primary key,
  person_id uuid not null references auth.person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_of_person on auth.session (person_id);
create table auth.account (
  id uuid primary key,
  person_id uuid not null references auth.person on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_of_person on auth.account (person_id);
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on auth.verification (identifier);
create table auth.two_factor (
  id uuid primary key,
  person_id uuid not null unique references auth.person on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

create schema team;
create table team.workspace (
  workspace_id uuid primary key,
  name text not null,
  country char(2) not null check (country ~ '^[A-Z]{2}$'),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  zone text not null,
  language text not null check (language in ('fr', 'en')),
  created_at timestamptz not null
);
call tenancy.protect('team.workspace');

create table team.membership (
  workspace_id uuid not null references team.workspace,
  user_id uuid not null,
  role text not null check (role in ('owner', 'manager', 'creator', 'guest')),
  joined_at timestamptz not null,
  primary key (workspace_id, user_id)
);
call tenancy.protect('team.membership');

create table team.invitation (
  workspace_id uuid not null references team.workspace,
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'manager', 'creator', 'guest')),
  -- The clients a creator or a guest will see; assigned when the invitation is accepted, so no foreign key downstream.
  client_ids uuid[] not null default '{}',
  language text not null check (language in ('fr', 'en')),
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  mailed_at timestamptz,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
call tenancy.protect('team.invitation');
create unique index invitation_open_once on team.invitation (workspace_id, email) where accepted_at is null and revoked_at is null;

-- Directories: from a key or a link to a workspace or a person. No content; links are kept as SHA-256 of their token.
create table team.workspace_slug (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  workspace_id uuid not null unique
);
create table team.member_of (
  user_id uuid not null,
  workspace_id uuid not null,
  primary key (user_id, workspace_id)
);
create table team.invitation_link (
  token_hash bytea primary key,
  workspace_id uuid not null,
  invitation_id uuid not null,
  unique (workspace_id, invitation_id)
);
-- At most one row: the link printed by the last start, until the first owner exists.
create table team.setup_link (
  only_one boolean primary key default true check (only_one),
  token_hash bytea not null,
  made_at timestamptz not null
);
create table team.sign_in_link (
  token_hash bytea primary key,
  user_id uuid not null references auth.person on delete cascade,
  expires_at timestamptz not null
);
-- A letter asked for: a reset (written for known and unknown accounts alike, only the worker looks for the account)
-- or the confirmation of a new address. Holds no link: the worker makes it when it writes the letter.
create table team.letter (
  id uuid primary key,
  kind text not null check (kind in ('reset', 'move')),
  email text not null check (email = lower(email)),
  -- Who moves to this address; null for a reset.
  user_id uuid references auth.person on delete cascade,
  language text not null check (language in ('fr', 'en')),
  asked_at timestamptz not null,
  handled_at timestamptz,
  check ((kind = 'move') = (user_id is not null))
);
create index letter_waiting on team.letter (asked_at) where handled_at is null;
create table team.reset_link (
  token_hash bytea primary key,
  user_id uuid not null references auth.person on delete cascade,
  expires_at timestamptz not null
);
-- A person asked to move to another address; true once the link mailed there is used.
create table team.email_link (
  token_hash bytea primary key,
  user_id uuid not null references auth.person on delete cascade,
  email text not null check (email = lower(email)),
  expires_at timestamptz not null
);
-- Tries per account and per client address, shared by all web processes. The key is an HMAC: no address is readable here.
create table team.attempt (
  key bytea not null,
  id uuid not null,
  at timestamptz not null,
  primary key (key, id)
);
create index attempt_by_age on team.attempt (at);
