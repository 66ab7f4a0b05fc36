-- The current workspace, set by every transaction of web and worker. An empty setting is no workspace: it never means "all".
create schema tenancy;
create function tenancy.current_workspace() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('palabre.workspace', true), '')::uuid $$;

-- One call per tenant table: row-level security, forced, on workspace_id. Not granted to the application (owner only).
create procedure tenancy.protect(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_workspace on %s using (workspace_id = tenancy.current_workspace()) with check (workspace_id = tenancy.current_workspace())', target);
end $$;

-- Rows that are never rewritten: evidence, attempts, decisions, facts.
create function tenancy.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are never changed', tg_table_schema, tg_table_name using errcode = 'P0001';
end $$;

create schema facts;
create table facts.fact (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  about jsonb not null,
  told_at timestamptz not null,
  primary key (workspace_id, id)
);
call tenancy.protect('facts.fact');
create trigger fact_is_final before update on facts.fact for each row execute function tenancy.refuse_change();
