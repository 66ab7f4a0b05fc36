-- A failure a person has seen and does not want before the eyes any more; taken back, that is another row.
create table publishing.set_aside (
  workspace_id uuid not null,
  publication_id uuid not null,
  -- 1, 2, 3…: the last one said is true.
  n int not null,
  -- False: put back before the eyes.
  aside boolean not null,
  said_by uuid,
  said_by_name text not null,
  said_at timestamptz not null,
  primary key (workspace_id, publication_id, n),
  foreign key (workspace_id, publication_id) references publishing.publication (workspace_id, id)
);
call tenancy.protect('publishing.set_aside');
create trigger set_aside_is_final before update on publishing.set_aside for each row execute function tenancy.refuse_change();

-- What mobile data costs the audience, in minor units of the workspace's currency; null: the usual price of the country.
alter table team.workspace
  add column data_price_minor int check (data_price_minor > 0),
  add column data_price_megabytes int check (data_price_megabytes > 0),
  add constraint data_price_is_whole check ((data_price_minor is null) = (data_price_megabytes is null));
