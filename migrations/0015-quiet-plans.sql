-- A notification makes commits wait for one another, its own flush to disk included. What is planned for later wakes nobody: whoever
-- plans it says so, and senders find it when they next look.
create or replace function publishing.ring_due() returns trigger language plpgsql as $$
begin
  if new.next_at is not null and (tg_op = 'INSERT' or new.next_at is distinct from old.next_at)
    and current_setting('palabre.rings', true) is distinct from 'no' then
    perform pg_notify('publishing_due', '');
  end if;
  return new;
end $$;
