-- A post said again and again: the rule, and what it says when it makes the next one.
create table calendar.recurrence (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  -- { every: day | week | month_day | month_weekday, … } (modules/calendar/recurrence/rule.ts)
  rule jsonb not null,
  first_day text not null check (first_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  -- What the clock on the wall says, and whose clock.
  at text not null check (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  zone text not null,
  -- Handed to publishing as they are made, or left as drafts.
  planned boolean not null,
  content jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  stopped_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('calendar.recurrence');

-- One day of a rule is one post, whoever makes it and however often it is tried.
create table calendar.occurrence (
  workspace_id uuid not null,
  recurrence_id uuid not null,
  day text not null,
  post_id uuid not null,
  -- As the rule made it: what somebody changed since is theirs.
  version int not null,
  planned_at timestamptz,
  primary key (workspace_id, recurrence_id, day),
  unique (workspace_id, post_id),
  foreign key (workspace_id, recurrence_id) references calendar.recurrence (workspace_id, id) on delete cascade,
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id) on delete cascade
);
call tenancy.protect('calendar.occurrence');
