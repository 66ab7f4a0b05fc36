-- Where in a picture something must change: {media, x, y}, in thousandths of its width and height from the top left corner.
alter table approval.answer add column point jsonb;

-- What a member keeps as evidence of what a client said elsewhere: a voice note, a screenshot. Never changed, never removed.
create table approval.evidence (
  workspace_id uuid not null,
  post_id uuid not null,
  n int not null,
  name text not null,
  mime text not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 3145728),
  sha256 text not null,
  primary key (workspace_id, post_id, n),
  foreign key (workspace_id, post_id, n) references approval.answer (workspace_id, post_id, n)
);
call tenancy.protect('approval.evidence');
create trigger evidence_is_final before update or delete on approval.evidence for each row execute function tenancy.refuse_change();
