-- What was said, as the few numbers under which a near copy of a text is found again (modules/publishing/sketch.ts). Looked up by equality
-- alone, which is what row-level security lets an index do; and not by publication, whose text gives the same numbers again.
create table publishing.sketch (
  workspace_id uuid not null,
  key int not null,
  publication_id uuid not null,
  primary key (workspace_id, key, publication_id)
);
call tenancy.protect('publishing.sketch');

-- The words for which somebody said "go on" although they had been said before; other words are asked about again.
alter table calendar.post add column repeat_agreed text;
