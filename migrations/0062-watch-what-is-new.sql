-- The watchdog's round reads what is new: `since` says from which instant the row can be broken ('infinity': for as long as it stands;
-- '-infinity': only a whole round looks for it). See docs/publishing.md, Invariants.
create index attempt_by_time on publishing.attempt (workspace_id, intent_at) where kind = 'publish';
create index evidence_by_time on publishing.evidence (workspace_id, seen_at) where shows = 'exists';
create index publication_published on publishing.publication (workspace_id, published_at) where state = 'PUBLISHED';
create index due_forgotten on publishing.due (workspace_id) where next_at is null and lease_until is null;
-- Lists by hour, and whose reminder is near.
create index publication_by_hour on publishing.publication (workspace_id, not_before, id);

create or replace view publishing.violations with (security_invoker = true) as
-- I1: at most one accepted effect per publication.
select 'I1' as invariant, e.workspace_id, e.publication_id, e.seen_at as since from publishing.evidence e
  where e.shows = 'exists' and e.remote_id is not null and e.kind <> 'person'
    and exists (select 1 from publishing.evidence f where f.workspace_id = e.workspace_id and f.publication_id = e.publication_id
      and f.shows = 'exists' and f.kind <> 'person' and f.remote_id <> e.remote_id and (f.seen_at, f.id) < (e.seen_at, e.id))
union all
-- I2: PUBLISHED has evidence of existence.
select 'I2', workspace_id, id, published_at from publishing.publication p
  where state = 'PUBLISHED' and not exists (select 1 from publishing.evidence e
    where e.workspace_id = p.workspace_id and e.publication_id = p.id and e.shows = 'exists')
union all
-- I3: no mutating byte without a committed intent of the current lease: SENDING has its open attempt, made under the lease that runs.
select 'I3', p.workspace_id, p.id, 'infinity' from publishing.publication p join publishing.due d on d.publication_id = p.id
  where p.state = 'SENDING' and d.lease_until is not null and not exists (select 1 from publishing.attempt a
    where a.workspace_id = p.workspace_id and a.publication_id = p.id and a.kind = 'publish' and a.outcome is null and a.lease_token <= d.lease_token)
union all
select 'I3', workspace_id, publication_id, intent_at from publishing.attempt where kind = 'publish' and answered_at < intent_at
union all
-- I4: what was sent is what was approved.
select 'I4', a.workspace_id, a.publication_id, a.intent_at from publishing.attempt a join publishing.publication p
    on p.workspace_id = a.workspace_id and p.id = a.publication_id
  where a.kind = 'publish' and a.bytes_written and p.state = 'PUBLISHED' and a.outcome = 'published' and a.content_hash is distinct from p.approved_hash
union all
-- I5: a new mutating attempt only after a certain refusal, the same key or id, double absence after the quiet period, or a person.
select 'I5', a.workspace_id, a.publication_id, a.intent_at from publishing.attempt a
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
select 'I7', workspace_id, publication_id, intent_at from publishing.attempt
  where kind = 'publish' and (intent_at < not_before or intent_at > not_after)
union all
-- I8: no segment before the one it answers.
select 'I8', a.workspace_id, a.publication_id, a.intent_at from publishing.attempt a
  join publishing.publication p on p.workspace_id = a.workspace_id and p.id = a.publication_id
  join publishing.publication q on q.workspace_id = p.workspace_id and q.id = p.parent_id
  where a.kind = 'publish' and (q.published_at is null or q.published_at > a.intent_at)
union all
-- I9: every publication that is not over has a lease, a time, or a flag.
select 'I9', p.workspace_id, p.id, 'infinity' from publishing.due d join publishing.publication p
    on p.workspace_id = d.workspace_id and p.id = d.publication_id
  where d.next_at is null and d.lease_until is null
    and p.state in ('SCHEDULED', 'PREPARING', 'READY', 'ARMED', 'SENDING', 'WAITING', 'UNCERTAIN')
union all
select 'I9', p.workspace_id, p.id, '-infinity' from publishing.publication p
  where p.state in ('SCHEDULED', 'PREPARING', 'READY', 'ARMED', 'SENDING', 'WAITING', 'UNCERTAIN')
    and not exists (select 1 from publishing.due d where d.publication_id = p.id)
union all
-- I10: nothing sent after a restore before reconciliation.
select 'I10', a.workspace_id, a.publication_id, a.intent_at from publishing.attempt a join publishing.reconciliation r
    on a.intent_at > r.began_at and (r.ended_at is null or a.intent_at < r.ended_at)
  where a.kind = 'publish';
