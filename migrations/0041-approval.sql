-- The client's yes: who is asked, what they were shown, what they answered.
create schema approval;

-- What was agreed with a client; without a row, nobody is asked.
create table approval.mode (
  workspace_id uuid not null,
  client_id uuid not null,
  -- none: nobody is asked. optional: asked, nothing waits for it. required: nothing leaves without a yes.
  mode text not null check (mode in ('none', 'optional', 'required')),
  -- Minutes a post may be moved, either way, without asking again.
  minutes int not null check (minutes between 0 and 1440),
  changed_at timestamptz not null,
  primary key (workspace_id, client_id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('approval.mode');

-- One link, for one client; posts asked about join it while it is open.
create table approval.request (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  -- Whom it greets, as the community manager wrote it; '' when nobody said.
  addressee text not null,
  -- The token of the link, sealed so that it can be copied again; null before the link is made.
  sealed bytea,
  key_id smallint,
  created_at timestamptz not null,
  created_by_name text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- A message is prepared until a person says that it was sent.
  sent_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('approval.request');
create index request_of_client on approval.request (workspace_id, client_id, created_at);

-- What the client is shown of one post, frozen as it was proposed; replaced when the post is proposed again.
create table approval.asked (
  workspace_id uuid not null,
  post_id uuid not null,
  request_id uuid not null,
  client_id uuid not null,
  name text not null,
  content jsonb not null,
  fingerprint text not null,
  -- The same without the hour.
  rendering text not null,
  planned_at timestamptz not null,
  wall text not null,
  zone text not null,
  minutes int not null,
  -- Times it was proposed with a change.
  round int not null,
  -- Whose turn it is, and since when.
  turn text not null check (turn in ('client', 'us', 'done')),
  since timestamptz not null,
  primary key (workspace_id, post_id),
  foreign key (workspace_id, request_id) references approval.request (workspace_id, id),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id)
);
call tenancy.protect('approval.asked');
create index asked_by on approval.asked (workspace_id, request_id);
create index asked_open on approval.asked (workspace_id, client_id) where turn <> 'done';

-- Each answer with what was shown; never changed, never removed.
create table approval.answer (
  workspace_id uuid not null,
  post_id uuid not null,
  n int not null,
  request_id uuid not null,
  verdict text not null check (verdict in ('yes', 'change', 'no', 'hour')),
  -- link: by a link sent to a verified address. handed: by a link handed over. declared: said by the community manager, with a note.
  kind text not null check (kind in ('link', 'handed', 'declared')),
  who text not null,
  -- The member who declared it, or accepted the hour the client proposed.
  declared_by uuid,
  declared_by_name text,
  note text not null,
  proposed_wall text,
  fingerprint text not null,
  rendering text not null,
  planned_at timestamptz not null,
  zone text not null,
  minutes int not null,
  content jsonb not null,
  round int not null,
  answered_at timestamptz not null,
  primary key (workspace_id, post_id, n),
  foreign key (workspace_id, request_id) references approval.request (workspace_id, id),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id),
  check (kind <> 'declared' or (declared_by_name is not null and note <> ''))
);
call tenancy.protect('approval.answer');
create index answer_on on approval.answer (workspace_id, post_id, rendering, n);
create trigger answer_is_final before update or delete on approval.answer for each row execute function tenancy.refuse_change();

-- A browser that exchanged the link: it may answer for these posts, nothing else.
create table approval.session (
  workspace_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  -- As they said it.
  name text not null,
  opened_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, request_id) references approval.request (workspace_id, id)
);
call tenancy.protect('approval.session');

-- Not a tenant table (house rule 8): a link or a session leads to a workspace; only hashes are kept.
create table approval.key (
  key_hash bytea primary key,
  workspace_id uuid not null,
  request_id uuid not null,
  -- Null for the link itself.
  session_id uuid
);
create index key_of on approval.key (workspace_id, request_id);
