-- Publications and everything that proves them. The lease is in `due` and nowhere else; every other word is explained in docs/publishing.md.
create schema publishing;

create table publishing.publication (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  post_id uuid not null,
  channel_id uuid not null,
  network text not null,
  once_class char(1) not null check (once_class in ('K', 'R', 'C', 'L', 'N')),
  -- The account expected at the other end; null until the channel knew it.
  network_user_id text,
  position int not null check (position >= 0),
  parent_id uuid,
  replaces_id uuid,
  -- Key, record id, slug and marker derive from it.
  op_id uuid not null,
  payload jsonb not null,
  content_hash text not null,
  approved_hash text,
  approved_by uuid,
  approved_at timestamptz,
  wall_time text not null,
  zone text not null,
  tzdata text not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  late_policy text not null check (late_policy in ('hold', 'publish', 'drop')),
  late_minutes int not null check (late_minutes > 0),
  state text not null check (state in ('DRAFT', 'APPROVED', 'SCHEDULED', 'PREPARING', 'READY', 'ARMED', 'SENDING', 'WAITING', 'UNCERTAIN',
    'NEEDS_DECISION', 'HELD', 'PUBLISHED', 'FAILED', 'CANCELLED')),
  version int not null,
  -- Why it is held, failed or asks.
  reason text,
  -- Frozen creation time, written into the record where the network wants one.
  created_at timestamptz not null,
  created_by uuid,
  prepared jsonb not null default '{}',
  prepared_until timestamptz,
  tries int not null default 0,
  -- Requests that may have had an effect nothing has disproved yet.
  doubts int not null default 0 check (doubts >= 0),
  -- Why the next mutating attempt is allowed.
  ground text not null default 'first' check (ground in ('first', 'refused', 'absent', 'person')),
  first_intent_at timestamptz,
  last_intent_at timestamptz,
  quiet_until timestamptz,
  absences int not null default 0,
  absent_at timestamptz,
  looks int not null default 0,
  reads_failing_since timestamptz,
  conflicting boolean not null default false,
  looks_only boolean not null default false,
  -- The last request was refused for good under this code; believed after two absences.
  refused_code text,
  unclear_attempts int not null default 0,
  look_before_send boolean not null default false,
  -- The reconciliation (by its beginning) that asked for that look.
  reconciled_for timestamptz,
  cancel_wished boolean not null default false,
  remote_id text,
  remote_url text,
  remote_extra jsonb not null default '{}',
  published_at timestamptz,
  -- Dated flags beside PUBLISHED, not states.
  seen_live_at timestamptz,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references publishing.publication (workspace_id, id),
  foreign key (workspace_id, replaces_id) references publishing.publication (workspace_id, id)
);
call tenancy.protect('publishing.publication');
-- A post goes out once per channel and segment: scheduling it again needs a failed or cancelled one.
create unique index publication_once on publishing.publication (workspace_id, post_id, channel_id, position)
  where state not in ('FAILED', 'CANCELLED');
-- One commit in flight per channel.
create unique index publication_one_sending on publishing.publication (workspace_id, channel_id) where state = 'SENDING';
-- What exists on the network belongs to one publication.
create unique index publication_remote on publishing.publication (workspace_id, channel_id, remote_id) where remote_id is not null;
create index publication_of_post on publishing.publication (workspace_id, post_id);
create index publication_of_parent on publishing.publication (workspace_id, parent_id) where parent_id is not null;
create index publication_open on publishing.publication (workspace_id, state) where state in ('HELD', 'NEEDS_DECISION', 'UNCERTAIN', 'SENDING');

-- Final states never change (I6); only the dated flags beside them do.
create function publishing.keep_final() returns trigger language plpgsql as $$
begin
  if old.state in ('PUBLISHED', 'FAILED', 'CANCELLED')
    and to_jsonb(new) - array['seen_live_at', 'removed_at'] is distinct from to_jsonb(old) - array['seen_live_at', 'removed_at'] then
    raise exception 'publication % is %: final', old.id, old.state using errcode = 'P0001';
  end if;
  return new;
end $$;
create trigger publication_final before update on publishing.publication for each row execute function publishing.keep_final();

create table publishing.attempt (
  workspace_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  n int not null,
  kind text not null check (kind in ('prepare', 'publish', 'look', 'verify')),
  -- Why this mutating attempt was allowed: first, after a certain refusal, same key, same id, proven absence, a person.
  ground text check (ground in ('first', 'refused', 'key', 'id', 'absent', 'person')),
  request_hash text not null,
  content_hash text not null,
  lease_token bigint not null,
  intent_at timestamptz not null,
  deadline_at timestamptz not null,
  -- The window that held when it was allowed.
  not_before timestamptz not null,
  not_after timestamptz not null,
  -- Then, once:
  outcome text,
  endpoint text,
  status int,
  code text,
  excerpt text check (length(excerpt) <= 500),
  bytes_written boolean,
  answered_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, publication_id, n),
  foreign key (workspace_id, publication_id) references publishing.publication (workspace_id, id)
);
call tenancy.protect('publishing.attempt');
create unique index attempt_one_mutation_per_lease on publishing.attempt (workspace_id, publication_id, lease_token) where kind = 'publish';

