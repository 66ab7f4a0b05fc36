-- Two levels: a manager reads before the client does. And what the client's silence means.
alter table approval.mode drop constraint mode_mode_check;
alter table approval.mode
  add constraint mode_mode_check check (mode in ('none', 'optional', 'required', 'two_levels')),
  -- hold: silence is no answer. publish: after so many hours it is a yes, of the kind tacit. again: they are asked once more.
  add column silence text not null default 'hold' check (silence in ('hold', 'publish', 'again')),
  add column silence_hours int not null default 72 check (silence_hours between 1 and 720),
  -- Hours after the message left at which the client is reminded.
  add column remind_hours int[] not null default '{24,48}';

alter table approval.asked drop constraint asked_turn_check;
alter table approval.asked
  add constraint asked_turn_check check (turn in ('inside', 'client', 'us', 'done')),
  -- Seconds it has been with the client and with us, before the turn that runs now.
  add column client_seconds int not null default 0,
  add column us_seconds int not null default 0;

-- Reminders said or sent since the message left.
alter table approval.request add column reminded int not null default 0;

alter table approval.answer drop constraint answer_kind_check;
alter table approval.answer
  -- tacit: nobody answered for so many hours, which was agreed to be a yes.
  add constraint answer_kind_check check (kind in ('link', 'handed', 'declared', 'tacit')),
  add column silence_hours int,
  add constraint answer_clause check ((kind = 'tacit') = (silence_hours is not null));

-- What a manager said of a version before the client is shown it; never changed, never removed.
create table approval.review (
  workspace_id uuid not null,
  post_id uuid not null,
  n int not null,
  rendering text not null,
  verdict text not null check (verdict in ('yes', 'change')),
  note text not null,
  reviewed_by uuid,
  reviewed_by_name text not null,
  reviewed_at timestamptz not null,
  primary key (workspace_id, post_id, n),
  foreign key (workspace_id, post_id) references calendar.post (workspace_id, id),
  check (verdict = 'yes' or note <> '')
);
call tenancy.protect('approval.review');
create index review_on on approval.review (workspace_id, post_id, rendering, n);
create trigger review_is_final before update or delete on approval.review for each row execute function tenancy.refuse_change();
