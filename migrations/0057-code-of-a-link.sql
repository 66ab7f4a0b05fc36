-- A short code told apart from the link: salt (16 bytes) and scrypt hash (32); null where none is asked.
alter table approval.request add column code bytea;
