-- A file of posts on its way in. Its rows wait here, looked at and mended, until they become posts or a day has passed.
create table calendar.import (
  workspace_id uuid not null,
  id uuid not null,
  file_name text not null,
  -- What is not a post yet: [{ line, cells }]. Emptied of what was created.
  rows jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, id)
);
call tenancy.protect('calendar.import');

-- What an import made, as it made it: taking it back leaves alone what somebody changed since.
create table calendar.import_post (
  workspace_id uuid not null,
  import_id uuid not null,
  post_id uuid not null,
  version int not null,
  planned_at timestamptz,
  primary key (workspace_id, import_id, post_id),
  foreign key (workspace_id, import_id) references calendar.import (workspace_id, id) on delete cascade,
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade
);
call tenancy.protect('calendar.import_post');
