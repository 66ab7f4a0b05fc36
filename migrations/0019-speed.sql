-- While a table is young and unmeasured, the planner takes the newest index that begins with workspace_id for the primary key, and the
-- plans of foreign keys are kept: each new row then read all those of its workspace. A post's id is enough to find its publications.
drop index publishing.publication_of_post;
create index publication_of_post on publishing.publication (post_id);

-- What is due later wakes nobody, whoever plans it: senders look every five seconds (run-sender.ts). Told by the server's clock, which may be
-- wrong by a minute: then a notification is missing, or one too many.
create or replace function publishing.ring_due() returns trigger language plpgsql as $$
begin
  perform pg_notify('publishing_due', '');
  return null;
end $$;
drop trigger due_rings on publishing.due;
create trigger due_rings_when_made after insert on publishing.due for each row
  when (new.next_at <= clock_timestamp() + interval '15 seconds') execute function publishing.ring_due();
create trigger due_rings_when_moved after update of next_at on publishing.due for each row
  when (new.next_at is distinct from old.next_at and new.next_at <= clock_timestamp() + interval '15 seconds') execute function publishing.ring_due();
