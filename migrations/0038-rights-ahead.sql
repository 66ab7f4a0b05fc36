-- Image rights that end soon, and the posts to come that show the picture: read for Today.
create index media_rights on library.media (workspace_id, rights_until) where rights_until is not null;
create index post_media_shows on calendar.post_media (workspace_id, media_id);