create function publishing.outcome_once() returns trigger language plpgsql as $$
begin
  if old.outcome is not null
    or to_jsonb(new) - array['outcome', 'endpoint', 'status', 'code', 'excerpt', 'bytes_written', 'answered_at']
      is distinct from to_jsonb(old) - array['outcome', 'endpoint', 'status', 'code', 'excerpt', 'bytes_written', 'answered_at'] then
    raise exception 'attempt % has its outcome', old.id using errcode = 'P0001';
  end if;
  return new;
end $$;
create trigger attempt_outcome_once before update on publishing.attempt for each row execute function publishing.outcome_once();

create table publishing.evidence (
  workspace_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  attempt_id uuid,
  kind text not null check (kind in ('answer', 'late_answer', 'lookup', 'crash', 'restore', 'person')),
  shows text not null check (shows in ('exists', 'absent', 'refused', 'unclear', 'unreadable')),
  seen_at timestamptz not null,
  -- Counts towards proven absence: seen after the end of the quiet period.
  after_quiet boolean not null default false,
  remote_id text,
  remote_url text,
  endpoint text,
  status int,
  code text,
  excerpt text check (length(excerpt) <= 500),
  primary key (workspace_id, id),
  foreign key (workspace_id, publication_id) references publishing.publication (workspace_id, id),
  foreign key (workspace_id, attempt_id) references publishing.attempt (workspace_id, id)
);
call tenancy.protect('publishing.evidence');
create index evidence_of on publishing.evidence (workspace_id, publication_id, seen_at);
create trigger evidence_is_final before update on publishing.evidence for each row execute function tenancy.refuse_change();

create table publishing.decision (
  workspace_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  decision text not null check (decision in ('published', 'send', 'drop')),
  url text,
  why text,
  decided_by uuid,
  decided_by_name text not null,
  decided_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, publication_id) references publishing.publication (workspace_id, id)
);
call tenancy.protect('publishing.decision');
create index decision_of on publishing.decision (workspace_id, publication_id);
create trigger decision_is_final before update on publishing.decision for each row execute function tenancy.refuse_change();

-- Every change of state, in the transaction of the change.
create table publishing.change (
  workspace_id uuid not null,
  publication_id uuid not null,
  version int not null,
  event text not null,
  from_state text not null,
  to_state text not null,
  reason text,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, publication_id, version),
  foreign key (workspace_id, publication_id) references publishing.publication (workspace_id, id)
);
call tenancy.protect('publishing.change');
create trigger change_is_final before update on publishing.change for each row execute function tenancy.refuse_change();

-- What paces a channel: when it last sent, until when the network asked us to wait, its quiet period.
create table publishing.pace (
  workspace_id uuid not null,
  channel_id uuid not null,
  last_sent_at timestamptz,
  blocked_until timestamptz,
  -- Raised by what is measured, never lowered by code.
  quiet_ms int,
  primary key (workspace_id, channel_id)
);
call tenancy.protect('publishing.pace');
create function publishing.never_lower_quiet() returns trigger language plpgsql as $$
begin
  new.quiet_ms := greatest(old.quiet_ms, new.quiet_ms);
  return new;
end $$;
create trigger pace_quiet before update on publishing.pace for each row execute function publishing.never_lower_quiet();

-- Not a tenant table (house rule 8): where and when, never what. One row per publication that is not over.
create table publishing.due (
  workspace_id uuid not null,
  publication_id uuid not null primary key,
  channel_id uuid not null,
  -- Null: a person is waited for.
  next_at timestamptz,
  lease_token bigint not null default 0,
  lease_until timestamptz,
  -- The sender that took the lease.
  holder uuid
);
create index due_next on publishing.due (next_at) where next_at is not null;
create index due_channel on publishing.due (channel_id) where lease_until is not null;
create index due_holder on publishing.due (holder) where holder is not null;

create function publishing.ring_due() returns trigger language plpgsql as $$
begin
  if new.next_at is not null and (tg_op = 'INSERT' or new.next_at is distinct from old.next_at) then
    perform pg_notify('publishing_due', '');
  end if;
  return new;
end $$;
create trigger due_rings after insert or update on publishing.due for each row execute function publishing.ring_due();

