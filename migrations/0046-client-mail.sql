-- Where a client reads mail; verified once somebody who reads it said so, behind a link sent there.
create table approval.contact (
  workspace_id uuid not null,
  client_id uuid not null,
  name text not null,
  email text not null,
  -- The letter that asks whether it is theirs: wished, then left.
  asked_at timestamptz not null,
  mailed_at timestamptz,
  verified_at timestamptz,
  primary key (workspace_id, client_id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id)
);
call tenancy.protect('approval.contact');

alter table approval.request
  -- Palabre mails this one itself, reminders too.
  add column by_mail boolean not null default false,
  -- A letter that has not left yet.
  add column mail_wished_at timestamptz;

-- handed: entered by a link a person handed over. link: by one mailed to the verified address.
alter table approval.session add column kind text not null default 'handed' check (kind in ('link', 'handed'));

-- A key leads to a request, or asks whether an address is theirs.
alter table approval.key
  alter column request_id drop not null,
  add column client_id uuid,
  add column mailed boolean not null default false,
  add constraint key_leads check ((request_id is null) <> (client_id is null));
