-- Own sites: public blogs, one or more per workspace, on a path (/s/<slug>) or on a proven host name.
create schema site;

create table site.site (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null, -- the community manager's own blog is a client too
  slug text not null,
  title text not null,
  tagline text not null default '',
  about text not null default '', -- Markdown
  author_name text not null, -- signs articles and answers
  language text not null check (language in ('fr', 'en')),
  zone text not null, -- dates are shown in it
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  comments_open boolean not null default true,
  -- What readers pay for data: 500 (minor units) for 400 megabytes; null: the price line is not shown.
  data_price_minor integer check (data_price_minor > 0),
  data_price_megabytes integer check (data_price_megabytes > 0),
  data_price_currency text check (data_price_currency ~ '^[A-Z]{3}$'),
  host text, -- asked for by a person; answers only once proven
  host_token text not null, -- the value of the TXT record _palabre.<host>
  host_proven_at timestamptz,
  host_checked_at timestamptz,
  host_missing_since timestamptz, -- the record was there and no longer is
  visitor_key bytea not null, -- keys the marks that limit comments; a mark is erased after a day
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references clients.client (workspace_id, id),
  unique (workspace_id, slug),
  check ((data_price_minor is null) = (data_price_megabytes is null) and (data_price_minor is null) = (data_price_currency is null)),
  check (host_proven_at is null or host is not null)
);
call tenancy.protect('site.site');

-- Non-tenant directory: from a slug (no dot) or a proven host name (a dot) to a workspace. No content.
create table site.address (
  address text primary key check (address = lower(address)),
  workspace_id uuid not null,
  site_id uuid not null
);
create index address_of_site on site.address (workspace_id, site_id);

-- One article per publication: the id is the publication's op_id, so that publishing the same one twice is the same row.
create table site.article (
  workspace_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  slug text not null,
  content_hash text not null, -- of what was published first; later corrections do not change it
  version integer not null default 1,
  title text not null,
  text text not null, -- Markdown
  language text not null,
  media jsonb not null, -- frozen media, in order
  published_at timestamptz not null,
  changed_at timestamptz,
  hidden_at timestamptz,
  hidden_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, site_id) references site.site (workspace_id, id),
  unique (workspace_id, site_id, slug)
);
create index article_by_date on site.article (workspace_id, site_id, published_at desc, id desc) where hidden_at is null;
call tenancy.protect('site.article');

-- Every wording that was ever public, and who changed it.
create table site.article_version (
  workspace_id uuid not null,
  article_id uuid not null,
  version integer not null,
  title text not null,
  text text not null,
  changed_by text not null,
  at timestamptz not null,
  primary key (workspace_id, article_id, version),
  foreign key (workspace_id, article_id) references site.article (workspace_id, id)
);
call tenancy.protect('site.article_version');
create trigger article_version_is_final before update on site.article_version for each row execute function tenancy.refuse_change();

create table site.comment (
  workspace_id uuid not null,
  id uuid not null,
  article_id uuid not null,
  answers uuid, -- the comment this one answers; only the author of the site answers
  by_author boolean not null default false,
  author_name text not null,
  text text not null, -- plain
  state text not null check (state in ('pending', 'approved', 'refused', 'spam')),
  sender bytea, -- keyed mark of the visitor's network address; null for the author and after a day
  written_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, article_id) references site.article (workspace_id, id),
  foreign key (workspace_id, answers) references site.comment (workspace_id, id),
  check ((state = 'pending') = (decided_at is null))
);
create index comment_of_article on site.comment (workspace_id, article_id, written_at);
create index comment_to_read on site.comment (workspace_id, written_at) where state = 'pending';
create index comment_of_sender on site.comment (workspace_id, sender, written_at) where sender is not null;
call tenancy.protect('site.comment');