-- Not tenant tables: which processes are alive, and whether this database is the one the data folder knows.
create table publishing.worker (
  holder uuid primary key,
  kind text not null check (kind in ('worker', 'sender')),
  started_at timestamptz not null,
  beat_at timestamptz not null,
  -- Why nothing is sent although it is alive: `clock_wrong`, `reconciling`.
  trouble text
);
create table publishing.instance (
  mark uuid primary key,
  made_at timestamptz not null
);
create table publishing.reconciliation (
  id uuid primary key,
  -- The last sign of life in the database that was found: what was armed after it is not in it.
  alive_until timestamptz not null,
  began_at timestamptz not null,
  ended_at timestamptz
);
create unique index reconciliation_one_open on publishing.reconciliation ((ended_at is null)) where ended_at is null;

-- The invariants of docs/publishing.md as rows: none in a healthy database. Read by the watchdog in each workspace and by every test.
create view publishing.violations with (security_invoker = true) as
-- I1: at most one accepted effect per publication.
select 'I1' as invariant, workspace_id, publication_id from publishing.evidence
  where shows = 'exists' and remote_id is not null and kind <> 'person'
  group by workspace_id, publication_id having count(distinct remote_id) > 1
union all
-- I2: PUBLISHED has evidence of existence.
select 'I2', workspace_id, id from publishing.publication p
  where state = 'PUBLISHED' and not exists (select 1 from publishing.evidence e
    where e.workspace_id = p.workspace_id and e.publication_id = p.id and e.shows = 'exists')
union all
-- I3: no mutating byte without a committed intent of the current lease: SENDING has its open attempt, made under the lease that runs.
select 'I3', p.workspace_id, p.id from publishing.publication p join publishing.due d on d.publication_id = p.id
  where p.state = 'SENDING' and d.lease_until is not null and not exists (select 1 from publishing.attempt a
    where a.workspace_id = p.workspace_id and a.publication_id = p.id and a.kind = 'publish' and a.outcome is null and a.lease_token <= d.lease_token)
union all
select 'I3', workspace_id, publication_id from publishing.attempt where kind = 'publish' and answered_at < intent_at
union all
-- I4: what was sent is what was approved.
select 'I4', a.workspace_id, a.publication_id from publishing.attempt a join publishing.publication p
    on p.workspace_id = a.workspace_id and p.id = a.publication_id
  where a.kind = 'publish' and a.bytes_written and p.state = 'PUBLISHED' and a.outcome = 'published' and a.content_hash is distinct from p.approved_hash
union all
-- I5: a new mutating attempt only after a certain refusal, the same key or id, double absence after the quiet period, or a person.
select 'I5', a.workspace_id, a.publication_id from publishing.attempt a
  join lateral (select b.* from publishing.attempt b where b.workspace_id = a.workspace_id and b.publication_id = a.publication_id
    and b.kind = 'publish' and b.n < a.n order by b.n desc limit 1) b on true
  join publishing.publication p on p.workspace_id = a.workspace_id and p.id = a.publication_id
  where a.kind = 'publish' and not (
    b.outcome in ('refused', 'not_sent')
    or (a.ground in ('key', 'id') and p.once_class in ('K', 'R'))
    or exists (select 1 from publishing.decision d where d.workspace_id = a.workspace_id and d.publication_id = a.publication_id
      and d.decision = 'send' and d.decided_at between b.intent_at and a.intent_at)
    or (select count(*) from publishing.evidence e where e.workspace_id = a.workspace_id and e.publication_id = a.publication_id
      and e.shows = 'absent' and e.after_quiet and e.seen_at between b.intent_at and a.intent_at) >= 2)
union all
-- I7: nothing before not_before, nothing after not_after (a decision moves not_after).
select 'I7', workspace_id, publication_id from publishing.attempt
  where kind = 'publish' and (intent_at < not_before or intent_at > not_after)
union all
-- I8: no segment before the one it answers.
select 'I8', a.workspace_id, a.publication_id from publishing.attempt a
  join publishing.publication p on p.workspace_id = a.workspace_id and p.id = a.publication_id
  join publishing.publication q on q.workspace_id = p.workspace_id and q.id = p.parent_id
  where a.kind = 'publish' and (q.published_at is null or q.published_at > a.intent_at)
union all
-- I9: every publication that is not over has a lease, a time, or a flag.
select 'I9', p.workspace_id, p.id from publishing.publication p left join publishing.due d on d.publication_id = p.id
  where p.state in ('SCHEDULED', 'PREPARING', 'READY', 'ARMED', 'SENDING', 'WAITING', 'UNCERTAIN')
    and d.lease_until is null and d.next_at is null
union all
-- I10: nothing sent after a restore before reconciliation.
select 'I10', a.workspace_id, a.publication_id from publishing.attempt a join publishing.reconciliation r
    on a.intent_at > r.began_at and (r.ended_at is null or a.intent_at < r.ended_at)
  where a.kind = 'publish';
