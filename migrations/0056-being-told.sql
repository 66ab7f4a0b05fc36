-- What a person wants to be told, when and how; without rows, the usual.
create table notices.habit (
  workspace_id uuid not null,
  user_id uuid not null,
  -- By whose clock the hours below are read; an IANA name.
  zone text not null,
  quiet_from text check (quiet_from ~ '^\d\d:\d\d$'),
  quiet_until text check (quiet_until ~ '^\d\d:\d\d$'),
  digest_at text not null check (digest_at ~ '^\d\d:\d\d$'),
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references team.membership (workspace_id, user_id) on delete cascade,
  check ((quiet_from is null) = (quiet_until is null))
);
call tenancy.protect('notices.habit');

create table notices.wish (
  workspace_id uuid not null,
  user_id uuid not null,
  subject text not null,
  pace text not null check (pace in ('now', 'digest', 'never')),
  -- Null: the usual ones, whatever is set up by then.
  ways text[],
  primary key (workspace_id, user_id, subject),
  foreign key (workspace_id, user_id) references team.membership (workspace_id, user_id) on delete cascade
);
call tenancy.protect('notices.wish');

-- A browser that asked to be told, by its push service. The address wakes it: it is sealed, and known again by its hash.
create table notices.device (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  name text not null,
  sealed bytea not null,
  key_id smallint not null,
  endpoint_hash bytea not null,
  added_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, endpoint_hash),
  foreign key (workspace_id, user_id) references team.membership (workspace_id, user_id) on delete cascade
);
call tenancy.protect('notices.device');

-- The bot a person made for themselves. Sealed: its token, the word that finds the conversation, and the conversation.
create table notices.bot (
  workspace_id uuid not null,
  user_id uuid not null,
  handle text not null,
  sealed bytea not null,
  key_id smallint not null,
  added_at timestamptz not null,
  found_at timestamptz,
  -- Since when it can write no more: revoked, or blocked by its owner.
  broken_at timestamptz,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references team.membership (workspace_id, user_id) on delete cascade
);
call tenancy.protect('notices.bot');

-- Something one person is to be told: ids only, the words are found when it is said.
create table notices.notice (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  subject text not null,
  -- What it tells; the same is told once.
  key text not null,
  client_id uuid,
  path text not null,
  about jsonb not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  -- After that it says nothing any more.
  until timestamptz,
  told_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, user_id, subject, key),
  foreign key (workspace_id, user_id) references team.membership (workspace_id, user_id) on delete cascade
);
call tenancy.protect('notices.notice');
create index notice_due on notices.notice (workspace_id, user_id, due_at) where told_at is null;

-- What leaves by one way, written before it does: `doubts` counts the times it may have arrived, two at most.
create table notices.message (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  way text not null check (way in ('push', 'mail', 'bot')),
  device_id uuid,
  notice_ids uuid[] not null,
  made_at timestamptz not null,
  state text not null check (state in ('waiting', 'left', 'given_up')),
  next_at timestamptz,
  tries int not null default 0,
  doubts int not null default 0 check (doubts between 0 and 2),
  code text,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references team.membership (workspace_id, user_id) on delete cascade
);
call tenancy.protect('notices.message');
create index message_waiting on notices.message (workspace_id, user_id) where state = 'waiting';

-- Both are told as everything else is now. What was reminded in the last minute before this may be once more.
drop table notices.reminded;
alter table notices.endpoint drop column mailed_at;
