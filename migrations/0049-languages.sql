-- Which languages are spoken is a matter of catalogues (src/words/languages.ts): one more asks nothing of the database.
alter table auth.person drop constraint person_language_check, add check (language ~ '^[a-z]{2}$');
alter table team.workspace drop constraint workspace_language_check, add check (language ~ '^[a-z]{2}$');
alter table team.invitation drop constraint invitation_language_check, add check (language ~ '^[a-z]{2}$');
alter table team.letter drop constraint letter_language_check, add check (language ~ '^[a-z]{2}$');
alter table clients.client drop constraint client_language_check, add check (language ~ '^[a-z]{2}$');
alter table site.site drop constraint site_language_check, add check (language ~ '^[a-z]{2}$');
