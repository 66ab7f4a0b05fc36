import { recordName } from './addresses.ts';
import { plainText } from './markdown.ts';
import type { Article, ArticleCard, Comment, HostProof, Site } from './shapes.ts';
import type { ArticleRow, CommentRow, SiteRow } from './site.sql.ts';

export function toSite(row: SiteRow): Site {
  const { data_price_minor: minor, data_price_megabytes: megabytes, data_price_currency: currency } = row;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    clientId: row.client_id,
    slug: row.slug,
    title: row.title,
    tagline: row.tagline,
    about: row.about,
    authorName: row.author_name,
    language: row.language,
    zone: row.zone,
    colour: row.colour,
    commentsOpen: row.comments_open,
    dataPrice: minor && megabytes && currency ? { minor, megabytes, currency } : null,
    host: toHostProof(row),
    createdAt: row.created_at,
  };
}

const toHostProof = (row: SiteRow): HostProof | null =>
  row.host
    ? {
        host: row.host,
        recordName: recordName(row.host),
        recordValue: row.host_token,
        provenAt: row.host_proven_at,
        checkedAt: row.host_checked_at,
        missingSince: row.host_missing_since,
      }
    : null;

const WORDS_A_MINUTE = 220;
const EXCERPT = 220;

export function toCard(row: ArticleRow, comments: number): ArticleCard {
  const words = plainText(row.text);
  return {
    id: row.id,
    slug: row.slug,
    title: row.title || firstWords(words.split('\n', 1)[0] ?? '', 80),
    excerpt: firstWords(words.replace(/\n/g, ' '), EXCERPT),
    minutes: Math.max(1, Math.round(words.split(/\s+/).length / WORDS_A_MINUTE)),
    publishedAt: row.published_at,
    changedAt: row.changed_at,
    hiddenAt: row.hidden_at,
    language: row.language,
    cover: row.media.find((one) => one.mime.startsWith('image/')) ?? null,
    comments,
  };
}

export const toArticle = (row: ArticleRow, comments: number): Article => ({
  ...toCard(row, comments),
  version: row.version,
  text: row.text,
  media: row.media,
});

export const toComment = (row: CommentRow): Comment => ({
  id: row.id,
  articleId: row.article_id,
  answers: row.answers,
  byAuthor: row.by_author,
  authorName: row.author_name,
  text: row.text,
  state: row.state,
  writtenAt: row.written_at,
});

/** Cut at a word, with an ellipsis when something was left out. */
export function firstWords(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest + 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > longest / 2 ? space : longest).replace(/[\s,;:.…-]+$/, '')}…`;
}
