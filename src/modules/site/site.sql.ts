import type { Ctx } from '#plumbing/db';
import type { DataPrice } from '#words/data-price.ts';
import type { Id } from '#words/ids.ts';
import type { CommentState, Language, Picture } from './shapes.ts';

export interface SiteRow {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  slug: string;
  title: string;
  tagline: string;
  about: string;
  author_name: string;
  language: Language;
  zone: string;
  colour: string;
  comments_open: boolean;
  data_price_minor: number | null;
  data_price_megabytes: number | null;
  data_price_currency: string | null;
  host: string | null;
  host_token: string;
  host_proven_at: Date | null;
  host_checked_at: Date | null;
  host_missing_since: Date | null;
  visitor_key: Buffer;
  created_at: Date;
}

export interface ArticleRow {
  workspace_id: Id;
  id: Id;
  site_id: Id;
  slug: string;
  content_hash: string;
  version: number;
  title: string;
  text: string;
  language: string;
  media: Picture[];
  published_at: Date;
  changed_at: Date | null;
  hidden_at: Date | null;
  hidden_by: string | null;
}

export interface VersionRow {
  workspace_id: Id;
  article_id: Id;
  version: number;
  title: string;
  text: string;
  changed_by: string;
  at: Date;
}

export interface CommentRow {
  workspace_id: Id;
  id: Id;
  article_id: Id;
  answers: Id | null;
  by_author: boolean;
  author_name: string;
  text: string;
  state: CommentState;
  sender: Buffer | null;
  written_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
}

/** Non-tenant: leads from a slug or a proven host name to a workspace; holds no content. */
export interface AddressRow {
  address: string;
  workspace_id: Id;
  site_id: Id;
}

export type SiteTables = {
  'site.site': SiteRow;
  'site.address': AddressRow;
  'site.article': ArticleRow;
  'site.article_version': VersionRow;
  'site.comment': CommentRow;
};

export const tables = (ctx: Pick<Ctx, 'db'>) => ctx.db.withTables<SiteTables>();

export const priceColumns = (price: DataPrice | null) => ({
  data_price_minor: price?.minor ?? null,
  data_price_megabytes: price?.megabytes ?? null,
  data_price_currency: price?.currency ?? null,
});
