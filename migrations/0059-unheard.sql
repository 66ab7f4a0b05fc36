-- Not a tenant table (house rule 8): facts told by a process that rings no bell, the sender, until the worker has rung for them.
create table facts.unheard (
  fact_id uuid not null primary key,
  workspace_id uuid not null
);
