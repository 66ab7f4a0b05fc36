-- What one may do with a picture and until when, the words it is found by, and how its twins are known.
alter table library.media
  add column licence text not null default '',
  -- The last day it may be shown, in the zone of what is published; null: no end is known.
  add column rights_until date,
  add column tags text[] not null default '{}',
  -- SHA-256 of the bytes handed in, which are not kept. Null before this migration.
  add column handed_sha256 text check (handed_sha256 ~ '^[0-9a-f]{64}$'),
  -- What a picture looks like, in 64 bits (difference hash): near twins differ by a few. Null for films.
  add column look text check (look ~ '^[0-9a-f]{16}$');
create index media_handed on library.media (workspace_id, handed_sha256);
