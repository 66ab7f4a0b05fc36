-- What must stay in a picture when a network's ratio cuts it, in thousandths from the top left corner; null: its middle.
-- And the cuts themselves: a cut is a media of its own behind the whole one, in whole pixels of the whole one's `full`.
alter table library.media
  add column focus_x smallint check (focus_x between 0 and 1000),
  add column focus_y smallint check (focus_y between 0 and 1000),
  add column cut_of uuid,
  add column cut_x integer check (cut_x >= 0),
  add column cut_y integer check (cut_y >= 0),
  add column cut_width integer check (cut_width > 0),
  add column cut_height integer check (cut_height > 0),
  add foreign key (workspace_id, cut_of) references library.media (workspace_id, id),
  add check ((focus_x is null) = (focus_y is null)),
  add check (num_nulls(cut_of, cut_x, cut_y, cut_width, cut_height) in (0, 5));
create unique index media_cuts on library.media (workspace_id, cut_of, cut_x, cut_y, cut_width, cut_height) where cut_of is not null;

-- The ratio of the post's pictures on each of its channels, by channel; a channel that is not named shows them whole.
alter table calendar.post add column ratios jsonb not null default '{}' check (jsonb_typeof(ratios) = 'object');
