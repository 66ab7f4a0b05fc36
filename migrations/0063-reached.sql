-- Nobody said that it was sent: an answer that came by it shows that it was. `sent_at` is then the hour of that answer.
alter table approval.request
  add column reached boolean not null default false,
  add constraint request_reached check (not reached or sent_at is not null);

-- Until now that was told by the two hours being the same. Security is forced, on the owner too: one workspace at a time.
do $$
declare
  workspace uuid;
begin
  for workspace in select workspace_id from team.workspace_slug loop
    perform set_config('palabre.workspace', workspace::text, true);
    update approval.request r set reached = true
      where r.workspace_id = workspace
        and exists (select 1 from approval.answer a
          where a.workspace_id = r.workspace_id and a.request_id = r.id and a.answered_at = r.sent_at);
  end loop;
  perform set_config('palabre.workspace', '', true);
end $$;
